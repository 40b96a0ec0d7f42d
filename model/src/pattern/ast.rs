//! A pattern as a tree.
//!
//! Invariant: the tree has no elements without an effect on matching: no captures, no laziness, no names.

use regex_syntax::hir::ClassUnicode;

/// A set of characters.
pub type Set = ClassUnicode;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// One character of a set. The empty set matches nowhere.
    Set(Set),
    /// A zero-width position in the text.
    Assert(Assertion),
    /// A sequence; an empty one is the empty string.
    Concat(Vec<Node>),
    /// An alternative.
    Alternate(Vec<Node>),
    /// A repetition.
    Repeat {
        /// The repeated part.
        node: Box<Node>,
        /// The minimum number of repetitions.
        min: u32,
        /// The maximum number of repetitions; `None` for any number.
        max: Option<u32>,
    },
    /// A look-around: a zero-width condition on the text that follows or precedes.
    Look {
        /// The pattern of the condition.
        node: Box<Node>,
        /// Whether it is a look-ahead; otherwise it is a look-behind.
        ahead: bool,
        /// Whether it is negative.
        negated: bool,
    },
}

/// A position in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assertion {
    /// The start of the whole text.
    Start,
    /// The end of the whole text.
    End,
    /// Between a word character and another, or the text's edge.
    WordBoundary,
    /// Any other position.
    NotWordBoundary,
}

/// An end of a part of a pattern.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    Start,
    End,
}

impl Node {
    /// The empty string.
    pub(super) const EMPTY: Self = Self::Concat(Vec::new());

    /// Returns an equivalent part for a place where any text may precede or follow, in which a repetition stops at its
    /// minimum.
    ///
    /// Further repetitions would be matched by the surrounding text as well. This keeps `[a-z]{1,2048}$` small.
    pub(super) fn shortest(&self, edge: Edge) -> Self {
        match self {
            Self::Repeat { node, min, .. } => Self::Repeat { node: node.clone(), min: *min, max: Some(*min) },
            Self::Alternate(nodes) => Self::Alternate(nodes.iter().map(|node| node.shortest(edge)).collect()),
            Self::Concat(nodes) => {
                let mut nodes = nodes.clone();
                let outermost = match edge {
                    Edge::Start => nodes.first_mut(),
                    Edge::End => nodes.last_mut(),
                };
                if let Some(node) = outermost {
                    *node = node.shortest(edge);
                }
                Self::Concat(nodes)
            }
            node => node.clone(),
        }
    }

    /// Returns the number of nodes after every repetition is expanded.
    pub(super) fn weight(&self) -> u64 {
        let parts = |nodes: &[Self]| nodes.iter().fold(0u64, |sum, node| sum.saturating_add(node.weight()));
        let within = match self {
            Self::Set(_) | Self::Assert(_) => 0,
            Self::Concat(nodes) | Self::Alternate(nodes) => parts(nodes),
            Self::Repeat { node, min, max } => {
                let times = max.unwrap_or(min.saturating_add(1)).max(1);
                node.weight().saturating_mul(u64::from(times))
            }
            Self::Look { node, .. } => node.weight(),
        };
        within.saturating_add(1)
    }
}
