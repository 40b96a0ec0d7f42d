//! Settings of a client, and the errors of missing or invalid settings.
//!
//! Every error names the setting, in code and in the environment.

use std::fmt;

use crate::credentials::Credentials;

use crate::BoxError;
use crate::endpoint::EndpointError;

/// Whether a request that violates the model's constraints is sent.
///
/// ```
/// use tinsmith_client::transport::RecordingTransport;
/// use tinsmith_client::{Credentials, Validation};
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example");
/// # let transport = RecordingTransport::new().respond(200, "{}");
/// let client = Client::builder().region("eu-west-1").credentials(credentials).transport(transport.clone()).build()?;
/// let request = CreateUserRequest::new("a name that is too long");
///
/// let error = client.create_user(request.clone()).await.unwrap_err();
/// assert!(error.is_validation() && transport.requests().is_empty());
///
/// // The service has loosened the constraint since its model was published: send the request anyway.
/// client.with_validation(Validation::Off).create_user(request).await?;
/// assert_eq!(transport.requests().len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Validation {
    /// It is not sent, and the error has all violations.
    #[default]
    Strict,
    /// It is sent as it is, and a `tracing` event at level WARN has all violations.
    Warn,
    /// It is sent as it is, and the service decides: for constraints that a service has loosened since its model was
    /// published.
    Off,
}

/// A client can't be built. The text says what is missing or wrong, and how to set it in code and in the environment.
///
/// `Debug` reads as `Display` does, so that a program whose `main` returns the error ends with a readable line.
///
/// ```
/// use tinsmith_client::ConfigError;
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
///
/// let error = Client::builder().build().unwrap_err();
/// assert!(matches!(error, ConfigError::MissingRegion));
/// assert_eq!(error.to_string(), r#"no region: expected `.region("eu-west-1")`, or AWS_REGION in the environment"#);
/// ```
#[non_exhaustive]
pub enum ConfigError {
    /// The region is missing.
    MissingRegion,
    /// The region is not a valid name of one region: it has capital letters, is not a host name label, or is
    /// `aws-global`.
    InvalidRegion,
    /// The credentials are missing.
    MissingCredentials,
    /// Neither credentials nor a bearer token are set.
    MissingToken,
    /// The endpoint's URL can't be used.
    InvalidEndpointUrl(&'static str),
    /// The endpoint is plain http on another machine.
    PlainHttp,
    /// The endpoint rules of the model have no endpoint for these settings.
    Endpoint(EndpointError),
    /// An environment variable can't be used.
    Environment {
        /// Its name.
        variable: &'static str,
        /// The expected value.
        expected: &'static str,
    },
    /// TLS can't be set up.
    Tls(BoxError),
    /// A setting has an invalid value.
    Setting {
        /// Its name.
        setting: &'static str,
        /// The expected value.
        expected: &'static str,
    },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingRegion => {
                formatter.write_str("no region: expected `.region(\"eu-west-1\")`, or AWS_REGION in the environment")
            }
            Self::InvalidRegion => formatter.write_str(
                "invalid region: expected a region such as eu-west-1, of up to 63 lower-case letters, digits and \
                     hyphens",
            ),
            Self::MissingCredentials => formatter.write_str(
                "no credentials: expected `.credentials(…)`, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the \
                 environment",
            ),
            Self::MissingToken => formatter
                .write_str("no bearer token and no credentials: expected `.bearer_token(…)` or `.credentials(…)`"),
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

impl fmt::Debug for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // `Display` already shows these errors, so the source is the one below them.
            Self::Endpoint(error) => error.source(),
            Self::Tls(error) => error.source(),
            _ => None,
        }
    }
}

/// A part of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CredentialsPart {
    AccessKeyId,
    SecretAccessKey,
    SessionToken,
}

impl CredentialsPart {
    /// Returns the environment variable that the setting is read from.
    pub const fn variable(self) -> &'static str {
        match self {
            Self::AccessKeyId => "AWS_ACCESS_KEY_ID",
            Self::SecretAccessKey => "AWS_SECRET_ACCESS_KEY",
            Self::SessionToken => "AWS_SESSION_TOKEN",
        }
    }

    /// Returns the name of the setting in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccessKeyId => "access key id",
            Self::SecretAccessKey => "secret access key",
            Self::SessionToken => "session token",
        }
    }
}

/// Finds the first part of the credentials that can't be used in a signature, and describes the expected form.
pub(crate) fn credentials_problem(credentials: &Credentials) -> Option<(CredentialsPart, &'static str)> {
    let (id, secret) = (credentials.access_key_id(), credentials.secret_access_key());
    let parts = [
        (CredentialsPart::AccessKeyId, Some(id)),
        (CredentialsPart::SecretAccessKey, Some(secret)),
        (CredentialsPart::SessionToken, credentials.session_token()),
    ];
    parts.into_iter().find_map(|(part, text)| {
        let text = text?;
        // The id and the token are sent in headers, which must be ASCII; the secret is not sent.
        let is_plain = |character: char| match part {
            CredentialsPart::SecretAccessKey => !character.is_whitespace() && !character.is_control(),
            _ => character.is_ascii_graphic(),
        };
        match text {
            "" => Some((part, "a value that is not empty")),
            text if text.chars().all(is_plain) => None,
            _ if part == CredentialsPart::SecretAccessKey => Some((part, "no white space and no control characters")),
            _ => Some((part, "ASCII characters without white space and control characters")),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_have_a_form() {
        #[track_caller]
        fn check(id: &str, secret: &str, token: Option<&str>, expected: Option<CredentialsPart>) {
            let credentials = Credentials::new(id, secret, token.map(str::to_owned), None, "tests");
            assert_eq!(credentials_problem(&credentials).map(|(part, _)| part), expected, "{id:?}");
        }
        check("AKID", "s/+=", Some("t/+="), None);
        check("AKID", "é", None, None);
        check("", "s", None, Some(CredentialsPart::AccessKeyId));
        check("AKID", "", None, Some(CredentialsPart::SecretAccessKey));
        check("AKID", "s", Some(""), Some(CredentialsPart::SessionToken));
        check("AKID\r", "s", None, Some(CredentialsPart::AccessKeyId));
        check("é", "s", None, Some(CredentialsPart::AccessKeyId));
        check("AKID", "s\n", None, Some(CredentialsPart::SecretAccessKey));
        check("AKID", "s", Some("t\nt"), Some(CredentialsPart::SessionToken));
        check("AKID", "s", Some("é"), Some(CredentialsPart::SessionToken));
    }
}
