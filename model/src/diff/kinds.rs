//! Changes of a shape's kind.
//!
//! Invariant: a change of kind is safe on the wire only if every value keeps its format.

use super::context::Subject;
use super::enums::no_value_of;
use super::{Change, Validation};
use crate::ast::{Shape, ShapeKind};
use crate::traits::{EnumTrait, UniqueItems};

pub(super) fn compare(subject: &Subject<'_, '_>) -> Option<Change> {
    let (old, new) = (subject.old.shape, subject.new.shape);
    let (before, after) = (old.kind.name(), new.kind.name());
    if before == after {
        return None;
    }
    let change = Change::new("shape-type-changed", &subject.id, &new.place, format!("{before} is now {after}"));
    let change = change.values(Some(before.to_owned()), Some(after.to_owned()));
    Some(match (form(old), form(new)) {
        (Form::Text, Form::Text) => text(change, old, new),
        (Form::Sequence, Form::Sequence) => sequence(change, old, new),
        (Form::Integer(before), Form::Integer(after)) => {
            let change = change.risky(match before < after {
                true => "the old side may not have room for the number",
                false => "the new side may not have room for the number",
            });
            change.code(TYPE)
        }
        (Form::Integer(_) | Form::Fraction, Form::Integer(_) | Form::Fraction) => {
            change.risky("one side may not have room for the number, or for its fraction").code(TYPE)
        }
        _ => change.breaking("values are written differently").code(TYPE),
    })
}

const TYPE: &str = "it has another type";

/// The wire format of values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Sequence,
    /// An integer of this number of bits.
    Integer(u32),
    Fraction,
    Other,
}

fn form(shape: &Shape) -> Form {
    match shape.kind {
        ShapeKind::String | ShapeKind::Enum(_) => Form::Text,
        ShapeKind::List(_) | ShapeKind::Set(_) => Form::Sequence,
        ShapeKind::Byte => Form::Integer(8),
        ShapeKind::Short => Form::Integer(16),
        ShapeKind::Integer | ShapeKind::IntEnum(_) => Form::Integer(32),
        ShapeKind::Long => Form::Integer(64),
        ShapeKind::BigInteger => Form::Integer(u32::MAX),
        ShapeKind::Float | ShapeKind::Double | ShapeKind::BigDecimal => Form::Fraction,
        _ => Form::Other,
    }
}

/// Returns the change between string and enum. Enums replace the deprecated trait of strings, so that is not a change.
fn text(change: Change, old: &Shape, new: &Shape) -> Change {
    let is_enum = |shape: &Shape| matches!(shape.kind, ShapeKind::Enum(_)) || shape.traits.has::<EnumTrait>();
    match (is_enum(old), is_enum(new)) {
        (true, true) if matches!(new.kind, ShapeKind::Enum(_)) => change,
        (true, true) => change.code(TYPE),
        (false, _) => change.validation(Validation::Tightened { refused: no_value_of(new) }).code(TYPE),
        (true, false) => change.validation(Validation::Relaxed { accepted: no_value_of(old) }).code(TYPE),
    }
}

/// Returns the change between set and list. A set has unique items implicitly.
fn sequence(change: Change, old: &Shape, new: &Shape) -> Change {
    let is_unique = |shape: &Shape| matches!(shape.kind, ShapeKind::Set(_)) || shape.traits.has::<UniqueItems>();
    let equal = Some("two equal items".to_owned());
    let validation = match (is_unique(old), is_unique(new)) {
        (true, false) => Validation::Relaxed { accepted: equal },
        (false, true) => Validation::Tightened { refused: equal },
        _ => Validation::Same,
    };
    // Lists replace the deprecated sets.
    let is_upgrade = validation == Validation::Same && matches!(new.kind, ShapeKind::List(_));
    let change = change.validation(validation);
    if is_upgrade { change } else { change.code(TYPE) }
}
