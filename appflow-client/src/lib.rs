//! A client of Amazon AppFlow.
//!
//! [`Client`] has a method for each operation. Its requests are checked before they are sent, signed by AWS's own
//! crate, and sent over HTTP/1.1 until there is an answer that stands. The modules of this file are written by hand and know nothing of AppFlow; what
//! the service's model says is in the generated module, whose items are re-exported here.

#![forbid(unsafe_code)]

pub mod client;

pub mod builder;
pub mod config;
#[cfg(feature = "aws-config")]
mod sdk_config;

pub mod clock;
pub mod retry;
pub mod timeouts;
pub mod transport;

pub mod error;
pub mod idempotency;
pub mod operation;
pub mod pagination;

pub mod endpoint;
pub mod service;

mod call;
mod environment;
mod identity;
mod protocol;
mod redaction;
mod signing;
mod target;
mod user_agent;

#[cfg(test)]
mod protocol_test;

mod generated;

#[cfg(feature = "fake")]
pub mod fake;

pub use aws_credential_types::Credentials;
pub use aws_credential_types::provider::ProvideCredentials;
pub use builder::Builder;
pub use config::{ConfigError, Validation};
pub use generated::*;
pub use timeouts::Timeouts;
pub use transport::{Transport, TransportError, TransportErrorKind};
pub use types;

/// Any error, as the standard library boxes it.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;
