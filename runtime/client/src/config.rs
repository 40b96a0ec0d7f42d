//! What a client is made of, and what may be missing or wrong with it.
//!
//! Every error names the thing to set, in code and in the environment.

use std::fmt;

use crate::BoxError;
use crate::endpoint::EndpointError;

/// Whether a request that violates the model's constraints is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Validation {
    /// It is not, and the error has all violations.
    #[default]
    Strict,
    /// It is sent as it is, and the trace has a warning with all violations.
    Warn,
    /// It is sent as it is, and the service decides. For constraints that a service has loosened since its model.
    Off,
}

/// Why there is no client.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// The region is missing.
    MissingRegion,
    /// The region is not a label of a host name.
    InvalidRegion,
    /// The credentials are missing.
    MissingCredentials,
    /// The endpoint's URL can't be used.
    InvalidEndpointUrl(&'static str),
    /// The endpoint is not on this machine, and its URL says plain http.
    PlainHttp,
    /// The model's rules have no endpoint for these settings.
    Endpoint(EndpointError),
    /// A variable of the environment can't be used.
    Environment {
        /// Its name.
        variable: &'static str,
        /// What was expected of it.
        expected: &'static str,
    },
    /// TLS can't be set up.
    Tls(BoxError),
    /// A setting has a value that it can't have.
    Setting {
        /// Its name.
        setting: &'static str,
        /// What was expected of it.
        expected: &'static str,
    },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingRegion => {
                formatter.write_str("no region: expected `.region(\"eu-west-1\")`, or AWS_REGION in the environment")
            }
            Self::InvalidRegion => {
                formatter.write_str("invalid region: expected up to 63 letters, digits and hyphens, as in eu-west-1")
            }
            Self::MissingCredentials => formatter.write_str(
                "no credentials: expected `.credentials(…)`, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the \
                 environment",
            ),
            Self::InvalidEndpointUrl(expected) => write!(formatter, "invalid endpoint URL: expected {expected}"),
            Self::PlainHttp => formatter.write_str(
                "the endpoint URL is plain http: expected https, or `.allow_plain_http()` for one that is not on this \
                 machine",
            ),
            Self::Endpoint(error) => write!(formatter, "no endpoint: {error}"),
            Self::Environment { variable, expected } => {
                write!(formatter, "invalid {variable} in the environment: expected {expected}")
            }
            Self::Tls(error) => write!(formatter, "no TLS: {error}"),
            Self::Setting { setting, expected } => write!(formatter, "invalid {setting}: expected {expected}"),
        }
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Endpoint(error) => Some(error),
            Self::Tls(error) => Some(&**error),
            _ => None,
        }
    }
}
