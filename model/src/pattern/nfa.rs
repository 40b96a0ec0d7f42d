//! Converts a tree to a nondeterministic automaton (Thompson's construction), with conditions as states of their own.
//!
//! Invariant: every state leads to states built before it, except the head of an unbounded repetition.

use super::alphabet::Alphabet;
use super::determinize::{Table, determinize};
use super::minimize::minimize;
use super::{Assertion, Effort, Error, Node};

/// A nondeterministic automaton over the symbols of an alphabet.
pub(super) struct Nfa<'p> {
    pub(super) alphabet: &'p Alphabet,
    pub(super) states: Vec<State>,
    pub(super) start: usize,
    /// Whether it accepts as soon as it is done, whatever follows.
    pub(super) prefix: bool,
    pub(super) looks: Vec<Look<'p>>,
    /// The work that its table, and those of its look-arounds, may still take.
    pub(super) effort: &'p Effort,
}

pub(super) enum State {
    /// Continues after one of these symbols.
    Symbols(Vec<bool>, usize),
    /// Continues in any of several states.
    Split(Vec<usize>),
    /// Continues if the assertion holds.
    Assert(Assertion, usize),
    /// Continues if the look-around holds.
    Look(usize, usize),
    /// Accepts.
    Accept,
}

/// A condition on the text that follows or precedes.
pub(super) struct Look<'p> {
    node: &'p Node,
    pub(super) ahead: bool,
    /// The automaton of the condition: it accepts the whole following text, or the whole preceding text.
    pub(super) table: Table,
}

impl<'p> Nfa<'p> {
    /// Builds the automaton of the texts in which `node` matches somewhere.
    pub(super) fn search(alphabet: &'p Alphabet, node: &'p Node, effort: &'p Effort) -> Result<Self, Error> {
        let mut nfa = Self::empty(alphabet, true, effort);
        nfa.start = nfa.node(node, 0)?;
        nfa.start_anywhere();
        Ok(nfa)
    }

    fn empty(alphabet: &'p Alphabet, prefix: bool, effort: &'p Effort) -> Self {
        Self { alphabet, states: vec![State::Accept], start: 0, prefix, looks: Vec::new(), effort }
    }

    fn start_anywhere(&mut self) {
        let head = self.push(State::Split(Vec::new()));
        let any = self.push(State::Symbols(vec![true; self.alphabet.symbols.len()], head));
        self.states[head] = State::Split(vec![self.start, any]);
        self.start = head;
    }

    fn push(&mut self, state: State) -> usize {
        self.states.push(state);
        self.states.len() - 1
    }

    /// Returns the state from which `node` and then `next` match.
    fn node(&mut self, node: &'p Node, next: usize) -> Result<usize, Error> {
        Ok(match node {
            Node::Set(set) => {
                let symbols = self.alphabet.members(set).to_vec();
                self.push(State::Symbols(symbols, next))
            }
            Node::Assert(assertion) => self.push(State::Assert(*assertion, next)),
            Node::Concat(nodes) => nodes.iter().rev().try_fold(next, |next, node| self.node(node, next))?,
            Node::Alternate(nodes) => {
                let branches = nodes.iter().map(|node| self.node(node, next)).collect::<Result<_, _>>()?;
                self.push(State::Split(branches))
            }
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max, next)?,
            Node::Look { node: body, ahead, negated } => {
                let look = self.look(body, *ahead, *negated)?;
                self.push(State::Look(look, next))
            }
        })
    }

    fn repeat(&mut self, node: &'p Node, min: u32, max: Option<u32>, next: usize) -> Result<usize, Error> {
        let mut entry = next;
        match max {
            None => {
                entry = self.push(State::Split(Vec::new()));
                let body = self.node(node, entry)?;
                self.states[entry] = State::Split(vec![body, next]);
            }
            Some(max) => {
                for _ in min..max {
                    let body = self.node(node, entry)?;
                    entry = self.push(State::Split(vec![body, next]));
                }
            }
        }
        for _ in 0..min {
            entry = self.node(node, entry)?;
        }
        Ok(entry)
    }

    /// Returns a look-around, which is built only once even if a repetition expands it several times.
    fn look(&mut self, node: &'p Node, ahead: bool, negated: bool) -> Result<usize, Error> {
        if let Some(index) = self.looks.iter().position(|look| std::ptr::eq(look.node, node)) {
            return Ok(index);
        }
        let mut nfa = Self::empty(self.alphabet, ahead, self.effort);
        nfa.start = nfa.node(node, 0)?;
        if !ahead {
            nfa.start_anywhere();
        }
        let mut table = minimize(&determinize(&nfa)?);
        if negated {
            table.accepting.iter_mut().for_each(|accepting| *accepting = !*accepting);
        }
        self.looks.push(Look { node, ahead, table });
        Ok(self.looks.len() - 1)
    }
}
