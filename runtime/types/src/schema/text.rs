//! The constraints of strings in the form in which they are checked: a fast pre-check decides almost all strings.
//!
//! Invariant: the pre-check agrees with an exact check, which counts the characters of one to four bytes each.

use std::fmt;

use super::Length;
use crate::pattern::{Class, Matcher, Pattern};

/// A fast pre-check: `Some(true)` proves a string valid, `Some(false)` invalid; `None` means run the exact check.
#[derive(Clone, Copy)]
pub(crate) struct FastCheck {
    /// Any string with at least this many bytes satisfies `min`.
    least: usize,
    /// Any string with at most this many bytes satisfies `max`.
    most: usize,
    pattern: FastPattern,
}

/// The pattern, for strings whose length the pre-check accepts.
#[derive(Clone, Copy)]
enum FastPattern {
    None,
    /// All characters have to be in this set.
    Class(&'static Class),
    Code(fn(&str) -> bool),
}

impl FastCheck {
    pub(super) const fn new(bytes: CharacterBounds, pattern: Option<&Pattern>) -> Self {
        let any = Self { least: bytes.sufficient_bytes(0), most: bytes.most, pattern: FastPattern::None };
        match pattern {
            None => any,
            Some(pattern) => match pattern.matcher() {
                Matcher::Always => any,
                // The run is ASCII, so bytes are characters, and the bounds of the length and of the run can be
                // merged.
                Matcher::Run(run) => Self {
                    least: if bytes.least > run.min { bytes.least } else { run.min },
                    most: if bytes.most < run.max { bytes.most } else { run.max },
                    pattern: FastPattern::Class(&run.class),
                },
                Matcher::Code(ascii, matches) => Self {
                    least: bytes.sufficient_bytes(*ascii),
                    most: bytes.most,
                    pattern: FastPattern::Code(*matches),
                },
            },
        }
    }

    /// Decides whether a string is valid; returns `None` if only the exact check can.
    #[inline]
    pub(super) fn verdict(&self, text: &str) -> Option<bool> {
        if text.len() < self.least || self.most < text.len() {
            return None;
        }
        match self.pattern {
            FastPattern::None => Some(true),
            FastPattern::Class(class) => class.has_all(text.as_bytes()).then_some(true),
            FastPattern::Code(matches) => Some(matches(text)),
        }
    }
}

impl fmt::Debug for FastCheck {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FastCheck").finish_non_exhaustive()
    }
}

/// Bounds on the number of characters of a string.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CharacterBounds {
    least: usize,
    most: usize,
}

impl CharacterBounds {
    pub(super) const ANY: Self = Self { least: 0, most: usize::MAX };

    pub(super) const fn new(length: Length) -> Self {
        let least = match length.min {
            Some(min) => clamp(min),
            None => 0,
        };
        let most = match length.max {
            Some(max) => clamp(max),
            None => usize::MAX,
        };
        Self { least, most }
    }

    /// Returns the number of bytes that guarantees the minimum number of characters, given that the first `ascii`
    /// characters are ASCII and each other one may take four bytes.
    const fn sufficient_bytes(self, ascii: usize) -> usize {
        match self.least.saturating_sub(ascii) {
            0 => self.least,
            others => others.saturating_mul(4).saturating_sub(3).saturating_add(ascii),
        }
    }

    /// Returns `true` if the number of characters of a text is within the bounds.
    pub(super) fn contains(self, text: &str) -> bool {
        self.least <= text.len() && (self.least..=self.most).contains(&text.chars().count())
    }
}

/// Converts a length to `usize`; one that does not fit becomes the maximum, which no text reaches.
const fn clamp(length: u64) -> usize {
    if length < usize::MAX as u64 { length as usize } else { usize::MAX }
}

#[cfg(test)]
mod tests;
