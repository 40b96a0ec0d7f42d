// The page has examples, which are doctests.
#![doc = include_str!("lib.md")]
#![forbid(unsafe_code)]

mod generated;

#[cfg(feature = "fake")]
pub mod fake;

pub use generated::*;
#[cfg(feature = "aws-config")]
pub use tinsmith_client::SdkConfig;
pub use tinsmith_client::{
    BearerToken, Body, BodyReader, BoxError, Builder, ConfigError, Credentials, CredentialsError, CredentialsFuture,
    EventInput, EventSender, EventStream, EventsEnded, Items, PagedCall, Pages, Polled, ProvideCredentials,
    ProvideToken, Timeouts, TokenFuture, Transport, TransportError, TransportErrorKind, Validation, Wait, WaitError,
    clock, endpoint, error, idempotency, retry, transport,
};
pub use types;
pub use types::Secret;

// With the feature that has all optional dependencies, because the examples use them.
#[cfg(all(doctest, feature = "cli"))]
mod guides;

/// The examples of the README are doctests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
