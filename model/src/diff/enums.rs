//! Changes of the values of enums, of integer enums, and of strings with the deprecated trait `enum`.
//!
//! A value is identified by its wire form; its name is used in code.
//!
//! Invariant: a name that gets another value is never reported as safe, and a value that only gets another name is
//! never reported as removed.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::context::{Side, Subject};
use super::traits::{self, Which};
use super::value::{shorten, show};
use super::{Change, Validation};
use crate::ast::{Member, Place, Shape, ShapeId, ShapeKind};
use crate::traits::{Deprecated, EnumDefinition, EnumTrait, EnumValue, SmithyTrait};

/// A value of an enum.
struct Value<'m> {
    text: String,
    /// Whether it is a string on the wire rather than a number.
    is_text: bool,
    name: Option<String>,
    place: &'m Place,
    member: Option<&'m Member>,
    definition: Option<EnumDefinition>,
}

pub(super) fn compare(subject: &Subject<'_, '_>) -> Vec<Change> {
    match (values(subject.old.shape), values(subject.new.shape)) {
        (Some(old), Some(new)) => Comparison { subject, old: Values::new(&old), new: Values::new(&new) }.run(),
        (None, Some(new)) => constrained(subject, &new).into_iter().collect(),
        (Some(_), None) => free(subject).into_iter().collect(),
        (None, None) => Vec::new(),
    }
}

/// Returns the values that only have another name, with those names.
pub(super) fn renamed<'m>(subject: &Subject<'_, 'm>) -> Vec<(&'m str, &'m str)> {
    let (Some(old), Some(new)) = (values(subject.old.shape), values(subject.new.shape)) else { return Vec::new() };
    let (old, new) = (Values::new(&old), Values::new(&new));
    let is_only = |value: &Value<'_>, other: &Values<'_, '_>| other.named_like(value).is_none();
    let renamed = new.all.iter().filter(|value| is_only(value, &old)).filter_map(|value| {
        let before = old.by_text.get(value.text.as_str()).filter(|before| is_only(before, &new))?;
        Some((before.member?.name.as_str(), value.member?.name.as_str()))
    });
    renamed.collect()
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

/// Formats a value without loss, unlike when it is displayed.
fn raw(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the change of a string that became an enum trait string. A change of its kind is reported elsewhere.
fn constrained(subject: &Subject<'_, '_>, new: &[Value<'_>]) -> Option<Change> {
    let applied = subject.new.shape.traits.applied(EnumTrait::ID)?;
    let change = Change::new("enum-added", &subject.id, &applied.place, "only certain values are valid");
    Some(change.validation(Validation::Tightened { refused: unlike(new) }).code(NAMES))
}

/// Returns a string that is not a value of an enum.
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

/// The values of one side, by their wire form and by their name.
struct Values<'s, 'm> {
    all: &'s [Value<'m>],
    by_text: HashMap<&'s str, &'s Value<'m>>,
    by_name: HashMap<&'s str, &'s Value<'m>>,
}

impl<'s, 'm> Values<'s, 'm> {
    fn new(all: &'s [Value<'m>]) -> Self {
        let by_text = all.iter().map(|value| (value.text.as_str(), value)).collect();
        let by_name = all.iter().filter_map(|value| Some((value.name.as_deref()?, value))).collect();
        Self { all, by_text, by_name }
    }

    fn has_text(&self, value: &Value<'_>) -> bool {
        self.by_text.contains_key(value.text.as_str())
    }

    /// Returns the value that has another value's name here.
    fn named_like(&self, value: &Value<'_>) -> Option<&'s Value<'m>> {
        self.by_name.get(value.name.as_deref()?).copied()
    }

    /// Returns the counterpart of another value: the one with its name, otherwise the one with its wire form.
    fn like(&self, value: &Value<'_>) -> Option<&'s Value<'m>> {
        self.named_like(value).or_else(|| self.by_text.get(value.text.as_str()).copied())
    }
}

struct Comparison<'s, 'c, 'm> {
    subject: &'s Subject<'c, 'm>,
    old: Values<'s, 'm>,
    new: Values<'s, 'm>,
}

impl<'s, 'c, 'm> Comparison<'s, 'c, 'm> {
    fn run(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let is_changed = |value: &Value<'_>, other: &Values<'_, '_>| {
            other.named_like(value).is_some_and(|other| other.text != value.text)
        };
        let removed = self.old.all.iter().filter(|value| !self.new.has_text(value) && !is_changed(value, &self.new));
        changes.extend(removed.map(|value| self.removed(value)));
        let remaining = self.old.all.iter().filter(|value| self.new.has_text(value)).count();
        for (position, value) in self.new.all.iter().enumerate() {
            if is_changed(value, &self.old) {
                changes.extend(self.old.named_like(value).map(|before| self.changed(before, value)));
            } else if !self.old.has_text(value) {
                changes.push(self.added(value, position < remaining));
            }
            changes.extend(self.renamed(value));
            changes.extend(self.old.like(value).into_iter().flat_map(|before| self.described(before, value)));
        }
        changes.extend(self.reordered());
        changes
    }

    /// Returns the change of a name that gets another value: code that uses the name still compiles, but sends the new
    /// value.
    fn changed(&self, before: &Value<'m>, value: &Value<'m>) -> Change {
        let change = self.change("enum-value-changed", value, "another value under the same name");
        let change = change.values(Some(shown(before)), Some(shown(value)));
        let (is_gone, is_fresh) = (!self.new.has_text(before), !self.old.has_text(value));
        let change = match is_gone || is_fresh {
            true => change.breaking("the other side does not know the value"),
            false => change,
        };
        let refused = is_gone.then(|| witness(before));
        let accepted = is_fresh.then(|| witness(value));
        change.validation(Validation::of(refused, accepted)).code("code that names it sends another value")
    }

    fn added(&self, value: &Value<'_>, is_inserted: bool) -> Change {
        // Some generators number the values by position; integers are numbers already.
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
        change.validation(Validation::Tightened { refused }).code("its name is removed")
    }

    /// Returns the change of a value of both sides that has another name. If both names exist on both sides, each names
    /// another value instead.
    fn renamed(&self, value: &Value<'m>) -> Option<Change> {
        let before = self.old.by_text.get(value.text.as_str()).filter(|before| before.name != value.name)?;
        let is_taken = self.old.named_like(value).is_some();
        if is_taken && self.new.named_like(before).is_some() {
            return None;
        }
        // Code can only lack the name that exists on one side.
        let change = self.change("enum-value-renamed", if is_taken { before } else { value }, "value has another name");
        Some(change.values(before.name.clone(), value.name.clone()).code("code uses another name"))
    }

    /// Returns the changes of a value's other properties.
    fn described(&self, before: &Value<'m>, value: &Value<'m>) -> Vec<Change> {
        match (before.member, value.member, &before.definition, &value.definition) {
            (Some(old), Some(new), ..) => traits::compare(&self.member(old, new), Which::All),
            (_, _, Some(old), Some(new)) => self.definitions(value, old, new),
            _ => self.deprecation(value, is_deprecated(before), is_deprecated(value)).into_iter().collect(),
        }
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
        changes.extend(self.deprecation(value, old.deprecated, new.deprecated));
        if old.tags != new.tags {
            changes.push(self.change("trait-changed", value, "trait changed: smithy.api#tags"));
        }
        for change in &mut changes {
            change.what = format!("{} (value {})", change.what, shown(value));
        }
        changes
    }

    fn deprecation(&self, value: &Value<'_>, old: bool, new: bool) -> Option<Change> {
        match (old, new) {
            (false, true) => Some(self.change("deprecated-added", value, "now deprecated")),
            (true, false) => Some(self.change("deprecated-removed", value, "no longer deprecated")),
            _ => None,
        }
    }

    fn reordered(&self) -> Option<Change> {
        let before = self.old.all.iter().filter_map(|value| Some((value, self.new.like(value)?)));
        let after = self.new.all.iter().filter_map(|value| Some((self.old.like(value)?, value)));
        // If values swap names, only pairs that correspond in both directions count, so that no value is counted
        // twice.
        let is_mutual = |(old, new): &(&Value<'_>, &Value<'_>)| {
            self.new.like(old).is_some_and(|like| std::ptr::eq(like, *new))
                && self.old.like(new).is_some_and(|like| std::ptr::eq(like, *old))
        };
        let mut pairs = before.filter(is_mutual).zip(after.filter(is_mutual));
        let ((before, _), (_, after)) = pairs.find(|((before, _), (old, _))| !std::ptr::eq(*before, *old))?;
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

fn is_deprecated(value: &Value<'_>) -> bool {
    let is_deprecated = |member: &Member| member.traits.has::<Deprecated>();
    value.member.is_some_and(is_deprecated) || value.definition.as_ref().is_some_and(|one| one.deprecated)
}

/// Returns the JSON form of the value.
fn witness(value: &Value<'_>) -> String {
    if value.is_text { shorten(&format!("{:?}", value.text)) } else { value.text.clone() }
}

fn shown(value: &Value<'_>) -> String {
    show(&Json::String(value.text.clone()))
}
