//! Reads one document into drafts.
//!
//! A shape with an error does not become a draft; its errors are kept, and its id is recorded as broken.

mod parts;
mod shape;

use super::draft::Drafts;
use super::identifier::{is_member_id, is_shape_id};
use super::merge;
use crate::ast::{Place, ShapeId};
use crate::document::Source;
use crate::error::{Error, quote};
use crate::json::{Entry, Node, NodeKind};

/// Adds the definitions of a document.
pub(super) fn read(source: &Source<'_>, node: Node, drafts: &mut Drafts) {
    let mut reader = Reader { source, shape: None, is_version_1: false, errors: Vec::new() };
    reader.document(node, drafts);
    drafts.errors.append(&mut reader.errors);
}

struct Reader<'s> {
    source: &'s Source<'s>,
    /// The shape that is being read.
    shape: Option<ShapeId>,
    is_version_1: bool,
    errors: Vec<Error>,
}

impl Reader<'_> {
    fn document(&mut self, node: Node, drafts: &mut Drafts) {
        let offset = node.offset;
        let Some(mut properties) = self.object(node, "the model") else { return };
        match take(&mut properties, "smithy") {
            None => self.error(offset, "the model has no property `smithy`", "`\"smithy\": \"2.0\"`"),
            Some(version) => self.version(version.value),
        }
        if let Some(metadata) = take(&mut properties, "metadata") {
            self.metadata(metadata.value, drafts);
        }
        if let Some(shapes) = take(&mut properties, "shapes") {
            let shapes = self.object(shapes.value, "`shapes`").unwrap_or_default();
            shapes.into_iter().for_each(|entry| self.entry(entry, drafts));
        }
        self.unknown(properties, "the model", "`smithy`, `metadata` or `shapes`");
    }

    fn version(&mut self, node: Node) {
        let offset = node.offset;
        match self.string(node, "the version").as_deref() {
            Some("2" | "2.0") | None => {}
            Some("1" | "1.0") => self.is_version_1 = true,
            Some(other) => self.error(offset, format!("unsupported Smithy version {}", quote(other)), "`2.0` or `1.0`"),
        }
    }

    fn metadata(&mut self, node: Node, drafts: &mut Drafts) {
        for entry in self.object(node, "`metadata`").unwrap_or_default() {
            let place = self.source.place(entry.offset);
            let conflict = merge::metadata(&mut drafts.metadata, entry.key, entry.value.into_value(), place);
            self.errors.extend(conflict);
        }
    }

    /// Reads a shape or an `apply` statement.
    fn entry(&mut self, entry: Entry, drafts: &mut Drafts) {
        if !is_shape_id(&entry.key) && !is_member_id(&entry.key) {
            let problem = format!("the malformed shape id {}", quote(&entry.key));
            return self.error(entry.offset, problem, "`namespace#Name`, or `namespace#Name$member` for `apply`");
        }
        let id = ShapeId::new(entry.key.as_str());
        let errors_before = self.errors.len();
        self.shape = Some(id.clone());
        self.shape_or_apply(&id, entry, drafts);
        self.shape = None;
        if self.errors.len() > errors_before && !drafts.shapes.contains_key(&id) {
            drafts.broken.insert(id);
        }
    }

    fn object(&mut self, node: Node, what: &str) -> Option<Vec<Entry>> {
        match node.kind {
            NodeKind::Object(entries) => Some(entries),
            _ => self.mismatch(&node, what, "an object"),
        }
    }

    fn array(&mut self, node: Node, what: &str) -> Option<Vec<Node>> {
        match node.kind {
            NodeKind::Array(items) => Some(items),
            _ => self.mismatch(&node, what, "an array"),
        }
    }

    fn string(&mut self, node: Node, what: &str) -> Option<String> {
        match node.kind {
            NodeKind::String(text) => Some(text),
            _ => self.mismatch(&node, what, "a string"),
        }
    }

    fn mismatch<T>(&mut self, node: &Node, what: &str, expected: &str) -> Option<T> {
        self.error(node.offset, format!("{what} is {}", node.described()), expected);
        None
    }

    /// Reports the properties that have not been read.
    fn unknown(&mut self, properties: Vec<Entry>, what: &str, expected: &str) {
        for property in properties {
            let problem = format!("{what} has the unknown property {}", quote(&property.key));
            self.error(property.offset, problem, expected);
        }
    }

    fn error(&mut self, offset: usize, problem: impl Into<String>, expected: &str) {
        let error = Error::new(&self.source.place(offset), problem, expected);
        self.errors.push(match &self.shape {
            Some(shape) => error.about(shape),
            None => error,
        });
    }

    fn place(&self, offset: usize) -> Place {
        self.source.place(offset)
    }
}

/// Removes and returns the property of that name.
fn take(properties: &mut Vec<Entry>, name: &str) -> Option<Entry> {
    let index = properties.iter().position(|property| property.key == name)?;
    Some(properties.remove(index))
}
