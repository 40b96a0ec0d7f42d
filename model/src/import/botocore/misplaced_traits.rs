//! Moves or removes traits that botocore's format allows and Smithy does not.

use std::collections::{BTreeMap, BTreeSet};

use super::reader::Reader;
use crate::ast::{Model, ShapeId, ShapeKind};
use crate::error::quote;
use crate::traits::{AppliedTrait, MediaType, Paginated, SmithyTrait, Traits};

/// Moves or removes the traits of a converted model.
pub(super) fn move_or_remove(reader: &mut Reader<'_>, model: &mut Model) {
    media_types(reader, model);
    page_sizes(reader, model);
}

/// Moves media types from members to their target, where Smithy has them, if all members that target it have the trait.
fn media_types(reader: &mut Reader<'_>, model: &mut Model) {
    let mut found: BTreeMap<ShapeId, AppliedTrait> = BTreeMap::new();
    let mut plain: BTreeSet<ShapeId> = BTreeSet::new();
    for shape in model.shapes.values() {
        for member in shape.members() {
            match member.traits.applied(MediaType::ID) {
                Some(applied) => drop(found.insert(member.target.clone(), applied.clone())),
                None => drop(plain.insert(member.target.clone())),
            }
        }
    }
    if found.is_empty() {
        return;
    }
    for shape in model.shapes.values_mut() {
        if let ShapeKind::Structure(members) | ShapeKind::Union(members) = &mut shape.kind {
            members.iter_mut().for_each(|member| member.traits = without(&member.traits, MediaType::ID));
        }
    }
    for (target, applied) in found {
        let shape =
            model.shapes.get_mut(&target).filter(|shape| matches!(shape.kind, ShapeKind::String | ShapeKind::Blob));
        match shape.filter(|_| !plain.contains(&target)) {
            Some(shape) => shape.traits.set(applied),
            None => reader.left_out.push(format!(
                "{}: `jsonvalue` of a member whose shape {} has other members without it, which Smithy does not have",
                applied.place,
                quote(target.name())
            )),
        }
    }
}

/// Removes a page size that is not a number, as Smithy requires one.
fn page_sizes(reader: &mut Reader<'_>, model: &mut Model) {
    let is_number = |id: &ShapeId, name: &str| {
        let member = model.shapes.get(id).and_then(|shape| shape.member(name));
        let target = member.and_then(|member| model.target(member));
        target.is_none_or(|target| {
            matches!(target.kind, ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long)
        })
    };
    let mut wrong = Vec::new();
    for shape in model.shapes.values() {
        let ShapeKind::Operation(operation) = &shape.kind else { continue };
        let size = shape.traits.value(Paginated::ID).and_then(|value| value.get("pageSize")?.as_str());
        if size.is_some_and(|size| !size.contains('.') && !is_number(&operation.input.target, size)) {
            wrong.push(shape.id.clone());
        }
    }
    for id in wrong {
        let Some(shape) = model.shapes.get_mut(&id) else { continue };
        let Some(mut applied) = shape.traits.applied(Paginated::ID).cloned() else { continue };
        reader.left_out.push(format!(
            "{}: the `limit_key` of {} is not a number, which Smithy does not have",
            applied.place,
            quote(id.name())
        ));
        applied.value.as_object_mut().and_then(|entries| entries.remove("pageSize"));
        shape.traits.set(applied);
    }
}

/// Returns the traits without one of them.
pub(super) fn without(traits: &Traits, id: &str) -> Traits {
    let mut kept = Traits::default();
    traits.iter().filter(|applied| applied.id.as_str() != id).for_each(|applied| kept.set(applied.clone()));
    kept
}
