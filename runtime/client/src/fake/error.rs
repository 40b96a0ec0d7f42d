//! Why there is no fake.

use std::fmt;
use std::io;
use std::net::SocketAddr;

use super::journal::JournalError;

/// Why a fake was not started.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The region is not one.
    Region,
    /// The number of the account is not one.
    Account,
    /// The address can't be listened on.
    Address {
        /// The address.
        address: SocketAddr,
        /// Why.
        error: io::Error,
    },
    /// The state file can't be used.
    State(JournalError),
    /// The operating system gave no random bytes.
    Random(getrandom::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Region => formatter
                .write_str("invalid region: expected up to 63 small letters, digits and hyphens, as in eu-west-1"),
            Self::Account => formatter.write_str("invalid account: expected twelve digits"),
            Self::Address { address, error } => {
                write!(formatter, "no server on {address}: {error}, expected an address that is free")
            }
            Self::State(error) => error.fmt(formatter),
            Self::Random(error) => write!(formatter, "no random bytes for a key: {error}"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Address { error, .. } => Some(error),
            Self::State(error) => Some(error),
            Self::Region | Self::Account | Self::Random(_) => None,
        }
    }
}

impl From<JournalError> for StartError {
    fn from(error: JournalError) -> Self {
        Self::State(error)
    }
}
