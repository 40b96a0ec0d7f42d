//! The runtime of generated AWS clients.
//!
//! A client crate that the generator writes has a `Client` with a method for each operation; everything that is the
//! same for all services is here, once: validating a request, encoding, signing, sending and retrying it, and reading
//! the answer.
//!
//! | task | item |
//! |---|---|
//! | configure a client | [`Builder`], [`Timeouts`], [`Validation`] |
//! | read all pages of an output | [`PagedCall`], [`Pages`], [`Items`] |
//! | wait until a resource is in a state | [`Wait`], [`Polled`], [`WaitError`] |
//! | handle a failed call | [`Error`] |
//! | send or receive a stream of bytes | [`Body`] |
//! | send or receive events | [`EventInput`], [`EventStream`] |
//! | repeat a request after a restart | [`idempotency`] |
//! | replace the transport, the clock or the backoff | [`Transport`], [`clock`], [`retry`] |
//! | sign other requests, or a URL | [`signing`] |
//! | test against a service on this machine | `fake`, behind the feature of that name |
//!
//! # Secrets in memory
//!
//! The client overwrites the memory of secrets that it owns: the values of the request, its serialized body, the body of
//! the answer when it is put together, credentials, and the copies that are made for masking. The headers of a request
//! that hold the session token or a sensitive member share the memory that is overwritten. The client can't overwrite
//! copies that other crates make: those in the buffers of hyper's connections and of rustls.
//!
//! The module [`codegen`] is for generated code only.

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod codegen;

mod bearer;
mod body;
mod builder;
mod config;
mod credentials;
#[cfg(feature = "dynamic")]
mod dynamic;
mod handle;
#[cfg(feature = "aws-config")]
mod sdk_config;

pub mod clock;
pub mod retry;
mod timeouts;
pub mod transport;

pub mod error;
pub mod idempotency;
mod operation;
mod pagination;

pub mod endpoint;
mod service;

mod call;
mod checksums;
mod environment;
mod events;
mod identity;
mod jmespath;
mod protocol;
mod redaction;
pub mod signing;
mod target;
mod user_agent;
mod waiter;
mod wiped;

#[cfg(feature = "fake")]
pub mod fake;

#[cfg(any(test, feature = "test-support"))]
#[doc(hidden)]
pub mod testing;

#[cfg(feature = "aws-config")]
pub use aws_types::SdkConfig;
pub use bearer::{BearerToken, ProvideToken, TokenFuture};
pub use body::{Body, BodyReader};
pub use builder::Builder;
pub use config::{ConfigError, Validation};
pub use credentials::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};
pub use error::Error;
pub use events::{EventInput, EventSender, EventStream, EventsEnded};
pub use pagination::{Items, PagedCall, Pages};
pub use timeouts::Timeouts;
pub use transport::{Transport, TransportError, TransportErrorKind};
pub use waiter::{Polled, Wait, WaitError};

/// Any error, as the standard library boxes it.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;
