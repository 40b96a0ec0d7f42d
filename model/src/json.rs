//! JSON text as a tree that records the place of each value and key.
//!
//! Reading takes time linear in the length of the text, and stack for at most [`DEEPEST`] levels. The grammar is that
//! of RFC 8259, with the additional rule that an object has no duplicate keys.

mod reader;

use serde_json::{Map, Number, Value};

pub(crate) use reader::read;

/// The maximum number of arrays and objects that may be open at the same time.
pub(crate) const DEEPEST: usize = 128;

/// A value and the byte offset at which it begins.
pub(crate) struct Node {
    pub offset: usize,
    pub kind: NodeKind,
}

pub(crate) enum NodeKind {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Node>),
    Object(Vec<Entry>),
}

/// A key, the byte offset at which it begins, and its value.
pub(crate) struct Entry {
    pub key: String,
    pub offset: usize,
    pub value: Node,
}

impl Node {
    /// Returns the value without the offsets.
    pub fn into_value(self) -> Value {
        match self.kind {
            NodeKind::Null => Value::Null,
            NodeKind::Bool(value) => Value::Bool(value),
            NodeKind::Number(value) => Value::Number(value),
            NodeKind::String(value) => Value::String(value),
            NodeKind::Array(items) => Value::Array(items.into_iter().map(Node::into_value).collect()),
            NodeKind::Object(entries) => {
                let entries = entries.into_iter().map(|entry| (entry.key, entry.value.into_value()));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }

    /// Describes the type of the value for a message.
    pub fn described(&self) -> &'static str {
        match self.kind {
            NodeKind::Null => "null",
            NodeKind::Bool(_) => "a boolean",
            NodeKind::Number(_) => "a number",
            NodeKind::String(_) => "a string",
            NodeKind::Array(_) => "an array",
            NodeKind::Object(_) => "an object",
        }
    }
}
