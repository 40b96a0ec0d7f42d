//! Texts that are taken part by part.
//!
//! The functions here are made for code that says which parts: compilers know each set and text where it is taken, and
//! make of it no more than is needed.
//!
//! Invariant: a part needs to know nothing of the next one.

use super::{Dfa, Run};

/// How many bytes are compared at once.
const CHUNK: usize = 8;

/// What is left of a text, if the parts before it could be taken.
#[derive(Clone, Copy, Debug)]
pub struct Rest<'t> {
    text: &'t str,
    rest: Option<&'t [u8]>,
}

impl<'t> Rest<'t> {
    /// All of a text.
    #[inline]
    pub const fn of(text: &'t str) -> Self {
        Self { text, rest: Some(text.as_bytes()) }
    }

    /// Takes this text.
    #[inline(always)]
    pub fn text(mut self, start: &'static str) -> Self {
        self.rest = self.rest.and_then(|rest| after_text(start.as_bytes(), rest));
        self
    }

    /// Takes as many characters of a set as there are.
    #[inline(always)]
    pub fn run(mut self, run: &'static Run) -> Self {
        self.rest = self.rest.and_then(|rest| run.after(self.text, rest));
        self
    }

    /// Whether nothing is left.
    #[inline(always)]
    pub fn is_empty(self) -> bool {
        self.rest.is_some_and(<[u8]>::is_empty)
    }

    /// Whether the parts could be taken, whatever is left.
    #[inline(always)]
    pub fn is_any(self) -> bool {
        self.rest.is_some()
    }

    /// Whether the automaton accepts what is left.
    #[inline]
    pub fn is_accepted(self, dfa: &'static Dfa) -> bool {
        self.rest.is_some_and(|rest| dfa.accepts(self.text, rest))
    }

    /// Whether somewhere in what is left are two marks and at least one character of a set between them, with no other
    /// characters before than marks and those of another set. The mark is ASCII and in neither set, and the other set
    /// has all characters of the first one.
    #[inline(always)]
    pub fn has_marked(self, mark: u8, between: &'static Run, before: &'static Run) -> bool {
        let Some(rest) = self.rest else { return false };
        let marked = |rest: &'t [u8]| rest.split_first().filter(|(first, _)| **first == mark).map(|(_, after)| after);
        // In most texts, they come soon.
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

#[inline(never)] // Most texts do without.
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

/// What is left of a text after another that it starts with.
#[inline(always)]
fn after_text<'t>(start: &[u8], text: &'t [u8]) -> Option<&'t [u8]> {
    let (text, after) = text.split_at_checked(start.len())?;
    // The last chunk may have bytes that the one before it has as well.
    let is_same = match (start.last_chunk::<CHUNK>(), text.last_chunk::<CHUNK>()) {
        (Some(one), Some(two)) => one == two && start.as_chunks::<CHUNK>().0 == text.as_chunks::<CHUNK>().0,
        _ => start == text,
    };
    is_same.then_some(after)
}
