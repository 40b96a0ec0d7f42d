//! Typed access to the tree of a document, which reports values of another type.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ast::{Place, ShapeId};
use crate::document::Source;
use crate::error::{Error, quote};
use crate::json::{Entry, Node, NodeKind};
use crate::traits::{AppliedTrait, Traits};

/// The expected form of a name.
pub(super) const NAME: &str = "letters, digits and underscores, a letter first";

pub(super) struct Reader<'s> {
    source: &'s Source<'s>,
    pub errors: Vec<Error>,
    /// Descriptions of parts that the model can't express.
    pub left_out: Vec<String>,
    /// The names of all operations.
    pub operations: BTreeSet<String>,
    /// The operations without a status of success.
    pub without_status: BTreeSet<ShapeId>,
    /// Whether the protocol binds operations to methods and URIs.
    pub is_rest: bool,
}

/// The properties of an object that have not been read yet.
pub(super) struct Properties {
    pub entries: Vec<Entry>,
    /// The offset of the object.
    pub offset: usize,
}

impl Properties {
    pub fn take(&mut self, key: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(index))
    }
}

impl<'s> Reader<'s> {
    pub fn new(source: &'s Source<'s>) -> Self {
        let (operations, without_status) = (BTreeSet::new(), BTreeSet::new());
        Self { source, errors: Vec::new(), left_out: Vec::new(), operations, without_status, is_rest: true }
    }

    pub fn object(&mut self, node: Node, what: &str) -> Properties {
        let offset = node.offset;
        let entries = match node.kind {
            NodeKind::Object(entries) => entries,
            _ => self.mismatch(&node, what, "an object").unwrap_or_default(),
        };
        Properties { entries, offset }
    }

    /// Takes a property that is an object; returns an empty one if it is absent.
    pub fn child(&mut self, properties: &mut Properties, key: &str) -> Properties {
        match properties.take(key) {
            Some(entry) => self.object(entry.value, &quote(key)),
            None => Properties { entries: Vec::new(), offset: properties.offset },
        }
    }

    pub fn text(&mut self, properties: &mut Properties, key: &str) -> Option<String> {
        let entry = properties.take(key)?;
        self.text_of(entry)
    }

    pub fn text_of(&mut self, entry: Entry) -> Option<String> {
        match entry.value.kind {
            NodeKind::String(text) => Some(text),
            _ => self.mismatch(&entry.value, &quote(&entry.key), "a string"),
        }
    }

    /// Takes a boolean property; absent means false.
    pub fn flag(&mut self, properties: &mut Properties, key: &str) -> bool {
        match properties.take(key) {
            None => false,
            Some(Entry { value: Node { kind: NodeKind::Bool(flag), .. }, .. }) => flag,
            Some(entry) => self.mismatch(&entry.value, &quote(key), "true or false").unwrap_or_default(),
        }
    }

    /// Takes an array of strings, each with its offset.
    pub fn texts(&mut self, properties: &mut Properties, key: &str) -> Vec<(String, usize)> {
        let items = self.items(properties, key);
        let text = |item: Node| {
            let offset = item.offset;
            self.text_of(Entry { key: key.to_string(), offset, value: item }).map(|text| (text, offset))
        };
        items.into_iter().filter_map(text).collect()
    }

    /// Takes the items of an array; absent means none.
    pub fn items(&mut self, properties: &mut Properties, key: &str) -> Vec<Node> {
        match properties.take(key) {
            None => Vec::new(),
            Some(Entry { value: Node { kind: NodeKind::Array(items), .. }, .. }) => items,
            Some(entry) => self.mismatch(&entry.value, &quote(key), "an array").unwrap_or_default(),
        }
    }

    /// Records the properties that have not been read.
    pub fn leave_out(&mut self, properties: Properties, what: &str) {
        for entry in properties.entries {
            let place = self.place(entry.offset);
            self.left_out
                .push(format!("{place}: {what} has the property {}, which Smithy does not have", quote(&entry.key)));
        }
    }

    pub fn apply(&self, traits: &mut Traits, id: &str, value: Value, offset: usize) {
        traits.set(AppliedTrait { id: ShapeId::new(id), value, place: self.place(offset) });
    }

    pub fn place(&self, offset: usize) -> Place {
        self.source.place(offset)
    }

    pub fn error(&mut self, offset: usize, problem: impl Into<String>, expected: &str) {
        self.errors.push(Error::new(&self.place(offset), problem, expected));
    }

    fn mismatch<T>(&mut self, node: &Node, what: &str, expected: &str) -> Option<T> {
        self.error(node.offset, format!("{what} is {}", node.described()), expected);
        None
    }
}
