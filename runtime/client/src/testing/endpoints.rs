//! Checks of generated endpoint rules: one set of parameters against the result that the model expects.

use crate::endpoint::{Endpoint, EndpointError, Parameters};

type Rules = fn(&Parameters) -> Result<Endpoint, EndpointError>;

/// The rules give this endpoint, and ask for nothing but what it says.
#[track_caller]
pub fn endpoint(rules: Rules, parameters: Parameters, expected: impl Into<Endpoint>) {
    assert_eq!(rules(&parameters), Ok(expected.into()), "{parameters:?}");
}

/// The rules give this error.
#[track_caller]
pub fn error(rules: Rules, parameters: Parameters, expected: &'static str) {
    assert_eq!(rules(&parameters), Err(EndpointError::new(expected)), "{parameters:?}");
}
