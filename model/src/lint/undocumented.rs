//! Shapes and members without documentation.
//!
//! Types without members are never shown on their own, so the members that target them must be documented instead. The
//! documentation of a list or map covers its entries.

use super::Finding;
use crate::ast::{Member, Shape, ShapeKind};
use crate::traits::{Documentation, Traits};

pub(super) const RULE: &str = "undocumented";

pub(super) fn find(generated: &[&Shape]) -> Vec<Finding> {
    generated.iter().flat_map(|shape| of_shape(shape)).collect()
}

fn of_shape(shape: &Shape) -> Vec<Finding> {
    let members: &[Member] = match &shape.kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => members,
        ShapeKind::Operation(_) | ShapeKind::Service(_) => &[],
        _ => return Vec::new(),
    };
    let finding = |shape, place: &crate::ast::Place, kind: &str| Finding {
        rule: RULE,
        shape,
        place: place.clone(),
        what: format!("the {kind} has no documentation"),
    };
    let own = is_undocumented(&shape.traits).then(|| finding(shape.id.clone(), &shape.place, shape.kind.name()));
    let members = members.iter().filter(|member| is_undocumented(&member.traits));
    own.into_iter()
        .chain(members.map(|member| finding(shape.id.with_member(&member.name), &member.place, "member")))
        .collect()
}

fn is_undocumented(traits: &Traits) -> bool {
    traits.get::<Documentation>().is_none_or(|documentation| documentation.0.trim().is_empty())
}
