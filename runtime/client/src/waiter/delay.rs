//! The delays between the calls of a waiter, as Smithy's specification of waiters defines them.

use std::time::Duration;

use crate::retry;

/// The lower bound of every delay, so that no setting makes a waiter call without a pause.
const SHORTEST: Duration = Duration::from_millis(1);

/// The bounds of delays.
#[derive(Clone, Copy, Debug)]
pub(super) struct Delays {
    pub min: Duration,
    pub max: Duration,
}

impl Delays {
    pub fn shortest(self) -> Duration {
        self.min.max(SHORTEST)
    }

    /// Returns the delay after this number of calls, at least 1, when `left` remains. The upper bound doubles with each
    /// call. If hardly any time would be left after the delay, it ends when the time is over, for a last call.
    pub fn delay(self, calls: u32, left: Duration) -> Duration {
        self.delay_at(calls, left, retry::jitter())
    }

    /// Returns the delay at a point from 0 to 1 between its bounds.
    fn delay_at(self, calls: u32, left: Duration, point: f64) -> Duration {
        let (min, ceiling) = (self.shortest(), self.ceiling(calls));
        let spread = (ceiling - min).as_secs_f64() * point;
        let delay = min.saturating_add(Duration::try_from_secs_f64(spread).unwrap_or_default());
        if left.saturating_sub(delay) <= min { left } else { delay }
    }

    fn ceiling(self, calls: u32) -> Duration {
        let doublings = calls.saturating_sub(1).min(31);
        self.shortest().saturating_mul(1 << doublings).min(self.max).max(self.shortest())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn the_bound_doubles_up_to_the_longest_delay() {
        let delays = Delays { min: seconds(2), max: seconds(120) };
        for (calls, bound) in [(0, 2), (1, 2), (2, 4), (3, 8), (6, 64), (7, 120), (8, 120), (u32::MAX, 120)] {
            assert_eq!(delays.ceiling(calls), seconds(bound), "{calls}");
            let left = seconds(1000);
            let at = |point| delays.delay_at(calls, left, point);
            assert_eq!((at(0.0), at(1.0)), (seconds(2), seconds(bound)), "{calls}");
            assert_eq!(at(0.5), (seconds(2) + seconds(bound)) / 2, "{calls}");
        }
    }

    #[test]
    fn the_last_call_is_made_when_the_time_is_over() {
        let delays = Delays { min: seconds(2), max: seconds(8) };
        for (left, delay) in [(11, 8), (10, 10), (9, 9), (8, 8), (1, 1), (0, 0)] {
            assert_eq!(delays.delay_at(3, seconds(left), 1.0), seconds(delay), "{left}");
        }
    }

    #[test]
    fn bounds_that_contradict_each_other_or_are_extreme() {
        let left = seconds(1000);
        assert_eq!(Delays { min: seconds(9), max: seconds(3) }.delay_at(5, left, 1.0), seconds(9));
        let none = Delays { min: Duration::ZERO, max: Duration::ZERO };
        assert_eq!(none.delay_at(5, left, 1.0), SHORTEST);
        let endless = Delays { min: Duration::MAX, max: Duration::MAX };
        assert_eq!(endless.delay_at(5, left, 1.0), left);
        // As a floating-point number, the spread is rounded up beyond the greatest duration.
        let half = Delays { min: seconds((1 << 63) - 1500), max: Duration::MAX };
        assert_eq!(half.delay_at(3, Duration::MAX, 1.0), Duration::MAX);
    }
}
