//! Finds members that are named like secrets but are not marked.
//!
//! A mark as secret counts wherever it is: on the member, on its target, or on the structure. A mark as *not* secret
//! counts on the member itself; on a shape it counts only for members whose name is the end of the shape's own name.
//! `ClientToken` covers `clientToken` and `token`. `String` does not cover `password`, nor `Token` `refreshToken`: the
//! author of the mark had other members in mind.

mod names;

use self::names::is_about;
pub(crate) use self::names::looks_secret;
use crate::ast::{Member, Model, Shape, ShapeKind};
use crate::extensions::{NOT_SECRET, SECRET};
use crate::traits::{IdempotencyToken, Sensitive, SmithyTrait, Traits};

/// The maximum depth of nested lists to search.
const DEPTH: usize = 8;

/// Returns `true` if a mark decides whether the member is secret, or if its values are not strings, bytes or documents.
pub(crate) fn is_settled(model: &Model, shape: &Shape, member: &Member) -> bool {
    let targets = targets(model, member);
    let may_be = targets
        .last()
        .is_some_and(|(_, inner)| matches!(inner.kind, ShapeKind::String | ShapeKind::Blob | ShapeKind::Document));
    let traits = targets.iter().flat_map(|(member, target)| [&member.traits, &target.traits]);
    let is_excused = |(inner, target): &(&Member, &Shape)| {
        is_no_secret(&inner.traits) || (is_no_secret(&target.traits) && is_about(target.id.name(), &member.name))
    };
    let is_token = member.traits.applied(IdempotencyToken::ID).is_some();
    !may_be || is_token || traits.chain([&shape.traits]).any(is_secret) || targets.iter().any(is_excused)
}

/// Returns `true` if a mark says that the shape itself is secret or not secret.
pub(crate) fn has_statement(shape: &Shape) -> bool {
    is_secret(&shape.traits) || is_no_secret(&shape.traits)
}

fn is_no_secret(traits: &Traits) -> bool {
    traits.applied(NOT_SECRET).is_some()
}

fn is_secret(traits: &Traits) -> bool {
    [Sensitive::ID, SECRET].iter().any(|id| traits.applied(id).is_some())
}

/// Returns the member with its target, and the entries of that if it is a list or map.
fn targets<'m>(model: &'m Model, member: &'m Member) -> Vec<(&'m Member, &'m Shape)> {
    let mut targets = Vec::new();
    let mut next = Some(member);
    while let Some((member, target)) = next.and_then(|member| Some((member, model.target(member)?))) {
        targets.push((member, target));
        next = match &target.kind {
            ShapeKind::List(inner) | ShapeKind::Set(inner) | ShapeKind::Map { value: inner, .. } => Some(inner),
            _ => None,
        };
        if targets.len() == DEPTH {
            break;
        }
    }
    targets
}
