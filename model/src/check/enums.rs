//! Checks that the values of enums are of the right type, and distinct.

use std::collections::{HashMap, HashSet};

use super::context::Context;
use crate::ast::{Member, Shape, ShapeKind};
use crate::error::{Error, quote};
use crate::traits::{EnumTrait, EnumValue, SmithyTrait};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let mut errors = Vec::new();
    for shape in context.shapes() {
        match &shape.kind {
            ShapeKind::Enum(members) | ShapeKind::IntEnum(members) => members_of(shape, members, &mut errors),
            _ => errors.extend(old(shape)),
        }
    }
    errors
}

fn members_of(shape: &Shape, members: &[Member], errors: &mut Vec<Error>) {
    let is_text = matches!(shape.kind, ShapeKind::Enum(_));
    let kind = if is_text { "a string that is not empty" } else { "an integer of 32 bits" };
    let mut seen: HashMap<String, &Member> = HashMap::new();
    for member in members {
        let error = |problem: String, expected: &str| {
            let place = member.traits.applied(EnumValue::ID).map_or(&member.place, |applied| &applied.place);
            Error::new(place, problem, expected).about(&shape.id.with_member(&member.name))
        };
        let text = match member.traits.get() {
            Some(EnumValue::Text(text)) if is_text && !text.is_empty() => text,
            Some(EnumValue::Number(number)) if !is_text => number.to_string(),
            _ => {
                let is_there = member.traits.has::<EnumValue>();
                let problem =
                    if is_there { "the member's value is of another kind" } else { "the member has no value" };
                errors.push(error(problem.to_string(), kind));
                continue;
            }
        };
        match seen.get(&text) {
            Some(first) => {
                let problem = format!("the value {} is that of {} too", quote(&text), quote(&first.name));
                errors.push(error(problem, "distinct values"));
            }
            None => {
                seen.insert(text, member);
            }
        }
    }
}

/// Checks the deprecated `enum` trait.
fn old(shape: &Shape) -> Vec<Error> {
    let (Some(EnumTrait(values)), Some(applied)) = (shape.traits.get(), shape.traits.applied(EnumTrait::ID)) else {
        return Vec::new();
    };
    let mut errors = Vec::new();
    let (mut seen_values, mut seen_names) = (HashSet::new(), HashSet::new());
    for value in &values {
        let error = |what: &str, text: &str| {
            let problem = format!("the {what} {} occurs twice in the enum", quote(text));
            Error::new(&applied.place, problem, format!("distinct {what}s")).about(&shape.id)
        };
        if !seen_values.insert(&value.value) {
            errors.push(error("value", &value.value));
        }
        if let Some(name) = &value.name
            && !seen_names.insert(name)
        {
            errors.push(error("name", name));
        }
    }
    errors
}
