//! Requests, responses, structures, enums and errors of Amazon AppFlow.
//!
//! Data only: no network, no async runtime. The trait [`Structure`] validates a value, reads it from JSON, and shows it
//! without its secrets.

#![forbid(unsafe_code)]

mod generated;

pub use generated::*;
pub use tinsmith_types::{
    BigDecimal, BigInteger, Blob, Change, ChangeKind, Constraint, Document, DocumentError, Fixed, ModeledError,
    NumberError, Pointer, Problem, ProblemKind, Redacted, Secret, Segment, Strict, Structure, Timestamp,
    TimestampError, TimestampFormat, Unit, UnknownMember, ValidationError, Violation,
};
