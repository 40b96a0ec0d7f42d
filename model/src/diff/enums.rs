//! Changes of the values of enums, of those that are integers, and of strings with the old trait `enum`.
//!
//! A value is what is on the wire. Its name is what code calls it.
//!
//! Invariant: a value that is in both models is compared with itself, whatever it is called.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::context::{Side, Subject};
use super::traits::{self, Which};
use super::value::{shorten, show};
use super::{Change, Validation};
use crate::ast::{Member, Place, Shape, ShapeId, ShapeKind};
use crate::traits::{EnumDefinition, EnumTrait, EnumValue, SmithyTrait};

/// A value of an enum.
struct Value<'m> {
    text: String,
    /// Whether it is text on the wire, and no number.
    is_text: bool,
    name: Option<String>,
    place: &'m Place,
    member: Option<&'m Member>,
    definition: Option<EnumDefinition>,
}

pub(super) fn compare(subject: &Subject<'_, '_>) -> Vec<Change> {
    match (values(subject.old.shape), values(subject.new.shape)) {
        (Some(old), Some(new)) => Comparison::new(subject, &old, &new).run(),
        (None, Some(new)) => constrained(subject, &new).into_iter().collect(),
        (Some(_), None) => free(subject).into_iter().collect(),
        (None, None) => Vec::new(),
    }
}

fn values(shape: &Shape) -> Option<Vec<Value<'_>>> {
    match &shape.kind {
        ShapeKind::Enum(members) | ShapeKind::IntEnum(members) => Some(members.iter().map(of_member).collect()),
        ShapeKind::String => {
            let applied = shape.traits.applied(EnumTrait::ID)?;
            let EnumTrait(definitions) = shape.traits.get().unwrap_or(EnumTrait(Vec::new()));
            let value = |definition: EnumDefinition| Value {
                text: definition.value.clone(),
                is_text: true,
                name: definition.name.clone(),
                place: &applied.place,
                member: None,
                definition: Some(definition),
            };
            Some(definitions.into_iter().map(value).collect())
        }
        _ => None,
    }
}

fn of_member(member: &Member) -> Value<'_> {
    let value = member.traits.value(EnumValue::ID);
    let text = value.map_or_else(|| member.name.clone(), raw);
    let is_text = value.is_none_or(Json::is_string);
    Value {
        text,
        is_text,
        name: Some(member.name.clone()),
        place: &member.place,
        member: Some(member),
        definition: None,
    }
}

/// A value without loss, unlike how it is shown.
fn raw(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A string that is a kind of enum now. That it is one of another kind of shape is said elsewhere.
fn constrained(subject: &Subject<'_, '_>, new: &[Value<'_>]) -> Option<Change> {
    let applied = subject.new.shape.traits.applied(EnumTrait::ID)?;
    let change = Change::new("enum-added", &subject.id, &applied.place, "only certain values are valid");
    Some(change.validation(Validation::Tightened { refused: unlike(new) }).code(NAMES))
}

/// A text that is no value of an enum.
pub(super) fn no_value_of(shape: &Shape) -> Option<String> {
    unlike(&values(shape)?)
}

fn unlike(values: &[Value<'_>]) -> Option<String> {
    let samples = ["", "a", "A", "0", "-"];
    let found = samples.into_iter().find(|sample| values.iter().all(|value| value.text != *sample));
    found.map(|sample| format!("{sample:?}"))
}

fn free(subject: &Subject<'_, '_>) -> Option<Change> {
    subject.old.shape.traits.applied(EnumTrait::ID)?;
    let is_string = matches!(subject.new.shape.kind, ShapeKind::String);
    let change = Change::new("enum-removed", &subject.id, subject.new.place(), "any value is valid");
    let accepted = no_value_of(subject.old.shape);
    is_string.then(|| change.validation(Validation::Relaxed { accepted }).code(NAMES))
}

const NAMES: &str = "values may have names in code";

struct Comparison<'s, 'c, 'm> {
    subject: &'s Subject<'c, 'm>,
    old: &'s [Value<'m>],
    new: &'s [Value<'m>],
    old_by_text: HashMap<&'s str, &'s Value<'m>>,
    new_by_text: HashMap<&'s str, &'s Value<'m>>,
}

impl<'s, 'c, 'm> Comparison<'s, 'c, 'm> {
    fn new(subject: &'s Subject<'c, 'm>, old: &'s [Value<'m>], new: &'s [Value<'m>]) -> Self {
        fn by_text<'s, 'm>(values: &'s [Value<'m>]) -> HashMap<&'s str, &'s Value<'m>> {
            values.iter().map(|value| (value.text.as_str(), value)).collect()
        }
        Self { subject, old, new, old_by_text: by_text(old), new_by_text: by_text(new) }
    }

    fn run(&self) -> Vec<Change> {
        let changed = self.changed();
        let is_settled = |value: &&Value<'_>| value.name.as_ref().is_none_or(|name| !changed.contains_key(name));
        let removed = self.old.iter().filter(|value| !self.new_by_text.contains_key(value.text.as_str()));
        let mut changes: Vec<Change> = removed.filter(is_settled).map(|value| self.removed(value)).collect();
        let remaining = self.old.iter().filter(|value| self.new_by_text.contains_key(value.text.as_str())).count();
        for (position, value) in self.new.iter().enumerate() {
            match self.old_by_text.get(value.text.as_str()) {
                Some(before) => changes.extend(self.kept(before, value)),
                None if is_settled(&value) => changes.push(self.added(value, position < remaining)),
                None => {}
            }
        }
        changes.extend(changed.into_values());
        changes.extend(self.reordered());
        changes
    }

    /// Values that are new under a name that another value had, which is gone.
    fn changed(&self) -> HashMap<String, Change> {
        let gone = self.old.iter().filter(|value| !self.new_by_text.contains_key(value.text.as_str()));
        let gone: HashMap<&String, &Value<'_>> = gone.filter_map(|value| Some((value.name.as_ref()?, value))).collect();
        let new = self.new.iter().filter(|value| !self.old_by_text.contains_key(value.text.as_str()));
        new.filter_map(|value| {
            let name = value.name.as_ref()?;
            let before = gone.get(name)?;
            let change = self.change("enum-value-changed", value, "another value under the same name");
            let change = change.values(Some(shown(before)), Some(shown(value)));
            let change = change.breaking("the other side does not know the value");
            let validation = Validation::of(Some(witness(before)), Some(witness(value)));
            Some((name.clone(), change.validation(validation)))
        })
        .collect()
    }

    fn added(&self, value: &Value<'_>, is_inserted: bool) -> Change {
        // Positions mean something to generators that number the values; integers are numbers themselves.
        let is_numbered = !matches!(self.subject.new.shape.kind, ShapeKind::IntEnum(_));
        let change = match is_inserted && is_numbered {
            true => {
                let change = self.change("enum-value-inserted", value, "value added before others");
                change.code("the values after it have another position")
            }
            false => self.change("enum-value-added", value, "value added"),
        };
        let accepted = Some(witness(value));
        change.values(None, Some(shown(value))).validation(Validation::Relaxed { accepted })
    }

    fn removed(&self, value: &Value<'_>) -> Change {
        let change = self.change("enum-value-removed", value, "value removed").values(Some(shown(value)), None);
        let change = match self.subject.usage.input {
            true => change.breaking("old clients may send it"),
            false => change.risky("the old service may send it"),
        };
        let refused = Some(witness(value));
        change.validation(Validation::Tightened { refused }).code("its name is gone")
    }

    /// A value that is in both.
    fn kept(&self, before: &Value<'m>, value: &Value<'m>) -> Vec<Change> {
        let mut changes = Vec::new();
        if before.name != value.name {
            let change = self.change("enum-value-renamed", value, "value has another name");
            let change = change.values(before.name.clone(), value.name.clone());
            changes.push(change.code("code calls it otherwise"));
        }
        if let (Some(old), Some(new)) = (before.member, value.member) {
            changes.extend(traits::compare(&self.member(old, new), Which::All));
        }
        if let (Some(old), Some(new)) = (&before.definition, &value.definition) {
            changes.extend(self.definitions(value, old, new));
        }
        changes
    }

    fn member(&self, old: &'m Member, new: &'m Member) -> Subject<'c, 'm> {
        let Subject { context, old: before, new: after, usage, .. } = *self.subject;
        Subject {
            context,
            id: self.subject.id.with_member(&new.name),
            old: Side::of_member(before.model, before.shape, old),
            new: Side::of_member(after.model, after.shape, new),
            usage,
        }
    }

    fn definitions(&self, value: &Value<'_>, old: &EnumDefinition, new: &EnumDefinition) -> Vec<Change> {
        let mut changes = Vec::new();
        if old.documentation != new.documentation {
            changes.push(self.change("documentation-changed", value, "documentation changed"));
        }
        match (old.deprecated, new.deprecated) {
            (false, true) => changes.push(self.change("deprecated-added", value, "now deprecated")),
            (true, false) => changes.push(self.change("deprecated-removed", value, "no longer deprecated")),
            _ => {}
        }
        if old.tags != new.tags {
            changes.push(self.change("trait-changed", value, "trait changed: smithy.api#tags"));
        }
        for change in &mut changes {
            change.what = format!("{} (value {})", change.what, shown(value));
        }
        changes
    }

    fn reordered(&self) -> Option<Change> {
        let kept_old = self.old.iter().filter(|value| self.new_by_text.contains_key(value.text.as_str()));
        let kept_new = self.new.iter().filter(|value| self.old_by_text.contains_key(value.text.as_str()));
        let (before, after) = kept_old.zip(kept_new).find(|(before, after)| before.text != after.text)?;
        let change = Change::new(
            "enum-order-changed",
            &self.subject.id,
            self.subject.new.place(),
            "values are in another order",
        );
        Some(change.values(Some(shown(before)), Some(shown(after))).code("values have another position"))
    }

    fn change(&self, rule: &'static str, value: &Value<'_>, what: &str) -> Change {
        let member = |member: &Member| self.subject.id.with_member(&member.name);
        let id: ShapeId = value.member.map_or_else(|| self.subject.id.clone(), member);
        Change::new(rule, &id, value.place, what)
    }
}

/// The value as it is in JSON.
fn witness(value: &Value<'_>) -> String {
    if value.is_text { shorten(&format!("{:?}", value.text)) } else { value.text.clone() }
}

fn shown(value: &Value<'_>) -> String {
    show(&Json::String(value.text.clone()))
}
