//! Checks by an item's signature whether code that used it still compiles.

use std::collections::BTreeSet;

use model::ShapeId;

use super::super::Bump;
use super::super::arguments::replaces;
use super::super::surface::{Argument, FieldType, Item, Signature};
use super::{Difference, Side};

/// Returns the change of the signature of an item that exists on both sides.
pub fn compare(old: &Item, new: &Item) -> Option<Difference> {
    match (&old.signature, &new.signature) {
        (old, new) if old == new => None,
        (Signature::Field(before), Signature::Field(now)) => {
            Some(Difference::breaking(old, format!("is now `{}`, was `{}`", now.text, before.text)))
        }
        (Signature::Variant(before), Signature::Variant(now)) => Some(Difference::breaking(
            old,
            format!("now has {}, had {}", described_fields(now), described_fields(before)),
        )),
        (
            Signature::Function { arguments: before, result: was },
            Signature::Function { arguments: now, result: is },
        ) if was == is => function(old, before, now),
        (Signature::Function { result: was, .. }, Signature::Function { result: is, .. }) => {
            Some(Difference::breaking(old, format!("now returns `{is}`, returned `{was}`")))
        }
        _ => Some(Difference::breaking(old, "is another kind of item")),
    }
}

fn described_fields(fields: &[(String, FieldType)]) -> String {
    let shown = |(name, field): &(String, FieldType)| match name.starts_with(|first: char| first.is_ascii_digit()) {
        true => format!("`{}`", field.text),
        false => format!("`{name}: {}`", field.text),
    };
    if fields.is_empty() { "nothing".to_owned() } else { fields.iter().map(shown).collect::<Vec<_>>().join(", ") }
}

/// Returns the change of a function's arguments, including one that compiles but has another meaning.
fn function(item: &Item, old: &[Argument], new: &[Argument]) -> Option<Difference> {
    let compiles = old.len() == new.len() && old.iter().zip(new).all(|(old, new)| replaces(new, old));
    let cause = cause(old, new);
    if !compiles {
        return Some(Difference::breaking(item, described_arguments(old, new)).because_of(cause));
    }
    let is_kept = |argument: &&Argument| new.iter().any(|new| new.shape == argument.shape);
    let is_permuted = old.iter().zip(new).any(|(old, new)| old.shape != new.shape && is_kept(&old));
    if is_permuted {
        return Some(Difference::new(item, "takes its arguments in another order", Bump::Major));
    }
    let is_wider = old.iter().zip(new).any(|(old, new)| old.ty != new.ty);
    is_wider.then(|| Difference::new(item, "accepts more types", Bump::Minor).because_of(cause))
}

fn described_arguments(old: &[Argument], new: &[Argument]) -> String {
    let other = |argument: &Argument, side: &[Argument]| side.iter().find(|one| one.shape == argument.shape).cloned();
    let gone = old.iter().filter(|argument| other(argument, new).is_none());
    let gone = gone.map(|argument| format!("no longer has the argument `{}`", argument.name));
    let more = new.iter().filter(|argument| other(argument, old).is_none());
    let more = more.map(|argument| format!("also has the argument `{}`", argument.name));
    let changed = new.iter().filter(|now| other(now, old).is_some_and(|before| !replaces(now, &before)));
    let changed = changed.map(|argument| format!("takes `{}` for `{}`", argument.text, argument.name));
    let all: Vec<String> = gone.chain(more).chain(changed).collect();
    if all.is_empty() { "takes its arguments in another order".to_owned() } else { all.join(", ") }
}

/// Returns the one member that caused the change of the arguments, if there is exactly one.
fn cause(old: &[Argument], new: &[Argument]) -> Option<ShapeId> {
    let differs = |argument: &&Argument, side: &[Argument]| {
        side.iter().find(|other| other.shape == argument.shape).is_none_or(|other| other.ty != argument.ty)
    };
    let gone = old.iter().filter(|argument| differs(argument, new));
    let more = new.iter().filter(|argument| differs(argument, old));
    let all: BTreeSet<&ShapeId> = gone.chain(more).map(|argument| &argument.shape).collect();
    if all.len() == 1 { all.into_iter().next().cloned() } else { None }
}

/// Returns the one member that became required, or no longer is, so that a structure lost or gained its default.
pub fn cause_of_default(item: &Item, old: &Side<'_>, new: &Side<'_>) -> Option<ShapeId> {
    let owner = item.path.strip_suffix(": Default")?;
    let path = format!("{owner}::new()");
    let arguments = |side: &Side<'_>| match side.by_path.get(path.as_str()).map(|item| item.signature.clone()) {
        Some(Signature::Function { arguments, .. }) => Some(arguments),
        _ => None,
    };
    cause(&arguments(old)?, &arguments(new)?)
}
