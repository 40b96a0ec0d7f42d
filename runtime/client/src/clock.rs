//! Time: the current time, which signatures need, and sleeping, which retries and timeouts need.
//!
//! A client uses no other clock and no other timer, so a test can replace both.

use std::fmt;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use crate::BoxError;

/// A future that completes after a sleep.
pub type Sleep<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// A clock, which a test can replace. It signs requests and measures waiting.
///
/// ```
/// use std::time::{Duration, SystemTime, UNIX_EPOCH};
///
/// use tinsmith_client::clock::{Clock, Sleep};
///
/// /// Always the same time, and no waiting.
/// #[derive(Debug)]
/// struct Frozen;
///
/// impl Clock for Frozen {
///     fn now(&self) -> SystemTime {
///         UNIX_EPOCH + Duration::from_secs(1_793_521_800)
///     }
///
///     fn sleep(&self, _duration: Duration) -> Sleep<'_> {
///         Box::pin(std::future::ready(()))
///     }
/// }
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
///
/// let builder = Client::builder().clock(Frozen);
/// ```
pub trait Clock: fmt::Debug + Send + Sync {
    /// Returns the current time.
    fn now(&self) -> SystemTime;

    /// Sleeps for `duration`.
    fn sleep(&self, duration: Duration) -> Sleep<'_>;

    /// Checks that [`sleep`](Self::sleep) works in the current context.
    ///
    /// # Errors
    ///
    /// Returns the reason if it does not. The call then fails before anything is sent.
    fn check(&self) -> Result<(), BoxError> {
        Ok(())
    }
}

/// The clock of the operating system, and the timer of the current tokio runtime.
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
        probe(|| tokio::time::sleep(Duration::ZERO))
            .map_err(|_| "expected a tokio runtime with `enable_time`, or a clock of the caller's own".into())
    }
}

/// Creates a sleep and drops it, to see whether there is a panic. A runtime without timers panics then, and tokio has
/// no function that asks it.
///
/// # Errors
///
/// Returns the message of the panic. If panics abort the process, there is no error.
pub(crate) fn probe<T>(sleep: impl FnOnce() -> T) -> Result<(), String> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(sleep()))).map_err(|panic| panic_message(&*panic))
}

/// Returns the message of a panic.
pub(crate) fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without a message").to_owned()
}

/// Awaits a future for at most `limit`; without a limit, for as long as it takes.
///
/// The time is measured only if the future is not ready at once: a sleep costs an allocation and a reading of the
/// clock, which cached credentials, for example, do not need.
pub(crate) async fn within<T>(
    clock: &dyn Clock,
    limit: Option<Duration>,
    future: impl Future<Output = T>,
) -> Result<T, Elapsed> {
    let mut future = pin!(future);
    let mut sleep = None;
    std::future::poll_fn(|context| match (future.as_mut().poll(context), limit) {
        (Poll::Ready(output), _) => Poll::Ready(Ok(output)),
        (Poll::Pending, None) => Poll::Pending,
        (Poll::Pending, Some(limit)) => {
            let sleep = sleep.get_or_insert_with(|| clock.sleep(limit));
            sleep.as_mut().poll(context).map(|()| Err(Elapsed(limit)))
        }
    })
    .await
}

/// The error of an expired time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Elapsed(pub Duration);

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    /// The system's clock without sleep.
    #[derive(Debug)]
    struct Sleepless;

    impl Clock for Sleepless {
        fn now(&self) -> SystemTime {
            SystemTime::now()
        }

        #[allow(clippy::panic, reason = "the tests expect no sleep")]
        fn sleep(&self, _: Duration) -> Sleep<'_> {
            panic!("nobody sleeps")
        }
    }

    #[tokio::test]
    async fn futures_that_are_ready_need_no_sleep() {
        assert_eq!(within(&Sleepless, Some(Duration::ZERO), ready(7)).await, Ok(7));
        assert_eq!(within(&Sleepless, None, ready(7)).await, Ok(7));
    }

    #[tokio::test(start_paused = true)]
    async fn limits_end_pending_futures() {
        let limit = Duration::from_secs(3);
        assert_eq!(within(&SystemClock, Some(limit), pending::<()>()).await, Err(Elapsed(limit)));
        let sleep = |seconds| async move {
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            seconds
        };
        assert_eq!(within(&SystemClock, Some(limit), sleep(2)).await, Ok(2));
        assert_eq!(within(&SystemClock, Some(limit), sleep(4)).await, Err(Elapsed(limit)));
        assert_eq!(within(&SystemClock, None, sleep(4)).await, Ok(4));
    }
}
