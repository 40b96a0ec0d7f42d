//! What the generated endpoint tests call: each holds one set of parameters against what the model expects of it.

#![allow(dead_code, reason = "a model may have no tests of one kind, or none at all")]

use super::{Endpoint, EndpointError, Parameters};

type Rules = fn(&Parameters) -> Result<Endpoint, EndpointError>;

/// The rules give this endpoint, and ask for nothing but what it says.
#[track_caller]
pub(crate) fn endpoint(rules: Rules, parameters: Parameters, expected: impl Into<Endpoint>) {
    assert_eq!(rules(&parameters), Ok(expected.into()), "{parameters:?}");
}

/// The rules give this error.
#[track_caller]
pub(crate) fn error(rules: Rules, parameters: Parameters, expected: &'static str) {
    assert_eq!(rules(&parameters), Err(EndpointError::new(expected)), "{parameters:?}");
}
