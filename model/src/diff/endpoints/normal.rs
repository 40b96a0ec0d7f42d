//! Normalizes rule sets, and finds the first place at which two of them differ.
//!
//! Invariant: two rule sets with the same normal form have the same endpoint for every input.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::diff::value::same;

/// Whether documentation is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    With,
    Without,
}

/// Returns the normal form of a rule set.
pub(super) fn rule_set(set: &Value, words: Words) -> Value {
    let mut normal = without_words(set, words);
    if let Some(set) = normal.as_object_mut() {
        if let Some(Value::Object(parameters)) = set.get_mut("parameters") {
            parameters.values_mut().for_each(parameter);
        }
        if let Some(Value::Array(rules)) = set.get_mut("rules") {
            rules.iter_mut().for_each(rule);
        }
        for name in ["conditions", "results"] {
            if let Some(Value::Array(parts)) = set.get_mut(name) {
                parts.iter_mut().for_each(if name == "results" { rule } else { expression });
            }
        }
    }
    normal
}

fn without_words(value: &Value, words: Words) -> Value {
    match value {
        Value::Object(entries) => {
            let is_kept = |key: &str| words == Words::With || !matches!(key, "documentation" | "deprecated");
            let kept = entries.iter().filter(|(key, _)| is_kept(key));
            Value::Object(kept.map(|(key, value)| (key.clone(), without_words(value, words))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| without_words(item, words)).collect()),
        value => value.clone(),
    }
}

/// Normalizes a parameter: types are case-insensitive, and a parameter is optional by default.
fn parameter(parameter: &mut Value) {
    let Some(parameter) = parameter.as_object_mut() else { return };
    if let Some(Value::String(kind)) = parameter.get_mut("type") {
        *kind = kind.to_ascii_lowercase();
    }
    parameter.entry("required").or_insert(json!(false));
}

fn rule(rule: &mut Value) {
    let Some(rule) = rule.as_object_mut() else { return };
    let conditions = rule.entry("conditions").or_insert(json!([]));
    conditions.as_array_mut().into_iter().flatten().for_each(expression);
    if let Some(Value::Object(endpoint)) = rule.get_mut("endpoint") {
        for (name, empty) in [("headers", json!({})), ("properties", json!({}))] {
            endpoint.entry(name).or_insert(empty);
        }
        endpoint.values_mut().for_each(expression);
    }
    if let Some(error) = rule.get_mut("error") {
        expression(error);
    }
    rule.get_mut("rules").and_then(Value::as_array_mut).into_iter().flatten().for_each(self::rule);
}

/// Normalizes an expression: `"{Region}"` is `{"ref": "Region"}`, and `"{Result#name}"` is a call of `getAttr`.
fn expression(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(reference) = reference(text) {
                *value = reference;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(expression),
        Value::Object(entries) if is_call(entries) => {
            let arguments = entries.get_mut("argv").and_then(Value::as_array_mut);
            arguments.into_iter().flatten().for_each(expression);
        }
        Value::Object(entries) if !entries.contains_key("ref") => entries.values_mut().for_each(expression),
        _ => {}
    }
}

/// Returns `true` if an object is a function call.
pub(super) fn is_call(entries: &Map<String, Value>) -> bool {
    entries.get("fn").is_some_and(Value::is_string)
}

fn reference(text: &str) -> Option<Value> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let is_plain = !inner.is_empty() && !inner.contains(['{', '}']);
    is_plain.then(|| match inner.split_once('#') {
        Some((name, path)) => json!({"fn": "getAttr", "argv": [{"ref": name}, path]}),
        None => json!({"ref": inner}),
    })
}

/// Returns the endpoint URLs in the rules, unevaluated.
pub(super) fn targets(set: &Value) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    let mut waiting = vec![set];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(entries) => {
                targets.extend(entries.get("endpoint").map(Value::to_string));
                waiting.extend(entries.values());
            }
            Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
    targets
}

/// The first place at which two values differ.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// A JSON pointer.
    pub path: String,
    /// The old value there, in its original form.
    pub old: Option<String>,
    /// The new value there.
    pub new: Option<String>,
}

/// Returns the first difference, in the order of keys and items.
pub(super) fn first_difference(old: &Value, new: &Value) -> Option<Difference> {
    let mut path = String::new();
    let (old, new) = descend(old, new, &mut path)?;
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Some(Difference { path, old: old.map(text), new: new.map(text) })
}

fn descend<'v>(old: &'v Value, new: &'v Value, path: &mut String) -> Option<(Option<&'v Value>, Option<&'v Value>)> {
    let length = path.len();
    let mut step = |key: &str, old: Option<&'v Value>, new: Option<&'v Value>| {
        path.push('/');
        path.push_str(&key.replace('~', "~0").replace('/', "~1"));
        let found = match (old, new) {
            (Some(old), Some(new)) => descend(old, new, path),
            (old, new) => Some((old, new)),
        };
        if found.is_none() {
            path.truncate(length);
        }
        found
    };
    match (old, new) {
        (Value::Object(before), Value::Object(after)) => {
            let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            keys.into_iter().find_map(|key| step(key, before.get(key), after.get(key)))
        }
        (Value::Array(before), Value::Array(after)) => {
            let most = before.len().max(after.len());
            (0..most).find_map(|index| step(&index.to_string(), before.get(index), after.get(index)))
        }
        _ => (!same(old, new)).then_some((Some(old), Some(new))),
    }
}
