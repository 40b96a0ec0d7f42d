//! The public API of the generated crates as data: the types, fields, functions and variants that `emit` generates.
//!
//! Each module corresponds to the emitter of the same name, and gets types and names from the same source.
//!
//! Invariant: the line of each item compiles against the crates of the same service.

mod discriminated;
mod enums;
mod errors;
mod internals;
mod operations;
mod structures;
mod text;
mod unions;
mod wire;

use model::ShapeId;

use crate::ir::{Service, Type};

/// An item of the public API.
#[derive(Clone, Debug)]
pub struct Item {
    /// The shape or member from which it is generated.
    pub shape: ShapeId,
    /// Its unique name: `Type`, `Type::field`, `Type::function()` or `Type: Trait`.
    pub path: String,
    /// The type to which it belongs, if it is part of one.
    pub owner: Option<String>,
    /// A line of code that uses it.
    pub line: Line,
    pub(super) signature: Signature,
    /// Its content, by which it is recognized under another name, if no other item has the same.
    pub(super) identity: Option<String>,
    pub(super) deprecated: Option<String>,
    pub(super) docs: String,
    /// Its wire format, if it depends on the item named in code: the same code must keep sending the same.
    pub(super) wire: String,
    /// Its default value.
    pub(super) default: String,
    /// The rest of its generated code, in a textual form that changes with it.
    pub(super) body: String,
}

/// A line of code, with the variables that it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Variables with their types.
    pub given: Vec<(String, String)>,
    /// The statement.
    pub code: String,
}

/// The part of an item that decides whether code using it compiles.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Signature {
    /// Its existence.
    Presence,
    /// A field.
    Field(FieldType),
    /// A function.
    Function {
        /// The arguments.
        arguments: Vec<Argument>,
        /// The result type.
        result: String,
    },
    /// A variant with these fields, by name.
    Variant(Vec<(String, FieldType)>),
    /// Not part of the API: code can't name it.
    Internal,
}

/// The type of a field.
#[derive(Clone, Debug)]
pub(super) struct FieldType {
    /// The type of its value, without `Option`, as code sees it.
    pub ty: Type,
    /// Whether it may be absent.
    pub is_optional: bool,
    /// The type, as text.
    pub text: String,
}

/// An argument of a function.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    /// The member that it sets, or the shape that it otherwise represents.
    pub shape: ShapeId,
    /// Its name.
    pub name: String,
    /// The type that it is converted to, as code sees it.
    pub ty: Type,
    /// The type that it accepts, as text.
    pub text: String,
}

/// Ignores the text, because a type that hides one of the standard prelude makes it longer without another effect.
impl PartialEq for FieldType {
    fn eq(&self, other: &Self) -> bool {
        self.ty == other.ty && self.is_optional == other.is_optional
    }
}

impl PartialEq for Argument {
    fn eq(&self, other: &Self) -> bool {
        self.shape == other.shape && self.name == other.name && self.ty == other.ty
    }
}

/// Returns all items, in the order of emission.
pub(super) fn of(service: &Service) -> Vec<Item> {
    let structures = [&service.requests, &service.responses, &service.structures, &service.errors];
    let mut items: Vec<Item> =
        structures.into_iter().flatten().flat_map(|structure| structures::items(service, structure)).collect();
    items.extend(service.unions.iter().flat_map(|union| unions::items(service, union)));
    items.extend(service.enums.iter().flat_map(|enum_| enums::words(service, enum_)));
    items.extend(service.int_enums.iter().flat_map(|enum_| enums::numbers(service, enum_)));
    items.extend(errors::items(service));
    items.extend(operations::items(service));
    items.extend(internals::items(service));
    items
}

impl Item {
    /// Creates a type, with the line that names it.
    fn named_type(shape: &ShapeId, name: &str) -> Self {
        let line = Line { given: Vec::new(), code: format!("let value: {name};") };
        Self { owner: None, ..Self::new(shape, name, name.to_owned(), Signature::Presence, line) }
    }

    /// Creates a part of a type.
    fn new(shape: &ShapeId, owner: &str, path: String, signature: Signature, line: Line) -> Self {
        Self {
            shape: shape.clone(),
            path,
            owner: Some(owner.to_owned()),
            line,
            signature,
            identity: None,
            deprecated: None,
            docs: String::new(),
            wire: String::new(),
            default: String::new(),
            body: String::new(),
        }
    }

    fn documented(mut self, docs: &str, deprecated: Option<&String>) -> Self {
        docs.clone_into(&mut self.docs);
        self.deprecated = deprecated.cloned();
        self
    }

    fn known_by(mut self, identity: Option<String>) -> Self {
        self.identity = identity;
        self
    }

    fn wire(mut self, wire: String) -> Self {
        self.wire = wire;
        self
    }

    fn default(mut self, default: String) -> Self {
        self.default = default;
        self
    }

    fn body(mut self, body: String) -> Self {
        self.body = body;
        self
    }
}

impl Line {
    pub(super) fn new<'a>(given: impl IntoIterator<Item = (&'a str, String)>, code: String) -> Self {
        Self { given: given.into_iter().map(|(name, ty)| (name.to_owned(), ty)).collect(), code }
    }
}
