//! The patterns that a copy of a secret can match, and the search for them.
//!
//! The search is linear in the length of the text even for a secret that repeats itself, by the Z algorithm: the
//! longest common prefix of a pattern and each position of the text.

use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

/// A prefix of at least this many characters counts as a truncated copy.
const CUT: usize = 8;
/// Shorter pieces of base64 would match by chance.
const SHORTEST_BASE64: usize = 6;

/// A secret itself, or one of its base64 forms.
pub struct Pattern {
    text: Zeroizing<String>,
    /// The minimum length of a copy, in bytes.
    least: usize,
}

impl Pattern {
    /// Creates the pattern that matches the whole secret, but no truncated copy.
    pub fn whole(secret: &str) -> Self {
        Self { text: Zeroizing::new(secret.to_owned()), least: secret.len() }
    }

    /// Returns all patterns of a secret.
    pub fn forms(secret: &str) -> Vec<Self> {
        let mut texts = vec![Zeroizing::new(secret.to_owned())];
        for offset in 0..3 {
            for text in [base64(&STANDARD_NO_PAD, secret, offset), base64(&URL_SAFE_NO_PAD, secret, offset)] {
                if text.len() >= SHORTEST_BASE64 && !texts.contains(&text) {
                    texts.push(text);
                }
            }
        }
        texts.into_iter().map(Self::new).collect()
    }

    fn new(text: Zeroizing<String>) -> Self {
        let least = text.char_indices().nth(CUT).map_or(text.len(), |(end, _)| end);
        Self { text, least }
    }

    /// Returns `true` if a text has a copy; this is faster than [`find`](Self::find).
    pub fn is_in(&self, text: &str) -> bool {
        text.contains(&self.text[..self.least])
    }

    /// Reports the start and the end of each copy, overlapping ones included.
    pub fn find(&self, text: &[u8], mut copy: impl FnMut(usize, usize)) {
        let pattern = self.text.as_bytes();
        if text.len() < self.least {
            return;
        }
        let own = prefixes(pattern);
        let (mut left, mut right) = (0, 0);
        for at in 0..text.len() {
            let mut length = if at < right { own[at - left].min(right - at) } else { 0 };
            if at + length >= right {
                length += common(&pattern[length..], &text[at + length..]);
                (left, right) = (at, at + length);
            }
            if length >= self.least {
                copy(at, at + self.text.floor_char_boundary(length));
            }
        }
    }
}

/// Returns the lengths of the longest common prefixes of a text and each of its suffixes.
fn prefixes(text: &[u8]) -> Vec<usize> {
    let mut lengths = vec![text.len()];
    let (mut left, mut right) = (0, 0);
    for at in 1..text.len() {
        let mut length = if at < right { lengths[at - left].min(right - at) } else { 0 };
        if at + length >= right {
            length += common(&text[length..], &text[at + length..]);
            (left, right) = (at, at + length);
        }
        lengths.push(length);
    }
    lengths
}

fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// Returns the base64 characters that depend only on the secret if it is encoded after `offset` other bytes. At offset
/// 0, these are all characters, because there the secret is probably encoded by itself.
fn base64(engine: &impl base64::Engine, secret: &str, offset: usize) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(secret.len() + offset));
    bytes.resize(offset, 0);
    bytes.extend_from_slice(secret.as_bytes());
    let encoded = Zeroizing::new(engine.encode(&*bytes));
    let (start, end) = ((8 * offset).div_ceil(6), 8 * bytes.len() / 6);
    let end = if offset == 0 { encoded.len() } else { end };
    Zeroizing::new(encoded.get(start..end).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: &[(usize, usize)]) {
        let mut found = Vec::new();
        Pattern::new(Zeroizing::new(pattern.to_owned())).find(text.as_bytes(), |start, end| found.push((start, end)));
        assert_eq!(found, expected, "{pattern} in {text}");
    }

    #[test]
    fn copies() {
        check("abab", "ababab", &[(0, 4), (2, 6)]);
        check("abab", "aba", &[]);
        check("abcdefghij", "abcdefg", &[]);
        check("abcdefghij", "abcdefgh abcdefghij", &[(0, 8), (9, 19)]);
        check("aabaabaaab", "aabaabaabaaab", &[(0, 8), (3, 13)]);
        check("éééééééééé", "ééééééééà", &[(0, 16)]);
    }

    #[test]
    fn the_search_is_that_of_every_position() {
        let mut random = fastrand::Rng::with_seed(7);
        let mut text = |length| String::from_iter(std::iter::repeat_with(|| random.char('a'..='b')).take(length));
        for _ in 0..500 {
            let (pattern, text) = (text(10), text(60));
            let at = |start: usize| common(pattern.as_bytes(), &text.as_bytes()[start..]);
            let copies = (0..text.len()).filter(|start| at(*start) >= CUT).map(|start| (start, start + at(start)));
            check(&pattern, &text, &copies.collect::<Vec<_>>());
        }
    }
}
