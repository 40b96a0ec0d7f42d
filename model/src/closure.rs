//! The closure of services and operations: the shapes that they reach.
//!
//! Results are sorted by id unless their order has a meaning in the model. Nothing here recurses, and cycles are
//! handled.

use std::collections::BTreeSet;

use crate::ast::{Model, Reference, Shape, ShapeId, ShapeKind};

/// Returns the operations of a service, including those of its resources and their resources, sorted by id.
///
/// Returns no operations if `service` is not the id of a service.
pub fn operations<'m>(model: &'m Model, service: &ShapeId) -> Vec<&'m Shape> {
    let is_operation = |shape: &&Shape| matches!(shape.kind, ShapeKind::Operation(_));
    bound(model, service).into_iter().filter(is_operation).collect()
}

/// Returns the resources of a service, including nested ones, sorted by id.
pub fn resources<'m>(model: &'m Model, service: &ShapeId) -> Vec<&'m Shape> {
    let is_resource = |shape: &&Shape| matches!(shape.kind, ShapeKind::Resource(_));
    bound(model, service).into_iter().filter(is_resource).collect()
}

/// Returns the errors of an operation: its own, then those of the service that it does not list itself.
pub fn errors<'m>(service: &'m Shape, operation: &'m Shape) -> Vec<&'m ShapeId> {
    let own: &[Reference] = if let ShapeKind::Operation(operation) = &operation.kind { &operation.errors } else { &[] };
    let common: &[Reference] = if let ShapeKind::Service(service) = &service.kind { &service.errors } else { &[] };
    let mut seen = BTreeSet::new();
    own.iter().chain(common).map(|reference| &reference.target).filter(|id| seen.insert(*id)).collect()
}

/// Returns every shape that can be reached from the roots, including the roots, sorted by id.
///
/// A service reaches its operations, resources and errors; an operation its input, output and errors; any other shape
/// the targets of its members. Shapes of the prelude are included.
pub fn shapes<'m, 'r>(model: &'m Model, roots: impl IntoIterator<Item = &'r ShapeId>) -> Vec<&'m Shape> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&'m Shape> = roots.into_iter().filter_map(|id| model.shapes.get(id)).collect();
    while let Some(shape) = waiting.pop() {
        if reached.insert(&shape.id) {
            waiting.extend(neighbors(shape).into_iter().filter_map(|id| model.shapes.get(id)));
        }
    }
    reached.into_iter().filter_map(|id| model.shapes.get(id)).collect()
}

/// Returns the shapes to which a shape refers, except those named by its traits.
fn neighbors(shape: &Shape) -> Vec<&ShapeId> {
    let members = shape.members().into_iter().map(|member| &member.target);
    members.chain(references(shape).into_iter().map(|reference| &reference.target)).collect()
}

/// Returns the references of a service, resource or operation.
pub(crate) fn references(shape: &Shape) -> Vec<&Reference> {
    match &shape.kind {
        ShapeKind::Service(service) => {
            service.operations.iter().chain(&service.resources).chain(&service.errors).collect()
        }
        ShapeKind::Resource(resource) => {
            let named = resource.identifiers.iter().chain(&resource.properties).chain(&resource.lifecycle);
            let listed = resource.operations.iter().chain(&resource.collection_operations).chain(&resource.resources);
            named.map(|(_, reference)| reference).chain(listed).collect()
        }
        ShapeKind::Operation(operation) => {
            [&operation.input, &operation.output].into_iter().chain(&operation.errors).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the operations and resources bound to a service or resource, directly or indirectly, sorted by id.
fn bound<'m>(model: &'m Model, root: &ShapeId) -> Vec<&'m Shape> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&'m Shape> = model.shapes.get(root).into_iter().collect();
    while let Some(shape) = waiting.pop() {
        if matches!(shape.kind, ShapeKind::Service(_) | ShapeKind::Resource(_)) {
            let targets = references(shape).into_iter().filter_map(|reference| model.shapes.get(&reference.target));
            waiting.extend(targets.filter(|target| is_bindable(target) && reached.insert(&target.id)));
        }
    }
    reached.into_iter().filter_map(|id| model.shapes.get(id)).collect()
}

fn is_bindable(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Operation(_) | ShapeKind::Resource(_))
}
