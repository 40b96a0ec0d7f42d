//! The reasons why a request can't be signed.

use std::fmt;

/// A request can't be signed. The text shows no part of the request or the credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningError {
    /// The time is before the year 0 or after the year 9999.
    Time,
    /// The request has neither a `Host` header nor a URL with a host.
    Host,
    /// The access key id, the region or the service has a character that a header can't have.
    Credential,
    /// The session token has a character that a header can't have.
    SessionToken,
    /// A signed URL can be valid for 1 second to 7 days.
    Expiry,
    /// The signed URL is longer than 64 KiB.
    Length,
}

impl fmt::Display for SigningError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Time => "invalid time: expected one in the years 0 to 9999",
            Self::Host => "no host: expected a Host header, or a URL with a host",
            Self::Credential => {
                "invalid access key id, region or service: expected characters that are allowed in a header, as in AKIDEXAMPLE"
            }
            Self::SessionToken => "invalid session token: expected characters that are allowed in a header",
            Self::Expiry => "invalid expiry: expected 1 second to 7 days",
            Self::Length => "the signed URL is too long: expected less than 64 KiB",
        })
    }
}

impl std::error::Error for SigningError {}
