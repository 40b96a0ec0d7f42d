//! Decides whether one pattern accepts all texts that another accepts, on the product of their automata.
//!
//! Invariant: a text that is found is a shortest one within the bounds, the same on every run, and at most `MAX_NODES`
//! pairs of states are visited to find it.

use std::collections::HashSet;

use super::{Automaton, Error, Set};

/// The maximum number of pairs of states to visit.
const MAX_NODES: usize = 500_000;

/// Bounds on the number of characters of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The minimum.
    pub min: u64,
    /// The maximum; `None` for no limit.
    pub max: Option<u64>,
}

impl Bounds {
    /// The bounds that allow every length.
    pub const ANY: Self = Self { min: 0, max: None };

    /// Returns the intersection of two bounds.
    pub fn both(self, other: Self) -> Self {
        let max = [self.max, other.max].into_iter().flatten().min();
        Self { min: self.min.max(other.min), max }
    }
}

/// Returns a shortest text within the bounds that one automaton accepts and the other refuses.
///
/// Among the shortest texts, one of letters and digits is preferred. Returns `None` if `refuses` also accepts every
/// text within the bounds that `accepts` does.
///
/// # Errors
///
/// Returns an error if the automata are too large to compare.
pub fn difference(accepts: &Automaton, refuses: &Automaton, bounds: Bounds) -> Result<Option<String>, Error> {
    let mut search = Search {
        accepts,
        refuses,
        symbols: shared_symbols(accepts, refuses),
        hopeful: able_to_end(accepts, true),
        refusable: able_to_end(refuses, false),
        nodes: Vec::new(),
    };
    search.run(bounds)
}

struct Search<'a> {
    accepts: &'a Automaton,
    refuses: &'a Automaton,
    symbols: Vec<Symbol>,
    /// The states from which the first automaton can still accept.
    hopeful: Vec<bool>,
    /// The states from which the second automaton can still refuse.
    refusable: Vec<bool>,
    nodes: Vec<Node>,
}

/// A symbol of each automaton, and a character that both have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Symbol {
    rank: usize,
    character: char,
    first: usize,
    second: usize,
}

/// A state of each automaton, and how it was reached.
#[derive(Clone, Copy)]
struct Node {
    states: (usize, usize),
    previous: Option<(usize, char)>,
}

impl Search<'_> {
    fn run(&mut self, bounds: Bounds) -> Result<Option<String>, Error> {
        let mut layer: Vec<usize> = self.visit(Node { states: (0, 0), previous: None }).into_iter().collect();
        let mut length = 0;
        // Below the minimum length, the same states may have to be visited again for each length.
        while length < bounds.min && !layer.is_empty() {
            let mut seen = HashSet::new();
            layer = self.next_layer(&layer, &mut seen)?;
            length += 1;
        }
        let mut seen: HashSet<(usize, usize)> = layer.iter().map(|&node| self.nodes[node].states).collect();
        while !layer.is_empty() && bounds.max.is_none_or(|max| length <= max) {
            if let Some(&found) = layer.iter().find(|&&node| self.is_found(self.nodes[node].states)) {
                return Ok(Some(self.text(found)));
            }
            layer = self.next_layer(&layer, &mut seen)?;
            length += 1;
        }
        Ok(None)
    }

    fn next_layer(&mut self, layer: &[usize], seen: &mut HashSet<(usize, usize)>) -> Result<Vec<usize>, Error> {
        let mut next = Vec::new();
        for &index in layer {
            let (first, second) = self.nodes[index].states;
            for symbol in 0..self.symbols.len() {
                let symbol = self.symbols[symbol];
                let states =
                    (self.accepts.states[first].next[symbol.first], self.refuses.states[second].next[symbol.second]);
                if seen.insert(states) {
                    next.extend(self.visit(Node { states, previous: Some((index, symbol.character)) }));
                }
            }
            if self.nodes.len() > MAX_NODES {
                return Err(Error::TooLarge { what: "more states than are worth a comparison".to_owned() });
            }
        }
        Ok(next)
    }

    /// Adds a node, unless it can't lead to a result.
    fn visit(&mut self, node: Node) -> Option<usize> {
        let (first, second) = node.states;
        if !self.hopeful[first] || !self.refusable[second] {
            return None;
        }
        self.nodes.push(node);
        Some(self.nodes.len() - 1)
    }

    fn is_found(&self, (first, second): (usize, usize)) -> bool {
        self.accepts.states[first].accepting && !self.refuses.states[second].accepting
    }

    fn text(&self, node: usize) -> String {
        let mut characters = Vec::new();
        let mut previous = self.nodes[node].previous;
        while let Some((index, character)) = previous {
            characters.push(character);
            previous = self.nodes[index].previous;
        }
        characters.iter().rev().collect()
    }
}

/// Returns the states from which a text can end in a state with this acceptance.
fn able_to_end(automaton: &Automaton, accepting: bool) -> Vec<bool> {
    let mut sources = vec![Vec::new(); automaton.states.len()];
    for (index, state) in automaton.states.iter().enumerate() {
        state.next.iter().for_each(|&next| sources[next].push(index));
    }
    let mut able: Vec<bool> = automaton.states.iter().map(|state| state.accepting == accepting).collect();
    let mut waiting: Vec<usize> = (0..able.len()).filter(|&state| able[state]).collect();
    while let Some(state) = waiting.pop() {
        for &source in &sources[state] {
            if !std::mem::replace(&mut able[source], true) {
                waiting.push(source);
            }
        }
    }
    able
}

/// Returns each pair of symbols that share a character, those with the most readable characters first.
fn shared_symbols(first: &Automaton, second: &Automaton) -> Vec<Symbol> {
    let (left, right) = (ranges(&first.symbols), ranges(&second.symbols));
    let mut best = std::collections::BTreeMap::new();
    let (mut at_left, mut at_right) = (0, 0);
    while let (Some(&(low, high, first)), Some(&(other_low, other_high, second))) =
        (left.get(at_left), right.get(at_right))
    {
        if let Some((rank, character)) = readable(low.max(other_low), high.min(other_high)) {
            let symbol = Symbol { rank, character, first, second };
            let known = best.entry((first, second)).or_insert(symbol);
            *known = symbol.min(*known);
        }
        if high <= other_high {
            at_left += 1;
        }
        if other_high <= high {
            at_right += 1;
        }
    }
    let mut symbols: Vec<Symbol> = best.into_values().collect();
    symbols.sort();
    symbols
}

/// Returns the ranges of all symbols in order, each with its symbol.
fn ranges(symbols: &[Set]) -> Vec<(char, char, usize)> {
    let of_one = |(index, set): (usize, &Set)| {
        set.ranges().iter().map(move |range| (range.start(), range.end(), index)).collect::<Vec<_>>()
    };
    let mut ranges: Vec<(char, char, usize)> = symbols.iter().enumerate().flat_map(of_one).collect();
    ranges.sort();
    ranges
}

/// Returns the most readable character between two, with a rank of which 0 is best; `None` if they are out of order.
fn readable(low: char, high: char) -> Option<(usize, char)> {
    const PREFERRED: [(char, char); 6] =
        [('a', 'z'), ('A', 'Z'), ('0', '9'), ('!', '~'), (' ', ' '), ('\u{a1}', '\u{ac}')];
    if low > high {
        return None;
    }
    let common = |&(first, last): &(char, char)| Some(low.max(first)).filter(|&start| start <= high.min(last));
    let preferred = PREFERRED.iter().enumerate().find_map(|(rank, range)| Some((rank, common(range)?)));
    Some(preferred.unwrap_or((PREFERRED.len(), low)))
}
