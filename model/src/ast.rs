//! The semantic model of Smithy 2.0 as plain data. Each part records its place in the document.
//!
//! Nothing here knows Rust names or reads files. Shapes are keyed by id, so the order of documents and of the shapes in
//! them does not matter. The order of members does, and is kept.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::traits::{Mixin, SmithyTrait, Traits};

/// One or more documents, merged: every shape with its members' mixins flattened and its `apply` statements merged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// The metadata of all documents; arrays under the same key are concatenated, in the order of the documents.
    pub metadata: BTreeMap<String, serde_json::Value>,
    /// Every shape, by its absolute id.
    pub shapes: BTreeMap<ShapeId, Shape>,
}

/// An absolute shape id, `namespace#Name` or `namespace#Name$member`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(Arc<str>);

impl ShapeId {
    /// Creates an id from `text`, which is not checked: [`crate::load`] reports malformed ids.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// Returns the whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the namespace, before the `#`; empty if there is none.
    pub fn namespace(&self) -> &str {
        self.0.split_once('#').map_or("", |(namespace, _)| namespace)
    }

    /// Returns the shape's own name, without namespace and member.
    pub fn name(&self) -> &str {
        let name = self.0.split_once('#').map_or(&*self.0, |(_, name)| name);
        name.split_once('$').map_or(name, |(name, _)| name)
    }

    /// Returns the member, if the id names one.
    pub fn member(&self) -> Option<&str> {
        self.0.split_once('$').map(|(_, member)| member)
    }

    /// Returns the id of a member of this shape.
    pub fn with_member(&self, member: &str) -> Self {
        Self::new(format!("{self}${member}"))
    }

    /// Returns the id without its member.
    pub fn without_member(&self) -> Self {
        match self.0.split_once('$') {
            Some((shape, _)) => Self::new(shape),
            None => self.clone(),
        }
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A place in a document: a line, and a column in characters, both from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The document's name, as it was given to [`crate::load`].
    pub document: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.document, self.line, self.column)
    }
}

/// A shape: its kind, its traits and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The absolute id.
    pub id: ShapeId,
    /// The place of the shape's name.
    pub place: Place,
    /// The kind of shape, with its members.
    pub kind: ShapeKind,
    /// The traits that are applied to the shape itself.
    pub traits: Traits,
}

/// The kinds of shapes of Smithy 2.0.
#[derive(Clone, Debug, PartialEq)]
pub enum ShapeKind {
    /// Uninterpreted bytes.
    Blob,
    /// True or false.
    Boolean,
    /// Text; with the old `enum` trait, one of a set of values.
    String,
    /// A point in time.
    Timestamp,
    /// Protocol-agnostic open content.
    Document,
    /// A signed 8-bit integer.
    Byte,
    /// A signed 16-bit integer.
    Short,
    /// A signed 32-bit integer.
    Integer,
    /// A signed 64-bit integer.
    Long,
    /// An IEEE 754 single.
    Float,
    /// An IEEE 754 double.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal of any precision.
    BigDecimal,
    /// Text out of a set of values, each a member with its `enumValue`.
    Enum(Vec<Member>),
    /// An integer out of a set of values, each a member with its `enumValue`.
    IntEnum(Vec<Member>),
    /// An ordered collection.
    List(Member),
    /// The deprecated collection of unique values.
    Set(Member),
    /// A map from strings.
    Map {
        /// The member `key`.
        key: Member,
        /// The member `value`.
        value: Member,
    },
    /// Named members.
    Structure(Vec<Member>),
    /// Exactly one of several named members.
    Union(Vec<Member>),
    /// A service.
    Service(Service),
    /// A resource.
    Resource(Resource),
    /// An operation.
    Operation(Operation),
}

/// A member of a shape; of an enum, a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The member's name, without the shape.
    pub name: String,
    /// The place of its name.
    pub place: Place,
    /// The shape that it targets.
    pub target: ShapeId,
    /// The traits on the member itself, without those of its target.
    pub traits: Traits,
}

/// A reference from one shape to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The target.
    pub target: ShapeId,
    /// The place of the reference.
    pub place: Place,
}

/// A service shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The version of the API, usually a date; empty if absent.
    pub version: String,
    /// Operations bound directly.
    pub operations: Vec<Reference>,
    /// Resources bound directly.
    pub resources: Vec<Reference>,
    /// Errors that every operation may return.
    pub errors: Vec<Reference>,
    /// Shapes that are renamed within the service's closure.
    pub rename: BTreeMap<ShapeId, String>,
}

/// A resource shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// The identifiers, by name.
    pub identifiers: Vec<(String, Reference)>,
    /// The properties, by name.
    pub properties: Vec<(String, Reference)>,
    /// The lifecycle operations, `put`, `create`, `read`, `update`, `delete` and `list`, by that name.
    pub lifecycle: Vec<(String, Reference)>,
    /// Instance operations.
    pub operations: Vec<Reference>,
    /// Operations on the collection.
    pub collection_operations: Vec<Reference>,
    /// Child resources.
    pub resources: Vec<Reference>,
}

/// An operation shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The input structure; `smithy.api#Unit` if the document has none.
    pub input: Reference,
    /// The output structure; `smithy.api#Unit` if the document has none.
    pub output: Reference,
    /// The errors that this operation may return.
    pub errors: Vec<Reference>,
}

impl Model {
    /// Returns the services, sorted by id, without those that are only mixins of others.
    pub fn services(&self) -> impl Iterator<Item = &Shape> {
        let services = self.shapes.values().filter(|shape| matches!(shape.kind, ShapeKind::Service(_)));
        services.filter(|shape| !shape.traits.has::<Mixin>())
    }

    /// Returns the shape that a member targets.
    pub fn target(&self, member: &Member) -> Option<&Shape> {
        self.shapes.get(&member.target)
    }

    /// Returns the effective trait of a member: its own, otherwise its target's.
    pub fn member_trait<T: SmithyTrait>(&self, member: &Member) -> Option<T> {
        if member.traits.has::<T>() {
            return member.traits.get();
        }
        self.target(member)?.traits.get()
    }
}

impl Shape {
    /// Returns the members in document order, including those of lists, sets and maps.
    pub fn members(&self) -> Vec<&Member> {
        match &self.kind {
            ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members)
            | ShapeKind::Structure(members)
            | ShapeKind::Union(members) => members.iter().collect(),
            ShapeKind::List(member) | ShapeKind::Set(member) => vec![member],
            ShapeKind::Map { key, value } => vec![key, value],
            _ => Vec::new(),
        }
    }

    /// Returns the member of that name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members().into_iter().find(|member| member.name == name)
    }
}

impl ShapeKind {
    /// Returns the name of the kind in the JSON AST, such as `intEnum`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Timestamp => "timestamp",
            Self::Document => "document",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::Enum(_) => "enum",
            Self::IntEnum(_) => "intEnum",
            Self::List(_) => "list",
            Self::Set(_) => "set",
            Self::Map { .. } => "map",
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Service(_) => "service",
            Self::Resource(_) => "resource",
            Self::Operation(_) => "operation",
        }
    }
}
