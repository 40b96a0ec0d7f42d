//! The part of a generated client that is the same for every service.
//!
//! It is cheap to clone, and its clones share their connections, their credentials and their retry budget.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use tinsmith_types::Structure;

use crate::call::{Caller, RequestBody, ResponseBody, Settings};
use crate::clock::Clock;
use crate::config::Validation;
use crate::error::Error;
use crate::operation::Operation;
use crate::pagination::PagedCall;
use crate::service::Service;
use crate::timeouts::Timeouts;
use crate::waiter::{Wait, Waiter};

/// An output, with its stream.
type Streamed<O, E> = (O, ResponseBody<E>);

/// The generic part of a client; the generated client wraps it and adds the methods of its operations.
pub struct Handle<S> {
    caller: Arc<Caller>,
    settings: Settings,
    service: PhantomData<fn() -> S>,
}

impl<S: Service> Handle<S> {
    pub(crate) fn new(caller: Caller, settings: Settings) -> Self {
        Self { caller: Arc::new(caller), settings, service: PhantomData }
    }

    /// Returns a client with another level of validation, which shares everything else.
    pub fn with_validation(&self, validation: Validation) -> Self {
        Self { settings: Settings { validation, ..self.settings }, ..self.clone() }
    }

    /// Returns a client with other time limits for an attempt and a call. It shares its connections, so their limit is
    /// unchanged.
    pub fn with_timeouts(&self, timeouts: Timeouts) -> Self {
        Self { settings: Settings { timeouts, ..self.settings }, ..self.clone() }
    }

    /// Calls an operation. It is not an `async fn`, so that a request, which may be large, is not moved with the
    /// future.
    pub fn call<I, O>(
        &self,
        operation: &'static Operation,
        input: I,
    ) -> impl Future<Output = Result<O, Error<S::Error>>>
    where
        I: Structure + Sync,
        O: Structure,
    {
        self.caller.call::<S, I, O>(operation, self.settings, Box::new(input))
    }

    /// Calls an operation whose request or response is a stream.
    pub fn call_streaming<I, O>(
        &self,
        operation: &'static Operation,
        input: I,
        body: RequestBody,
    ) -> impl Future<Output = Result<Streamed<O, S::Error>, Error<S::Error>>>
    where
        I: Structure + Sync,
        O: Structure,
    {
        self.caller.call_streaming::<S, I, O>(operation, self.settings, Box::new(input), body)
    }

    /// Calls a paginated operation. `advance` sets the token of the next page in a request, and returns whether there
    /// is one; `items` moves the items out of a page.
    pub fn paged<I: Clone + PartialEq, O, C>(
        &self,
        operation: &'static Operation,
        request: I,
        advance: fn(&mut I, &O) -> bool,
        items: fn(O) -> C,
    ) -> PagedCall<S, I, O, C> {
        PagedCall::new(self.clone(), operation, request, advance, items)
    }

    /// Calls the waiter's operation with this request until the resource is in a state, for `max_wait` at most.
    pub fn wait<I, O>(&self, waiter: &'static Waiter, request: I, max_wait: Duration) -> Wait<S, I, O> {
        Wait::new(self.clone(), waiter, request, max_wait)
    }

    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.caller.clock)
    }
}

impl<S> Clone for Handle<S> {
    fn clone(&self) -> Self {
        Self { caller: Arc::clone(&self.caller), settings: self.settings, service: PhantomData }
    }
}

impl<S: Service> fmt::Debug for Handle<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut client = formatter.debug_struct("Handle");
        client.field("service", &S::ID).field("endpoint", &format_args!("{}", self.caller.endpoint()));
        client.field("validation", &self.settings.validation).finish_non_exhaustive()
    }
}
