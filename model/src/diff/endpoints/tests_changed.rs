//! Changes of the endpoint tests: cases that were added, removed, or have another result.
//!
//! Invariant: cases are identified by their inputs; their order and documentation are ignored.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::normal::first_difference;
use crate::diff::Change;
use crate::diff::context::Subject;
use crate::diff::traits::Edit;
use crate::diff::value::shorten_both;

pub(super) fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Vec<Change> {
    let (Some(old), Some(new)) = (edit.old_value(), edit.new_value()) else {
        let what = edit.happened().pick("tests of endpoints added", "tests of endpoints removed", "");
        return vec![subject.change(edit, RULE, what).values(None, None)];
    };
    let (before, after) = (cases(old), cases(new));
    let added = after.keys().filter(|inputs| !before.contains_key(*inputs)).count();
    let removed = before.keys().filter(|inputs| !after.contains_key(*inputs)).count();
    let changed: Vec<_> = before.iter().filter_map(|(inputs, old)| first_difference(old, after.get(inputs)?)).collect();
    let parts = [(added, "added"), (removed, "removed"), (changed.len(), "expected to lead elsewhere")];
    let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        let what = "documentation of the tests of endpoints changed";
        return vec![subject.change(edit, "documentation-changed", what).values(None, None)];
    }
    let change = subject.change(edit, RULE, format!("tests of endpoints: {}", parts.join(", "))).values(None, None);
    vec![match changed.into_iter().next() {
        Some(first) => {
            let (old, new) = (first.old.unwrap_or_default(), first.new.unwrap_or_default());
            let (old, new) = shorten_both(&old, &new);
            change.values(Some(old), Some(new))
        }
        None => change,
    }]
}

const RULE: &str = "endpoint-tests-changed";

/// Returns the expectation of each case, by its inputs.
fn cases(tests: &Value) -> BTreeMap<String, Value> {
    let cases = tests.get("testCases").and_then(Value::as_array).into_iter().flatten();
    let part = |case: &Value, key: &str, empty: Value| case.get(key).cloned().unwrap_or(empty);
    let inputs = |case: &Value| {
        let inputs = json!([part(case, "params", json!({})), part(case, "operationInputs", json!([]))]);
        inputs.to_string()
    };
    cases.map(|case| (inputs(case), part(case, "expect", Value::Null))).collect()
}
