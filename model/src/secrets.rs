//! Members that are named like secrets although nothing says whether they are.
//!
//! A mark as a secret counts wherever it is: on the member, on its target, or on the structure. A statement that
//! something is *no* secret counts on the member itself; on a shape it counts only for members whose name the shape's
//! own name contains at its end. `ClientToken` speaks for `clientToken` and `token`. `String` does not speak for
//! `password`, nor `Token` for `refreshToken`: whoever wrote the statement had other members in mind.

mod names;

use self::names::is_about;
pub(crate) use self::names::looks_secret;
use crate::ast::{Member, Model, Shape, ShapeKind};
use crate::own::{NOT_SECRET, SECRET};
use crate::traits::{IdempotencyToken, Sensitive, SmithyTrait, Traits};

/// How deep lists of lists are looked into.
const DEPTH: usize = 8;

/// Whether something says if the member is a secret, or its values are neither text, bytes nor documents.
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

/// Whether a statement says that the shape itself is a secret, or that it is none.
pub(crate) fn has_statement(shape: &Shape) -> bool {
    is_secret(&shape.traits) || is_no_secret(&shape.traits)
}

fn is_no_secret(traits: &Traits) -> bool {
    traits.applied(NOT_SECRET).is_some()
}

fn is_secret(traits: &Traits) -> bool {
    [Sensitive::ID, SECRET].iter().any(|id| traits.applied(id).is_some())
}

/// The member with its target, and what is in that if it is a list or map: a member and target each.
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
