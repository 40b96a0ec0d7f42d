//! Checks of generated endpoint rules: one set of parameters against the result that the model expects.

use crate::endpoint::{Endpoint, EndpointError, Parameters};

type Rules = fn(&Parameters) -> Result<Endpoint, EndpointError>;

/// The rules give this endpoint, and ask for nothing but what it says.
#[track_caller]
pub fn endpoint(rules: Rules, parameters: Parameters, expected: impl Into<Endpoint>) {
    assert_eq!(rules(&parameters).map(without_empty_path), Ok(without_empty_path(expected.into())), "{parameters:?}");
}

/// The endpoint without a slash behind its host, which means the same: `parseURL` gives a path to a URL without one.
fn without_empty_path(mut endpoint: Endpoint) -> Endpoint {
    let host = endpoint.url.strip_suffix('/').filter(|url| url.matches('/').count() == 2);
    if let Some(host) = host.map(str::to_owned) {
        endpoint.url = host;
    }
    endpoint
}

/// The rules give this error.
#[track_caller]
pub fn error(rules: Rules, parameters: Parameters, expected: &'static str) {
    assert_eq!(rules(&parameters), Err(EndpointError::new(expected)), "{parameters:?}");
}
