//! New members that look like secrets and are not marked as such.
//!
//! Invariant: a member that is marked, or explicitly marked as not secret, is never reported.

use super::Change;
use crate::ast::{Member, Model, Shape, ShapeKind};
use crate::secrets::{is_settled, looks_secret};

/// Returns the members of a new structure or union that look like secrets.
pub(super) fn in_shape(model: &Model, shape: &Shape) -> Vec<Change> {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => {
            members.iter().filter_map(|member| in_member(model, shape, member)).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the members whose new names look like secrets.
pub(super) fn renamed(model: &Model, changes: &[Change]) -> Vec<Change> {
    let is_fresh =
        |change: &&Change| change.rule == "member-renamed" && !change.old.as_deref().is_some_and(looks_secret);
    let renamed = changes.iter().filter(is_fresh).filter_map(|change| {
        let shape = model.shapes.get(&change.shape.without_member())?;
        in_member(model, shape, shape.member(change.shape.member()?)?)
    });
    renamed.collect()
}

/// Returns the change of a new member that looks like a secret.
pub(super) fn in_member(model: &Model, shape: &Shape, member: &Member) -> Option<Change> {
    if !looks_secret(&member.name) || is_settled(model, shape, member) {
        return None;
    }
    let id = shape.id.with_member(&member.name);
    let change = Change::new("unmarked-secret-added", &id, &member.place, "looks like a secret and is not marked");
    Some(change.security("a secret that is not marked sensitive is printed and logged"))
}
