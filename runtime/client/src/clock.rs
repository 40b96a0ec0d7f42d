//! Time: what o'clock it is, which signatures need, and waiting, which retries and timeouts need.
//!
//! A client reads no other clock and waits in no other way, so that a test can put one of its own in place.

use std::fmt;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use crate::BoxError;

/// A time of waiting that is to come to an end.
pub type Sleep<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// A clock.
pub trait Clock: fmt::Debug + Send + Sync {
    /// What o'clock it is.
    fn now(&self) -> SystemTime;

    /// Waits for so long.
    fn sleep(&self, duration: Duration) -> Sleep<'_>;

    /// Whether it can wait where it is asked to.
    ///
    /// # Errors
    ///
    /// What is missing for that, for which a call fails before anything is sent.
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
        runtime.map(drop).map_err(|_| "expected to be called in a tokio runtime, or a clock of the caller's own".into())
    }
}

/// The output of a future that is ready before the time is over; waits without end where there is no limit.
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
