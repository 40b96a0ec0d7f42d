//! Patterns of strings, made into matchers when the code was generated.
//!
//! Invariant: a match takes time in proportion to the text, allocates nothing and does not panic.

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

/// A regular expression with ECMA 262's meaning, and the matcher that was made of it.
pub struct Pattern {
    /// The pattern as the service's model has it.
    pub text: &'static str,
    matcher: Matcher,
}

/// How to tell whether a text matches.
pub enum Matcher {
    /// Every text matches.
    Always,
    /// One run takes the whole text.
    Run(&'static Run),
    /// The function that tells, and with how many ASCII characters at least each text starts that matches.
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
    /// A pattern and its matcher.
    pub const fn new(text: &'static str, matcher: Matcher) -> Self {
        Self { text, matcher }
    }

    pub(crate) const fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// Whether the pattern matches somewhere in the text.
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
    /// At least one character and no white space, `^\S+$`, which is what most texts of AWS's models must be.
    pub const SOLID: Self = Self::Run(&SOLID);
}

static SOLID: Run = Run::some("\0-\u{8}\u{e}-\u{1f}!-\u{7f}", NOT_SPACES);

/// The first character of the rest of a text.
fn first(text: &str, rest: &[u8]) -> Option<char> {
    text.get(text.len() - rest.len()..)?.chars().next()
}

/// The characters of a set: `a-z` stands for a range, and a hyphen is itself where it comes first.
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
