//! Problems on the client's side of a call: before there is a response, or in reading it.
//!
//! The type does not depend on a service's own errors, so the stages of a call are compiled once for all services.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use tinsmith_types::ValidationError;

use crate::BoxError;
use crate::config::ConfigError;
use crate::credentials::CredentialsError;
use crate::idempotency::TokenError;
use crate::protocol::{DecodeError, EncodeError};
use crate::transport::{TransportError, TransportErrorKind};

/// A failure without a readable response.
#[derive(Debug)]
pub(crate) enum Problem {
    Clock(BoxError),
    Endpoint(ConfigError),
    Token(TokenError),
    Validation(ValidationError),
    Encode(EncodeError),
    Credentials(CredentialsError),
    CredentialsTimeout(Duration),
    ExpiredCredentials,
    Signing(BoxError),
    Transport {
        to: String,
        error: TransportError,
    },
    Timeout {
        to: String,
        phase: Phase,
        limit: Duration,
    },
    Decode(DecodeError),
    /// A page token leads back to an earlier page.
    RepeatedPage,
}

/// The operation whose time limit expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// One attempt.
    Attempt,
    /// All attempts together.
    Call,
}

impl Problem {
    /// Returns a short name for traces.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Clock(_) => "no timer",
            Self::Endpoint(_) => "no endpoint",
            Self::Token(_) => "no idempotency token",
            Self::Validation(_) => "invalid request",
            Self::Encode(_) => "request not encodable",
            Self::Credentials(_) => "no credentials",
            Self::CredentialsTimeout(_) => "no credentials in time",
            Self::ExpiredCredentials => "expired credentials",
            Self::Signing(_) => "request not signable",
            Self::Transport { error, .. } => error.kind().describe(),
            Self::Timeout { phase: Phase::Attempt, .. } => "attempt took too long",
            Self::Timeout { phase: Phase::Call, .. } => "call took too long",
            Self::Decode(_) => "answer not readable",
            Self::RepeatedPage => "endless pages",
        }
    }

    /// Returns `true` if another attempt may succeed.
    pub fn passes(&self) -> bool {
        match self {
            Self::Transport { error, .. } => matches!(
                error.kind(),
                TransportErrorKind::Connect
                    | TransportErrorKind::Timeout
                    | TransportErrorKind::Interrupted
                    | TransportErrorKind::Corrupted
            ),
            Self::Timeout { phase, .. } => *phase == Phase::Attempt,
            _ => false,
        }
    }

    /// Returns `true` if a time limit expired.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport { error, .. } => error.is_timeout(),
            Self::Timeout { .. } | Self::CredentialsTimeout(_) => true,
            _ => false,
        }
    }

    /// Returns `true` if the request may have taken effect.
    pub fn is_unclear(&self) -> bool {
        match self {
            Self::Transport { error, .. } => {
                let unsent = [TransportErrorKind::Connect, TransportErrorKind::Tls, TransportErrorKind::Runtime];
                !unsent.contains(&error.kind())
            }
            Self::Timeout { .. } | Self::Decode(_) => true,
            _ => false,
        }
    }

    /// Returns the cause below the one that `Display` shows.
    pub fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Clock(error) | Self::Signing(error) => error.source(),
            Self::Endpoint(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Encode(error) => error.source(),
            Self::Credentials(error) => error.source(),
            Self::Transport { error, .. } => error.source(),
            Self::Decode(error) => error.source(),
            Self::Validation(_)
            | Self::CredentialsTimeout(_)
            | Self::ExpiredCredentials
            | Self::Timeout { .. }
            | Self::RepeatedPage => None,
        }
    }
}

/// Writes the problem and the error that describes it, without that error's causes.
impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clock(error) => write!(formatter, "no timer: {error}"),
            Self::Endpoint(error) => error.fmt(formatter),
            Self::Token(error) => error.fmt(formatter),
            Self::Validation(error) => error.fmt(formatter),
            Self::Encode(error) => error.fmt(formatter),
            Self::Credentials(error) => write!(formatter, "no credentials: {error}"),
            Self::CredentialsTimeout(limit) => write!(formatter, "no credentials: the provider gave none in {limit:?}"),
            Self::ExpiredCredentials => {
                formatter.write_str("expired credentials: the provider gave some that are no longer valid")
            }
            Self::Signing(error) => write!(formatter, "the request can't be signed: {error}"),
            Self::Transport { to, error } => write!(formatter, "{to}: {error}"),
            Self::Timeout { to, phase: Phase::Attempt, limit } => {
                write!(formatter, "{to}: no answer in time: the attempt took more than {limit:?}")
            }
            Self::Timeout { to, phase: Phase::Call, limit } => {
                write!(formatter, "{to}: no answer in time: the whole call took more than {limit:?}")
            }
            Self::Decode(error) => error.fmt(formatter),
            Self::RepeatedPage => {
                formatter.write_str("endless pages: the service returned a page token that it had returned before")
            }
        }
    }
}

impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Self {
        Self::Token(error)
    }
}

impl From<EncodeError> for Problem {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}

impl From<CredentialsError> for Problem {
    fn from(error: CredentialsError) -> Self {
        Self::Credentials(error)
    }
}
