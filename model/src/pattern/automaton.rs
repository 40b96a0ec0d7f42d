//! A pattern as the minimal deterministic automaton over classes of characters.
//!
//! Two patterns accept the same texts if their automata are equal. Reading a text takes one step per character.
//!
//! Invariant: no two states accept the same suffixes, no two symbols have the same transitions from all states, and
//! every state is reachable from the first.

use super::alphabet::Alphabet;
use super::ast::Edge;
use super::determinize::{Table, determinize};
use super::minimize::minimize;
use super::nfa::Nfa;
use super::{Effort, Error, Parsed, Set, sets};

/// An automaton that accepts the texts that a pattern matches. It starts in state 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Automaton {
    /// The characters of each symbol, in the order of their first ones: disjoint, and together all characters.
    pub symbols: Vec<Set>,
    /// The states.
    pub states: Vec<State>,
}

/// A state of an automaton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Whether a text that ends here is accepted.
    pub accepting: bool,
    /// The next state, by symbol.
    pub next: Vec<usize>,
}

impl Automaton {
    /// Returns the automaton that accepts every text.
    pub fn everything() -> Self {
        let all = sets::of(&[('\0', char::MAX)]);
        Self { symbols: vec![all], states: vec![State { accepting: true, next: vec![0] }] }
    }

    /// Builds the automaton of a single pattern.
    ///
    /// # Errors
    ///
    /// Returns an error if it would be too large.
    pub fn new(pattern: &Parsed) -> Result<Self, Error> {
        Self::within(&Effort::default(), pattern)
    }

    /// Builds the automaton of one of many patterns, which share their effort.
    ///
    /// # Errors
    ///
    /// Returns an error if it would be too large, or takes more than is left.
    pub fn within(effort: &Effort, pattern: &Parsed) -> Result<Self, Error> {
        let root = pattern.root.shortest(Edge::Start).shortest(Edge::End);
        let alphabet = Alphabet::new(&root)?;
        let mut table = determinize(&Nfa::search(&alphabet, &root, effort)?)?;
        // The context of its start only matters for a look-ahead within a text.
        table.starts = [table.starts[0]; 3];
        let table = minimize(&table);
        Ok(Self::merged(&alphabet.symbols, &table))
    }

    /// Merges the symbols with the same transitions from all states.
    fn merged(symbols: &[Set], table: &Table) -> Self {
        let states = 0..table.accepting.len();
        let mut columns: Vec<(Vec<usize>, Set)> = Vec::new();
        for (symbol, set) in symbols.iter().enumerate() {
            let column: Vec<usize> = states.clone().map(|state| table.row(state)[symbol]).collect();
            match columns.iter_mut().find(|(known, _)| *known == column) {
                Some((_, known)) => *known = sets::union([&*known, set]),
                None => columns.push((column, set.clone())),
            }
        }
        let state = |state: usize| State {
            accepting: table.accepting[state],
            next: columns.iter().map(|(column, _)| column[state]).collect(),
        };
        let states = states.map(state).collect();
        Self { symbols: columns.into_iter().map(|(_, set)| set).collect(), states }
    }
}
