//! Flattens mixins, by the rules of Smithy's chapter on them.
//!
//! Members of mixins come first, in the order of the mixins. Traits and members of a later mixin override those of an
//! earlier one, and the shape's own override both.
//!
//! All copies together are limited to [`MOST`] bytes, because a chain of mixins can demand more than any memory.

mod inherited;
mod size;

use std::collections::{BTreeMap, BTreeSet};

use self::inherited::Inherited;
use super::draft::Drafts;
use crate::ast::ShapeId;
use crate::graph;

/// The approximate limit on the bytes of all copies of members and traits.
const MOST: usize = 64 << 20;

pub(super) fn flatten(drafts: &mut Drafts) {
    let mut users: BTreeMap<ShapeId, Vec<ShapeId>> = BTreeMap::new();
    let mut waiting: BTreeMap<ShapeId, BTreeSet<ShapeId>> = BTreeMap::new();
    for draft in drafts.shapes.values() {
        let known = draft.mixins.iter().filter(|mixin| drafts.shapes.contains_key(&mixin.target));
        for mixin in known {
            users.entry(mixin.target.clone()).or_default().push(draft.id.clone());
            waiting.entry(draft.id.clone()).or_default().insert(mixin.target.clone());
        }
    }
    let mut ready: Vec<ShapeId> = drafts.shapes.keys().filter(|id| !waiting.contains_key(*id)).cloned().collect();
    let mut budget = MOST;
    while let Some(id) = ready.pop() {
        flatten_one(drafts, &id, &mut budget);
        for user in users.remove(&id).unwrap_or_default() {
            let Some(mixins) = waiting.get_mut(&user) else { continue };
            mixins.remove(&id);
            if mixins.is_empty() {
                waiting.remove(&user);
                ready.push(user);
            }
        }
    }
    report_cycles(drafts, &waiting);
}

/// Reports every cycle once; `waiting` are the shapes that are part of a cycle or use a mixin that is.
fn report_cycles(drafts: &mut Drafts, waiting: &BTreeMap<ShapeId, BTreeSet<ShapeId>>) {
    let ids: Vec<&ShapeId> = waiting.keys().collect();
    let edges: Vec<Vec<usize>> = waiting
        .values()
        .map(|mixins| mixins.iter().filter_map(|mixin| ids.binary_search(&mixin).ok()).collect())
        .collect();
    let first = |cycle: Vec<usize>| ids.get(*cycle.first()?).copied();
    for draft in graph::cycles(&edges).into_iter().filter_map(first).filter_map(|id| drafts.shapes.get(id)) {
        let error = draft.error(&draft.place, "the shape is a mixin of itself", "mixins without a cycle");
        drafts.errors.push(error);
    }
    for id in ids {
        drafts.shapes.remove(id);
        drafts.broken.insert(id.clone());
    }
}

/// Flattens a shape whose mixins are already flat.
fn flatten_one(drafts: &mut Drafts, id: &ShapeId, budget: &mut usize) {
    let Some(mut draft) = drafts.shapes.remove(id) else { return };
    let errors_before = drafts.errors.len();
    let mut inherited = Inherited::default();
    for mixin in std::mem::take(&mut draft.mixins) {
        match drafts.shapes.get(&mixin.target) {
            Some(shape) => {
                let problem = inherited.add(&draft, &mixin.place, shape, budget);
                drafts.errors.extend(problem);
            }
            None if drafts.broken.contains(&mixin.target) => {
                drafts.broken.insert(id.clone());
                return;
            }
            None => {
                let problem = format!("the mixin `{}` does not exist", mixin.target);
                drafts.errors.push(draft.error(&mixin.place, problem, "the id of a shape"));
            }
        }
    }
    let (draft, errors) = inherited.merge(draft);
    drafts.errors.extend(errors);
    if drafts.errors.len() == errors_before {
        drafts.shapes.insert(id.clone(), draft);
    } else {
        drafts.broken.insert(id.clone());
    }
}
