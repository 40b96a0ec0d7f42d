//! Merges `apply` statements into the shapes that they name.
//!
//! A statement about a member that a mixin may add is kept until mixins are flattened.

use std::collections::{BTreeMap, HashMap};

use super::draft::{Applied, Body, Draft, Drafts};
use super::merge;
use crate::ast::{Member, ShapeId};
use crate::error::Error;
use crate::prelude;

pub(super) fn apply(drafts: &mut Drafts) {
    let mut by_shape: BTreeMap<ShapeId, Vec<Applied>> = BTreeMap::new();
    for applied in std::mem::take(&mut drafts.applied) {
        by_shape.entry(applied.target.without_member()).or_default().push(applied);
    }
    for (shape, statements) in by_shape {
        match drafts.shapes.get_mut(&shape) {
            Some(draft) => drafts.errors.extend(apply_to(draft, statements)),
            // The problem with a broken shape has been reported.
            None if drafts.broken.contains(&shape) => {}
            None => drafts.errors.extend(statements.iter().map(|applied| no_shape(applied, &shape))),
        }
    }
}

/// Merges statements, in the order of the documents, into the shape that they name.
fn apply_to(draft: &mut Draft, statements: Vec<Applied>) -> Vec<Error> {
    let mut errors = Vec::new();
    let members: &mut [Member] = if let Body::Members(_, members) = &mut draft.body { members } else { &mut [] };
    let mut by_name: HashMap<String, &mut Member> =
        members.iter_mut().map(|member| (member.name.clone(), member)).collect();
    for applied in statements {
        let Some(name) = applied.target.member() else {
            errors.extend(merge::traits(&mut draft.traits, applied.traits, &draft.id));
            continue;
        };
        if let Some(member) = by_name.get_mut(name) {
            errors.extend(merge::traits(&mut member.traits, applied.traits, &applied.target));
        } else if draft.mixins.is_empty() {
            errors.push(no_member(&applied));
        } else if let Some(introduced) = draft.introduced.get_mut(name) {
            errors.extend(merge::traits(&mut introduced.traits, applied.traits, &applied.target));
        } else {
            draft.introduced.insert(name.to_string(), applied);
        }
    }
    errors
}

fn no_shape(applied: &Applied, shape: &ShapeId) -> Error {
    let (problem, expected) = match prelude::shape(shape.as_str()) {
        Some(_) => (format!("traits are applied to `{shape}`, which is Smithy's own"), "a shape of the model"),
        None => (format!("traits are applied to `{shape}`, which does not exist"), "the id of a shape"),
    };
    Error::new(&applied.place, problem, expected).about(&applied.target)
}

/// Creates the error of a statement about a member that its shape does not have.
pub(super) fn no_member(applied: &Applied) -> Error {
    let problem = "traits are applied to a member that does not exist";
    Error::new(&applied.place, problem, "a member of the shape").about(&applied.target)
}
