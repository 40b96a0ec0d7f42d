//! Checks of generated endpoint rules, each with one set of parameters and the result expected by the model.

use crate::endpoint::{Endpoint, EndpointError, Parameters};

type Rules = fn(&Parameters) -> Result<Endpoint, EndpointError>;

/// Checks that the rules return this endpoint with no other properties.
#[track_caller]
pub fn endpoint(rules: Rules, parameters: Parameters, expected: impl Into<Endpoint>) {
    assert_eq!(rules(&parameters).map(without_empty_path), Ok(without_empty_path(expected.into())), "{parameters:?}");
}

/// Removes an empty path from the URL: `parseURL` adds one to a URL without a path.
fn without_empty_path(mut endpoint: Endpoint) -> Endpoint {
    let host = endpoint.url.strip_suffix('/').filter(|url| url.matches('/').count() == 2);
    if let Some(host) = host.map(str::to_owned) {
        endpoint.url = host;
    }
    endpoint
}

/// Checks that the rules return this error.
#[track_caller]
pub fn error(rules: Rules, parameters: Parameters, expected: &'static str) {
    assert_eq!(rules(&parameters), Err(EndpointError::new(expected)), "{parameters:?}");
}
