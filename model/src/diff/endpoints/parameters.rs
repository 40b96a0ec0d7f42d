//! Changes of the parameters of a rule set: the source of their values, and whether they are required.
//!
//! Invariant: a changed source of a parameter is never reported as safe.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{ABSENT, SENT};
use crate::diff::Change;
use crate::diff::context::Subject;
use crate::diff::traits::Edit;
use crate::diff::value::show;

/// Returns a change for each property of a parameter that changed.
pub(super) fn compare<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>, old: &Value, new: &Value) -> Vec<Change> {
    let none = Map::new();
    let parameters = |set: &'_ Value| set.get("parameters").and_then(Value::as_object).cloned();
    let (old, new) = (parameters(old).unwrap_or_else(|| none.clone()), parameters(new).unwrap_or(none));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let one = |name: &String| {
        let change = |what: &str| {
            let name: String = name.chars().take(80).collect();
            subject.change(edit, RULE, format!("endpoint parameter {}: {what}", name.escape_debug()))
        };
        match (old.get(name), new.get(name)) {
            (None, Some(parameter)) => vec![added(change, parameter)],
            (Some(parameter), None) => {
                let change = change("removed").values(Some(show(parameter)), None);
                vec![change.risky("requests may go elsewhere").security(SENT)]
            }
            (Some(before), Some(after)) => changed(change, before, after),
            (None, None) => Vec::new(),
        }
    };
    names.into_iter().flat_map(one).collect()
}

const RULE: &str = "endpoint-parameters-changed";

fn added(change: impl Fn(&str) -> Change, parameter: &Value) -> Change {
    let is_required = parameter.get("required") == Some(&Value::Bool(true));
    let is_filled_in = ["default", "builtIn"].iter().any(|key| parameter.get(key).is_some());
    let change = change("added").values(None, Some(show(parameter)));
    match is_required && !is_filled_in {
        true => change.breaking("old clients do not give it"),
        false => change,
    }
}

fn changed(change: impl Fn(&str) -> Change, old: &Value, new: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    for key in ["builtIn", "default", "required", "type"] {
        let (before, after) = (old.get(key), new.get(key));
        if before == after {
            continue;
        }
        let text = |value: Option<&Value>| value.map_or_else(|| ABSENT.to_owned(), show);
        let change = change(&format!("another `{key}`")).values(Some(text(before)), Some(text(after)));
        changes.push(match key {
            "builtIn" => change.breaking("clients fill something else in").security(SENT),
            "default" => change.risky("an absent value means something else").security(SENT),
            "required" if after == Some(&Value::Bool(true)) && new.get("default").is_none() => {
                change.risky("old clients may leave it out")
            }
            "required" => change,
            _ => change.breaking("the other side gives it in another form"),
        });
    }
    changes
}
