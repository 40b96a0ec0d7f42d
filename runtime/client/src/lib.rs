//! The runtime of generated AWS clients: signing, retries, errors, streams, pagination and test support.
//!
//! A generated client crate has a `Client` with a method for each operation. This crate has
//! what all of them share: it validates a request, encodes, signs, sends and retries it, and reads the answer. Most
//! programs depend on a generated crate, which re-exports these items; services in one program share them.
//!
//! | task | item |
//! |---|---|
//! | configure a client | [`Builder`], [`Timeouts`], [`Validation`] |
//! | read all pages of an output | [`PagedCall`], [`Pages`], [`Items`] |
//! | wait until a resource is in a state | [`Wait`], [`Polled`], [`WaitError`] |
//! | handle a failed call | [`Error`] |
//! | handle a client that can't be built | [`ConfigError`] |
//! | repeat a request safely after a restart | [`idempotency::stable_token`], [`Error::client_token`] |
//! | change when a call is retried | [`Builder::max_attempts`], [`retry::Backoff`] |
//! | read all pages of an output | [`PagedCall`], [`Pages`], [`Items`] |
//! | send or receive a stream of bytes | [`Body`] |
//! | send or receive events | [`EventInput`], [`EventStream`] |
//! | test without a network | [`transport::RecordingTransport`] |
//! | send requests another way | [`Transport`] |
//! | control time in a test | [`clock::Clock`] |
//! | test against a service on this machine | `fake`, with the feature of that name |
//! | sign another request, or a URL | [`signing::Signer`] |
//!
//! ```
//! use tinsmith_client::Credentials;
//! use tinsmith_client::transport::RecordingTransport;
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let transport = RecordingTransport::new().respond(200, r#"{"arn": "arn:aws:users:eu-west-1:1234:user/ada"}"#);
//! let client = Client::builder() // or `Client::from_env()?`
//!     .region("eu-west-1")
//!     .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example"))
//!     .transport(transport.clone()) // only in tests: the default transport uses the network
//!     .build()?;
//!
//! let response = client.create_user(CreateUserRequest::new("ada").password("hunter2")).await?;
//! assert!(response.arn.is_some_and(|arn| arn.ends_with("user/ada")));
//!
//! let sent = &transport.requests()[0];
//! assert_eq!(sent.uri(), "https://users.eu-west-1.amazonaws.com/create-user");
//! assert!(sent.headers().contains_key("authorization"));
//! # Ok(())
//! # }
//! ```
//!
//! In the examples, `Client` is the client of a small generated service, which has the operations `CreateUser` and
//! `ListUsers`.
//!
//! # Features
//!
//! | feature | effect |
//! |---|---|
//! | `tls` (default) | https, with the certificate authorities that the machine trusts |
//! | `aws-config` | `Builder::from_sdk_config`, which uses the settings that the crate `aws-config` has loaded |
//! | `fake` | the module `fake`: the service-neutral half of a fake service, for tests |
//! | `http2` | HTTP/2, for services whose events travel in both directions |
//! | `gzip` | compresses large requests if the service supports it |
//!
//! `dynamic` and `test-support` are for generated crates and their tests.
//!
//! # Secrets in memory
//!
//! The client overwrites the memory of secrets that it owns: the values of the request, its serialized body, the body
//! of the answer when it is put together, credentials, and the copies that are made for masking. The headers of a
//! request that hold the session token or a sensitive member share the memory that is overwritten. The client can't
//! overwrite copies that other crates make: those in the buffers of hyper's connections and of rustls.
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
