//! The runtime of generated AWS types.
//!
//! A crate of types that the generator writes has structures, unions and enums; everything that is the same for all
//! services is here, once: how a structure is validated, read from JSON, written, and shown without its secrets.
//!
//! | task | item |
//! |---|---|
//! | validate a value, read a JSON document strictly, show a value in a log | [`Structure`] |
//! | read YAML, TOML or another serde format strictly | [`Strict`] |
//! | hold a credential | [`Secret`] |
//! | hold bytes, a point in time, any JSON | [`Blob`], [`Timestamp`], [`Document`] |
//! | hold a number of any size | [`BigInteger`], [`BigDecimal`] |
//! | read what is wrong with a value | [`ValidationError`], [`Violation`] |
//! | read what is wrong with a document | [`DocumentError`], [`Problem`] |
//!
//! There is no network and no async runtime here. The module [`codegen`] is for generated code only.

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
pub use serde_json::Value as Document;
pub use strict::Strict;
pub use structure::{Structure, Unit};
pub use timestamp::{Timestamp, TimestampError};
pub use union::UnknownMember;
pub use validation::{Constraint, Pointer, Segment, ValidationError, Violation};
pub use value::Redacted;
