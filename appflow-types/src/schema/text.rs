//! The constraints of a text in the form in which they are checked: first what is cheap, and right for nearly all.
//!
//! Invariant: what they say is what counting the characters, each of which has one to four bytes, would say.

use std::fmt;

use super::Length;
use crate::pattern::{Class, Pattern};

/// How many bytes are compared at once.
const BLOCK: usize = 16;

/// What tells of most texts that are right that they are. Of others, it tells nothing.
#[derive(Clone, Copy)]
pub(crate) struct Sure {
    /// So many bytes are enough.
    least: usize,
    /// So many are not too many.
    most: usize,
    /// No other characters than these matter to the pattern.
    class: Option<&'static Class>,
}

impl Sure {
    pub(super) const fn new(bytes: Bytes, pattern: Option<&Pattern>) -> Self {
        let run = match pattern {
            None => return Self { least: bytes.enough, most: bytes.most, class: None },
            Some(pattern) => pattern.run(),
        };
        // Each character is a byte, and as many are right as are both for the length and for the run.
        match run {
            None => Self { least: usize::MAX, most: 0, class: None },
            Some(run) => Self {
                least: if bytes.least > run.min { bytes.least } else { run.min },
                most: if bytes.most < run.max { bytes.most } else { run.max },
                class: Some(&run.class),
            },
        }
    }

    /// Whether a text is right for sure.
    #[inline]
    pub(crate) fn holds(&self, text: &str) -> bool {
        let length = text.len();
        self.least <= length && length <= self.most && self.class.is_none_or(|class| class.has_all(text.as_bytes()))
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
    /// So many bytes are enough for the least number, whatever the characters.
    enough: usize,
    most: usize,
}

impl Bytes {
    pub(super) const ANY: Self = Self { least: 0, enough: 0, most: usize::MAX };

    pub(super) const fn new(length: Length) -> Self {
        let least = match length.min {
            Some(min) => clamp(min),
            None => 0,
        };
        let most = match length.max {
            Some(max) => clamp(max),
            None => usize::MAX,
        };
        Self { least, enough: least.saturating_mul(4).saturating_sub(3), most }
    }

    /// Whether a text has as many characters.
    #[inline]
    pub(super) fn hold(self, text: &str) -> bool {
        let bytes = text.len();
        (bytes <= self.most && (self.enough <= bytes || starts_with_ascii(text, self.least))) || self.hold_counted(text)
    }

    #[cold]
    #[inline(never)] // It needs a stack, which most texts do without.
    fn hold_counted(self, text: &str) -> bool {
        self.least <= text.len() && (self.least..=self.most).contains(&text.chars().count())
    }
}

/// A length that no text has stands for those that do not fit in.
const fn clamp(length: u64) -> usize {
    if length < usize::MAX as u64 { length as usize } else { usize::MAX }
}

/// Whether a text starts with so many ASCII characters.
fn starts_with_ascii(text: &str, count: usize) -> bool {
    let Some(start) = text.as_bytes().get(..count) else { return false };
    // The last block may have bytes that the one before it has as well.
    match start.last_chunk() {
        Some(last) => is_ascii(last) && start.as_chunks().0.iter().all(is_ascii),
        None => start.iter().all(u8::is_ascii),
    }
}

fn is_ascii(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(true, |all, byte| all & byte.is_ascii())
}

#[cfg(test)]
mod tests;
