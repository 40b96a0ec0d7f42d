//! Restores targets of members where botocore's format has a shape that the Smithy model lacks.
//!
//! The format has no prelude and no constraints on members. It invents a shape such as `String` for the former, and
//! `GetReportResponseTokenString` for a member `token` of `GetReportResponse` with constraints of its own. A member
//! with a timestamp format targets `SyntheticTimestamp_date_time`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::ast::{Member, Model, Shape, ShapeId, ShapeKind};
use crate::prelude;
use crate::traits::{AppliedTrait, DefaultValue, Length, Pattern, Range, SmithyTrait, TimestampFormat, Traits};

/// The kind and traits of a shape.
pub(super) struct Target {
    kind: &'static str,
    traits: Traits,
}

impl Target {
    pub fn new(shape: &Shape) -> Self {
        Self { kind: shape.kind.name(), traits: shape.traits.clone() }
    }
}

/// Restores a member's target if the format's only substitutes for it.
pub(super) fn keep(
    member: &mut Member,
    before: &Member,
    shape: &ShapeId,
    current: &Model,
    targets: &BTreeMap<ShapeId, Target>,
) {
    let Some(made_up) = targets.get(&member.target).filter(|_| member.target != before.target) else { return };
    let Some(target) = current.shapes.get(&before.target).or_else(|| prelude::shape(before.target.as_str())) else {
        return;
    };
    let (name, plain) = (member.target.name(), before.target.name().trim_start_matches("Primitive"));
    let is_prelude = before.target.namespace() == prelude::NAMESPACE;
    let is_there = is_prelude || targets.contains_key(&before.target);
    let is_named = name == plain && is_prelude;
    let is_constrained =
        [plain, target.kind.name()].iter().any(|end| name == made_up_name(shape.name(), &member.name, end));
    let is_timestamp = name.starts_with("SyntheticTimestamp");
    if is_there && made_up.kind == target.kind.name() && (is_named || is_constrained || is_timestamp) {
        member.target = before.target.clone();
        for id in [Length::ID, Pattern::ID, Range::ID, TimestampFormat::ID] {
            if let Some(applied) = made_up.traits.applied(id).filter(|_| !is_named) {
                member.traits.set(applied.clone());
            }
        }
    }
}

/// Returns the substitute's name for a member with constraints of its own: by its target, or by the kind of that.
fn made_up_name(shape: &str, member: &str, end: &str) -> String {
    let capital = |text: &str| {
        let mut characters = text.chars();
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(characters).collect::<String>()
    };
    format!("{shape}{}{}", capital(member), capital(end))
}

/// Marks every new member whose target has a default as possibly absent, because it is unknown whether the member has
/// the default.
pub(super) fn without_defaults(model: &mut Model) {
    let with_default = |id: &ShapeId| {
        let target = model.shapes.get(id).or_else(|| prelude::shape(id.as_str()));
        target.and_then(|target| target.traits.value(DefaultValue::ID)).is_some_and(|value| !value.is_null())
    };
    let mut open = Vec::new();
    for shape in model.shapes.values().filter(|shape| shape.id.namespace() != prelude::NAMESPACE) {
        let ShapeKind::Structure(members) = &shape.kind else { continue };
        let is_open = |member: &&Member| !member.traits.has::<DefaultValue>() && with_default(&member.target);
        open.extend(members.iter().filter(is_open).map(|member| (shape.id.clone(), member.name.clone())));
    }
    for (id, name) in open {
        let Some(Shape { kind: ShapeKind::Structure(members), .. }) = model.shapes.get_mut(&id) else { continue };
        for member in members.iter_mut().filter(|member| member.name == name) {
            let (id, place) = (ShapeId::new(DefaultValue::ID), member.place.clone());
            member.traits.set(AppliedTrait { id, value: Value::Null, place });
        }
    }
}
