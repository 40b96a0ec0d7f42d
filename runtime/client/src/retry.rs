//! Retries as AWS's standard mode has them: which failures are worth another attempt, how long to wait before it, and
//! how many a client may make.

mod budget;
mod verdict;

pub(crate) use budget::Budget;
pub(crate) use verdict::{Verdict, retry_after, verdict};

use std::fmt;
use std::time::Duration;

/// The longest time of waiting before an attempt, be it that a service asks for a longer one.
pub(crate) const LONGEST: Duration = Duration::from_secs(20);

/// So many attempts AWS's standard mode makes.
pub(crate) const MAX_ATTEMPTS: u32 = 3;

/// How long to wait before an attempt is repeated.
pub trait Backoff: fmt::Debug + Send + Sync {
    /// The time to wait before the retry with this number, which counts from 1.
    fn delay(&self, retry: u32) -> Duration;
}

/// Exponential backoff with full jitter: a random time between nothing and a ceiling, which doubles with each retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullJitter {
    initial: Duration,
    max: Duration,
}

impl FullJitter {
    /// A ceiling that is `initial` for the first retry, and `max` at most.
    pub const fn new(initial: Duration, max: Duration) -> Self {
        Self { initial, max }
    }

    fn ceiling(&self, retry: u32) -> Duration {
        let doublings = retry.saturating_sub(1).min(31);
        self.initial.saturating_mul(1 << doublings).min(self.max)
    }
}

impl Default for FullJitter {
    /// One second for the first retry, and 20 at most, as in AWS's standard mode.
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

/// A random number from 0 to 1. Without random bytes there is no jitter; the longest wait is right all the same.
pub(crate) fn jitter() -> f64 {
    let mut bytes = [0; 4];
    getrandom::getrandom(&mut bytes).map_or(1.0, |()| fraction(bytes))
}

/// A number from 0 to 1.
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
