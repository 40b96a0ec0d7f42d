//! The clock of a fake, which a test can set and advance.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::locked;
use crate::BoxError;
use crate::clock::{Sleep, SystemClock};

/// A clock; by default, that of the machine. Clones share their time.
#[derive(Clone)]
pub struct Clock {
    base: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    ahead: Arc<Mutex<Duration>>,
}

impl Clock {
    /// Creates the clock of the machine.
    pub fn system() -> Self {
        Self::new(SystemTime::now)
    }

    /// Creates a clock that is fixed at `time` until it is advanced.
    pub fn fixed(time: SystemTime) -> Self {
        Self::new(move || time)
    }

    /// Creates a clock that calls this function for the time.
    pub fn new(base: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { base: Arc::new(base), ahead: Arc::default() }
    }

    /// Returns the current time.
    pub fn now(&self) -> SystemTime {
        let base = (self.base)();
        base.checked_add(*locked(&self.ahead)).unwrap_or(base)
    }

    /// Returns the current time as it would be if the clock had never been put forward.
    pub(crate) fn unadvanced(&self) -> SystemTime {
        (self.base)()
    }

    /// Advances the clock by this duration, unless it would then be ahead by more than the limit; returns whether it
    /// was advanced.
    pub(crate) fn advance_to_at_most(&self, by: Duration, limit: Duration) -> bool {
        let mut ahead = locked(&self.ahead);
        let sum = ahead.checked_add(by).filter(|sum| *sum <= limit);
        *ahead = sum.unwrap_or(*ahead);
        sum.is_some()
    }

    /// Advances the clock by this duration, unless it would then be ahead by more than the limit; returns whether it
    /// was advanced.
    pub fn advance(&self, by: Duration) {
        let mut ahead = locked(&self.ahead);
        *ahead = ahead.saturating_add(by);
    }
}

/// A client with this clock signs with the same time, and sleeps by tokio's clock.
impl crate::clock::Clock for Clock {
    fn now(&self) -> SystemTime {
        Self::now(self)
    }

    fn sleep(&self, duration: Duration) -> Sleep<'_> {
        crate::clock::Clock::sleep(&SystemClock, duration)
    }

    fn check(&self) -> Result<(), BoxError> {
        crate::clock::Clock::check(&SystemClock)
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Clock").field("now", &self.now()).finish_non_exhaustive()
    }
}
