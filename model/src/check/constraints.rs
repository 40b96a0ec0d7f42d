//! Checks that constraints can be satisfied.

use std::cmp::Ordering;

use serde_json::Value;

use super::context::{Context, Site};
use crate::ast::ShapeKind;
use crate::error::{Error, quote};
use crate::number;
use crate::pattern;
use crate::traits::{Length, Pattern, Range, SmithyTrait};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let checks = [length, range, pattern];
    context.sites().flat_map(|site| checks.iter().filter_map(move |check| check(context, &site))).collect()
}

fn length(_: &Context<'_>, site: &Site<'_>) -> Option<Error> {
    let applied = site.traits().applied(Length::ID)?;
    let bound = |name| applied.value.get(name).and_then(Value::as_i64);
    let (min, max) = (bound("min"), bound("max"));
    let (min, max) = (min?, max?);
    let problem = || format!("the length's min {min} is above its max {max}");
    (min > max).then(|| site.error(&applied.place, problem(), "a min that is not above the max"))
}

fn range(context: &Context<'_>, site: &Site<'_>) -> Option<Error> {
    let applied = site.traits().applied(Range::ID)?;
    let Range { min, max } = site.traits().get()?;
    if has_whole_numbers(&site.target(context)?.kind)
        && let Some(fraction) = [&min, &max].into_iter().flatten().find(|bound| !number::is_integral(bound))
    {
        return Some(site.error(
            &applied.place,
            format!("the range's bound {fraction} is not an integer"),
            "an integer",
        ));
    }
    let (min, max) = (min?, max?);
    let is_empty = number::compare(&min, &max) == Ordering::Greater;
    let problem = || format!("the range's min {min} is above its max {max}");
    is_empty.then(|| site.error(&applied.place, problem(), "a min that is not above the max"))
}

fn has_whole_numbers(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Byte
            | ShapeKind::Short
            | ShapeKind::Integer
            | ShapeKind::Long
            | ShapeKind::BigInteger
            | ShapeKind::IntEnum(_)
    )
}

/// Reports a malformed regular expression. One that is merely unsupported is reported where its automaton is needed.
fn pattern(_: &Context<'_>, site: &Site<'_>) -> Option<Error> {
    let applied = site.traits().applied(Pattern::ID)?;
    let Pattern(text) = site.traits().get()?;
    match pattern::parse(&text) {
        Err(pattern::Error::Syntax { problem, .. }) => {
            let problem = format!("the pattern {} is malformed: {problem}", quote(&text));
            Some(site.error(&applied.place, problem, "a regular expression of ECMA 262"))
        }
        _ => None,
    }
}
