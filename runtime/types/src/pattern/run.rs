//! Runs of characters of a set.
//!
//! Invariant: a run takes as many characters as there are, up to its greatest number.

use super::class::Class;

/// A run of characters of a set: as many as there are, but no more than `max`, and no fewer than `min`.
pub struct Run {
    pub(crate) min: usize,
    pub(crate) max: usize,
    pub(crate) class: Class,
    /// The characters that are not ASCII, in order.
    other: &'static [(char, char)],
}

impl Run {
    /// Any number of characters of a set: ASCII ones as in `"-0-9a-z"`, and ranges of others, in order.
    pub const fn any(ascii: &str, other: &'static [(char, char)]) -> Self {
        Self::between(0, u32::MAX, ascii, other)
    }

    /// At least one character of a set.
    pub const fn some(ascii: &str, other: &'static [(char, char)]) -> Self {
        Self::between(1, u32::MAX, ascii, other)
    }

    /// At least `min` and at most `max` characters of a set; of [`u32::MAX`], any number.
    pub const fn between(min: u32, max: u32, ascii: &str, other: &'static [(char, char)]) -> Self {
        let max = if max == u32::MAX { usize::MAX } else { max as usize };
        Self { min: min as usize, max, class: Class::new(super::ascii(ascii)), other }
    }

    /// Whether the run takes the whole text.
    pub(super) fn takes(&self, text: &str) -> bool {
        (self.min <= text.len() && text.len() <= self.max && self.class.has_all(text.as_bytes()))
            || self.takes_exactly(text)
    }

    #[inline(never)] // Most texts do without.
    fn takes_exactly(&self, text: &str) -> bool {
        self.after(text, text.as_bytes()).is_some_and(<[u8]>::is_empty)
    }

    /// What is left after the run of the rest of a text, if it has one.
    #[inline(always)] // The run is known where it is taken, and so what can be left out.
    pub(super) fn after<'t>(&self, text: &'t str, rest: &'t [u8]) -> Option<&'t [u8]> {
        let (taken, after) = self.after_ascii(rest, self.max);
        let more = self.max == usize::MAX || taken < self.max;
        if more && !self.other.is_empty() && after.first().is_some_and(|byte| !byte.is_ascii()) {
            return self.after_others(text, taken, after);
        }
        (self.min <= taken).then_some(after)
    }

    /// The same where some characters are taken, and where the next one is not ASCII.
    #[inline(never)]
    fn after_others<'t>(&self, text: &'t str, mut taken: usize, mut rest: &'t [u8]) -> Option<&'t [u8]> {
        while taken < self.max
            && let Some(c) = super::first(text, rest)
            && self.has_other(c)
        {
            let (more, after) = self.after_ascii(rest.get(c.len_utf8()..)?, self.max - taken - 1);
            taken += 1 + more;
            rest = after;
        }
        (self.min <= taken).then_some(rest)
    }

    /// How many ASCII characters of the set a text starts with, up to a limit, and what is left after them.
    #[inline(always)] // As above.
    fn after_ascii<'t>(&self, text: &'t [u8], limit: usize) -> (usize, &'t [u8]) {
        if text.len() <= limit {
            let after = self.class.after(text);
            return (text.len() - after.len(), after);
        }
        let taken = limit - self.class.after(text.get(..limit).unwrap_or_default()).len();
        (taken, text.get(taken..).unwrap_or_default())
    }

    fn has_other(&self, c: char) -> bool {
        let index = self.other.partition_point(|&(_, last)| last < c);
        matches!(self.other.get(index), Some(&(first, _)) if first <= c)
    }
}
