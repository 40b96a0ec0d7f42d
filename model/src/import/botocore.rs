//! Converts botocore's `service-2.json` to a Smithy model.
//!
//! The format expresses less than Smithy. Missing information is not invented, except for the name of the service's
//! shape and the names of enum members, which a model requires. For example, the format does not say which numbers and
//! booleans have a default: all of them may be absent here. The current model's information is kept where the format
//! has none. Every part keeps its place in botocore's documents, so that problems of the model are reported there.
//! Parts that the model can't express are listed, not lost silently.

mod companions;
mod misplaced_traits;
mod operations;
mod preserve;
mod reader;
mod service;
mod shapes;
mod traits;

use std::collections::BTreeMap;

use self::companions::Companions;
use self::reader::{Properties, Reader};
use super::Published;
use crate::ast::{Model, Shape, ShapeId};
use crate::document::Source;
use crate::error::Errors;
use crate::json::Node;
use crate::load::is_identifier;
use crate::prelude;

/// Returns the model, and the parts of the documents that it can't express.
pub(super) fn read(
    source: &Source<'_>,
    node: Node,
    published: Published<'_>,
    current: Option<&Model>,
) -> Result<(Model, Vec<String>), Errors> {
    let companions = companions::read(published)?;
    let mut reader = Reader::new(source);
    let service = current.and_then(|current| current.services().next());
    let mut model = document(&mut reader, node, companions, service);
    misplaced_traits::move_or_remove(&mut reader, &mut model);
    let Reader { errors, left_out, without_status, .. } = reader;
    if let Some(current) = current {
        preserve::keep(&mut model, current, &without_status);
    }
    Errors::new(errors).or((model, left_out))
}

fn document(reader: &mut Reader<'_>, node: Node, mut companions: Companions, current: Option<&Shape>) -> Model {
    let mut document = reader.object(node, "the model");
    let metadata = reader.child(&mut document, "metadata");
    let mut service = service::read(reader, metadata, &mut companions, current);
    let namespace = service.id.namespace().to_string();
    let mut model = Model::default();
    let mut labels = BTreeMap::new();
    let operations = reader.child(&mut document, "operations").entries;
    reader.operations = operations.iter().map(|entry| entry.key.clone()).collect();
    for entry in reader.child(&mut document, "shapes").entries {
        if let Some(shape) = shapes::read(reader, &namespace, entry, &mut labels) {
            model.shapes.insert(shape.id.clone(), shape);
        }
    }
    for entry in operations {
        if let Some(shape) = operations::read(reader, &namespace, entry, &labels, &mut companions) {
            service::bind(&mut service, &shape);
            model.shapes.insert(shape.id.clone(), shape);
        }
    }
    let kinds = ["version", "documentation", "examples", "clientContextParams"];
    service::context_parameters(reader, &mut service, document.take(kinds[3]));
    kinds.iter().for_each(|key| drop(document.take(key)));
    reader.leave_out(document, "the model");
    reader.left_out.extend(companions.left_out());
    model.shapes.insert(service.id.clone(), service);
    operations::mark_inputs_and_outputs(&mut model);
    prelude::add_to(&mut model);
    model
}

/// Returns the id of an operation with that name, which must be valid in Smithy.
fn operation_id(reader: &mut Reader<'_>, namespace: &str, name: &str, offset: usize) -> Option<ShapeId> {
    if !is_identifier(name) {
        reader.error(offset, format!("the malformed name {}", crate::error::quote(name)), reader::NAME);
        return None;
    }
    Some(ShapeId::new(format!("{namespace}#{name}")))
}

/// Returns the id of any other shape. In Smithy, operations and shapes share one set of names, so a shape with an
/// operation's name is renamed.
fn shape_id(reader: &mut Reader<'_>, namespace: &str, name: &str, offset: usize) -> Option<ShapeId> {
    let suffix = if reader.operations.contains(name) { "Shape" } else { "" };
    operation_id(reader, namespace, &format!("{name}{suffix}"), offset)
}

/// Returns the target of a reference such as `{"shape": "Name"}`.
fn target(reader: &mut Reader<'_>, namespace: &str, properties: &mut Properties) -> Option<ShapeId> {
    let offset = properties.offset;
    let Some(entry) = properties.take("shape") else {
        reader.error(offset, "a reference has no `shape`", "the name of a shape as `shape`");
        return None;
    };
    let offset = entry.value.offset;
    let name = reader.text_of(entry)?;
    shape_id(reader, namespace, &name, offset)
}
