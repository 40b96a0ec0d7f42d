//! Time: the current time, which signatures need, and sleeping, which retries and timeouts need.
//!
//! A client reads no other clock and sleeps in no other way, so that a test can put one of its own in place.

use std::fmt;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use crate::BoxError;

/// A future that is ready when the time is over.
pub type Sleep<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// A clock.
pub trait Clock: fmt::Debug + Send + Sync {
    /// Returns the current time.
    fn now(&self) -> SystemTime;

    /// Sleeps for `duration`.
    fn sleep(&self, duration: Duration) -> Sleep<'_>;

    /// Checks that [`sleep`](Self::sleep) works where the call is made.
    ///
    /// # Errors
    ///
    /// The cause why it does not. The call then fails before anything is sent.
    fn check(&self) -> Result<(), BoxError> {
        Ok(())
    }
}

/// The clock of the operating system, and the timer of the tokio runtime that a call is made in.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> Sleep<'_> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn check(&self) -> Result<(), BoxError> {
        let runtime = tokio::runtime::Handle::try_current();
        runtime.map_err(|_| "expected to be called in a tokio runtime, or a clock of the caller's own")?;
        probe(self).map_err(|_| "expected a tokio runtime with `enable_time`, or a clock of the caller's own".into())
    }
}

/// Creates a sleep and drops it. A runtime without timers panics then, and tokio has no function that asks it.
///
/// # Errors
///
/// The message of the panic. Where a panic aborts the process, there is no error.
pub(crate) fn probe(clock: &dyn Clock) -> Result<(), String> {
    let sleep = std::panic::AssertUnwindSafe(|| drop(clock.sleep(Duration::ZERO)));
    std::panic::catch_unwind(sleep).map_err(|panic| panic_message(&*panic))
}

/// The text that a panic was raised with.
pub(crate) fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without a message").to_owned()
}

/// The output of a future that is ready within `limit`; without a limit, the future is awaited for as long as it takes.
pub(crate) async fn within<T>(
    clock: &dyn Clock,
    limit: Option<Duration>,
    future: impl Future<Output = T>,
) -> Result<T, Elapsed> {
    match limit {
        None => Ok(future.await),
        Some(limit) => before(clock.sleep(limit), future).await.map_err(|()| Elapsed(limit)),
    }
}

/// The output of a future that is ready before another one is.
async fn before<T>(end: impl Future<Output = ()>, future: impl Future<Output = T>) -> Result<T, ()> {
    let (mut end, mut future) = (pin!(end), pin!(future));
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Ok(output)),
        Poll::Pending => end.as_mut().poll(context).map(Err),
    })
    .await
}

/// The time was over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Elapsed(pub Duration);
