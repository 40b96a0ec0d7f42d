//! Changes of the tool's own traits: secrets, and rules between members.
//!
//! Invariant: losing the mark of a secret is a security concern.

mod conditions;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::context::Subject;
use super::traits::Edit;
use super::value::{same, show};
use super::{Change, Validation};
use crate::extensions::{DISCRIMINATED, NOT_SECRET, RULES, SECRET};
use crate::traits::{Sensitive, SmithyTrait};

pub(super) fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Option<Vec<Change>> {
    let pick = |added, removed, changed| edit.happened().pick(added, removed, changed);
    let change = |rule, what: &str| subject.change(edit, rule, what);
    Some(match edit.id {
        Sensitive::ID => vec![sensitive(subject, edit)],
        SECRET => {
            let rule = pick("secret-added", "secret-removed", "secret-changed");
            let change =
                change(rule, pick("marked as secret", "no longer marked as secret", "secret for another reason"));
            vec![if edit.new.is_none() { change.security("a secret is no longer redacted") } else { change }]
        }
        NOT_SECRET => {
            let rule = pick("not-secret-added", "not-secret-removed", "not-secret-changed");
            let change = change(
                rule,
                pick("marked as not secret", "no longer marked as not secret", "not secret for another reason"),
            );
            vec![if edit.old.is_none() { change.security("what looks like a secret may be printed") } else { change }]
        }
        RULES => rules(subject, edit),
        DISCRIMINATED => vec![change("discriminated-changed", "has other variants").code("variants depend on it")],
        _ => return None,
    })
}

fn sensitive<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    match edit.new {
        Some(_) => subject.change(edit, "sensitive-added", "now sensitive"),
        None => {
            let change = subject.change(edit, "sensitive-removed", "no longer sensitive");
            change.security("its values may be printed and logged")
        }
    }
}

/// Compares rules between members one by one.
fn rules<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Vec<Change> {
    let (old, new) = (by_id(edit.old_value()), by_id(edit.new_value()));
    let change = |rule, id: &str, old: Option<&Value>, new: Option<&Value>| {
        let what = format!("rule {id}");
        subject.change(edit, rule, what).values(old.map(show), new.map(show))
    };
    let removed = old.iter().filter(|(id, _)| !new.contains_key(*id)).map(|(id, rule)| {
        let change = change("cross-field-rule-removed", id, Some(rule), None);
        change.validation(if is_error(rule) {
            Validation::Relaxed { accepted: refused(rule) }
        } else {
            Validation::Same
        })
    });
    let present = new.iter().filter_map(|(id, rule)| match old.get(id) {
        None => {
            let change = change("cross-field-rule-added", id, None, Some(rule));
            let tightened = Validation::Tightened { refused: refused(rule) };
            Some(change.validation(if is_error(rule) { tightened } else { Validation::Same }))
        }
        Some(before) if same(before, rule) => None,
        Some(before) => {
            let (old, new) = difference(before, rule);
            let change = change("cross-field-rule-changed", id, Some(&old), Some(&new));
            Some(change.validation(compared(before, rule)))
        }
    });
    let changes: Vec<Change> = removed.chain(present).collect();
    match changes.is_empty() {
        true => vec![subject.change(edit, "cross-field-rule-changed", "rules in another order")],
        false => changes,
    }
}

/// Returns a value that a rule refuses, if its condition shows one.
fn refused(rule: &Value) -> Option<String> {
    rule.get("when").and_then(|when| conditions::witness(when, None).ok().flatten())
}

/// Returns the effect of a changed rule. Only a rule of severity `error` refuses requests. Only the severity and the
/// condition count; the rest is documentation.
fn compared(old: &Value, new: &Value) -> Validation {
    let unknown = || Validation::Unknown("rules between members are not compared".to_owned());
    match (is_error(old), is_error(new)) {
        (false, false) => Validation::Same,
        (false, true) => Validation::Tightened { refused: refused(new) },
        (true, false) => Validation::Relaxed { accepted: refused(old) },
        (true, true) => {
            let (Some(old), Some(new)) = (old.get("when"), new.get("when")) else { return unknown() };
            match (conditions::witness(new, Some(old)), conditions::witness(old, Some(new))) {
                (Ok(refused), Ok(accepted)) => Validation::of(refused, accepted),
                _ => unknown(),
            }
        }
    }
}

/// Returns the parts of two values that differ, so that truncating them does not hide the difference.
fn difference(old: &Value, new: &Value) -> (Value, Value) {
    match (old, new) {
        (Value::Object(before), Value::Object(after)) if before.keys().eq(after.keys()) => {
            let differ = before.iter().filter(|(key, value)| after.get(*key).is_some_and(|other| !same(value, other)));
            let parts = differ.map(|(key, value)| (key, difference(value, after.get(key).unwrap_or(&Value::Null))));
            let (old, new): (Map<_, _>, Map<_, _>) =
                parts.map(|(key, (old, new))| ((key.clone(), old), (key.clone(), new))).unzip();
            (Value::Object(old), Value::Object(new))
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            let first = before.iter().zip(after).find(|(old, new)| !same(old, new));
            first.map_or_else(|| (old.clone(), new.clone()), |(old, new)| difference(old, new))
        }
        _ => (old.clone(), new.clone()),
    }
}

/// Returns rules by their ids; a rule without an id is identified by its position.
fn by_id(value: Option<&Value>) -> BTreeMap<String, &Value> {
    let rules = value.and_then(Value::as_array).into_iter().flatten().enumerate();
    let id = |index: usize, rule: &Value| {
        let id = rule.get("id").and_then(Value::as_str).map(str::to_owned);
        id.unwrap_or_else(|| format!("#{index}"))
    };
    rules.map(|(index, rule)| (id(index, rule), rule)).collect()
}

fn is_error(rule: &Value) -> bool {
    rule.get("severity").and_then(Value::as_str) == Some("error")
}
