//! Compares shapes: removed ones, added ones, and those in both models.
//!
//! Invariant: each shape of the scope is compared exactly once; members with another target are also compared with that
//! target.

use super::context::{Context, Side, Subject};
use super::retarget::{self, Retarget};
use super::traits::Which;
use super::{Change, entities, enums, kinds, members, secrets, services, traits};
use crate::ast::{Shape, ShapeId, ShapeKind};
use crate::traits::{EnumTrait, ErrorKind, Private, TraitDefinition};

pub(super) fn compare(context: &Context<'_>) -> Vec<Change> {
    let is_gone = |id: &&ShapeId| !context.new.shapes.contains_key(*id) && !context.renames.is_renamed(id);
    let gone = context.old.shapes.iter().filter(|(id, _)| is_gone(id));
    let mut changes: Vec<Change> = gone.map(|(_, shape)| removed(shape)).collect();
    let mut retargets = Vec::new();
    for shape in context.new.shapes.values() {
        match context.old.shapes.get(context.renames.old_of(&shape.id)) {
            None => changes.extend(added(context, shape)),
            Some(before) => {
                let subject = Subject {
                    context,
                    id: shape.id.clone(),
                    old: Side::of_shape(context.old.model, before),
                    new: Side::of_shape(context.new.model, shape),
                    usage: context.usage(&before.id, &shape.id),
                };
                changes.extend(renamed(context, before, shape));
                changes.extend(pair(&subject, &mut retargets));
            }
        }
    }
    changes.extend(retargets.iter().map(retarget::judge));
    changes
}

/// Returns all differences between two shapes except their names; members with other targets are added to `retargets`.
pub(super) fn pair<'c, 'm>(subject: &Subject<'c, 'm>, retargets: &mut Vec<Retarget<'c, 'm>>) -> Vec<Change> {
    let mut changes = traits::compare(subject, Which::All);
    changes.extend(kinds::compare(subject));
    changes.extend(enums::compare(subject));
    changes.extend(members::compare(subject, retargets));
    changes.extend(entities::compare(subject, retargets));
    changes
}

/// Returns `true` if code probably has a type of the shape's name.
pub(super) fn is_named(shape: &Shape) -> bool {
    match shape.kind {
        ShapeKind::String => shape.traits.has::<EnumTrait>(),
        ShapeKind::Blob
        | ShapeKind::Boolean
        | ShapeKind::Timestamp
        | ShapeKind::Document
        | ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::Float
        | ShapeKind::Double
        | ShapeKind::BigInteger
        | ShapeKind::BigDecimal => false,
        _ => true,
    }
}

fn added(context: &Context<'_>, shape: &Shape) -> Vec<Change> {
    let rule = match &shape.kind {
        ShapeKind::Operation(_) => "operation-added",
        ShapeKind::Resource(_) => "resource-added",
        ShapeKind::Service(_) => "service-added",
        _ if shape.traits.has::<TraitDefinition>() => "trait-definition-added",
        _ => "shape-added",
    };
    let change = Change::new(rule, &shape.id, &shape.place, format!("{} added", shape.kind.name()));
    let mut changes = vec![change];
    changes.extend(secrets::in_shape(context.new.model, shape));
    changes
}

fn removed(shape: &Shape) -> Change {
    let what = format!("{} removed", shape.kind.name());
    let change = |rule| Change::new(rule, &shape.id, &shape.place, what.clone());
    match &shape.kind {
        ShapeKind::Operation(_) => change("operation-removed").breaking("old clients may call it").code(NAMED),
        ShapeKind::Service(_) => change("service-removed").breaking("old clients may call it").code(NAMED),
        ShapeKind::Resource(_) => change("resource-removed").code(NAMED),
        _ if shape.traits.has::<TraitDefinition>() => {
            change("trait-definition-removed").code("models that apply the trait depend on it")
        }
        // The shapes that used it are reported.
        _ if is_named(shape) && !shape.traits.has::<Private>() => change("shape-removed").code(NAMED),
        _ => change("shape-removed"),
    }
}

const NAMED: &str = "a type may have its name";

fn renamed(context: &Context<'_>, before: &Shape, shape: &Shape) -> Option<Change> {
    if before.id == shape.id {
        return None;
    }
    let what = format!("{} renamed", shape.kind.name());
    let change = Change::new("shape-renamed", &shape.id, &shape.place, what);
    let change = change.values(Some(before.id.to_string()), Some(shape.id.to_string()));
    let change = match &shape.kind {
        _ if shape.traits.has::<ErrorKind>() => change.breaking("the name of an error is part of responses"),
        ShapeKind::Operation(_) | ShapeKind::Service(_) if services::sends_names(context.old.model) => {
            change.breaking("the name is part of requests")
        }
        _ => change,
    };
    Some(if is_named(shape) { change.code(NAMED) } else { change })
}
