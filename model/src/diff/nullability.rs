//! Changes of whether a member may be absent, and of its default.
//!
//! Invariant: such a change is reported as visible to code if it changes whether clients may see the member absent.

use serde_json::Value;

use super::context::{Side, Subject};
use super::traits::Edit;
use super::{Change, Validation};
use crate::traits::{AddedDefault, ClientOptional, DefaultValue, Input, Output, Required, SmithyTrait};

pub(super) fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Option<Vec<Change>> {
    let is_added = edit.new.is_some();
    let change = match edit.id {
        Required::ID if is_added => required(subject, edit),
        Required::ID => no_longer_required(subject, edit),
        DefaultValue::ID => default(subject, edit),
        ClientOptional::ID if is_added => noticed(subject, subject.change(edit, "client-optional-added", CLIENTS_MAY)),
        ClientOptional::ID => {
            noticed(subject, subject.change(edit, "client-optional-removed", "no longer optional for clients alone"))
        }
        Input::ID if is_added => role(subject.change(edit, "input-trait-added", "now the input of one operation")),
        Input::ID => role(subject.change(edit, "input-trait-removed", "no longer the input of one operation alone")),
        Output::ID if is_added => role(subject.change(edit, "output-trait-added", "now the output of one operation")),
        Output::ID => role(subject.change(edit, "output-trait-removed", "no longer the output of one operation alone")),
        _ => return None,
    };
    Some(vec![change])
}

const CLIENTS_MAY: &str = "now optional for clients";

fn required<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let change = subject.change(edit, "required-added", "now required");
    let change = change.validation(Validation::Tightened { refused: Some("absent".to_owned()) });
    let has_default = default_value(&subject.new).is_some();
    let change = match (subject.usage.input, has_default) {
        (true, false) => change.breaking("old clients may leave it out of requests"),
        (true, true) => change.risky("old clients may leave it out of requests"),
        (false, _) => change.risky("the old service may leave it out of responses"),
    };
    noticed(subject, change)
}

fn no_longer_required<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let change = subject.change(edit, "required-removed", "no longer required");
    let change = change.validation(Validation::Relaxed { accepted: Some("absent".to_owned()) });
    let is_filled_in = default_value(&subject.new).is_some();
    let change = match subject.usage.output && !is_filled_in {
        true => change.risky("old clients count on it in responses"),
        false => change,
    };
    noticed(subject, change)
}

fn default<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let rule = edit.happened().pick("default-added", "default-removed", "default-changed");
    let what = edit.happened().pick("has a default now", "has no default any longer", "has another default");
    let change = subject.change(edit, rule, what);
    let is_null = |value: Option<&Value>| value.is_none_or(Value::is_null);
    let target_default = |side: &Side<'m>| side.target().and_then(|target| target.traits.value(DefaultValue::ID));
    // Null overrides the target's default; if the target has none, it has no effect.
    let says_nothing = is_null(edit.old_value())
        && is_null(edit.new_value())
        && subject.new.member.is_some()
        && is_null(target_default(&subject.old))
        && is_null(target_default(&subject.new));
    if says_nothing {
        return change;
    }
    if edit.old.is_some() {
        let change = change.risky("an absent value means something else");
        return change.code("an absent value has another default");
    }
    let is_declared = subject.new.traits().has::<AddedDefault>() && subject.new.member.is_some();
    if is_declared || is_null(edit.new_value()) {
        return change;
    }
    change.code("what could be absent has a value now, and the member does not say that its default was added")
}

fn role(change: Change) -> Change {
    change.code("which members may be absent depends on it, and so do names")
}

/// Sets the effect on code if clients may now see the member absent, or no longer may.
fn noticed(subject: &Subject<'_, '_>, change: Change) -> Change {
    match (is_nullable(&subject.old), is_nullable(&subject.new)) {
        (false, true) => change.code("a member that was always there may be absent"),
        (true, false) => change.code("a member that could be absent is always there"),
        _ => change,
    }
}

/// Returns `true` if clients must expect the member to be absent, by Smithy's rules.
fn is_nullable(side: &Side<'_>) -> bool {
    let traits = side.traits();
    let is_optional = side.shape.traits.has::<Input>() || traits.has::<ClientOptional>();
    is_optional || (default_value(side).is_none() && !traits.has::<Required>())
}

fn default_value<'m>(side: &Side<'m>) -> Option<&'m Value> {
    side.traits().value(DefaultValue::ID).filter(|value| !value.is_null())
}
