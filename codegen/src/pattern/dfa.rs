//! Tables for parts of a pattern that are not a simple sequence.
//!
//! Invariant: no state of a table accepts everything or nothing; those are targets of their own, so that a text is
//! decided as early as possible.

use model::pattern::{Automaton, Set, union};

use super::Refusal;

/// The maximum size of a table, in entries.
const MAX_ENTRIES: usize = 16_384;

/// A deterministic automaton as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dfa {
    /// The characters of each symbol, except for the first, which has all others.
    pub symbols: Vec<Set>,
    /// The targets by state, and then by symbol. Accepting states come first.
    pub rows: Vec<Vec<Target>>,
    /// The number of accepting states.
    pub accepting: usize,
    /// The start state.
    pub start: usize,
}

/// The target of a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The text is rejected, whatever follows.
    Reject,
    /// The text is accepted, whatever follows.
    Accept,
    /// The result depends on the rest.
    State(usize),
}

impl Dfa {
    /// Builds the table of the part of an automaton that is reachable from a state.
    pub(super) fn new(automaton: &Automaton, start: usize, dead: Option<usize>) -> Self {
        let is_full = |state: usize| {
            let it = &automaton.states[state];
            it.accepting && it.next.iter().all(|&next| next == state)
        };
        let mut targets: Vec<Target> = (0..automaton.states.len())
            .map(|state| if is_full(state) { Target::Accept } else { Target::Reject })
            .collect();
        let mut states = reached(automaton, start, |state| dead != Some(state) && !is_full(state));
        states.sort_by_key(|&state| !automaton.states[state].accepting);
        for (number, &state) in states.iter().enumerate() {
            targets[state] = Target::State(number);
        }
        let columns = columns(automaton, &states);
        let row = |index: usize| columns.iter().map(|(_, column)| targets[column[index]]).collect();
        Self {
            rows: (0..states.len()).map(row).collect(),
            symbols: columns.iter().skip(1).map(|(set, _)| set.clone()).collect(),
            accepting: states.iter().filter(|&&state| automaton.states[state].accepting).count(),
            start: states.iter().position(|&state| state == start).unwrap_or_default(),
        }
    }

    pub(super) fn check_size(&self) -> Result<(), Refusal> {
        let entries = self.rows.len() * (self.symbols.len() + 1);
        if entries > MAX_ENTRIES {
            return Err(Refusal::TooLarge { what: format!("a table of {entries} entries, more than {MAX_ENTRIES}") });
        }
        Ok(())
    }
}

/// Returns the states that are reachable through wanted states, in the order in which they are found.
fn reached(automaton: &Automaton, start: usize, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut seen = vec![false; automaton.states.len()];
    seen[start] = true;
    let mut states = vec![start];
    let mut explored = 0;
    while let Some(&state) = states.get(explored) {
        for &next in &automaton.states[state].next {
            if wanted(next) && !std::mem::replace(&mut seen[next], true) {
                states.push(next);
            }
        }
        explored += 1;
    }
    states
}

/// Returns each symbol with its targets from these states; symbols with equal targets are merged. The first one
/// contains the last character, and thus most of Unicode if any symbol does.
fn columns(automaton: &Automaton, states: &[usize]) -> Vec<(Set, Vec<usize>)> {
    let mut columns: Vec<(Set, Vec<usize>)> = Vec::new();
    for (symbol, set) in automaton.symbols.iter().enumerate() {
        let column: Vec<usize> = states.iter().map(|&state| automaton.states[state].next[symbol]).collect();
        match columns.iter_mut().find(|(_, known)| *known == column) {
            Some((known, _)) => *known = union([&*known, set]),
            None => columns.push((set.clone(), column)),
        }
    }
    columns.sort_by_key(|(set, _)| set.ranges().last().is_none_or(|range| range.end() != char::MAX));
    columns
}
