//! A table for what does not go straight on.
//!
//! Invariant: no state of a table accepts everything or nothing; those are targets of their own, so that a text is
//! decided as soon as it can be.

use model::pattern::{Automaton, Set, union};

use super::Refusal;

/// The largest table that is generated, in entries.
const MAX_ENTRIES: usize = 16_384;

/// A deterministic automaton as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dfa {
    /// The characters of each symbol, except those of the first, which has all others.
    pub symbols: Vec<Set>,
    /// What follows, by state and then by symbol. States in which a text may end come first.
    pub rows: Vec<Vec<Target>>,
    /// How many states there are in which a text may end.
    pub accepting: usize,
    /// Where it starts.
    pub start: usize,
}

/// What follows in a state after a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// No text is accepted.
    Reject,
    /// Every text is accepted.
    Accept,
    /// That depends.
    State(usize),
}

impl Dfa {
    /// The part of an automaton that is reached from a state.
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

/// The states that are reached from one through states that are wanted, in the order in which they are found.
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

/// Each symbol with where it leads from these states, without those that lead to the same; first the symbol that has
/// the last character, which is the one with most of Unicode where there is such a one.
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
