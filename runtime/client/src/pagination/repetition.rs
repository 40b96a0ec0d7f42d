//! Detects that a chain of requests repeats itself, without storing all of them.
//!
//! By Brent's algorithm: each request is compared with a marked earlier one, and after 1, 2, 4, 8, … requests the mark
//! moves to the latest one. A repetition is found within three times the number of distinct requests: in `a b c b c b c
//! …`, the first `c` is marked, and the second one matches it.

/// The marked request, and the number of requests until the mark moves.
#[derive(Debug)]
pub struct Repetition<T> {
    marked: T,
    since: u64,
    interval: u64,
}

impl<T: Clone + PartialEq> Repetition<T> {
    /// Starts with the first request of the chain.
    pub fn new(first: T) -> Self {
        Self { marked: first, since: 0, interval: 1 }
    }

    /// Returns `true` if this request, the next of the chain, equals the marked one.
    pub fn is_found(&mut self, request: &T) -> bool {
        if self.marked == *request {
            return true;
        }
        self.since += 1;
        if self.since == self.interval {
            *self = Self { marked: request.clone(), since: 0, interval: self.interval.saturating_mul(2) };
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Repetition;

    /// Returns the number of requests after which a repetition is detected in a chain of `start` requests followed by
    /// rounds of `round` requests.
    fn found(start: u64, round: u64) -> u64 {
        let mut chain = (0..start).chain((0..round).cycle().map(|index| start + index));
        let mut repetition = Repetition::new(chain.next().expect("the chain is endless"));
        2 + chain.take_while(|request| !repetition.is_found(request)).count() as u64
    }

    #[test]
    fn rounds_of_any_length_are_found_soon() {
        assert_eq!(found(0, 1), 2);
        for start in 0..40 {
            for round in 1..40 {
                let requests = found(start, round);
                assert!(requests > start + round && requests <= 3 * (start + round) + 1, "{start} {round} {requests}");
            }
        }
    }

    #[test]
    fn a_chain_without_a_repetition_continues() {
        let mut repetition = Repetition::new(0);
        assert!((1..100_000).all(|request| !repetition.is_found(&request)));
    }
}
