//! Finds values that one rule between members refuses and another does not.
//!
//! A condition depends on a few members, each of which is absent, has one of the values in the conditions, or has
//! another value. All combinations are tried.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::value::same;

/// The maximum number of combinations.
const MOST: usize = 10_000;

/// Returns a value that satisfies `then` and not `unless`, or an error if that can't be decided.
///
/// The value is formatted as a JSON object with the members in the conditions.
pub(super) fn witness(then: &Value, unless: Option<&Value>) -> Result<Option<String>, Undecided> {
    let mut states: BTreeMap<&str, Vec<State<'_>>> = BTreeMap::new();
    for condition in [Some(then), unless].into_iter().flatten() {
        collect(condition, &mut states)?;
    }
    let total = states.values().try_fold(1_usize, |total, states| total.checked_mul(states.len()));
    let total = total.filter(|total| *total <= MOST).ok_or(Undecided)?;
    for number in 0..total {
        let assignment = assignment(&states, number);
        if is_possible(&assignment)
            && is_true(then, &assignment)?
            && !unless.map_or(Ok(false), |unless| is_true(unless, &assignment))?
        {
            return Ok(Some(shown(&assignment)));
        }
    }
    Ok(None)
}

/// The error of a condition of an unsupported form, or with too many members.
pub(super) struct Undecided;

/// The states of a member.
#[derive(Clone, Copy, PartialEq)]
enum State<'v> {
    Absent,
    /// One of the values in the conditions.
    Named(&'v Value),
    Other,
}

type Assignment<'v> = BTreeMap<&'v str, State<'v>>;

fn collect<'v>(condition: &'v Value, states: &mut BTreeMap<&'v str, Vec<State<'v>>>) -> Result<(), Undecided> {
    let (key, value) = only(condition)?;
    let mut add = |path: &'v str, values: &'v [Value]| {
        let known = states.entry(path).or_insert_with(|| vec![State::Absent, State::Other]);
        for value in values {
            let is_known = known.iter().any(|state| matches!(state, State::Named(other) if same(other, value)));
            if !is_known {
                known.push(State::Named(value));
            }
        }
    };
    match key {
        "set" | "unset" => add(value.as_str().ok_or(Undecided)?, &[]),
        "is" => {
            let (path, values) = comparison(value)?;
            add(path, values);
        }
        "not" => collect(value, states)?,
        "all" | "any" => {
            value.as_array().ok_or(Undecided)?.iter().try_for_each(|condition| collect(condition, states))?;
        }
        _ => return Err(Undecided),
    }
    Ok(())
}

fn is_true(condition: &Value, assignment: &Assignment<'_>) -> Result<bool, Undecided> {
    let (key, value) = only(condition)?;
    let state = |path: &str| assignment.get(path).copied().ok_or(Undecided);
    let each = || value.as_array().ok_or(Undecided).map(|conditions| conditions.iter());
    match key {
        "set" => Ok(state(value.as_str().ok_or(Undecided)?)? != State::Absent),
        "unset" => Ok(state(value.as_str().ok_or(Undecided)?)? == State::Absent),
        "is" => {
            let (path, values) = comparison(value)?;
            let state = state(path)?;
            Ok(matches!(state, State::Named(named) if values.iter().any(|value| same(value, named))))
        }
        "not" => Ok(!is_true(value, assignment)?),
        "all" => each()?.try_fold(true, |all, condition| Ok(all & is_true(condition, assignment)?)),
        "any" => each()?.try_fold(false, |any, condition| Ok(any | is_true(condition, assignment)?)),
        _ => Err(Undecided),
    }
}

/// Returns the key and value of an object with one entry.
fn only(condition: &Value) -> Result<(&str, &Value), Undecided> {
    let entries = condition.as_object().filter(|entries| entries.len() == 1).ok_or(Undecided)?;
    entries.iter().next().map(|(key, value)| (key.as_str(), value)).ok_or(Undecided)
}

fn comparison(value: &Value) -> Result<(&str, &[Value]), Undecided> {
    let path = value.get("path").and_then(Value::as_str).ok_or(Undecided)?;
    Ok((path, value.get("values").and_then(Value::as_array).ok_or(Undecided)?))
}

/// Returns the combination with that number.
fn assignment<'v>(states: &BTreeMap<&'v str, Vec<State<'v>>>, mut number: usize) -> Assignment<'v> {
    let mut assignment = BTreeMap::new();
    for (path, states) in states {
        let count = states.len().max(1);
        if let Some(state) = states.get(number % count) {
            assignment.insert(*path, *state);
        }
        number /= count;
    }
    assignment
}

/// Returns `false` if a member is set in a structure that is absent.
fn is_possible(assignment: &Assignment<'_>) -> bool {
    let absent: BTreeSet<&str> =
        assignment.iter().filter(|(_, state)| **state == State::Absent).map(|(path, _)| *path).collect();
    let is_within = |path: &str| {
        path.match_indices('/').filter(|(at, _)| *at > 0).any(|(at, _)| absent.contains(path.split_at(at).0))
    };
    assignment.iter().all(|(path, state)| *state == State::Absent || !is_within(path))
}

/// Formats the members that are set as a JSON object.
fn shown(assignment: &Assignment<'_>) -> String {
    let mut whole = Value::Object(Map::new());
    for (path, state) in assignment {
        let value = match state {
            State::Absent => continue,
            State::Named(value) => (*value).clone(),
            State::Other => Value::from("…"),
        };
        let mut at = &mut whole;
        for name in path.split('/').skip(1) {
            if !at.is_object() {
                *at = Value::Object(Map::new());
            }
            at = &mut at[name];
        }
        *at = value;
    }
    whole.to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(then: &Value, unless: Option<&Value>, expect: Option<&str>) {
        let witness = witness(then, unless).unwrap_or_else(|_| panic!("{then} is decided"));
        assert_eq!(witness.as_deref(), expect, "{then} {unless:?}");
    }

    #[test]
    fn conditions_are_compared_by_their_solutions() {
        let set = |path: &str| json!({ "set": path });
        let is = |values: &[&str]| json!({ "is": { "path": "/kind", "values": values } });
        check(&set("/a"), None, Some(r#"{"a":"…"}"#));
        check(&json!({ "unset": "/a" }), None, Some("{}"));
        check(&set("/a"), Some(&set("/a")), None);
        check(&set("/a"), Some(&json!({ "not": { "unset": "/a" } })), None);
        check(&is(&["A", "B"]), Some(&is(&["A"])), Some(r#"{"kind":"B"}"#));
        check(&is(&["A"]), Some(&is(&["A", "B"])), None);
        let both = json!({ "all": [set("/a"), is(&["A"])] });
        check(&both, Some(&set("/a")), None);
        check(&set("/a"), Some(&both), Some(r#"{"a":"…"}"#));
        check(&json!({ "any": [set("/a"), set("/b")] }), Some(&set("/a")), Some(r#"{"b":"…"}"#));
        check(&set("/kind"), Some(&is(&["A"])), Some(r#"{"kind":"…"}"#));
        check(&json!({ "all": [set("/a/b"), json!({ "unset": "/a" })] }), None, None);
        check(&json!({ "all": [set("/a"), set("/a/b")] }), None, Some(r#"{"a":{"b":"…"}}"#));
    }

    #[test]
    fn malformed_conditions_are_undecided() {
        let many: Vec<Value> = (0..20).map(|number| json!({ "set": format!("/m{number}") })).collect();
        for then in [
            json!(null),
            json!({}),
            json!({ "set": 1 }),
            json!({ "is": { "path": "/a" } }),
            json!({ "all": {} }),
            json!({ "some": "/a" }),
            json!({ "set": "/a", "unset": "/b" }),
            json!({ "all": many }),
        ] {
            assert!(witness(&then, None).is_err(), "{then}");
        }
    }
}
