//! Changes of the traits of one shape or member.
//!
//! Invariant: every change of a trait with a meaning is reported; a trait without a rule of its own has the generic
//! one.

use serde_json::Value;

use super::context::{Side, Subject};
use super::value::{ids, same_applied, show, show_both};
use super::{Change, bindings, constraints, endpoints, extensions, http, nullability, pagination, services, table};
use crate::ast::Place;
use crate::traits::{
    AppliedTrait, Documentation, EnumTrait, EnumValue, Examples, ExternalDocumentation, Since, SmithyTrait, Title,
    Traits,
};

/// A trait that differs.
#[derive(Clone, Copy)]
pub(super) struct Edit<'m> {
    pub id: &'m str,
    pub old: Option<&'m AppliedTrait>,
    pub new: Option<&'m AppliedTrait>,
}

/// The kinds of edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Happened {
    Added,
    Removed,
    Changed,
}

impl<'m> Edit<'m> {
    pub fn happened(&self) -> Happened {
        match (self.old, self.new) {
            (None, _) => Happened::Added,
            (_, None) => Happened::Removed,
            _ => Happened::Changed,
        }
    }

    pub fn old_value(&self) -> Option<&'m Value> {
        self.old.map(|applied| &applied.value)
    }

    pub fn new_value(&self) -> Option<&'m Value> {
        self.new.map(|applied| &applied.value)
    }
}

impl Happened {
    /// Returns one of three values, depending on the kind of edit.
    pub fn pick<T>(self, added: T, removed: T, changed: T) -> T {
        match self {
            Self::Added => added,
            Self::Removed => removed,
            Self::Changed => changed,
        }
    }
}

impl<'m> Subject<'_, 'm> {
    /// Creates a change of a trait, with its values.
    pub fn change(&self, edit: Edit<'m>, rule: &'static str, what: impl Into<String>) -> Change {
        let change = Change::new(rule, &self.id, self.place(edit), what);
        // The value of a trait that only has to be present is not shown.
        let said = |value: Option<&'m Value>| value.filter(|value| !is_empty(value));
        match (said(edit.old_value()), said(edit.new_value())) {
            (Some(old), Some(new)) => {
                let (old, new) = show_both(old, new);
                change.values(Some(old), Some(new))
            }
            (old, new) => change.values(old.map(show), new.map(show)),
        }
    }

    /// Returns the place of the trait, or of the subject if it is removed.
    fn place(&self, edit: Edit<'m>) -> &'m Place {
        edit.new.map_or_else(|| self.new.place(), |applied| &applied.place)
    }
}

/// The traits of a subject to compare.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    All,
    /// All except those that a member inherits from its target.
    NotInherited,
}

pub(super) fn compare<'m>(subject: &Subject<'_, 'm>, which: Which) -> Vec<Change> {
    let mut changes = Vec::new();
    for id in subject_ids(subject) {
        let edit = Edit { id, old: subject.old.applied(id), new: subject.new.applied(id) };
        let is_left_out = which == Which::NotInherited && is_inherited(id);
        if !is_left_out && !same_applied(edit.old, edit.new) {
            changes.extend(judge(subject, edit));
        }
    }
    changes.extend(bindings::compare(subject));
    changes
}

/// Returns `true` if a trait is documentation.
pub(super) fn is_documentation(id: &str) -> bool {
    let ids = [Documentation::ID, ExternalDocumentation::ID, Title::ID, Since::ID, Examples::ID];
    ids.contains(&id)
}

/// Returns `true` if a member without the trait inherits its target's.
pub(super) fn is_inherited(id: &str) -> bool {
    constraints::IDS.contains(&id) || http::INHERITED.contains(&id)
}

fn subject_ids<'m>(subject: &Subject<'_, 'm>) -> Vec<&'m str> {
    let mut all = ids(subject.old.traits(), subject.new.traits());
    let over = |side: &Side<'m>| -> Vec<&'m str> { side.over.map(inherited_ids).unwrap_or_default() };
    let over = [over(&subject.old), over(&subject.new)].concat();
    if !over.is_empty() {
        all.extend(over);
        all.sort_unstable();
        all.dedup();
    }
    all
}

fn inherited_ids(traits: &Traits) -> Vec<&str> {
    traits.iter().map(|applied| applied.id.as_str()).filter(|id| is_inherited(id)).collect()
}

fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Vec<Change> {
    if is_documentation(edit.id) {
        return vec![subject.change(edit, "documentation-changed", documentation(edit.id))];
    }
    // Enum values are compared by value, and bindings of members by place.
    if [EnumTrait::ID, EnumValue::ID].contains(&edit.id) || bindings::IDS.contains(&edit.id) {
        return Vec::new();
    }
    let judges = [
        constraints::judge,
        nullability::judge,
        http::judge,
        pagination::judge,
        endpoints::judge,
        services::judge,
        extensions::judge,
        table::judge,
    ];
    judges.iter().find_map(|judge| judge(subject, edit)).unwrap_or_else(|| vec![any(subject, edit)])
}

fn documentation(id: &str) -> String {
    let name = id.split_once('#').map_or(id, |(_, name)| name);
    format!("{name} changed")
}

/// Returns the change of a trait with an unknown effect.
fn any<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let rule = edit.happened().pick("trait-added", "trait-removed", "trait-changed");
    let what = edit.happened().pick("added", "removed", "changed");
    let change = subject.change(edit, rule, format!("trait {} {what}", edit.id));
    change.risky("what the trait means is not known here")
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty)
}
