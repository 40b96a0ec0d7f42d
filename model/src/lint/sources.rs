//! Statements in the project's own traits that do not name their source.
//!
//! A statement is a value in one of these traits with a reason or a severity.

use serde_json::{Map, Value};

use super::Finding;
use crate::ast::{Model, Place, ShapeId};
use crate::prelude;
use crate::traits::Traits;

pub(super) const RULE: &str = "source-missing";

pub(super) fn find(model: &Model) -> Vec<Finding> {
    let own = model.shapes.values().filter(|shape| shape.id.namespace() != prelude::NAMESPACE);
    own.flat_map(|shape| {
        let members = shape.members().into_iter();
        let of_members = members.flat_map(|member| of_traits(&shape.id.with_member(&member.name), &member.traits));
        of_traits(&shape.id, &shape.traits).into_iter().chain(of_members).collect::<Vec<_>>()
    })
    .collect()
}

fn of_traits(id: &ShapeId, traits: &Traits) -> Vec<Finding> {
    let is_own = |namespace: &str| namespace != prelude::NAMESPACE && !prelude::is_well_known(namespace);
    let own = traits.iter().filter(|applied| is_own(applied.id.namespace()));
    own.flat_map(|applied| {
        let mut unsourced = Vec::new();
        search(&applied.value, &mut unsourced);
        unsourced.into_iter().map(|name| finding(id, &applied.place, &applied.id, name.as_deref())).collect::<Vec<_>>()
    })
    .collect()
}

/// Collects the statements without a source, each by its id if it has one.
fn search(value: &Value, unsourced: &mut Vec<Option<String>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| search(item, unsourced)),
        Value::Object(entries) => {
            if is_statement(entries) && !has_source(entries) {
                unsourced.push(entries.get("id").and_then(Value::as_str).map(str::to_string));
            }
            entries.values().for_each(|value| search(value, unsourced));
        }
        _ => {}
    }
}

fn is_statement(entries: &Map<String, Value>) -> bool {
    ["reason", "severity", "source"].iter().any(|key| entries.contains_key(*key))
}

fn has_source(entries: &Map<String, Value>) -> bool {
    let source = entries.get("source").and_then(Value::as_str).unwrap_or_default();
    source.chars().filter(|character| character.is_alphanumeric()).nth(4).is_some()
}

fn finding(id: &ShapeId, place: &Place, trait_: &ShapeId, name: Option<&str>) -> Finding {
    let which = name.map(|name| format!(" `{name}`")).unwrap_or_default();
    let what = format!("`{trait_}`{which} does not say where it is documented");
    Finding { rule: RULE, shape: id.clone(), place: place.clone(), what }
}
