//! Idempotency tokens: what was asked for under each, and what came of it, for as long as a token lives.
//!
//! Of what was asked for, only a code over it is kept, from which no credentials can be found out without the key.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, SystemTime};

/// A code over a request.
pub(crate) type Fingerprint = [u8; 32];

/// The tokens that live.
#[derive(Debug)]
pub(crate) struct Tokens<A> {
    life: Duration,
    entries: HashMap<String, Entry<A>>,
    /// In the order in which they came, which is that of their ends, as long as the clock is not put back.
    ends: VecDeque<(SystemTime, String)>,
}

#[derive(Debug)]
struct Entry<A> {
    fingerprint: Fingerprint,
    end: SystemTime,
    answer: A,
}

/// What is known of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known<A> {
    /// Nothing, or nothing any more.
    No,
    /// It came with the same request, which was answered so.
    Same(A),
    /// It came with another request.
    Other,
}

impl<A: Clone> Tokens<A> {
    /// No tokens, of which each will live so long.
    pub fn new(life: Duration) -> Self {
        Self { life, entries: HashMap::new(), ends: VecDeque::new() }
    }

    /// Looks a token up.
    pub fn find(&self, token: &str, fingerprint: &Fingerprint, now: SystemTime) -> Known<A> {
        match self.entries.get(token).filter(|entry| now < entry.end) {
            None => Known::No,
            Some(entry) if entry.fingerprint == *fingerprint => Known::Same(entry.answer.clone()),
            Some(_) => Known::Other,
        }
    }

    /// Remembers what was asked for under a token at this time, and how it was answered.
    pub fn insert(&mut self, token: String, fingerprint: Fingerprint, answer: A, now: SystemTime) {
        self.forget(now);
        let end = now.checked_add(self.life).unwrap_or(now);
        self.ends.push_back((end, token.clone()));
        self.entries.insert(token, Entry { fingerprint, end, answer });
    }

    /// Forgets the tokens whose life has ended.
    fn forget(&mut self, now: SystemTime) {
        while let Some((_, token)) = self.ends.pop_front_if(|(end, _)| *end <= now) {
            // A token that has come again since then lives on.
            if self.entries.get(&token).is_some_and(|entry| entry.end <= now) {
                self.entries.remove(&token);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn a_token_lives_so_long_and_no_longer() {
        let mut tokens = Tokens::new(8 * HOUR);
        tokens.insert("t".into(), [1; 32], "first", UNIX_EPOCH);
        let end = UNIX_EPOCH + 8 * HOUR;
        let before = end - Duration::from_nanos(1);
        assert_eq!(tokens.find("t", &[1; 32], before), Known::Same("first"));
        assert_eq!(tokens.find("t", &[2; 32], before), Known::Other);
        assert_eq!(tokens.find("u", &[1; 32], before), Known::No);
        assert_eq!(tokens.find("t", &[1; 32], end), Known::No);
        assert_eq!(tokens.find("t", &[2; 32], end), Known::No);
        tokens.insert("t".into(), [2; 32], "second", end);
        assert_eq!(tokens.find("t", &[2; 32], end), Known::Same("second"));
        assert_eq!(tokens.find("t", &[1; 32], end), Known::Other);
    }

    #[test]
    fn what_has_ended_is_forgotten() {
        let mut tokens = Tokens::new(HOUR);
        for minute in 0..600 {
            let now = UNIX_EPOCH + minute * HOUR / 60;
            tokens.insert(minute.to_string(), [0; 32], (), now);
            tokens.insert("again".into(), [0; 32], (), now);
            assert_eq!(tokens.find("again", &[0; 32], now), Known::Same(()));
        }
        assert_eq!((tokens.entries.len(), tokens.ends.len()), (61, 120));
    }
}
