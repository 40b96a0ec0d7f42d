//! Checks that defaults are values of their shapes, and that members agree with their targets about them.

use serde_json::Value;

use super::context::{Context, Site};
use super::value::{Mismatch, Rules, Values};
use crate::ast::{Shape, ShapeKind};
use crate::error::{Error, quote};
use crate::traits::{AppliedTrait, DefaultValue, SmithyTrait};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let values = Values::new(context);
    let mut errors = Vec::new();
    for site in context.sites() {
        let Some(target) = site.target(context) else { continue };
        if let Some(applied) = site.traits().applied(DefaultValue::ID) {
            errors.extend(value(&values, &site, target, applied));
        }
        errors.extend(agreement(&site, target));
    }
    errors
}

fn value<'m>(values: &Values<'_, 'm>, site: &Site<'m>, target: &'m Shape, applied: &AppliedTrait) -> Vec<Error> {
    let value = &applied.value;
    if value.is_null() && site.member.is_some() {
        return Vec::new();
    }
    if !is_plain(&target.kind, value) {
        let kind = target.kind.name();
        let problem = format!("the default of the {kind} is not empty");
        return vec![site.error(&applied.place, problem, "an empty default, the only one that is allowed")];
    }
    let error = |mismatch: Mismatch| {
        let problem = format!("wrong default: {}", mismatch.problem);
        site.error(&applied.place, problem, mismatch.expected)
    };
    values.check(value, target, site.member, Rules::Default).into_iter().map(error).collect()
}

/// Returns `true` if a default is as simple as Smithy demands: an empty list or map, or a scalar document.
fn is_plain(kind: &ShapeKind, value: &Value) -> bool {
    let may_nest =
        !matches!(kind, ShapeKind::List(_) | ShapeKind::Set(_) | ShapeKind::Map { .. } | ShapeKind::Document);
    match value {
        Value::Array(items) => items.is_empty() || may_nest,
        Value::Object(entries) => entries.is_empty() || may_nest,
        _ => true,
    }
}

/// Checks that a member repeats its target's default, or overrides it with null.
fn agreement(site: &Site<'_>, target: &Shape) -> Option<Error> {
    let member = site.member.filter(|_| matches!(site.shape.kind, ShapeKind::Structure(_)))?;
    let default = target.traits.value(DefaultValue::ID)?;
    let text = quote(&default.to_string());
    match member.traits.applied(DefaultValue::ID) {
        None => {
            let problem = format!("the member has no default, but its target `{}` has {text}", target.id);
            Some(site.error(&member.place, problem, "the same default, or null"))
        }
        Some(own) if own.value.is_null() || own.value == *default => None,
        Some(own) => {
            let problem = format!("the member has another default than its target `{}` with {text}", target.id);
            Some(site.error(&own.place, problem, "the same default, or null"))
        }
    }
}
