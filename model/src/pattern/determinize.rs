//! Converts a nondeterministic automaton to a deterministic one by following all of its threads at once.
//!
//! A thread is a state together with the look-aheads that it has passed: each is an automaton that reads the rest of
//! the text in parallel, and must accept at its end. A look-behind is an automaton that reads the text from its start;
//! a thread passes it if that automaton accepts the text read so far. So a look-around costs states, but no time in
//! matching.
//!
//! Invariant: states are numbered in the order in which they are found, so that a pattern always has the same
//! automaton.

use std::collections::{BTreeSet, HashMap};

use super::nfa::{Nfa, State};
use super::{Assertion, Error};

/// The maximum number of states before minimization.
const MAX_STATES: usize = 10_000;
/// The maximum number of threads followed while building, for all states and symbols together.
const MAX_WORK: usize = 1_000_000;
/// The number of threads that every pattern may follow, whatever other patterns took.
const FREE_WORK: usize = 10_000;

/// A deterministic automaton with a transition from every state for every symbol.
pub(super) struct Table {
    /// The number of symbols.
    pub(super) width: usize,
    /// The next state, by state and symbol.
    pub(super) next: Vec<usize>,
    /// Whether each state is accepting.
    pub(super) accepting: Vec<bool>,
    /// The start states: at the start of a text, after a word character, and after any other character.
    pub(super) starts: [usize; 3],
}

impl Table {
    pub(super) fn row(&self, state: usize) -> &[usize] {
        &self.next[state * self.width..][..self.width]
    }

    /// Returns `true` if a state is never left and has this acceptance.
    pub(super) fn stays(&self, state: usize, accepting: bool) -> bool {
        self.accepting[state] == accepting && self.row(state).iter().all(|&next| next == state)
    }
}

/// A state of the nondeterministic automaton, with the look-aheads that still have to accept, each with its own state.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Thread {
    state: usize,
    duties: BTreeSet<(usize, usize)>,
}

/// The information about a prefix of the text.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Point {
    /// Sorted, without duplicates.
    threads: Vec<Thread>,
    /// Whether the prefix is empty.
    start: bool,
    /// Whether the last character was a word character, if the pattern distinguishes them.
    word: bool,
    /// The state of each look-behind; unused for a look-ahead.
    behind: Vec<usize>,
}

/// The threads after all transitions that read no symbol.
struct Closure {
    /// The threads that read a symbol or have accepted.
    ready: Vec<Thread>,
    /// The number of threads followed.
    seen: usize,
}

/// The threads that a closure has followed. Almost all have no look-ahead, so these are a mark per state.
struct FollowedThreads {
    plain: Vec<bool>,
    others: BTreeSet<Thread>,
    count: usize,
}

impl FollowedThreads {
    /// Returns `true` if the thread is new.
    fn insert(&mut self, thread: &Thread) -> bool {
        let is_new = if thread.duties.is_empty() {
            !std::mem::replace(&mut self.plain[thread.state], true)
        } else {
            self.others.insert(thread.clone())
        };
        self.count += usize::from(is_new);
        is_new
    }
}

/// The next input of a thread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    End,
    Word,
    NotWord,
}

pub(super) fn determinize(nfa: &Nfa<'_>) -> Result<Table, Error> {
    let conditional = nfa.states.iter().any(|state| matches!(state, State::Assert(..)));
    let mut builder = Builder { nfa, conditional, points: Vec::new(), numbers: HashMap::new(), work: 0 };
    let starts = [(true, false), (false, true), (false, false)];
    let starts = starts.map(|(start, word)| builder.number(builder.beginning(start, word)));
    let mut table = Table { width: nfa.alphabet.symbols.len(), next: Vec::new(), accepting: Vec::new(), starts };
    while let Some(point) = builder.points.get(table.accepting.len()).cloned() {
        builder.explore(&point, &mut table)?;
    }
    Ok(table)
}

struct Builder<'p> {
    nfa: &'p Nfa<'p>,
    /// Whether closures depend on the next input.
    conditional: bool,
    points: Vec<Point>,
    numbers: HashMap<Point, usize>,
    work: usize,
}

impl Builder<'_> {
    fn beginning(&self, start: bool, word: bool) -> Point {
        let threads = vec![Thread { state: self.nfa.start, duties: BTreeSet::new() }];
        let behind = self.nfa.looks.iter().map(|look| look.table.starts[0]).collect();
        Point { threads, start, word, behind }
    }

    fn number(&mut self, point: Point) -> usize {
        let next = self.points.len();
        let number = *self.numbers.entry(point.clone()).or_insert(next);
        if number == next {
            self.points.push(point);
        }
        number
    }

    /// Adds the row of a state to the table.
    fn explore(&mut self, point: &Point, table: &mut Table) -> Result<(), Error> {
        let done = |thread: &Thread| thread.state == 0 && thread.duties.iter().all(|&duty| self.kept(duty));
        let ends = self.closure(point, Next::End);
        let before = self.conditional.then(|| [Next::Word, Next::NotWord].map(|next| self.closure(point, next)));
        let (words, others) = before.as_ref().map_or((&ends, &ends), |[words, others]| (words, others));
        table.accepting.push(ends.ready.iter().any(done));
        let mut work = ends.seen + words.seen + others.seen;
        for symbol in 0..table.width {
            let threads = if self.nfa.alphabet.words[symbol] { &words.ready } else { &others.ready };
            work += threads.len() + 1;
            let next = self.step(point, threads, symbol);
            table.next.push(self.number(next));
        }
        let charged = |work: usize| work.saturating_sub(FREE_WORK);
        self.nfa.effort.spend(charged(self.work + work) - charged(self.work))?;
        self.work += work;
        if self.points.len() > MAX_STATES || self.work > MAX_WORK {
            return Err(Error::TooLarge { what: "more states than are worth a table".to_owned() });
        }
        Ok(())
    }

    /// Returns `true` if a look-ahead accepts the end of the text.
    fn kept(&self, (look, state): (usize, usize)) -> bool {
        self.nfa.looks[look].table.accepting[state]
    }

    fn closure(&self, point: &Point, next: Next) -> Closure {
        let mut seen = FollowedThreads { plain: vec![false; self.nfa.states.len()], others: BTreeSet::new(), count: 0 };
        let mut pending = point.threads.clone();
        pending.retain(|thread| seen.insert(thread));
        let mut ready = Vec::new();
        while let Some(thread) = pending.pop() {
            let onward: &[usize] = match &self.nfa.states[thread.state] {
                State::Symbols(..) | State::Accept => {
                    ready.push(thread);
                    continue;
                }
                State::Split(states) => states,
                State::Assert(assertion, state) if holds(*assertion, point, next) => std::slice::from_ref(state),
                State::Assert(..) => &[],
                State::Look(_, state) => std::slice::from_ref(state),
            };
            let Some(duties) = self.look(&thread, point) else { continue };
            for &state in onward {
                let thread = Thread { state, duties: duties.clone() };
                if seen.insert(&thread) {
                    pending.push(thread);
                }
            }
        }
        ready.sort_unstable();
        Closure { ready, seen: seen.count }
    }

    /// Returns the pending look-aheads of a thread after the condition at its state, or `None` if the condition fails.
    fn look(&self, thread: &Thread, point: &Point) -> Option<BTreeSet<(usize, usize)>> {
        let mut duties = thread.duties.clone();
        if let State::Look(index, _) = self.nfa.states[thread.state] {
            let look = &self.nfa.looks[index];
            match (look.ahead, point.start, point.word) {
                (false, ..) => return look.table.accepting[point.behind[index]].then_some(duties),
                (true, true, _) => duties.insert((index, look.table.starts[0])),
                (true, false, true) => duties.insert((index, look.table.starts[1])),
                (true, false, false) => duties.insert((index, look.table.starts[2])),
            };
        }
        Some(duties)
    }

    fn step(&self, point: &Point, threads: &[Thread], symbol: usize) -> Point {
        let onward = |index: usize, state: usize| self.nfa.looks[index].table.row(state)[symbol];
        let mut threads: Vec<Thread> = threads.iter().filter_map(|thread| self.thread(thread, symbol)).collect();
        threads.sort_unstable();
        threads.dedup();
        let done = Thread { state: 0, duties: BTreeSet::new() };
        if threads.contains(&done) && self.nfa.prefix {
            let behind = vec![0; point.behind.len()];
            return Point { threads: vec![done], start: false, word: false, behind };
        }
        let behind = point.behind.iter().enumerate().map(|(index, &state)| onward(index, state)).collect();
        Point { threads, start: false, word: self.nfa.alphabet.words[symbol], behind }
    }

    /// Returns a thread after a symbol, unless it fails there.
    fn thread(&self, thread: &Thread, symbol: usize) -> Option<Thread> {
        let state = match &self.nfa.states[thread.state] {
            State::Symbols(symbols, next) if symbols[symbol] => *next,
            State::Accept if self.nfa.prefix => 0,
            _ => return None,
        };
        let mut duties = BTreeSet::new();
        for &(look, before) in &thread.duties {
            let table = &self.nfa.looks[look].table;
            let after = table.row(before)[symbol];
            if table.stays(after, false) {
                return None;
            }
            if !table.stays(after, true) {
                duties.insert((look, after));
            }
        }
        Some(Thread { state, duties })
    }
}

fn holds(assertion: Assertion, point: &Point, next: Next) -> bool {
    let boundary = point.word != (next == Next::Word);
    match assertion {
        Assertion::Start => point.start,
        Assertion::End => next == Next::End,
        Assertion::WordBoundary => boundary,
        Assertion::NotWordBoundary => !boundary,
    }
}
