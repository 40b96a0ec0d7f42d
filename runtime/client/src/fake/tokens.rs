//! Idempotency tokens: for each, the fingerprint of the request and its response, until the token expires.
//!
//! Only a keyed hash of the request is kept, from which no secret can be recovered without the key.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, SystemTime};

use super::store::Fingerprint;

/// The idempotency tokens that an application remembers, with an answer of type `A` for each.
#[derive(Debug)]
pub struct Tokens<A> {
    life: Duration,
    entries: HashMap<String, Entry<A>>,
    /// In the order of insertion, which is the order of expiry unless the clock is set back.
    ends: VecDeque<(SystemTime, String)>,
}

#[derive(Debug)]
struct Entry<A> {
    fingerprint: Fingerprint,
    end: SystemTime,
    answer: A,
}

/// The result of looking up a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<A> {
    /// The token is new, or its life has ended.
    No,
    /// The token was used with the same request, and this was the answer.
    Same(A),
    /// The token was used with another request.
    Other,
}

impl<A: Clone> Tokens<A> {
    /// Creates an empty set of tokens that each live for `life`.
    pub fn new(life: Duration) -> Self {
        Self { life, entries: HashMap::new(), ends: VecDeque::new() }
    }

    /// Looks a token up at this time.
    pub fn find(&self, token: &str, fingerprint: &Fingerprint, now: SystemTime) -> Known<A> {
        match self.entries.get(token).filter(|entry| now < entry.end) {
            None => Known::No,
            Some(entry) if entry.fingerprint == *fingerprint => Known::Same(entry.answer.clone()),
            Some(_) => Known::Other,
        }
    }

    /// Remembers the request that came with a token at this time, and its answer.
    pub fn insert(&mut self, token: String, fingerprint: Fingerprint, answer: A, now: SystemTime) {
        self.forget(now);
        let end = now.checked_add(self.life).unwrap_or(now);
        self.ends.push_back((end, token.clone()));
        self.entries.insert(token, Entry { fingerprint, end, answer });
    }

    /// Removes expired tokens.
    fn forget(&mut self, now: SystemTime) {
        while let Some((_, token)) = self.ends.pop_front_if(|(end, _)| *end <= now) {
            // A token that was inserted again since then is kept.
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

    fn print(digit: u8) -> Fingerprint {
        Fingerprint::parse(&digit.to_string().repeat(64)).unwrap()
    }

    #[test]
    fn a_token_expires() {
        let mut tokens = Tokens::new(8 * HOUR);
        tokens.insert("t".into(), print(1), "first", UNIX_EPOCH);
        let end = UNIX_EPOCH + 8 * HOUR;
        let before = end - Duration::from_nanos(1);
        assert_eq!(tokens.find("t", &print(1), before), Known::Same("first"));
        assert_eq!(tokens.find("t", &print(2), before), Known::Other);
        assert_eq!(tokens.find("u", &print(1), before), Known::No);
        assert_eq!(tokens.find("t", &print(1), end), Known::No);
        assert_eq!(tokens.find("t", &print(2), end), Known::No);
        tokens.insert("t".into(), print(2), "second", end);
        assert_eq!(tokens.find("t", &print(2), end), Known::Same("second"));
        assert_eq!(tokens.find("t", &print(1), end), Known::Other);
    }

    #[test]
    fn expired_tokens_are_forgotten() {
        let mut tokens = Tokens::new(HOUR);
        for minute in 0..600 {
            let now = UNIX_EPOCH + minute * HOUR / 60;
            tokens.insert(minute.to_string(), print(0), (), now);
            tokens.insert("again".into(), print(0), (), now);
            assert_eq!(tokens.find("again", &print(0), now), Known::Same(()));
        }
        assert_eq!((tokens.entries.len(), tokens.ends.len()), (61, 120));
    }
}
