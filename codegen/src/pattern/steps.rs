//! Converts an automaton to steps: simple sequences become literals and runs, the rest a table.
//!
//! Invariant: each step is decided character by character, because the automaton is deterministic.

use std::collections::BTreeSet;

use model::pattern::{Automaton, Set};

use super::{Dfa, Refusal, Step};

/// Returns the steps of an automaton.
///
/// # Errors
///
/// Returns an error if they need a table that is too large.
pub(super) fn checked(automaton: &Automaton) -> Result<Vec<Step>, Refusal> {
    let steps = steps(automaton);
    if let Some(Step::Dfa(dfa)) = steps.last() {
        dfa.check_size()?;
    }
    Ok(steps)
}

/// Returns a sequence of runs, with adjacent runs of the same characters merged, and runs of one character as literals.
pub(super) fn joined(runs: impl Iterator<Item = Step>) -> Vec<Step> {
    let mut steps = Vec::new();
    runs.for_each(|run| push(&mut steps, run));
    named(steps)
}

fn steps(automaton: &Automaton) -> Vec<Step> {
    let view = View::new(automaton);
    let mut steps = Vec::new();
    let mut next = Some(0);
    while let Some(state) = next {
        next = view.take(state, &mut steps);
    }
    named(steps)
}

struct View<'a> {
    automaton: &'a Automaton,
    /// The state from which no text is accepted.
    dead: Option<usize>,
    /// The successors of each state, without the dead one.
    targets: Vec<Vec<usize>>,
    /// The symbols that do not lead to the dead state, by state.
    live: Vec<Vec<bool>>,
}

impl<'a> View<'a> {
    fn new(automaton: &'a Automaton) -> Self {
        let states = &automaton.states;
        let is_dead = |&state: &usize| !states[state].accepting && states[state].next.iter().all(|&next| next == state);
        let dead = (0..states.len()).find(is_dead);
        let is_live = |next: &usize| dead != Some(*next);
        let targets = |next: &[usize]| {
            let targets: BTreeSet<usize> = next.iter().copied().filter(is_live).collect();
            targets.into_iter().collect()
        };
        Self {
            automaton,
            dead,
            targets: states.iter().map(|state| targets(&state.next)).collect(),
            live: states.iter().map(|state| state.next.iter().map(is_live).collect()).collect(),
        }
    }

    /// Adds the step from a state, and returns the state after it unless it is the last one.
    fn take(&self, state: usize, steps: &mut Vec<Step>) -> Option<usize> {
        if self.dead == Some(state) {
            steps.push(run(Set::empty(), 1, Some(1)));
            return None;
        }
        if let Some(last) = self.last_run(state) {
            push(steps, last);
            return None;
        }
        let onward: Vec<usize> = self.targets[state].iter().copied().filter(|&target| target != state).collect();
        let stays = self.targets[state].len() > onward.len();
        let accepting = self.automaton.states[state].accepting;
        match *onward.as_slice() {
            // A run to which the automaton may return is simpler as one table.
            [next] if !accepting && (!stays || !self.leads(next, state)) => {
                if stays {
                    push(steps, run(self.set(state, state), 0, None));
                }
                push(steps, run(self.set(state, next), 1, Some(1)));
                Some(next)
            }
            _ => {
                let table = || Step::Dfa(Dfa::new(self.automaton, state, self.dead));
                steps.push(self.marked(state).unwrap_or_else(table));
                None
            }
        }
    }

    /// Returns the run that is the only accepted continuation from a state, if there is one.
    fn last_run(&self, from: usize) -> Option<Step> {
        let mut state = from;
        let mut min = None;
        // A run is a chain, so it ends before a state repeats.
        for length in (0..).take(self.automaton.states.len()) {
            if self.automaton.states[state].accepting {
                min = min.or(Some(length));
            } else if min.is_some() {
                return None;
            }
            match *self.targets[state].as_slice() {
                [] => return min.map(|min| run(self.live_set(from), min, Some(length))),
                [_] if self.live[state] != self.live[from] => return None,
                [next] if next == state => return min.map(|min| run(self.live_set(from), min, None)),
                [next] => state = next,
                _ => return None,
            }
        }
        None
    }

    /// Returns the marks and the characters between them, if only they matter from a state. There are then four states:
    /// this one, the one after a mark, the one after a mark and a character, and the accepting one.
    fn marked(&self, start: usize) -> Option<Step> {
        let marked = self.other(start, [start, start])?;
        let followed = self.other(marked, [start, marked])?;
        let end = self.other(followed, [start, followed])?;
        let (mark, before) = (self.set(start, marked), self.set(start, start));
        let (between, apart) = (self.set(marked, followed), self.set(marked, start));
        let is_marked = self.set(marked, marked) == mark
            && self.set(followed, followed) == between
            && self.set(followed, start) == apart
            && self.set(followed, end) == mark
            && model::pattern::union([&between, &apart]) == before
            && is_all(&self.set(end, end))
            && between.ranges().iter().all(|range| range.end().is_ascii());
        let accepting = [start, marked, followed, end].map(|state| self.automaton.states[state].accepting);
        let mark = only(&mark).filter(char::is_ascii)?;
        (is_marked && accepting == [false, false, false, true]).then_some(Step::Marked { mark, between, before })
    }

    /// Returns the one successor of a state besides two known ones.
    fn other(&self, state: usize, known: [usize; 2]) -> Option<usize> {
        let mut others = self.targets[state].iter().copied().filter(|target| !known.contains(target));
        others.next().filter(|_| others.next().is_none())
    }

    /// Returns the characters that lead from a state to another.
    fn set(&self, state: usize, target: usize) -> Set {
        self.union(self.automaton.states[state].next.iter().map(|&next| next == target))
    }

    /// Returns the characters after which a text can be accepted from a state.
    fn live_set(&self, state: usize) -> Set {
        self.union(self.live[state].iter().copied())
    }

    fn union(&self, chosen: impl Iterator<Item = bool>) -> Set {
        let chosen = self.automaton.symbols.iter().zip(chosen).filter(|(_, chosen)| *chosen);
        model::pattern::union(chosen.map(|(symbol, _)| symbol))
    }

    /// Returns `true` if a state is a direct successor of another.
    fn leads(&self, from: usize, to: usize) -> bool {
        let mut seen = vec![false; self.automaton.states.len()];
        let mut pending = vec![from];
        while let Some(state) = pending.pop() {
            if state == to {
                return true;
            }
            if !std::mem::replace(&mut seen[state], true) {
                pending.extend(&self.automaton.states[state].next);
            }
        }
        false
    }
}

fn run(set: Set, min: u32, max: Option<u32>) -> Step {
    Step::Run { set, min, max }
}

/// Adds a run, merging it with the previous one if that is a fixed number of the same characters.
fn push(steps: &mut Vec<Step>, step: Step) {
    match (steps.last_mut(), step) {
        (Some(Step::Run { set: known, min: least, max: most @ Some(_) }), Step::Run { set, min, max })
            if *known == set && *most == Some(*least) =>
        {
            *most = max.map(|max| *least + max);
            *least += min;
        }
        (_, step) => steps.push(step),
    }
}

/// Longer repetitions of one character are written as runs.
const MAX_REPEATED: u32 = 4;

/// Replaces runs that are literals or the whole rest by those steps, and removes empty runs.
fn named(steps: Vec<Step>) -> Vec<Step> {
    let mut named: Vec<Step> = Vec::new();
    for step in steps {
        match &step {
            Step::Run { max: Some(0), .. } => {}
            Step::Run { set, min: 0, max: None } if is_all(set) => named.push(Step::Rest),
            Step::Run { set, min, max } if *max == Some(*min) && *min <= MAX_REPEATED => match only(set) {
                Some(c) => append(&mut named, &c.to_string().repeat(*min as usize)),
                None => named.push(step),
            },
            _ => named.push(step),
        }
    }
    named
}

fn append(steps: &mut Vec<Step>, text: &str) {
    match steps.last_mut() {
        Some(Step::Text(before)) => before.push_str(text),
        _ => steps.push(Step::Text(text.to_owned())),
    }
}

fn is_all(set: &Set) -> bool {
    matches!(set.ranges(), [all] if all.start() == '\0' && all.end() == char::MAX)
}

/// Returns the only character of a set, if it has exactly one.
fn only(set: &Set) -> Option<char> {
    match set.ranges() {
        [range] if range.start() == range.end() => Some(range.start()),
        _ => None,
    }
}
