// The page has examples, which are doctests.
#![doc = include_str!("lib.md")]
#![forbid(unsafe_code)]

mod generated;

pub use generated::*;
pub use tinsmith_types::{
    BigDecimal, BigInteger, Blob, Change, ChangeKind, Constraint, Document, DocumentError, Fixed, ModeledError,
    NumberError, Pointer, Problem, ProblemKind, Redacted, Secret, Segment, Strict, Structure, Timestamp,
    TimestampError, TimestampFormat, Unit, UnknownMember, ValidationError, Violation,
};

/// The examples of the README are doctests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
