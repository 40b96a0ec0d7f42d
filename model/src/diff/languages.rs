//! The automata of the patterns that differ, each built once.
//!
//! Invariant: all of them together take bounded time; patterns beyond that are not compared, and the effect is unknown.

use std::collections::HashMap;
use std::rc::Rc;

use crate::pattern::{Automaton, Bounds, difference, parse};

/// The budget, in parts of patterns with their repetitions expanded.
const BUDGET: u64 = 1_000_000;
/// The cost of a pattern that turns out to be too large.
const TOO_LARGE: u64 = 100_000;

pub(super) struct Languages {
    known: HashMap<String, Result<Rc<Automaton>, String>>,
    left: u64,
}

impl Default for Languages {
    fn default() -> Self {
        Self { known: HashMap::new(), left: BUDGET }
    }
}

/// A pattern, if there is one, with the valid lengths.
#[derive(Clone, Copy)]
pub(super) struct Language<'p> {
    pub pattern: Option<&'p str>,
    pub lengths: Bounds,
}

impl Languages {
    /// Returns a text that the first accepts and the second refuses.
    ///
    /// A text that satisfies both lengths is preferred, because then the pattern is the reason.
    pub fn difference(&mut self, accepts: Language<'_>, refuses: Language<'_>) -> Result<Option<String>, String> {
        let (first, second) = (self.automaton(accepts.pattern)?, self.automaton(refuses.pattern)?);
        for lengths in [accepts.lengths.both(refuses.lengths), accepts.lengths] {
            self.spend(cost(&first, &second))?;
            let found = difference(&first, &second, lengths).map_err(|error| error.to_string())?;
            if found.is_some() || accepts.lengths == refuses.lengths {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn automaton(&mut self, pattern: Option<&str>) -> Result<Rc<Automaton>, String> {
        let Some(pattern) = pattern else { return Ok(Rc::new(Automaton::everything())) };
        if let Some(known) = self.known.get(pattern) {
            return known.clone();
        }
        let built = self.build(pattern).map(Rc::new);
        self.known.insert(pattern.to_owned(), built.clone());
        built
    }

    fn build(&mut self, pattern: &str) -> Result<Automaton, String> {
        let parsed = parse(pattern).map_err(|error| error.to_string())?;
        self.spend(parsed.weight())?;
        Automaton::new(&parsed).map_err(|error| {
            self.left = self.left.saturating_sub(TOO_LARGE);
            error.to_string()
        })
    }

    fn spend(&mut self, cost: u64) -> Result<(), String> {
        self.left = self.left.checked_sub(cost).ok_or("too many large patterns differ to compare them all")?;
        Ok(())
    }
}

/// Returns the maximum cost of comparing two automata.
fn cost(first: &Automaton, second: &Automaton) -> u64 {
    const MOST: usize = 20_000;
    (first.states.len() * second.states.len()).min(MOST) as u64
}
