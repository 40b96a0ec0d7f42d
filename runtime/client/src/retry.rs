//! Retries as in AWS's standard mode: which failures are retried, how long to wait before that, and how many retries a
//! client may make.
//!
//! A call is retried after throttling, a temporary failure of the service (status 500, 502, 503 or 504), a lost or
//! refused connection, and an attempt that takes too long. It is not retried after any other answer, nor when its body
//! is a stream that can be read once only. All attempts of a call have the same idempotency token. A client has a
//! budget of retries, which successful calls refill, so that retries do not overload a service that is failing.
//!
//! [`Builder::max_attempts`](crate::Builder::max_attempts) and [`Builder::backoff`](crate::Builder::backoff) change the
//! number of attempts and the wait between them; 1 attempt disables retries.
//!
//! ```
//! use std::time::Duration;
//!
//! use tinsmith_client::retry::{Backoff, FullJitter};
//!
//! // At most 100 ms before the first retry, 200 ms before the second, and so on up to 2 s.
//! let backoff = FullJitter::new(Duration::from_millis(100), Duration::from_secs(2));
//! assert!(backoff.delay(2) <= Duration::from_millis(200));
//!
//! /// Waits the same time before each retry.
//! #[derive(Debug)]
//! struct Fixed(Duration);
//!
//! impl Backoff for Fixed {
//!     fn delay(&self, _retry: u32) -> Duration {
//!         self.0
//!     }
//! }
//! ```

mod budget;
mod verdict;

pub(crate) use budget::Budget;
pub(crate) use verdict::{Verdict, retry_after, verdict};

use std::fmt;
use std::time::Duration;

/// The upper bound on any delay, including one requested by the service.
pub(crate) const LONGEST: Duration = Duration::from_secs(20);

/// The number of attempts in AWS's standard mode.
pub(crate) const MAX_ATTEMPTS: u32 = 3;

/// The wait before an attempt is repeated; see the [module](self) for an example.
pub trait Backoff: fmt::Debug + Send + Sync {
    /// Returns the time to wait before the retry with this number, which counts from 1. If the service asks for a
    /// longer time by `Retry-After`, the client waits for that instead; if it asks for more than 20 seconds, the call
    /// ends.
    fn delay(&self, retry: u32) -> Duration;
}

/// Exponential backoff with full jitter: a random time between zero and a ceiling, which doubles with each retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullJitter {
    initial: Duration,
    max: Duration,
}

impl FullJitter {
    /// Creates a backoff whose ceiling is `initial` for the first retry, and never more than `max`.
    pub const fn new(initial: Duration, max: Duration) -> Self {
        Self { initial, max }
    }

    fn ceiling(&self, retry: u32) -> Duration {
        let doublings = retry.saturating_sub(1).min(31);
        self.initial.saturating_mul(1 << doublings).min(self.max)
    }
}

impl Default for FullJitter {
    /// Returns a ceiling of one second for the first retry and of at most 20 seconds, as in AWS's standard mode.
    fn default() -> Self {
        Self::new(Duration::from_secs(1), LONGEST)
    }
}

impl Backoff for FullJitter {
    fn delay(&self, retry: u32) -> Duration {
        let ceiling = self.ceiling(retry);
        Duration::try_from_secs_f64(ceiling.as_secs_f64() * jitter()).unwrap_or(ceiling)
    }
}

/// Returns a random number from 0 to 1; 1 if no random bytes are available.
pub(crate) fn jitter() -> f64 {
    let mut bytes = [0; 4];
    getrandom::getrandom(&mut bytes).map_or(1.0, |()| fraction(bytes))
}

/// Converts random bytes to a number from 0 to 1.
fn fraction(bytes: [u8; 4]) -> f64 {
    f64::from(u32::from_be_bytes(bytes)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_doubles_up_to_twenty_seconds() {
        for (retry, seconds) in [(0, 1), (1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 20), (7, 20), (u32::MAX, 20)] {
            assert_eq!(FullJitter::default().ceiling(retry), Duration::from_secs(seconds), "retry {retry}");
        }
        let forever = FullJitter::new(Duration::MAX, Duration::MAX);
        assert_eq!(forever.ceiling(9), Duration::MAX);
        assert!(forever.delay(9) <= Duration::MAX);
    }

    #[test]
    fn jitter_is_full() {
        assert_eq!((fraction([0; 4]), fraction([255; 4])), (0.0, 1.0));
        let delays: Vec<Duration> = (0..1000).map(|_| FullJitter::default().delay(1)).collect();
        assert!(delays.iter().all(|delay| *delay <= Duration::from_secs(1)));
        assert!(delays.iter().any(|delay| *delay < Duration::from_millis(100)));
        assert!(delays.iter().any(|delay| *delay > Duration::from_millis(900)));
    }
}
