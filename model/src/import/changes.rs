//! The changes made by an import, by id only; `diff` evaluates their effects.

use std::collections::BTreeMap;

use crate::ast::{Member, Model, Shape, ShapeId, ShapeKind};
use crate::bounds::meaning;
use crate::traits::Traits;
use crate::{closure, prelude};

/// A shape or member that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportChange {
    /// Its id.
    pub id: ShapeId,
    /// The kind of change.
    pub kind: ImportChangeKind,
}

/// The kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportChangeKind {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
    /// It was modified.
    Changed,
}

/// Returns the changes from one model to the other, sorted by id. The members of an added shape are not listed.
pub fn changes(old: &Model, new: &Model) -> Vec<ImportChange> {
    let (old, new) = (parts(old), parts(new));
    let gone = old.keys().filter(|id| !new.contains_key(*id)).map(|id| (id, ImportChangeKind::Removed));
    let there = new.iter().filter_map(|(id, part)| match old.get(id) {
        None => Some((id, ImportChangeKind::Added)),
        Some(before) => (before != part).then_some((id, ImportChangeKind::Changed)),
    });
    let mut changes: Vec<ImportChange> =
        gone.chain(there).map(|(id, kind)| ImportChange { id: id.clone(), kind }).collect();
    changes.sort_by(|one, other| one.id.cmp(&other.id));
    let whole: Vec<(ShapeId, ImportChangeKind)> =
        changes.iter().map(|change| (change.id.clone(), change.kind)).collect();
    changes.retain(|change| {
        let shape = (change.id.without_member(), change.kind);
        change.id.member().is_none() || change.kind == ImportChangeKind::Changed || whole.binary_search(&shape).is_err()
    });
    changes
}

/// The content of a shape or member, without places.
#[derive(PartialEq)]
struct Part {
    /// The kind and all references, in order.
    body: String,
    traits: BTreeMap<ShapeId, serde_json::Value>,
}

fn parts(model: &Model) -> BTreeMap<ShapeId, Part> {
    let own = model.shapes.values().filter(|shape| shape.id.namespace() != prelude::NAMESPACE);
    own.flat_map(|shape| {
        let member = |member: &Member| {
            (
                shape.id.with_member(&member.name),
                Part { body: member.target.to_string(), traits: values(&member.traits) },
            )
        };
        let whole = (shape.id.clone(), Part { body: body(shape), traits: values(&shape.traits) });
        std::iter::once(whole).chain(shape.members().into_iter().map(member).collect::<Vec<_>>())
    })
    .collect()
}

/// Formats the kind with its references. Members are compared on their own.
fn body(shape: &Shape) -> String {
    let rest = match &shape.kind {
        ShapeKind::Service(service) => format!("{} {:?}", service.version, service.rename),
        _ => String::new(),
    };
    let ids: Vec<_> = closure::references(shape).iter().map(|reference| reference.target.as_str()).collect();
    format!("{} {rest} {}", shape.kind.name(), ids.join(" "))
}

fn values(traits: &Traits) -> BTreeMap<ShapeId, serde_json::Value> {
    traits.iter().map(|applied| (applied.id.clone(), meaning(applied).into_owned())).collect()
}
