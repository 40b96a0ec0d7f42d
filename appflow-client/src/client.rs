//! The client of a service, which has a method for each operation in the generated code.
//!
//! It is cheap to clone, and its clones share their connections.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use types::structure::Structure;

use crate::builder::Builder;
use crate::call::Caller;
use crate::config::ConfigError;
use crate::error::Error;
use crate::operation::Operation;
use crate::service::Service;

/// A client of a service.
pub struct Client<S> {
    caller: Arc<Caller>,
    service: PhantomData<fn() -> S>,
}

impl<S: Service> Client<S> {
    /// Starts a client that gets all it needs from the caller.
    pub fn builder() -> Builder<S> {
        Builder::new()
    }

    /// A client that gets all it needs from the environment.
    ///
    /// Read are `AWS_REGION` or `AWS_DEFAULT_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and
    /// `AWS_SESSION_TOKEN`, the service's own `AWS_ENDPOINT_URL_…` or `AWS_ENDPOINT_URL` unless
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is true, `AWS_USE_FIPS_ENDPOINT` and `AWS_USE_DUALSTACK_ENDPOINT`.
    ///
    /// # Errors
    ///
    /// What is missing or wrong, and how to set it.
    pub fn from_env() -> Result<Self, ConfigError> {
        Builder::from_env()?.build()
    }

    pub(crate) fn new(caller: Caller) -> Self {
        Self { caller: Arc::new(caller), service: PhantomData }
    }

    /// Calls an operation; the generated methods call this.
    pub(crate) async fn call<I, O>(&self, operation: &'static Operation, input: I) -> Result<O, Error<S::Error>>
    where
        I: Structure,
        O: Structure,
    {
        self.caller.call(operation, input).await
    }
}

impl<S> Clone for Client<S> {
    fn clone(&self) -> Self {
        Self { caller: Arc::clone(&self.caller), service: PhantomData }
    }
}

impl<S: Service> fmt::Debug for Client<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut client = formatter.debug_struct("Client");
        client.field("service", &S::ID).field("endpoint", &format_args!("{}", self.caller.target));
        client.field("validation", &self.caller.validation).finish_non_exhaustive()
    }
}
