//! Patterns that match no text of an allowed length.

use std::collections::BTreeSet;

use super::Finding;
use crate::ast::{Model, Place, ShapeId};
use crate::pattern::{Automata, Automaton};
use crate::prelude;
use crate::traits::{Length, Pattern, Traits};

pub(super) const RULE: &str = "pattern-never-matches";

/// The maximum number of steps between states, for all patterns of a model together, before a pattern is assumed to
/// match.
const PATIENCE: usize = 20_000_000;

pub(super) fn find(model: &Model) -> Vec<Finding> {
    let mut search = Search { automata: Automata::default(), patience: PATIENCE };
    let mut findings = Vec::new();
    for shape in model.shapes.values().filter(|shape| shape.id.namespace() != prelude::NAMESPACE) {
        findings.extend(search.finding(&shape.id, &shape.place, &shape.traits, None));
        for member in shape.members() {
            let own = &member.traits;
            // Constraints of the target alone are reported at the target.
            if own.has::<Pattern>() || own.has::<Length>() {
                let target = model.target(member).map(|target| &target.traits);
                findings.extend(search.finding(&shape.id.with_member(&member.name), &member.place, own, target));
            }
        }
    }
    findings
}

struct Search {
    automata: Automata,
    /// The number of steps that are left.
    patience: usize,
}

impl Search {
    fn finding(&mut self, id: &ShapeId, place: &Place, own: &Traits, target: Option<&Traits>) -> Option<Finding> {
        let pattern = own.get::<Pattern>().or_else(|| target?.get())?.0;
        let length: Option<Length> = own.get().or_else(|| target?.get());
        let automaton = self.automata.find(&pattern)?;
        let at_least = |bound: Option<u64>, otherwise| {
            bound.map_or(otherwise, |bound| usize::try_from(bound).unwrap_or(usize::MAX))
        };
        let (min, max) = length.map_or((None, None), |length| (length.min, length.max));
        let what = match shortest(automaton, 0, &mut self.patience) {
            None => "no text matches the pattern".to_string(),
            Some(_) => {
                let shortest = shortest(automaton, at_least(min, 0), &mut self.patience);
                let fits = shortest.is_some_and(|shortest| shortest <= at_least(max, usize::MAX));
                if fits {
                    return None;
                }
                "no text whose length is allowed matches the pattern".to_string()
            }
        };
        Some(Finding { rule: RULE, shape: id.clone(), place: place.clone(), what })
    }
}

/// Returns the length of the shortest accepted text of at least `min` characters, or `min` if that takes more steps
/// than are left.
fn shortest(automaton: &Automaton, min: usize, patience: &mut usize) -> Option<usize> {
    // The search visits every state once, after all states have been followed for `min` characters at most.
    let steps = automaton.states.len().saturating_mul(automaton.symbols.len()).saturating_mul(min.saturating_add(1));
    let Some(left) = patience.checked_sub(steps) else { return Some(min) };
    *patience = left;
    let mut states = BTreeSet::from([0]);
    for _ in 0..min {
        states = after_one(automaton, &states);
    }
    let mut seen = states.clone();
    let mut length = min;
    while !states.is_empty() {
        if states.iter().any(|state| automaton.states.get(*state).is_some_and(|state| state.accepting)) {
            return Some(length);
        }
        states = after_one(automaton, &states).into_iter().filter(|state| seen.insert(*state)).collect();
        length += 1;
    }
    None
}

fn after_one(automaton: &Automaton, states: &BTreeSet<usize>) -> BTreeSet<usize> {
    states
        .iter()
        .filter_map(|state| automaton.states.get(*state))
        .flat_map(|state| state.next.iter().copied())
        .collect()
}
