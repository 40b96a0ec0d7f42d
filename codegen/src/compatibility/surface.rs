//! What the generated crates offer, as data: the types, fields, functions and variants that `emit` makes of a service.
//!
//! Each module here stands beside the emitter of its name, and takes types and names from where it takes them.
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

/// Something that code can use.
#[derive(Clone, Debug)]
pub struct Item {
    /// The shape or member that it is made of.
    pub shape: ShapeId,
    /// Its name, which no other item has: `Type`, `Type::field`, `Type::function()` or `Type: Trait`.
    pub path: String,
    /// The type without which it can't be, if it is part of one.
    pub owner: Option<String>,
    /// Code that uses it.
    pub line: Line,
    pub(super) signature: Signature,
    /// What it is known by under another name, if nothing else is known by the same.
    pub(super) identity: Option<String>,
    pub(super) deprecated: Option<String>,
    pub(super) docs: String,
    /// How it is written on the wire, if code that names it decides that: the same code must keep sending the same.
    pub(super) wire: String,
    /// The value that it has where code does not set it.
    pub(super) default: String,
    /// What else the generated code says about it, as text that differs where that differs.
    pub(super) body: String,
}

/// A line of code, and what is there before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Variables with their types.
    pub given: Vec<(String, String)>,
    /// The statement.
    pub code: String,
}

/// What decides whether code that uses an item compiles.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Signature {
    /// That it is there.
    Presence,
    /// A field.
    Field(Held),
    /// A function.
    Function {
        /// What it takes.
        arguments: Vec<Argument>,
        /// What it gives.
        result: String,
    },
    /// A variant with these fields, by name.
    Variant(Vec<(String, Held)>),
    /// Nothing does: code can't name it.
    Internal,
}

/// The type of a field.
#[derive(Clone, Debug)]
pub(super) struct Held {
    /// What it holds where it is present, as code sees it.
    pub ty: Type,
    /// Whether it may be absent.
    pub is_optional: bool,
    /// All of it as text.
    pub text: String,
}

/// An argument of a function.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    /// The member that it sets, or what else it stands for.
    pub shape: ShapeId,
    /// Its name.
    pub name: String,
    /// What it becomes, as code sees it.
    pub ty: Type,
    /// What it takes, as text.
    pub text: String,
}

/// Text is not compared: a type that hides one of the standard prelude makes it longer and nothing else.
impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        self.ty == other.ty && self.is_optional == other.is_optional
    }
}

impl PartialEq for Argument {
    fn eq(&self, other: &Self) -> bool {
        self.shape == other.shape && self.name == other.name && self.ty == other.ty
    }
}

/// All items, in the order in which they are emitted.
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
    /// A type; the line names it.
    fn named_type(shape: &ShapeId, name: &str) -> Self {
        let line = Line { given: Vec::new(), code: format!("let value: {name};") };
        Self { owner: None, ..Self::new(shape, name, name.to_owned(), Signature::Presence, line) }
    }

    /// Part of a type.
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
