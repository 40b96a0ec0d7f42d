//! Errors of starting a fake.

use std::fmt;
use std::io;
use std::net::SocketAddr;

use super::journal::JournalError;

/// The reason why a fake was not started.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The region has characters that no region has.
    Region,
    /// The number of the account does not have twelve digits.
    Account,
    /// The server can't listen on the address.
    Address {
        /// The address.
        address: SocketAddr,
        /// The error of the operating system.
        error: io::Error,
    },
    /// The state file can't be used.
    State(JournalError),
    /// The operating system has no random bytes for a key.
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
