//! Drafts: shapes that have been read but not yet completed.
//!
//! A draft may lack parts that mixins will add; [`finish`](super::finish) reports missing ones.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::ast::{Member, Operation, Place, Reference, Resource, Service, ShapeId, ShapeKind};
use crate::error::Error;
use crate::traits::Traits;

/// The results of reading so far.
#[derive(Default)]
pub(super) struct Drafts {
    pub metadata: BTreeMap<String, (Value, Place)>,
    pub shapes: BTreeMap<ShapeId, Draft>,
    pub applied: Vec<Applied>,
    pub errors: Vec<Error>,
    pub broken: BTreeSet<ShapeId>,
}

/// A shape.
pub(super) struct Draft {
    pub id: ShapeId,
    pub place: Place,
    pub body: Body,
    pub traits: Traits,
    pub mixins: Vec<Reference>,
    /// Traits applied to members that a mixin adds, by the member's name.
    pub introduced: BTreeMap<String, Applied>,
    /// Whether the document is Smithy 1.0.
    pub is_version_1: bool,
}

/// An `apply` statement, or several for the same member.
pub(super) struct Applied {
    /// The shape or member that it names.
    pub target: ShapeId,
    pub place: Place,
    pub traits: Traits,
}

/// A shape without its traits.
pub(super) enum Body {
    /// A kind without members.
    Simple(ShapeKind),
    /// A kind with members.
    Members(Holder, Vec<Member>),
    Service(Service),
    Resource(Resource),
    Operation(Operation),
}

/// The kinds of shapes with members.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Enum,
    IntEnum,
    List,
    Set,
    Map,
    Structure,
    Union,
}

impl Draft {
    /// Creates an error about the shape.
    pub fn error(&self, place: &Place, problem: impl Into<String>, expected: impl Into<String>) -> Error {
        Error::new(place, problem, expected).about(&self.id)
    }
}

impl Body {
    /// Returns the name of the kind in the JSON AST.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Simple(kind) => kind.name(),
            Self::Members(holder, _) => holder.name(),
            Self::Service(_) => "service",
            Self::Resource(_) => "resource",
            Self::Operation(_) => "operation",
        }
    }
}

impl Holder {
    pub fn name(self) -> &'static str {
        match self {
            Self::Enum => "enum",
            Self::IntEnum => "intEnum",
            Self::List => "list",
            Self::Set => "set",
            Self::Map => "map",
            Self::Structure => "structure",
            Self::Union => "union",
        }
    }
}
