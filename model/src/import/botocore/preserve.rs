//! Keeps the parts of the current model that botocore's format can't express.
//!
//! Otherwise, an import from botocore would report that every default, every name of an enum's value and every endpoint
//! test changed. Only these parts are kept: if the format could express a part and lacks it, the part is removed.

mod targets;
mod traits;

use std::collections::{BTreeMap, BTreeSet};

use self::targets::Target;
use self::traits::keep as keep_traits;
use super::misplaced_traits::without;
use crate::ast::{Member, Model, Operation, Reference, Service, Shape, ShapeId, ShapeKind};
use crate::closure;
use crate::prelude;
use crate::traits::{EnumTrait, EnumValue, ErrorKind, SmithyTrait};

/// Keeps the parts that the format can't express; `without_status` are the operations for which it has no status.
pub(super) fn keep(model: &mut Model, current: &Model, without_status: &BTreeSet<ShapeId>) {
    for (key, value) in &current.metadata {
        model.metadata.entry(key.clone()).or_insert_with(|| value.clone());
    }
    let targets = model.shapes.iter().map(|(id, shape)| (id.clone(), Target::new(shape))).collect();
    for (id, shape) in &mut model.shapes {
        let is_own = id.namespace() != prelude::NAMESPACE;
        let Some(before) = current.shapes.get(id).filter(|before| is_own && is_alike(shape, before)) else { continue };
        keep_traits(&mut shape.traits, &before.traits, current);
        keep_kind(shape, before, current, &targets);
        traits::keep_http(&mut shape.traits, &before.traits, without_status.contains(id));
    }
    keep_messages(model, current);
    keep_resources(model, current);
    targets::without_defaults(model);
}

/// Returns `true` if the format writes two shapes alike: it has neither integer enums nor sets.
fn is_alike(now: &Shape, before: &Shape) -> bool {
    let is_alike = matches!(
        (&now.kind, &before.kind),
        (ShapeKind::Integer, ShapeKind::IntEnum(_)) | (ShapeKind::List(_), ShapeKind::Set(_))
    );
    let is_old_enum = matches!((&now.kind, &before.kind), (ShapeKind::Enum(_), ShapeKind::String))
        && before.traits.applied(EnumTrait::ID).is_some();
    is_alike || is_old_enum || now.kind.name() == before.kind.name()
}

fn keep_kind(shape: &mut Shape, before: &Shape, current: &Model, targets: &BTreeMap<ShapeId, Target>) {
    match (&mut shape.kind, &before.kind) {
        (ShapeKind::Enum(now), ShapeKind::Enum(before)) => keep_names(now, before, current),
        (ShapeKind::Enum(_), ShapeKind::String) => keep_enum_trait(shape, before),
        (kind @ ShapeKind::Integer, ShapeKind::IntEnum(_)) => *kind = before.kind.clone(),
        (ShapeKind::Operation(now), ShapeKind::Operation(before)) => keep_order(now, before),
        (ShapeKind::Service(now), ShapeKind::Service(before)) => {
            let is_there = |error: &&Reference| targets.contains_key(&error.target);
            now.errors = before.errors.iter().filter(is_there).cloned().collect();
            now.rename.clone_from(&before.rename);
        }
        (now, kind) => {
            if let (ShapeKind::List(member), ShapeKind::Set(_)) = (&*now, kind) {
                *now = ShapeKind::Set(member.clone());
            }
            let before_members = members(kind);
            for member in members_mut(now) {
                let Some(before) = before_members.iter().find(|before| before.name == member.name) else { continue };
                targets::keep(member, before, &shape.id, current, targets);
                if member.target == before.target {
                    keep_traits(&mut member.traits, &before.traits, current);
                    traits::keep_json_name(&mut member.traits, &before.traits, &member.name);
                }
            }
        }
    }
}

/// Keeps the names of enum values, which the format lacks; a new value is renamed if its name is taken.
fn keep_names(now: &mut [Member], before: &[Member], current: &Model) {
    let value = |member: &Member| member.traits.value(EnumValue::ID).cloned();
    let mut taken = BTreeSet::new();
    for member in &mut *now {
        if let Some(before) = before.iter().find(|before| value(before) == value(member)) {
            member.name.clone_from(&before.name);
            keep_traits(&mut member.traits, &before.traits, current);
            taken.insert(before.name.clone());
        }
    }
    for member in now {
        let is_kept = before.iter().any(|before| value(before) == value(member));
        while !is_kept && !taken.insert(member.name.clone()) {
            member.name.push('_');
        }
    }
}

/// Keeps a string with the trait `enum` if its values are unchanged; otherwise it becomes an enum.
fn keep_enum_trait(shape: &mut Shape, before: &Shape) {
    let ShapeKind::Enum(members) = &shape.kind else { return };
    let values: BTreeSet<_> =
        members.iter().filter_map(|member| member.traits.value(EnumValue::ID)?.as_str()).collect();
    let trait_ = before.traits.applied(EnumTrait::ID);
    let definitions = trait_.and_then(|applied| applied.value.as_array()).into_iter().flatten();
    let is_same =
        definitions.filter_map(|definition| definition.get("value")?.as_str()).collect::<BTreeSet<_>>() == values;
    match trait_ {
        Some(applied) if is_same => {
            let applied = applied.clone();
            shape.kind = ShapeKind::String;
            shape.traits.set(applied);
        }
        _ => shape.traits = without(&shape.traits, EnumTrait::ID),
    }
}

/// Keeps the order of errors; new ones come last.
fn keep_order(now: &mut Operation, before: &Operation) {
    let position = |error: &Reference| before.errors.iter().position(|before| before.target == error.target);
    now.errors.sort_by_key(|error| position(error).unwrap_or(usize::MAX));
}

/// Keeps the message member of an error, which the format omits if it is a plain string.
fn keep_messages(model: &mut Model, current: &Model) {
    let mut missing = Vec::new();
    for (id, shape) in &mut model.shapes {
        let Some(ShapeKind::Structure(before)) = current.shapes.get(id).map(|before| &before.kind) else { continue };
        let ShapeKind::Structure(members) = &mut shape.kind else { continue };
        let is_message = |member: &&Member| member.name.eq_ignore_ascii_case("message");
        let Some(message) = before.iter().find(is_message).filter(|_| shape.traits.has::<ErrorKind>()) else {
            continue;
        };
        let target = current.target(message);
        if members.iter().any(|member| is_message(&member))
            || !target.is_some_and(|target| matches!(target.kind, ShapeKind::String))
        {
            continue;
        }
        let at = before.iter().position(|member| member.name == message.name).unwrap_or_default();
        members.insert(at.min(members.len()), message.clone());
        missing.extend(target.cloned());
    }
    for shape in missing {
        model.shapes.entry(shape.id.clone()).or_insert(shape);
    }
}

/// Keeps the resources of the service, with the operations that they bind.
fn keep_resources(model: &mut Model, current: &Model) {
    let Some(before) = current.services().next() else { return };
    let ShapeKind::Service(Service { resources, .. }) = &before.kind else { return };
    let kept: Vec<Shape> = closure::resources(current, &before.id).into_iter().cloned().collect();
    let bound: BTreeSet<ShapeId> = resources
        .iter()
        .flat_map(|resource| closure::operations(current, &resource.target))
        .map(|operation| operation.id.clone())
        .collect();
    let Some(Shape { kind: ShapeKind::Service(now), .. }) = model.shapes.get_mut(&before.id) else { return };
    if bound.iter().any(|id| now.operations.iter().all(|operation| operation.target != *id)) {
        // An operation of the resource was removed, and the resource would be invalid without it.
        return;
    }
    now.resources.clone_from(resources);
    now.operations.retain(|operation| !bound.contains(&operation.target));
    for resource in kept {
        model.shapes.entry(resource.id.clone()).or_insert(resource);
    }
}

fn members(kind: &ShapeKind) -> Vec<&Member> {
    match kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => members.iter().collect(),
        ShapeKind::List(member) | ShapeKind::Set(member) => vec![member],
        ShapeKind::Map { key, value } => vec![key, value],
        _ => Vec::new(),
    }
}

fn members_mut(kind: &mut ShapeKind) -> Vec<&mut Member> {
    match kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => members.iter_mut().collect(),
        ShapeKind::List(member) | ShapeKind::Set(member) => vec![member],
        ShapeKind::Map { key, value } => vec![key, value],
        _ => Vec::new(),
    }
}
