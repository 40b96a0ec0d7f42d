//! The retry budget of a client, shared by its clones: if a service keeps failing, retries stop, so that they do not
//! make it worse.
//!
//! The numbers are those of AWS's SDKs. The number of tokens is always between zero and the capacity.

use std::sync::atomic::{AtomicU32, Ordering};

const CAPACITY: u32 = 500;
/// The tokens that a call returns if it needed no retry.
const REFUND: u32 = 1;

/// A bucket of tokens.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

impl Budget {
    /// Takes the tokens for a retry; returns `false` if there are too few.
    pub fn take(&self, cost: u32) -> bool {
        let take = |tokens: u32| tokens.checked_sub(cost);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Returns the cost of the last retry of a successful call, or a small refund if there was no retry.
    pub fn succeeded(&self, cost: Option<u32>) {
        let give = |tokens: u32| Some(tokens.saturating_add(cost.unwrap_or(REFUND)).min(CAPACITY));
        // The closure never returns `None`.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_taken_and_given_back() {
        let budget = Budget::default();
        let tokens = || budget.0.load(Ordering::Relaxed);
        budget.succeeded(None);
        assert_eq!(tokens(), 500);
        for _ in 0..99 {
            assert!(budget.take(5));
        }
        assert!(!budget.take(10));
        assert!(budget.take(5));
        assert_eq!(tokens(), 0);
        assert!(!budget.take(5));
        budget.succeeded(None);
        assert!(!budget.take(5));
        budget.succeeded(Some(5));
        assert!(budget.take(5));
        assert_eq!(tokens(), 1);
        budget.succeeded(Some(u32::MAX));
        assert_eq!(tokens(), 500);
    }
}
