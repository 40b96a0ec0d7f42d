//! Requests, responses, structures, enums and validators of Amazon AppFlow.
//!
//! Data only: no network, no async runtime. The modules of this file are written by hand and know nothing of AppFlow;
//! what the service's model says is in the generated module, whose items are re-exported here.

#![forbid(unsafe_code)]

pub mod schema;

pub mod pattern;
pub mod validation;

pub mod value;

mod blob;
mod collections;
mod scalars;
mod secret;
mod timestamp;

pub mod enumeration;
pub mod structure;
pub mod union;

pub mod document;

pub mod modeled_error;

#[cfg(test)]
mod canary;
mod generated;
#[cfg(test)]
mod malformed_test;
#[cfg(test)]
mod round_trip;

pub use blob::Blob;
pub use document::{Change, ChangeKind, DocumentError, Fixed, Problem, ProblemKind};
pub use generated::*;
pub use secret::Secret;
pub use serde_json::Value as Document;
pub use structure::Unit;
pub use timestamp::{Timestamp, TimestampError};
pub use validation::{Constraint, ValidationError, Violation};
