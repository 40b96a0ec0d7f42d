//! Matching of a text part by part.
//!
//! The functions here are inlined into code that names the parts: the compiler knows each set and each literal at its
//! call, and specializes the function for it.
//!
//! Invariant: matching a part does not depend on the parts after it.

use super::{Dfa, Run};

/// The number of bytes that are compared at once.
const CHUNK: usize = 8;

/// The text after the parts matched so far; it remembers if one of them did not match.
#[derive(Clone, Copy, Debug)]
pub struct Rest<'t> {
    text: &'t str,
    rest: Option<&'t [u8]>,
}

impl<'t> Rest<'t> {
    /// Creates the rest that is the whole text.
    #[inline]
    pub const fn of(text: &'t str) -> Self {
        Self { text, rest: Some(text.as_bytes()) }
    }

    /// Matches a literal.
    #[inline(always)]
    pub fn text(mut self, start: &'static str) -> Self {
        self.rest = self.rest.and_then(|rest| after_text(start.as_bytes(), rest));
        self
    }

    /// Matches the longest run of characters of a set.
    #[inline(always)]
    pub fn run(mut self, run: &'static Run) -> Self {
        self.rest = self.rest.and_then(|rest| run.after(self.text, rest));
        self
    }

    /// Returns `true` if the parts match the whole text.
    #[inline(always)]
    pub fn is_empty(self) -> bool {
        self.rest.is_some_and(<[u8]>::is_empty)
    }

    /// Returns `true` if the parts match the beginning of the text.
    #[inline(always)]
    pub fn is_any(self) -> bool {
        self.rest.is_some()
    }

    /// Returns `true` if the automaton accepts the rest.
    #[inline]
    pub fn is_accepted(self, dfa: &'static Dfa) -> bool {
        self.rest.is_some_and(|rest| dfa.accepts(self.text, rest))
    }

    /// Returns `true` if the rest contains two marks with at least one character of `between`, and no other, between
    /// them, and only marks and characters of `before` precede them. The mark is ASCII and in neither set, and `before`
    /// contains all of `between`.
    #[inline(always)]
    pub fn has_marked(self, mark: u8, between: &'static Run, before: &'static Run) -> bool {
        let Some(rest) = self.rest else { return false };
        let marked = |rest: &'t [u8]| rest.split_first().filter(|(first, _)| **first == mark).map(|(_, after)| after);
        // In most texts, the marks come early.
        if let Some(start) = before.class.after_few(rest).and_then(marked)
            && let Some(end) = between.class.after_few(start)
            && end.len() < start.len()
            && marked(end).is_some()
        {
            return true;
        }
        has_marked(self.text, rest, mark, between, before)
    }
}

#[inline(never)] // Rarely called, so kept out of the caller.
fn has_marked<'t>(text: &'t str, mut rest: &'t [u8], mark: u8, between: &Run, before: &Run) -> bool {
    while let Some([first, start @ ..]) = before.after(text, rest)
        && *first == mark
    {
        rest = between.class.after_looked_up(start);
        if rest.len() < start.len() && rest.first() == Some(&mark) {
            return true;
        }
    }
    false
}

/// Returns the text after a literal with which it begins.
#[inline(always)]
fn after_text<'t>(start: &[u8], text: &'t [u8]) -> Option<&'t [u8]> {
    let (text, after) = text.split_at_checked(start.len())?;
    // The last chunk may overlap the one before it.
    let is_same = match (start.last_chunk::<CHUNK>(), text.last_chunk::<CHUNK>()) {
        (Some(one), Some(two)) => one == two && start.as_chunks::<CHUNK>().0 == text.as_chunks::<CHUNK>().0,
        _ => start == text,
    };
    is_same.then_some(after)
}
