//! Compares the old and the new target of members, inputs and outputs.
//!
//! Invariant: each pair of shapes is compared once, and the number of pairs is limited.

use std::collections::{HashMap, HashSet};

use super::context::{Side, Subject, Usage};
use super::shapes::{is_named, pair};
use super::traits::is_inherited;
use super::{Change, Validation};
use crate::ast::{Place, ShapeId};

/// A reference whose target changed.
pub(super) struct Retarget<'c, 'm> {
    /// The shape or member with the reference.
    pub subject: Subject<'c, 'm>,
    pub rule: &'static str,
    pub what: &'static str,
    pub old: &'m ShapeId,
    pub new: &'m ShapeId,
    pub place: &'m Place,
}

/// The effect of the differences between two shapes on members that now target the other one.
pub(super) struct Differences<'m> {
    known: HashMap<(&'m ShapeId, &'m ShapeId, Usage), Change>,
    /// The number of members that may still be compared.
    left: usize,
}

impl Default for Differences<'_> {
    fn default() -> Self {
        const MOST_MEMBERS: usize = 1_000_000;
        Self { known: HashMap::new(), left: MOST_MEMBERS }
    }
}

pub(super) fn judge(retarget: &Retarget<'_, '_>) -> Change {
    let change = Change::new(retarget.rule, &retarget.subject.id, retarget.place, retarget.what);
    let change = change.values(Some(retarget.old.to_string()), Some(retarget.new.to_string()));
    let shape = |side: &Side<'_>, id: &ShapeId| side.model.shapes.get(id).is_none_or(is_named);
    let is_named = shape(&retarget.subject.old, retarget.old) || shape(&retarget.subject.new, retarget.new);
    let Change { wire, reason, validation, code, security, .. } = difference(retarget);
    let code = code.or_else(|| is_named.then(|| "types may have the name of the shape".to_owned()));
    Change { wire, reason, validation, code, security, ..change }
}

/// Returns the combined effect of the differences, cached for shapes that were compared before.
fn difference<'m>(retarget: &Retarget<'_, 'm>) -> Change {
    let Subject { context, old, new, usage, .. } = &retarget.subject;
    let has_own = [old, new].iter().any(|side| side.traits().iter().any(|applied| is_inherited(applied.id.as_str())));
    let key = (retarget.old, retarget.new, *usage);
    if let Some(known) = context.retargets.borrow().known.get(&key).filter(|_| !has_own) {
        return known.clone();
    }
    let nothing = Change::new(retarget.rule, retarget.new, retarget.place, retarget.what);
    let together = compare(retarget).into_iter().fold(nothing, with);
    if !has_own {
        context.retargets.borrow_mut().known.insert(key, together.clone());
    }
    together
}

/// Adds the effect of a difference between the targets to the change.
fn with(change: Change, difference: Change) -> Change {
    let what = format!("{}: {}", difference.shape, difference.what);
    let reason = difference.reason.map_or_else(|| what.clone(), |reason| format!("{what}: {reason}"));
    let mut change = change.wire(difference.wire, reason);
    change.validation = std::mem::replace(&mut change.validation, Validation::Same).and(difference.validation);
    change.code = change.code.or(difference.code.map(|code| format!("{what}: {code}")));
    change.security = change.security.or(difference.security.map(|notice| format!("{what}: {notice}")));
    change
}

/// Returns all differences between the old and the new target, direct or indirect.
fn compare(retarget: &Retarget<'_, '_>) -> Vec<Change> {
    let mut seen = HashSet::from([(retarget.old, retarget.new)]);
    let mut waiting: Vec<Subject<'_, '_>> = targets(retarget).into_iter().collect();
    let mut changes = Vec::new();
    while let Some(subject) = waiting.pop() {
        if !spend(&subject) {
            let change = Change::new(retarget.rule, retarget.new, retarget.place, "not compared to the end");
            changes.push(change.risky("too many members refer to other shapes to compare them all"));
            break;
        }
        let mut found = Vec::new();
        changes.extend(pair(&subject, &mut found));
        let new = found.iter().filter(|next| seen.insert((next.old, next.new)));
        waiting.extend(new.filter_map(targets));
    }
    changes
}

/// Returns both targets. A member's own traits override theirs.
fn targets<'c, 'm>(retarget: &Retarget<'c, 'm>) -> Option<Subject<'c, 'm>> {
    let side = |side: &Side<'m>, id: &ShapeId| {
        let over = side.member.map(|member| &member.traits);
        Some(Side { over, ..Side::of_shape(side.model, side.model.shapes.get(id)?) })
    };
    let Subject { context, old, new, usage, .. } = &retarget.subject;
    let (old, new) = (side(old, retarget.old)?, side(new, retarget.new)?);
    Some(Subject { context, id: retarget.new.clone(), old, new, usage: *usage })
}

/// Counts one more pair of shapes, and returns `false` if there are too many.
fn spend(subject: &Subject<'_, '_>) -> bool {
    let cost = 1 + subject.old.shape.members().len() + subject.new.shape.members().len();
    let mut differences = subject.context.retargets.borrow_mut();
    let may = differences.left >= cost;
    differences.left = differences.left.saturating_sub(cost);
    may
}
