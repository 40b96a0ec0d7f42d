//! Changes of constraints: length, range, pattern and uniqueness.
//!
//! Invariant: a member without a constraint of its own is compared with its target's.

use serde_json::{Number, Value};

use super::context::{Side, Subject};
use super::languages::Language;
use super::traits::Edit;
use super::value::shorten;
use super::{Change, Validation, bounds};
use crate::ast::ShapeKind;
use crate::number::{compare, is_integral};
use crate::pattern::Bounds;
use crate::traits::{AppliedTrait, Length, Pattern, Range, SmithyTrait, UniqueItems};

/// The constraints that a member inherits from its target.
pub(super) const IDS: [&str; 3] = [Length::ID, Pattern::ID, Range::ID];

pub(super) fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Option<Vec<Change>> {
    let pick = |added, removed, changed| edit.happened().pick(added, removed, changed);
    Some(match edit.id {
        Length::ID => {
            let rule = pick("length-added", "length-removed", "length-changed");
            let (old, new) = (bounds::of_length(lengths(&subject.old)), bounds::of_length(lengths(&subject.new)));
            bounded(subject, edit, (rule, "length"), [old, new], length(subject))
        }
        Range::ID => {
            let rule = pick("range-added", "range-removed", "range-changed");
            let (old, new) = (bounds::of_range(&numbers(&subject.old)), bounds::of_range(&numbers(&subject.new)));
            bounded(subject, edit, (rule, "range"), [old, new], range(subject))
        }
        Pattern::ID => {
            let rule = pick("pattern-added", "pattern-removed", "pattern-changed");
            let what = pick("pattern added", "pattern removed", "pattern changed");
            vec![subject.change(edit, rule, what).validation(pattern(subject))]
        }
        UniqueItems::ID => unique_items(subject, edit),
        _ => return None,
    })
}

/// Returns the change of a constraint with its old and new bounds, or `None` if the set of valid values is the same.
fn bounded<'m>(
    subject: &Subject<'_, 'm>,
    edit: Edit<'m>,
    (rule, kind): (&'static str, &str),
    [old, new]: [Option<String>; 2],
    validation: Validation,
) -> Vec<Change> {
    let what = match (&old, &new) {
        (Some(old), Some(new)) if old == new => return Vec::new(),
        (Some(old), Some(new)) => format!("{kind} {old} becomes {new}"),
        (None, Some(new)) => format!("{kind} constrained to {new}"),
        (Some(old), None) => format!("{kind} no longer {old}"),
        (None, None) => return Vec::new(),
    };
    vec![subject.change(edit, rule, what).values(old, new).validation(validation)]
}

fn unique_items<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Vec<Change> {
    let is_set = |side: &Side<'_>| matches!(side.shape.kind, ShapeKind::Set(_));
    if is_set(&subject.old) || is_set(&subject.new) {
        // This follows from the kind of the shape, whose change is reported separately.
        let rule = edit.happened().pick("unique-items-added", "unique-items-removed", "unique-items-added");
        return vec![subject.change(edit, rule, "whether the trait says that items are unique")];
    }
    let equal = Some("two equal items".to_owned());
    let change = match edit.new {
        Some(_) => {
            let change = subject.change(edit, "unique-items-added", "items must be unique");
            change.validation(Validation::Tightened { refused: equal })
        }
        None => {
            let change = subject.change(edit, "unique-items-removed", "items need not be unique");
            change.validation(Validation::Relaxed { accepted: equal })
        }
    };
    vec![change.code("a collection of unique items may have a type of its own")]
}

fn length(subject: &Subject<'_, '_>) -> Validation {
    let (old, new) = (lengths(&subject.old), lengths(&subject.new));
    let text = |length: Option<u64>| length.map(|length| format!("length {length}"));
    Validation::of(text(outside(old, new)), text(outside(new, old)))
}

fn lengths(side: &Side<'_>) -> Bounds {
    let length: Option<Length> = typed(side.effective(Length::ID));
    length.map_or(Bounds::ANY, |length| Bounds { min: length.min.unwrap_or_default(), max: length.max })
}

/// Returns a length within the first bounds but not the second, as close as possible to those within both.
fn outside(within: Bounds, not: Bounds) -> Option<u64> {
    let is_within = |length: &u64| *length >= within.min && within.max.is_none_or(|max| *length <= max);
    let below = not.min.checked_sub(1).map(|length| within.max.map_or(length, |max| length.min(max)));
    let above = not.max.and_then(|max| max.checked_add(1)).map(|length| length.max(within.min));
    let is_outside = |length: &u64| *length < not.min || not.max.is_some_and(|max| *length > max);
    [below, above].into_iter().flatten().find(|length| is_within(length) && is_outside(length))
}

fn range(subject: &Subject<'_, '_>) -> Validation {
    let (old, new) = (numbers(&subject.old), numbers(&subject.new));
    Validation::of(number_outside(&old, &new), number_outside(&new, &old))
}

/// Returns the effective range, without bounds implied by the type of the numbers.
fn numbers(side: &Side<'_>) -> Range {
    let range: Range = typed(side.effective(Range::ID)).unwrap_or(Range { min: None, max: None });
    let Some((least, most)) = side.target().and_then(|target| bounds::of_kind(&target.kind)) else { return range };
    Range {
        min: range.min.filter(|min| compare(min, &least.into()).is_gt()),
        max: range.max.filter(|max| compare(max, &most.into()).is_lt()),
    }
}

/// Returns a number within the first range but not the second.
fn number_outside(within: &Range, not: &Range) -> Option<String> {
    let is_less = |left: &Number, right: &Number| compare(left, right).is_lt();
    let is_empty = within.min.as_ref().zip(within.max.as_ref()).is_some_and(|(min, max)| is_less(max, min));
    if is_empty {
        return None;
    }
    if let Some(min) = &not.min
        && within.min.as_ref().is_none_or(|low| is_less(low, min))
    {
        return Some(beside(min, -1, within.min.as_ref()));
    }
    let max = not.max.as_ref()?;
    let is_above = within.max.as_ref().is_none_or(|high| is_less(max, high));
    is_above.then(|| beside(max, 1, within.max.as_ref()))
}

/// Returns the number one step further, or the end of the range if that exceeds it.
fn beside(bound: &Number, step: i8, end: Option<&Number>) -> String {
    let next = match bound.as_i128().filter(|_| is_integral(bound)) {
        Some(integer) => Number::from_i128(integer.saturating_add(step.into())),
        None => bound.as_f64().and_then(|float| Number::from_f64(float + f64::from(step))),
    };
    let is_beyond = |next: &Number, end: &Number| {
        let order = compare(next, end);
        if step < 0 { order.is_lt() } else { order.is_gt() }
    };
    let next = next.filter(|next| compare(next, bound).is_ne());
    match (next, end) {
        (Some(next), Some(end)) if is_beyond(&next, end) => end.to_string(),
        (Some(next), _) => next.to_string(),
        (None, Some(end)) => end.to_string(),
        (None, None) if step < 0 => format!("less than {bound}"),
        (None, None) => format!("more than {bound}"),
    }
}

fn pattern(subject: &Subject<'_, '_>) -> Validation {
    let pattern = |side: &Side<'_>| typed(side.effective(Pattern::ID)).map(|Pattern(pattern)| pattern);
    let (before, after) = (pattern(&subject.old), pattern(&subject.new));
    let is_text = |side: &Side<'_>| side.target().is_none_or(|target| matches!(target.kind, ShapeKind::String));
    let bounds = |side: &Side<'_>| if is_text(side) { lengths(side) } else { Bounds::ANY };
    let old = Language { pattern: before.as_deref(), lengths: bounds(&subject.old) };
    let new = Language { pattern: after.as_deref(), lengths: bounds(&subject.new) };
    let mut languages = subject.context.languages.borrow_mut();
    let refused = languages.difference(old, new);
    let accepted = refused.is_ok().then(|| languages.difference(new, old));
    let text = |text: Option<String>| text.map(|text| shorten(&format!("{text:?}")));
    match (refused, accepted) {
        (Ok(refused), Some(Ok(accepted))) => Validation::of(text(refused), text(accepted)),
        (Err(reason), _) | (_, Some(Err(reason))) => Validation::Unknown(reason),
        (Ok(_), None) => Validation::Same,
    }
}

/// Returns the typed form of an applied trait.
pub(super) fn typed<T: SmithyTrait>(applied: Option<&AppliedTrait>) -> Option<T> {
    T::deserialize(applied.map(|applied| &applied.value).filter(|value| **value != Value::Null)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(within: (u64, Option<u64>), not: (u64, Option<u64>), expect: Option<u64>) {
        let bounds = |(min, max)| Bounds { min, max };
        assert_eq!(outside(bounds(within), bounds(not)), expect);
    }

    #[test]
    fn lengths_outside_of_bounds() {
        check((0, None), (0, None), None);
        check((0, None), (1, None), Some(0));
        check((0, None), (0, Some(5)), Some(6));
        check((1, Some(5)), (1, Some(5)), None);
        check((1, Some(5)), (2, Some(4)), Some(1));
        check((2, Some(5)), (1, Some(4)), Some(5));
        check((10, Some(20)), (1, Some(4)), Some(10));
        check((1, Some(4)), (10, Some(20)), Some(4));
        check((0, None), (0, Some(u64::MAX)), None);
        check((5, Some(1)), (0, Some(0)), None);
    }

    #[test]
    fn numbers_outside_of_ranges() {
        let range = |text: &str| serde_json::from_str::<Range>(text).unwrap();
        let outside = |within, not| number_outside(&range(within), &range(not)).unwrap_or_default();
        assert_eq!(outside("{}", "{}"), "");
        assert_eq!(outside("{}", r#"{"min": 1}"#), "0");
        assert_eq!(outside("{}", r#"{"max": 1.5}"#), "2.5");
        assert_eq!(outside(r#"{"min": 1, "max": 9}"#, r#"{"min": 1, "max": 8}"#), "9");
        assert_eq!(outside(r#"{"min": 1, "max": 9}"#, r#"{"min": 0, "max": 9.0}"#), "");
        assert_eq!(outside(r#"{"min": 0.5}"#, r#"{"min": 1}"#), "0.5");
        assert_eq!(outside("{}", r#"{"max": 1e300}"#), "more than 1e+300");
        assert_eq!(outside(r#"{"min": 9, "max": 1}"#, r#"{"max": 0}"#), "");
    }
}
