//! A pattern as a tree.
//!
//! Invariant: what makes no difference to which strings match is not in it: no captures, no laziness, no names.

use regex_syntax::hir::ClassUnicode;

/// A set of characters.
pub type Set = ClassUnicode;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// One character of a set. The empty set matches nowhere.
    Set(Set),
    /// A place in the text, of no width.
    Assert(Assertion),
    /// One after the other. Of none, the empty string.
    Concat(Vec<Node>),
    /// One of several.
    Alternate(Vec<Node>),
    /// The same part several times.
    Repeat {
        /// What is repeated.
        node: Box<Node>,
        /// The least number of times.
        min: u32,
        /// The greatest number of times; without it, any number.
        max: Option<u32>,
    },
    /// A condition on what follows or precedes, of no width.
    Look {
        /// What is looked for.
        node: Box<Node>,
        /// Whether it must follow; otherwise it must precede.
        ahead: bool,
        /// Whether it must be absent.
        negated: bool,
    },
}

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assertion {
    /// The start of the whole text.
    Start,
    /// The end of the whole text.
    End,
    /// Between a word character and another, or the text's edge.
    WordBoundary,
    /// Anywhere else.
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

    /// The same, where anything may precede or follow: a repetition there need not go beyond its least.
    ///
    /// What it would match beyond is as well matched by what surrounds it. This keeps `[a-z]{1,2048}$` small.
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

    /// How many nodes the tree has once every repetition is written out.
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
