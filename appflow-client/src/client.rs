//! The client of a service, which has a method for each operation in the generated code.
//!
//! It is cheap to clone, and its clones share their connections, their credentials and the tokens of their retries.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use types::structure::Structure;

use crate::builder::Builder;
use crate::call::{Caller, Settings};
use crate::config::{ConfigError, Validation};
use crate::error::Error;
use crate::operation::Operation;
use crate::service::Service;
use crate::timeouts::Timeouts;

/// A client of a service.
pub struct Client<S> {
    caller: Arc<Caller>,
    settings: Settings,
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
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is true, `AWS_USE_FIPS_ENDPOINT`, `AWS_USE_DUALSTACK_ENDPOINT`,
    /// `AWS_MAX_ATTEMPTS`, `AWS_RETRY_MODE` and `AWS_SDK_UA_APP_ID`.
    ///
    /// # Errors
    ///
    /// What is missing or wrong, and how to set it.
    pub fn from_env() -> Result<Self, ConfigError> {
        Builder::from_env()?.build()
    }

    pub(crate) fn new(caller: Caller, settings: Settings) -> Self {
        Self { caller: Arc::new(caller), settings, service: PhantomData }
    }

    /// The same client with another choice of what is checked, for a single call as well:
    /// `client.with_validation(Validation::Off).create_connector_profile(request)`.
    pub fn with_validation(&self, validation: Validation) -> Self {
        Self { settings: Settings { validation, ..self.settings }, ..self.clone() }
    }

    /// The same client with other limits of time for an attempt and a call. Its connections are shared, and so is their
    /// limit.
    pub fn with_timeouts(&self, timeouts: Timeouts) -> Self {
        Self { settings: Settings { timeouts, ..self.settings }, ..self.clone() }
    }

    /// Calls an operation; the generated methods call this. Not an async function itself, so that a request, which may
    /// be large, is moved once less.
    pub(crate) fn call<I, O>(
        &self,
        operation: &'static Operation,
        input: I,
    ) -> impl Future<Output = Result<O, Error<S::Error>>>
    where
        I: Structure,
        O: Structure,
    {
        self.caller.call(operation, self.settings, input)
    }
}

impl<S> Clone for Client<S> {
    fn clone(&self) -> Self {
        Self { caller: Arc::clone(&self.caller), settings: self.settings, service: PhantomData }
    }
}

impl<S: Service> fmt::Debug for Client<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut client = formatter.debug_struct("Client");
        client.field("service", &S::ID).field("endpoint", &format_args!("{}", self.caller.target));
        client.field("validation", &self.settings.validation).finish_non_exhaustive()
    }
}
