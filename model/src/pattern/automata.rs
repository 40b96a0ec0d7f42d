//! The automata of many patterns, each built once.

use std::collections::HashMap;

use super::{Automaton, Effort, parse};

/// The automata of the patterns of a model.
#[derive(Default)]
pub(crate) struct Automata {
    known: HashMap<String, Option<Automaton>>,
    effort: Effort,
}

impl Automata {
    /// Returns the automaton of a pattern; `None` if the pattern is malformed, unsupported or too large.
    pub(crate) fn find(&mut self, pattern: &str) -> Option<&Automaton> {
        if !self.known.contains_key(pattern) {
            let automaton = parse(pattern).and_then(|parsed| Automaton::within(&self.effort, &parsed)).ok();
            self.known.insert(pattern.to_owned(), automaton);
        }
        self.known.get(pattern)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_share_one_effort() {
        let mut automata = Automata::default();
        let large = |length: usize| format!("[\\x00-\\u{{10FFFF}}]{{{length}}}");
        let built = (300..400).filter(|length| automata.find(&large(*length)).is_some()).count();
        assert!((10..90).contains(&built), "{built} of 100");
        // The first ones are found again, and small patterns are always built.
        assert!(automata.find(&large(300)).is_some());
        assert!(automata.find("^a$").is_some());
        assert!(Automata::default().find(&large(399)).is_some());
    }
}
