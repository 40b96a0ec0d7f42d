//! Gives shapes of Smithy 1.0 documents the meaning that they have in Smithy 2.0.
//!
//! In Smithy 1.0 an absent number or boolean is 0 or false unless it is boxed. Smithy 2.0 expresses this with the trait
//! `default`, whose value is null if a boxed member targets a shape with a default.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::draft::{Body, Draft, Drafts, Holder};
use crate::ast::{Member, ShapeId, ShapeKind};
use crate::prelude;
use crate::traits::{AppliedTrait, DefaultValue, SmithyTrait, Traits};

const BOX: &str = "smithy.api#box";

pub(super) fn upgrade(drafts: &mut Drafts) {
    let zeros: BTreeMap<ShapeId, Value> = drafts.shapes.values_mut().filter_map(upgrade_target).collect();
    for draft in drafts.shapes.values_mut().filter(|draft| draft.is_version_1) {
        if let Body::Members(Holder::Structure, members) = &mut draft.body {
            members.iter_mut().for_each(|member| upgrade_member(member, &zeros));
        }
    }
}

/// Adds the default of an unboxed shape.
fn upgrade_target(draft: &mut Draft) -> Option<(ShapeId, Value)> {
    let Body::Simple(kind) = &draft.body else { return None };
    let zero = zero(kind)?;
    if !draft.is_version_1 || draft.traits.value(BOX).is_some() {
        return None;
    }
    set_default(&mut draft.traits, zero.clone(), draft.place.clone());
    Some((draft.id.clone(), zero))
}

fn upgrade_member(member: &mut Member, zeros: &BTreeMap<ShapeId, Value>) {
    let prelude_default = || prelude::shape(member.target.as_str())?.traits.value(DefaultValue::ID).cloned();
    let Some(zero) = zeros.get(&member.target).cloned().or_else(prelude_default) else { return };
    let is_boxed = member.traits.value(BOX).is_some();
    set_default(&mut member.traits, if is_boxed { Value::Null } else { zero }, member.place.clone());
}

fn set_default(traits: &mut Traits, value: Value, place: crate::ast::Place) {
    if !traits.has::<DefaultValue>() {
        traits.set(AppliedTrait { id: ShapeId::new(DefaultValue::ID), value, place });
    }
}

fn zero(kind: &ShapeKind) -> Option<Value> {
    match kind {
        ShapeKind::Boolean => Some(json!(false)),
        ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long => Some(json!(0)),
        ShapeKind::Float | ShapeKind::Double => Some(json!(0)),
        _ => None,
    }
}
