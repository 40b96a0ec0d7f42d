//! Groups the characters that a pattern does not distinguish into symbols.
//!
//! Invariant: the sets of the symbols are disjoint, not empty, cover every character, and are in the order of their
//! first characters.

use std::collections::{BTreeMap, BTreeSet};

use super::{Assertion, Error, Node, Set, sets};

/// The maximum number of character sets, and of symbols, of a pattern.
const MAX_SETS: usize = 250;

pub(super) struct Alphabet {
    /// The characters of each symbol.
    pub(super) symbols: Vec<Set>,
    /// The symbols in each set of the pattern.
    members: BTreeMap<Ranges, Vec<bool>>,
    /// The symbols that are word characters; empty if the pattern has no word boundary.
    pub(super) words: Vec<bool>,
}

/// A set in a sortable form.
type Ranges = Vec<(char, char)>;

impl Alphabet {
    pub(super) fn new(root: &Node) -> Result<Self, Error> {
        let mut found = DistinguishingSets::default();
        found.collect(root);
        let sets: Vec<Ranges> = found.sets.into_iter().collect();
        let too_large = || Error::TooLarge { what: format!("more than {MAX_SETS} classes of characters") };
        if sets.len() > MAX_SETS {
            return Err(too_large());
        }
        let mut by_signature: BTreeMap<Vec<bool>, Ranges> = BTreeMap::new();
        for (first, last) in intervals(&sets) {
            let signature = sets.iter().map(|set| contains(set, first)).collect();
            by_signature.entry(signature).or_default().push((first, last));
        }
        let mut symbols: Vec<(Vec<bool>, Ranges)> = by_signature.into_iter().collect();
        if symbols.len() > MAX_SETS {
            return Err(too_large());
        }
        symbols.sort_by_key(|(_, ranges)| ranges[0]);
        let member_of = |index: usize| symbols.iter().map(|(signature, _)| signature[index]).collect::<Vec<bool>>();
        let members: BTreeMap<Ranges, Vec<bool>> =
            sets.iter().enumerate().map(|(index, set)| (set.clone(), member_of(index))).collect();
        let words = match found.boundary {
            true => members[&ranges(&sets::word())].clone(),
            false => vec![false; symbols.len()],
        };
        let symbols = symbols.iter().map(|(_, ranges)| sets::union([&sets::of(ranges)])).collect();
        Ok(Self { symbols, members, words })
    }

    /// Returns the symbols that make up a set of the pattern.
    pub(super) fn members(&self, set: &Set) -> &[bool] {
        &self.members[&ranges(set)]
    }
}

fn ranges(set: &Set) -> Ranges {
    set.ranges().iter().map(|range| (range.start(), range.end())).collect()
}

/// The sets and conditions of a pattern that distinguish characters.
#[derive(Default)]
struct DistinguishingSets {
    sets: BTreeSet<Ranges>,
    boundary: bool,
}

impl DistinguishingSets {
    fn collect(&mut self, node: &Node) {
        match node {
            Node::Set(set) => {
                self.sets.insert(ranges(set));
            }
            Node::Assert(Assertion::WordBoundary | Assertion::NotWordBoundary) => {
                self.sets.insert(ranges(&sets::word()));
                self.boundary = true;
            }
            Node::Assert(Assertion::Start | Assertion::End) => {}
            Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().for_each(|node| self.collect(node)),
            Node::Repeat { node, .. } | Node::Look { node, .. } => self.collect(node),
        }
    }
}

/// Returns the intervals of characters within which no set begins or ends.
fn intervals(sets: &[Ranges]) -> Ranges {
    let mut starts = BTreeSet::from(['\0']);
    for &(first, last) in sets.iter().flatten() {
        starts.insert(first);
        starts.extend((last..=char::MAX).nth(1));
    }
    let starts: Vec<char> = starts.into_iter().collect();
    let ends = starts.iter().skip(1).map(|&start| before(start)).chain([char::MAX]);
    starts.iter().copied().zip(ends).collect()
}

/// Returns the character before `c`, which is not the first.
fn before(c: char) -> char {
    ('\0'..c).next_back().unwrap_or('\0')
}

fn contains(set: &[(char, char)], c: char) -> bool {
    let index = set.partition_point(|&(_, last)| last < c);
    set.get(index).is_some_and(|&(first, _)| first <= c)
}
