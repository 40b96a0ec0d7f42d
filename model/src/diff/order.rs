//! The order of changes: by shape, then by member in the order of the shape, then by rule.
//!
//! Invariant: the order depends only on the models.

use std::collections::HashMap;

use super::Change;
use super::context::Context;
use crate::ast::{Shape, ShapeId};

pub(super) fn sort(context: &Context<'_>, changes: &mut [Change]) {
    let mut positions = HashMap::new();
    for change in changes.iter().filter(|change| change.shape.member().is_some()) {
        let shape = change.shape.without_member();
        positions.entry(shape).or_insert_with_key(|shape| members(context, shape));
    }
    let position = |change: &Change| {
        let shape = change.shape.without_member();
        let position = change.shape.member().and_then(|name| positions.get(&shape)?.get(name).copied());
        (shape, position)
    };
    changes.sort_by_cached_key(|change| {
        let (shape, position) = position(change);
        (shape, position, change.shape.clone(), change.rule, change.what.clone(), change.new.clone())
    });
}

/// Returns the position of each member; removed members come after those of the new model.
fn members<'m>(context: &Context<'m>, shape: &ShapeId) -> HashMap<&'m str, usize> {
    let new = context.new.shapes.get(shape).copied();
    let old = context.old.shapes.get(context.renames.old_of(shape)).copied();
    let mut positions = HashMap::new();
    for member in [new, old].into_iter().flatten().flat_map(Shape::members) {
        let next = positions.len();
        positions.entry(member.name.as_str()).or_insert(next);
    }
    positions
}
