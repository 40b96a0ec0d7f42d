//! Runs of characters of a set.
//!
//! Invariant: a run is greedy: it takes as many characters as there are, up to its maximum.

use super::class::Class;

/// A greedy run of `min` to `max` characters of a set.
pub struct Run {
    pub(crate) min: usize,
    pub(crate) max: usize,
    pub(crate) class: Class,
    /// The characters that are not ASCII, in ascending order.
    other: &'static [(char, char)],
}

impl Run {
    /// Creates a run of any number of characters of a set: ASCII ones as in `"-0-9a-z"`, and ranges of others, in
    /// ascending order.
    pub const fn any(ascii: &str, other: &'static [(char, char)]) -> Self {
        Self::between(0, u32::MAX, ascii, other)
    }

    /// Creates a run of one or more characters of a set.
    pub const fn some(ascii: &str, other: &'static [(char, char)]) -> Self {
        Self::between(1, u32::MAX, ascii, other)
    }

    /// Creates a run of `min` to `max` characters of a set; a `max` of [`u32::MAX`] means no maximum.
    pub const fn between(min: u32, max: u32, ascii: &str, other: &'static [(char, char)]) -> Self {
        let max = if max == u32::MAX { usize::MAX } else { max as usize };
        Self { min: min as usize, max, class: Class::new(super::ascii(ascii)), other }
    }

    /// Returns `true` if the run takes the whole text.
    pub(super) fn takes(&self, text: &str) -> bool {
        (self.min <= text.len() && text.len() <= self.max && self.class.has_all(text.as_bytes()))
            || self.takes_exactly(text)
    }

    #[inline(never)] // Rarely called, so kept out of the caller.
    fn takes_exactly(&self, text: &str) -> bool {
        self.after(text, text.as_bytes()).is_some_and(<[u8]>::is_empty)
    }

    /// Returns the text after the run, or `None` if there are fewer characters than its minimum.
    #[inline(always)] // The run is a constant at the call, so the compiler can drop the unused branches.
    pub(super) fn after<'t>(&self, text: &'t str, rest: &'t [u8]) -> Option<&'t [u8]> {
        let (taken, after) = self.after_ascii(rest, self.max);
        let more = self.max == usize::MAX || taken < self.max;
        if more && !self.other.is_empty() && after.first().is_some_and(|byte| !byte.is_ascii()) {
            return self.after_others(text, taken, after);
        }
        (self.min <= taken).then_some(after)
    }

    /// Continues the run after `taken` characters, at one that is not ASCII.
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

    /// Returns the number of ASCII characters of the set with which a text starts, up to a limit, and the text after
    /// them.
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
