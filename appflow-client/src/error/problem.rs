//! What can go wrong on this side of a call, before there is an answer or when it can't be read.
//!
//! It knows nothing of a service's own errors, so that the stages of a call are compiled once for all of them.

use std::fmt;

use aws_credential_types::provider::error::CredentialsError;
use types::ValidationError;

use crate::BoxError;
use crate::idempotency::TokenError;
use crate::protocol::request::EncodeError;
use crate::protocol::response::DecodeError;
use crate::transport::TransportError;

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Problem {
    Token(TokenError),
    Validation { error: ValidationError, model: &'static str },
    Encode(EncodeError),
    Credentials(CredentialsError),
    Signing(BoxError),
    Transport { to: String, error: TransportError },
    Decode(DecodeError),
}

impl Problem {
    /// What lies behind it.
    pub fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(match self {
            Self::Token(error) => error,
            Self::Validation { error, .. } => error,
            Self::Encode(error) => error,
            Self::Credentials(error) => error,
            Self::Signing(error) => &**error,
            Self::Transport { error, .. } => error,
            Self::Decode(error) => error,
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token(error) => error.fmt(formatter),
            Self::Validation { error, model } => {
                let anyway = "`.validation(Validation::Off)` on the client's builder sends it anyway";
                let message = error.message();
                write!(formatter, "{message} (held against the model of {model}; {anyway})")
            }
            Self::Encode(error) => error.fmt(formatter),
            Self::Credentials(error) => {
                write!(formatter, "no credentials: {error}")?;
                let mut cause = std::error::Error::source(error);
                while let Some(error) = cause {
                    write!(formatter, ": {error}")?;
                    cause = error.source();
                }
                Ok(())
            }
            Self::Signing(error) => write!(formatter, "the request can't be signed: {error}"),
            Self::Transport { to, error } => write!(formatter, "{to}: {error}"),
            Self::Decode(error) => error.fmt(formatter),
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

impl From<DecodeError> for Problem {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}
