//! Patterns of strings, compiled to matchers at code generation.
//!
//! Invariant: matching takes time proportional to the text, allocates nothing and does not panic.

mod class;
mod dfa;
mod rest;
mod run;
#[cfg(test)]
mod tests;

use std::fmt;

pub use dfa::{Dfa, table, wide_table};
pub use rest::Rest;
pub use run::Run;

pub(crate) use class::Class;

/// A regular expression with ECMA 262 semantics, and its compiled matcher.
pub struct Pattern {
    /// The pattern as written in the service's model.
    pub text: &'static str,
    matcher: Matcher,
}

/// The compiled form of a pattern.
pub enum Matcher {
    /// Every text matches.
    Always,
    /// The whole text is one run.
    Run(&'static Run),
    /// A compiled matcher, and the number of ASCII characters with which every match begins.
    Code(usize, fn(&str) -> bool),
}

/// The characters of `\s` that are not ASCII.
pub const SPACES: &[(char, char)] = &[
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{feff}', '\u{feff}'),
];

/// The characters of `\S` that are not ASCII.
pub const NOT_SPACES: &[(char, char)] = &[
    ('\u{80}', '\u{9f}'),
    ('\u{a1}', '\u{167f}'),
    ('\u{1681}', '\u{1fff}'),
    ('\u{200b}', '\u{2027}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2030}', '\u{205e}'),
    ('\u{2060}', '\u{2fff}'),
    ('\u{3001}', '\u{fefe}'),
    ('\u{ff00}', '\u{10ffff}'),
];

impl Pattern {
    /// Creates a pattern from its source and its matcher.
    pub const fn new(text: &'static str, matcher: Matcher) -> Self {
        Self { text, matcher }
    }

    pub(crate) const fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// Returns `true` if the pattern matches somewhere in the text.
    #[inline]
    pub fn is_match(&self, text: &str) -> bool {
        match self.matcher {
            Matcher::Always => true,
            Matcher::Run(run) => run.takes(text),
            Matcher::Code(_, matches) => matches(text),
        }
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Pattern").field(&self.text).finish()
    }
}

impl Matcher {
    /// Matches one or more characters without white space, `^\S+$`, the most frequent pattern of AWS's models.
    pub const SOLID: Self = Self::Run(&SOLID);
}

static SOLID: Run = Run::some("\0-\u{8}\u{e}-\u{1f}!-\u{7f}", NOT_SPACES);

/// Returns the first character of the rest of a text.
fn first(text: &str, rest: &[u8]) -> Option<char> {
    text.get(text.len() - rest.len()..)?.chars().next()
}

/// Parses a set of characters: `a-z` is a range, and a hyphen at the start is literal.
const fn ascii(set: &str) -> u128 {
    let set = set.as_bytes();
    let mut characters = 0;
    let mut index = 0;
    while index < set.len() {
        let is_range = index + 2 < set.len() && set[index + 1] == b'-';
        let (last, length) = if is_range { (set[index + 2], 3) } else { (set[index], 1) };
        let mut character = set[index];
        while character <= last {
            characters |= 1 << character;
            character += 1;
        }
        index += length;
    }
    characters
}
