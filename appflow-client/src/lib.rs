//! A client of Amazon AppFlow.
//!
//! [`Client`] has a method for each operation. A request is validated before it is sent, signed with Signature
//! Version 4, and retried where that is safe.

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
