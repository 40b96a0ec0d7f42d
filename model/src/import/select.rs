//! Selects the part of a model that some operations need: the shapes that they reach, and those that traits name.
//!
//! A service and its resources keep their properties, but bind only the chosen operations. Documentation is removed
//! everywhere.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::ast::{Member, Model, Reference, Resource, Service, Shape, ShapeId, ShapeKind};
use crate::traits::{Documentation, Examples, ExternalDocumentation, SmithyTrait, Traits};
use crate::{closure, prelude};

/// The traits that are documentation.
const PROSE: [&str; 3] = [Documentation::ID, Examples::ID, ExternalDocumentation::ID];

/// Returns the service, the operations and everything that they need, without the shapes of the prelude.
pub fn part(model: &Model, service: &ShapeId, chosen: &BTreeSet<ShapeId>) -> Model {
    let mut shapes: BTreeMap<ShapeId, Shape> = BTreeMap::new();
    let mut waiting: Vec<ShapeId> = chosen.iter().chain([service]).cloned().collect();
    while let Some(id) = waiting.pop() {
        let Some(shape) = model.shapes.get(&id) else { continue };
        if id.namespace() == prelude::NAMESPACE || shapes.contains_key(&id) {
            continue;
        }
        let shape = pruned(model, shape, chosen);
        waiting.extend(needed(&shape));
        shapes.insert(id, shape);
    }
    let kept: BTreeSet<ShapeId> = shapes.keys().cloned().collect();
    if let Some(Shape { kind: ShapeKind::Service(service), .. }) = shapes.get_mut(service) {
        service.rename.retain(|id, _| kept.contains(id));
    }
    Model { metadata: model.metadata.clone(), shapes }
}

/// Returns the shape without documentation and without bindings of other operations.
fn pruned(model: &Model, shape: &Shape, chosen: &BTreeSet<ShapeId>) -> Shape {
    let is_kept = |reference: &Reference| match model.shapes.get(&reference.target).map(|target| &target.kind) {
        Some(ShapeKind::Operation(_)) => chosen.contains(&reference.target),
        Some(ShapeKind::Resource(_)) => {
            closure::operations(model, &reference.target).iter().any(|operation| chosen.contains(&operation.id))
        }
        _ => true,
    };
    let mut shape = shape.clone();
    shape.traits = without_prose(&shape.traits);
    match &mut shape.kind {
        ShapeKind::Service(Service { operations, resources, .. }) => {
            [operations, resources].into_iter().for_each(|references| sort(references, is_kept));
        }
        ShapeKind::Resource(Resource { lifecycle, operations, collection_operations, resources, .. }) => {
            lifecycle.retain(|(_, reference)| is_kept(reference));
            [operations, collection_operations, resources].into_iter().for_each(|references| sort(references, is_kept));
        }
        kind => members_mut(kind).into_iter().for_each(|member| member.traits = without_prose(&member.traits)),
    }
    shape
}

/// Keeps the references that satisfy the predicate, sorted, because their order has no meaning.
fn sort(references: &mut Vec<Reference>, is_kept: impl Fn(&Reference) -> bool) {
    references.retain(is_kept);
    references.sort_by(|one, other| one.target.cmp(&other.target));
}

fn members_mut(kind: &mut ShapeKind) -> Vec<&mut Member> {
    match kind {
        ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members)
        | ShapeKind::Structure(members)
        | ShapeKind::Union(members) => members.iter_mut().collect(),
        ShapeKind::List(member) | ShapeKind::Set(member) => vec![member],
        ShapeKind::Map { key, value } => vec![key, value],
        _ => Vec::new(),
    }
}

fn without_prose(traits: &Traits) -> Traits {
    let mut kept = Traits::default();
    for applied in traits.iter().filter(|applied| !PROSE.contains(&applied.id.as_str())) {
        kept.set(applied.clone());
    }
    kept
}

/// Returns the ids to which a shape refers: by its members, its bindings, its traits, and the values of those.
fn needed(shape: &Shape) -> Vec<ShapeId> {
    let members = shape.members();
    let mut needed: Vec<ShapeId> = members.iter().map(|member| member.target.clone()).collect();
    needed.extend(closure::references(shape).into_iter().map(|reference| reference.target.clone()));
    for applied in
        std::iter::once(&shape.traits).chain(members.iter().map(|member| &member.traits)).flat_map(Traits::iter)
    {
        needed.push(applied.id.clone());
        ids(&applied.value, &mut needed);
    }
    needed
}

/// Collects every string in a value that might be a shape id. The reader limits the depth of values.
fn ids(value: &Value, found: &mut Vec<ShapeId>) {
    match value {
        Value::String(text) if text.contains('#') => found.push(ShapeId::new(text.as_str()).without_member()),
        Value::Array(items) => items.iter().for_each(|item| ids(item, found)),
        Value::Object(entries) => entries.values().for_each(|value| ids(value, found)),
        _ => {}
    }
}
