//! Removes documentation that is the same in two models, because rendering it would take most of the time.
//!
//! Invariant: removing it does not change the differences between the crates.

use std::collections::HashMap;

use model::{AppliedTrait, Member, Model, Shape, ShapeKind, SmithyTrait, Traits, traits::Documentation};

/// Replaces shared documentation; not empty, because a member without documentation has that of its target.
const PLACEHOLDER: &str = ".";

/// Returns both models without the documentation that they share.
pub fn remove(old: &Model, new: &Model) -> (Model, Model) {
    let (mut before, mut now) = (old.clone(), new.clone());
    for (id, shape) in &mut before.shapes {
        if let Some(other) = now.shapes.get_mut(id) {
            shapes(shape, other);
        }
    }
    (before, now)
}

fn shapes(old: &mut Shape, new: &mut Shape) {
    shorten(&mut old.traits, &mut new.traits);
    let (Some(old), Some(new)) = (members(&mut old.kind), members(&mut new.kind)) else { return };
    let mut by_name: HashMap<String, &mut Member> =
        new.iter_mut().map(|member| (member.name.clone(), member)).collect();
    for member in old {
        if let Some(other) = by_name.get_mut(&member.name) {
            shorten(&mut member.traits, &mut other.traits);
        }
    }
}

fn members(kind: &mut ShapeKind) -> Option<&mut Vec<Member>> {
    match kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => Some(members),
        _ => None,
    }
}

fn shorten(old: &mut Traits, new: &mut Traits) {
    let [before, now] = [&*old, &*new].map(|traits| traits.applied(Documentation::ID));
    if let (Some(before), Some(now)) = (before, now)
        && before.value == now.value
    {
        let short = AppliedTrait { value: PLACEHOLDER.into(), ..before.clone() };
        old.set(short.clone());
        new.set(short);
    }
}
