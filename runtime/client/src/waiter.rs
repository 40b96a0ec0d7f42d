//! Waiters: an operation is called repeatedly until its results show that a resource is in a state.
//!
//! Invariant: every wait ends. After the caller's time is over, at most one more call is made, and that call has a time
//! limit.

mod acceptor;
mod delay;
mod result;

use std::fmt;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use tinsmith_types::Structure;

use crate::clock::{Clock, within};
use crate::error::Error;
use crate::handle::Handle;
use crate::operation::Operation;
use crate::redaction::Secrets;
use crate::service::Service;

pub use acceptor::{Acceptor, Expected, State};
use delay::Delays;
pub use result::{Polled, WaitError};

/// A waiter of the model, as a static of the generated code.
#[derive(Debug)]
pub struct Waiter {
    name: &'static str,
    operation: &'static Operation,
    acceptors: &'static [Acceptor],
    /// Seconds.
    min_delay: u32,
    max_delay: u32,
}

/// Declares the statics of a service's waiters.
#[doc(hidden)]
#[macro_export]
macro_rules! __waiters {
    ($($name:ident = $waiter:expr;)*) => {$(
        static $name: $crate::codegen::Waiter = $waiter;
    )*};
}

impl Waiter {
    /// Creates a waiter that calls this operation, with Smithy's default delays: from 2 to 120 seconds.
    pub const fn new(name: &'static str, operation: &'static Operation, acceptors: &'static [Acceptor]) -> Self {
        Self { name, operation, acceptors, min_delay: 2, max_delay: 120 }
    }

    /// Sets the bounds of the delays, in seconds.
    pub const fn delays(mut self, min: u32, max: u32) -> Self {
        self.min_delay = min;
        self.max_delay = max;
        self
    }
}

/// A wait until a resource is in a state. It starts when it is awaited.
///
/// The operation is called until a result shows that the resource is in the state or never will be, or until the time
/// is over. The delay between two calls is random, with an upper bound that doubles each time. Each call is retried
/// like any other.
///
/// ```no_run
/// # use std::time::Duration;
/// # use tinsmith_client::{Wait, WaitError, codegen::Service};
/// # use tinsmith_types::Structure;
/// # async fn example<S: Service, I, O>(wait: Wait<S, I, O>)
/// # where
/// #     I: Structure + Clone + Send + Sync + 'static,
/// #     O: Structure + Send + 'static,
/// # {
/// match wait.min_delay(Duration::from_secs(1)).await {
///     Ok(polled) => println!("reached; the last answer was a success: {}", polled.output().is_some()),
///     Err(WaitError::Failed { .. }) => println!("it will never be reached"),
///     Err(WaitError::TimedOut { .. }) => println!("not reached yet"),
///     Err(error) => println!("a call failed: {}", error.error().is_some()),
/// }
/// # }
/// ```
#[must_use = "nothing is sent until the wait is awaited"]
pub struct Wait<S: Service, I, O> {
    client: Handle<S>,
    waiter: &'static Waiter,
    request: I,
    delays: Delays,
    max_wait: Duration,
    output: std::marker::PhantomData<fn() -> O>,
}

impl<S: Service, I, O> Wait<S, I, O> {
    pub(crate) fn new(client: Handle<S>, waiter: &'static Waiter, request: I, max_wait: Duration) -> Self {
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        let delays = Delays { min: seconds(waiter.min_delay), max: seconds(waiter.max_delay) };
        Self { client, waiter, request, delays, max_wait, output: std::marker::PhantomData }
    }

    /// Sets the minimum delay between two calls, in place of the model's; at least one millisecond.
    pub fn min_delay(mut self, delay: Duration) -> Self {
        self.delays.min = delay;
        self
    }

    /// Sets the maximum delay between two calls, in place of the model's.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.delays.max = delay;
        self
    }
}

impl<S: Service, I, O> fmt::Debug for Wait<S, I, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut wait = formatter.debug_struct("Wait");
        wait.field("client", &self.client).field("waiter", &self.waiter.name).field("max_wait", &self.max_wait);
        wait.finish_non_exhaustive()
    }
}

/// The future of a wait.
type Waiting<O, E> = Pin<Box<dyn Future<Output = Result<Polled<O, E>, WaitError<O, E>>> + Send>>;

impl<S, I, O> IntoFuture for Wait<S, I, O>
where
    S: Service,
    I: Structure + Clone + Send + Sync + 'static,
    O: Structure + Send + 'static,
{
    type Output = Result<Polled<O, S::Error>, WaitError<O, S::Error>>;
    type IntoFuture = Waiting<O, S::Error>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<S, I, O> Wait<S, I, O>
where
    S: Service,
    I: Structure + Clone + Send + Sync + 'static,
    O: Structure + Send + 'static,
{
    async fn run(self) -> Result<Polled<O, S::Error>, WaitError<O, S::Error>> {
        let name = self.waiter.name;
        let clock = self.client.clock();
        let mut time = Time { start: clock.now(), slept: Duration::ZERO, max_wait: self.max_wait };
        let timed_out = |calls, last| WaitError::TimedOut { waiter: name, max_wait: self.max_wait, calls, last };
        let (mut calls, mut last) = (0, None);
        loop {
            let limit = time.left(&*clock).max(self.delays.shortest());
            let call = self.client.call::<I, O>(self.waiter.operation, self.request.clone());
            let Ok(answer) = within(&*clock, Some(limit), call).await else { return Err(timed_out(calls + 1, last)) };
            calls += 1;
            let polled = match self.judge(answer) {
                (Some((State::Success, _)), answer) => return Ok(Polled::new(answer)),
                (Some((State::Failure, acceptor)), answer) => {
                    let condition = self.condition(acceptor, &answer);
                    return Err(WaitError::Failed { waiter: name, condition, polled: Polled::new(answer) });
                }
                (None, Err(error)) => return Err(WaitError::Call { waiter: name, error }),
                (Some((State::Retry, _)) | None, answer) => Polled::new(answer),
            };
            let left = time.left(&*clock);
            if left.is_zero() {
                return Err(timed_out(calls, Some(polled)));
            }
            last = Some(polled);
            let delay = self.delays.delay(calls, left);
            clock.sleep(delay).await;
            time.slept += delay;
        }
    }

    /// The condition of an acceptor in words, without a value that is a secret in the request or in the answer.
    fn condition(&self, acceptor: &Acceptor, answer: &Result<O, Error<S::Error>>) -> String {
        let mut condition = acceptor.to_string();
        Secrets::new(&self.request, None).mask_text(&mut condition);
        if let Ok(output) = answer {
            Secrets::new(output, None).mask_text(&mut condition);
        }
        condition
    }

    /// The state that an answer shows, if an acceptor matches it.
    ///
    /// A request that was refused before it was sent says nothing about a resource, so that no acceptor is asked.
    fn judge(&self, answer: Result<O, Error<S::Error>>) -> (Option<Judgement>, Result<O, Error<S::Error>>) {
        let was_sent = answer.as_ref().err().is_none_or(|error| error.attempts() > 0);
        let matching = |acceptor: &&'static Acceptor| was_sent && acceptor.is_match(&self.request, answer.as_ref());
        let state = self.waiter.acceptors.iter().find(matching).map(|acceptor| (acceptor.state(), acceptor));
        (state, answer)
    }
}

/// The state that an answer shows, and the acceptor that says so.
type Judgement = (State, &'static Acceptor);

/// The time of a wait. A clock that is set back does not make it longer than its delays.
struct Time {
    start: SystemTime,
    slept: Duration,
    max_wait: Duration,
}

impl Time {
    fn left(&self, clock: &dyn Clock) -> Duration {
        let elapsed = clock.now().duration_since(self.start).unwrap_or_default();
        self.max_wait.saturating_sub(elapsed.max(self.slept))
    }
}
