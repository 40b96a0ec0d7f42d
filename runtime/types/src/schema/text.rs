//! The constraints of a text in the form in which they are checked: first what is cheap, and right for nearly all.
//!
//! Invariant: what they say is what counting the characters, each of which has one to four bytes, would say.

use std::fmt;

use super::Length;
use crate::pattern::{Class, Matcher, Pattern};

/// What tells of most texts that are right that they are. Of others, it tells nothing.
#[derive(Clone, Copy)]
pub(crate) struct Sure {
    /// So many bytes are enough.
    least: usize,
    /// So many are not too many.
    most: usize,
    pattern: Quick,
}

/// The pattern of a text that is neither too short nor too long.
#[derive(Clone, Copy)]
enum Quick {
    None,
    /// No other characters than these matter.
    Class(&'static Class),
    Code(fn(&str) -> bool),
}

impl Sure {
    pub(super) const fn new(bytes: Bytes, pattern: Option<&Pattern>) -> Self {
        let any = Self { least: bytes.enough(0), most: bytes.most, pattern: Quick::None };
        match pattern {
            None => any,
            Some(pattern) => match pattern.matcher() {
                Matcher::Always => any,
                // Each character is a byte, and as many are right as are both for the length and for the run.
                Matcher::Run(run) => Self {
                    least: if bytes.least > run.min { bytes.least } else { run.min },
                    most: if bytes.most < run.max { bytes.most } else { run.max },
                    pattern: Quick::Class(&run.class),
                },
                Matcher::Code(ascii, matches) => {
                    Self { least: bytes.enough(*ascii), most: bytes.most, pattern: Quick::Code(*matches) }
                }
            },
        }
    }

    /// Whether a text is right, if that is sure.
    #[inline]
    pub(super) fn verdict(&self, text: &str) -> Option<bool> {
        if text.len() < self.least || self.most < text.len() {
            return None;
        }
        match self.pattern {
            Quick::None => Some(true),
            Quick::Class(class) => class.has_all(text.as_bytes()).then_some(true),
            Quick::Code(matches) => Some(matches(text)),
        }
    }
}

impl fmt::Debug for Sure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sure").finish_non_exhaustive()
    }
}

/// Bounds of a number of characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bytes {
    least: usize,
    most: usize,
}

impl Bytes {
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

    /// How many bytes are enough for the least number, whatever the characters are after the first ones, which are
    /// ASCII.
    const fn enough(self, ascii: usize) -> usize {
        match self.least.saturating_sub(ascii) {
            0 => self.least,
            others => others.saturating_mul(4).saturating_sub(3).saturating_add(ascii),
        }
    }

    /// Whether a text has as many characters.
    pub(super) fn hold(self, text: &str) -> bool {
        self.least <= text.len() && (self.least..=self.most).contains(&text.chars().count())
    }
}

/// A length that no text has stands for those that do not fit in.
const fn clamp(length: u64) -> usize {
    if length < usize::MAX as u64 { length as usize } else { usize::MAX }
}

#[cfg(test)]
mod tests;
