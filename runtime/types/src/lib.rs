//! The runtime of generated AWS types: validation, strict documents, and secrets that are never printed.
//!
//! A generated crate of types has a structure, union or enum for each shape of a service's model.
//! This crate has what all of them share. It does no I/O and needs no async runtime. Most programs depend on a generated
//! crate, which re-exports these items.
//!
//! | task | item |
//! |---|---|
//! | check a value against the constraints of the model | [`Structure::validate`], [`ValidationError`], [`Violation`] |
//! | list what the service is likely to refuse although the model allows it | [`Structure::warnings`] |
//! | read a JSON document strictly | [`Structure::from_json`], [`DocumentError`], [`Problem`] |
//! | correct obvious mistakes in a JSON document | [`Structure::fix_json`], [`Fixed`], [`Change`] |
//! | read YAML, TOML or another serde format strictly | [`Strict`] |
//! | hold a credential | [`Secret`] |
//! | hold bytes, a point in time, any JSON | [`Blob`], [`Timestamp`], [`Document`] |
//! | hold a number of any size | [`BigInteger`], [`BigDecimal`] |
//! | read what is wrong with a value | [`ValidationError`], [`Violation`] |
//! | read what is wrong with a document | [`DocumentError`], [`Problem`] |
//!
//! ```
//! use tinsmith_types::Structure;
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
//!
//! let request = CreateUserRequest::new("a name that is too long").password("hunter2");
//! let error = request.validate().unwrap_err();
//! let paths: Vec<String> = error.violations().iter().map(|violation| violation.path.to_string()).collect();
//! assert_eq!(paths, ["/userName", "/password"]);
//! assert_eq!(error.violations().len(), 2);
//!
//! let request = CreateUserRequest::from_json(r#"{"userName": "ada", "password": "correct horse"}"#)?;
//! assert_eq!(request.redacted().to_string(), r#"{"userName":"ada","password":"**redacted**"}"#);
//! # Ok::<(), tinsmith_types::DocumentError>(())
//! ```
//!
//! In the examples, `CreateUserRequest` is a generated structure: `userName` is required and has 1 to 16 characters,
//! `password` is sensitive and has at least 8, `role` is an enum with the values `ADMIN` and `READER`, and `validUntil` is a
//! timestamp.
//!
//! # Features
//!
//! No feature is needed to use this crate. `test-support` is for the tests of generated crates.
//!
//! The module [`codegen`] is for generated code only.

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod codegen;

mod schema;

mod pattern;
mod validation;

mod value;

mod blob;
mod collections;
mod numbers;
mod scalars;
mod secret;
mod timestamp;

mod enumeration;
mod query;
mod strict;
mod structure;
mod union;

mod document;

mod modeled_error;

#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod testing;

pub use blob::Blob;
pub use document::{Change, ChangeKind, DocumentError, Fixed, Problem, ProblemKind};
pub use modeled_error::{ErrorSource, ModeledError};
pub use numbers::{BigDecimal, BigInteger, NumberError};
pub use schema::TimestampFormat;
pub use secret::Secret;
/// Any JSON value: the type of a member whose content the model does not describe.
#[doc(inline)]
pub use serde_json::Value as Document;
pub use strict::Strict;
pub use structure::{Structure, Unit};
pub use timestamp::{Timestamp, TimestampError};
pub use union::UnknownMember;
pub use validation::{Constraint, Pointer, Segment, ValidationError, Violation};
pub use value::Redacted;
