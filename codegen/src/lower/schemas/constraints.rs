//! Lowers the constraints of a shape, or of a member that overrides those of its target.

use model::{Member, Shape, ShapeId, ShapeKind, SmithyTrait, Traits, traits};

use super::super::context::Context;
use crate::ir::{Constraints, Range};
use crate::pattern::{Matcher, Matchers};

/// Returns `true` if the traits constrain nothing.
pub fn is_free(traits: &Traits) -> bool {
    !(traits.has::<traits::Length>()
        || traits.has::<traits::Range>()
        || traits.has::<traits::Pattern>()
        || traits.has::<traits::UniqueItems>())
}

/// Returns the constraints of a member, whose own traits take precedence over its target's.
pub fn of_member(member: &Member, target: &Shape, matchers: &mut Matchers) -> Constraints {
    let layers = [&member.traits, &target.traits];
    let length = layers.iter().find_map(|traits| traits.get::<traits::Length>());
    let range = layers.iter().find_map(|traits| traits.get::<traits::Range>());
    let unique_items = layers.iter().any(|traits| traits.has::<traits::UniqueItems>());
    Constraints {
        length: length.map(|length| (length.min, length.max)),
        range: range.map(|range| bounds(range, target)),
        pattern: pattern(member, target, matchers),
        matcher: None,
        unique_items: unique_items || matches!(target.kind, ShapeKind::Set(_)),
    }
}

fn bounds(range: traits::Range, target: &Shape) -> Range {
    if matches!(target.kind, ShapeKind::Float | ShapeKind::Double) {
        let float = |number: Option<serde_json::Number>| number.and_then(|number| number.as_f64());
        return Range::Float(float(range.min), float(range.max));
    }
    if matches!(target.kind, ShapeKind::BigInteger | ShapeKind::BigDecimal) {
        let text = |number: Option<serde_json::Number>| number.map(|number| number.to_string());
        return Range::Decimal(text(range.min), text(range.max));
    }
    integers(&range)
}

/// Returns the bounds of an integer; a bound with a fraction is rounded inwards.
fn integers(range: &traits::Range) -> Range {
    let min = range.min.as_ref().and_then(|min| integer(min, f64::ceil));
    let max = range.max.as_ref().and_then(|max| integer(max, f64::floor));
    Range::Integer(min, max)
}

/// Returns the pattern and its matcher; `None` if it has no exact matcher, in which case only the service checks it.
fn pattern(member: &Member, target: &Shape, matchers: &mut Matchers) -> Option<(String, Matcher)> {
    let text = member.traits.get::<traits::Pattern>().or_else(|| target.traits.get())?.0;
    let matcher = matchers.find(&text).as_ref().ok()?.clone();
    Some((text, matcher))
}

/// The matchers of all patterns, compiled in the order of the shapes: what one takes is not there for the next, so the
/// order decides which have one.
pub fn matchers(context: &Context<'_>) -> Matchers {
    let mut matchers = Matchers::default();
    for (_, traits) in context.shapes().iter().flat_map(|shape| constrained(shape)) {
        if let Some(traits::Pattern(text)) = traits.get() {
            matchers.find(&text);
        }
    }
    matchers
}

/// The patterns of all shapes that have no matcher, a line each.
pub fn unchecked_patterns(context: &Context<'_>) -> Vec<String> {
    let mut matchers = matchers(context);
    let line = |(id, traits): (ShapeId, &Traits)| {
        let (text, applied) = (traits.get::<traits::Pattern>()?.0, traits.applied(traits::Pattern::ID)?);
        let refusal = matchers.find(&text).as_ref().err()?;
        Some(format!("{}: {id}: the pattern is left to the service to check: {refusal}", applied.place))
    };
    context.shapes().iter().flat_map(|shape| constrained(shape)).filter_map(line).collect()
}

/// A shape and its members, each with its traits.
fn constrained(shape: &Shape) -> impl Iterator<Item = (ShapeId, &Traits)> {
    let members = shape.members().into_iter().map(|member| (shape.id.with_member(&member.name), &member.traits));
    std::iter::once((shape.id.clone(), &shape.traits)).chain(members)
}

fn integer(number: &serde_json::Number, inside: fn(f64) -> f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, reason = "a cast saturates, and no integer is outside of what it gives")]
    number.as_i64().or_else(|| number.as_f64().map(|float| inside(float) as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(min: &str, max: &str, expect: (i64, i64)) {
        let number = |text: &str| serde_json::from_str(text).expect("the bound is a number");
        let range = traits::Range { min: Some(number(min)), max: Some(number(max)) };
        let Range::Integer(min, max) = integers(&range) else { panic!("the bounds are integers") };
        assert_eq!((min, max), (Some(expect.0), Some(expect.1)));
    }

    #[test]
    fn a_fraction_is_rounded_to_the_inside() {
        check("1", "5", (1, 5));
        check("1.5", "4.5", (2, 4));
        check("-4.5", "-1.5", (-4, -2));
        check("0.1", "0.9", (1, 0));
        check("1.0", "5.0", (1, 5));
        check("-1e30", "1e30", (i64::MIN, i64::MAX));
    }
}
