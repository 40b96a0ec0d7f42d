//! Finds the statements of a document of `apply` statements that still match a model.
//!
//! The others are blanked out, so that the remaining text keeps its places.

use serde::de::IgnoredAny;

use crate::ast::{Model, Place, ShapeId};
use crate::document::{Document, Source};
use crate::error::Errors;
use crate::json::{self, Node, NodeKind};

/// A document, with the list of the parts that were blanked out.
#[derive(Clone, Debug)]
pub struct Matched {
    /// The document without unmatched statements.
    pub document: Document,
    /// The shapes and members in `apply` statements that the model lacks, each with its place.
    pub unmatched: Vec<(ShapeId, Place)>,
}

/// Blanks out every `apply` statement for a shape or member that the model lacks.
///
/// # Errors
///
/// Returns an error if the document is not JSON.
pub fn matching(document: &Document, model: &Model) -> Result<Matched, Errors> {
    let source = Source::new(document).map_err(|error| Errors::new(vec![error]))?;
    let node = json::read(&source).map_err(Errors::new)?;
    let mut bytes = document.bytes.clone();
    let mut unmatched = Vec::new();
    for entry in property(&node, "shapes").into_iter().flat_map(entries) {
        let id = ShapeId::new(entry.key.as_str());
        let is_apply = property(&entry.value, "type").is_some_and(|kind| is_text(kind, "apply"));
        if is_apply && !has(model, &id) {
            blank(&mut bytes, entry.offset, end(source.text, entry.value.offset));
            unmatched.push((id, source.place(entry.offset)));
        }
    }
    Ok(Matched { document: Document { name: document.name.clone(), bytes }, unmatched })
}

fn has(model: &Model, id: &ShapeId) -> bool {
    let shape = model.shapes.get(&id.without_member());
    shape.is_some_and(|shape| id.member().is_none_or(|member| shape.member(member).is_some()))
}

/// Returns the end of the value that begins at `start`.
fn end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => start + values.byte_offset(),
        _ => start,
    }
}

/// Blanks out a property with one of the commas beside it; line breaks are kept.
fn blank(bytes: &mut [u8], start: usize, end: usize) {
    let Some((before, rest)) = bytes.split_at_mut_checked(start) else { return };
    let Some((property, after)) = rest.split_at_mut_checked(end.saturating_sub(start)) else { return };
    property.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    let is_space = |byte: &&mut u8| byte.is_ascii_whitespace();
    let is_comma = |byte: &&mut u8| **byte == b',';
    // The text before is searched only if no comma follows, so at most once per object.
    let comma = match after.iter_mut().find(|byte| !is_space(byte)).filter(is_comma) {
        Some(comma) => Some(comma),
        None => before.iter_mut().rev().find(|byte| !is_space(byte)).filter(is_comma),
    };
    if let Some(comma) = comma {
        *comma = b' ';
    }
}

fn property<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    entries(node).iter().find(|entry| entry.key == key).map(|entry| &entry.value)
}

fn entries(node: &Node) -> &[json::Entry] {
    match &node.kind {
        NodeKind::Object(entries) => entries,
        _ => &[],
    }
}

fn is_text(node: &Node, text: &str) -> bool {
    matches!(&node.kind, NodeKind::String(is) if is == text)
}
