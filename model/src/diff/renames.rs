//! Finds shapes that were renamed without another change.
//!
//! A removed shape and an added one are the same if they are equal except for names and documentation, if no other pair
//! of shapes is equal to them, and if everything that referred to the old one now refers to the new one. Shapes that
//! refer to one another are distinguished step by step, by the shapes to which they refer.
//!
//! Invariant: a shape is renamed to at most one other, and its references have the same targets after renaming.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use self::form::{Form, slots};
use super::context::View;
use crate::ast::ShapeId;

mod form;
mod ids;

pub use self::ids::renames;

/// The new names of renamed shapes.
#[derive(Default)]
pub(super) struct Renames<'m> {
    to_new: BTreeMap<&'m ShapeId, &'m ShapeId>,
    to_old: HashMap<&'m ShapeId, &'m ShapeId>,
}

impl<'m> Renames<'m> {
    pub fn find(old: &View<'m>, new: &View<'m>) -> Self {
        let removed: Vec<&ShapeId> = old.shapes.keys().filter(|id| !new.shapes.contains_key(*id)).copied().collect();
        let added: Vec<&ShapeId> = new.shapes.keys().filter(|id| !old.shapes.contains_key(*id)).copied().collect();
        if removed.is_empty() || added.is_empty() {
            return Self::default();
        }
        let removed = Side::new(old, &removed);
        let added = Side::new(new, &added);
        let mut pairs = candidates(&removed, &added);
        drop_unequal(&mut pairs, &removed, &added);
        let back: Pairs<'_> = pairs.iter().map(|(before, after)| (*after, *before)).collect();
        let (unmoved_before, unmoved_after) = (unmoved(&pairs, old, new), unmoved(&back, new, old));
        pairs.retain(|before, after| !unmoved_before.contains(before) && !unmoved_after.contains(after));
        drop_unequal(&mut pairs, &removed, &added);
        Self { to_old: pairs.iter().map(|(before, after)| (*after, *before)).collect(), to_new: pairs }
    }

    /// Returns the name in the new model of a shape of the old one.
    pub fn new_of<'a>(&self, old: &'a ShapeId) -> &'a ShapeId
    where
        'm: 'a,
    {
        self.to_new.get(old).copied().unwrap_or(old)
    }

    /// Returns the name in the old model of a shape of the new one.
    pub fn old_of<'a>(&self, new: &'a ShapeId) -> &'a ShapeId
    where
        'm: 'a,
    {
        self.to_old.get(new).copied().unwrap_or(new)
    }

    /// Returns `true` if a shape of the old model was renamed.
    pub fn is_renamed(&self, old: &ShapeId) -> bool {
        self.to_new.contains_key(old)
    }
}

/// Old shapes with candidates for their new names.
type Pairs<'m> = BTreeMap<&'m ShapeId, &'m ShapeId>;

/// The shapes of one model that the other does not have.
struct Side<'m> {
    forms: BTreeMap<&'m ShapeId, Form<'m>>,
    /// The colour of each form, in order. Shapes of one colour have been indistinguishable so far.
    colors: Vec<u64>,
}

impl<'m> Side<'m> {
    fn new(view: &View<'m>, ids: &[&'m ShapeId]) -> Self {
        // Each step also compares shapes that are one more reference away.
        const STEPS: usize = 8;
        let positions: HashMap<&ShapeId, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
        let shapes = ids.iter().filter_map(|id| view.shapes.get(*id));
        let forms: BTreeMap<&ShapeId, Form<'m>> =
            shapes.map(|shape| (&shape.id, Form::new(shape, |id| positions.contains_key(id)))).collect();
        let looks: Vec<u64> = forms.values().map(|form| hash(&form.text)).collect();
        let links: Vec<Vec<usize>> =
            forms.values().map(|form| form.own.iter().map(|id| positions[*id]).collect()).collect();
        let mut colors = looks.clone();
        for _ in 0..STEPS {
            let color = |(look, links): (&u64, &Vec<usize>)| {
                hash(&(look, links.iter().map(|link| colors[*link]).collect::<Vec<_>>()))
            };
            colors = looks.iter().zip(&links).map(color).collect();
        }
        Self { forms, colors }
    }

    /// Returns the shapes by colour, and by colour and name if several have the same colour.
    fn by_color(&self) -> HashMap<(u64, Option<&'m str>), Vec<&'m ShapeId>> {
        let mut groups: HashMap<_, Vec<&ShapeId>> = HashMap::new();
        for (id, color) in self.forms.keys().zip(&self.colors) {
            groups.entry((*color, None)).or_default().push(id);
            groups.entry((*color, Some(id.name()))).or_default().push(id);
        }
        groups
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Returns the pairs with equal and unique colours; if the colour is not unique, the name without namespace must be.
fn candidates<'m>(removed: &Side<'m>, added: &Side<'m>) -> Pairs<'m> {
    let (old, new) = (removed.by_color(), added.by_color());
    let mut pairs = Pairs::new();
    for (key, before) in &old {
        let is_ambiguous = |key: &(u64, Option<&str>)| {
            [&old, &new].into_iter().any(|groups| groups.get(&(key.0, None)).is_some_and(|group| group.len() > 1))
        };
        if key.1.is_some() && !is_ambiguous(key) {
            continue;
        }
        if let ([before], Some([after])) = (before.as_slice(), new.get(key).map(Vec::as_slice)) {
            pairs.insert(before, after);
        }
    }
    pairs
}

/// Removes the pairs that are not equal after all, and those that refer to them.
fn drop_unequal<'m>(pairs: &mut Pairs<'m>, removed: &Side<'m>, added: &Side<'m>) {
    let mut users: HashMap<&ShapeId, Vec<&'m ShapeId>> = HashMap::new();
    for before in pairs.keys() {
        for target in removed.forms.get(before).into_iter().flat_map(|form| &form.own) {
            users.entry(target).or_default().push(before);
        }
    }
    let mut waiting: Vec<&ShapeId> = pairs.keys().copied().collect();
    while let Some(before) = waiting.pop() {
        let Some(after) = pairs.get(before) else { continue };
        let forms = removed.forms.get(before).zip(added.forms.get(after));
        if !forms.is_some_and(|(before, after)| before.becomes(after, pairs)) {
            pairs.remove(before);
            waiting.extend(users.get(before).into_iter().flatten());
        }
    }
}

/// Returns the old shapes whose references were not all moved to the new one, or were all removed.
fn unmoved<'m>(pairs: &Pairs<'m>, old: &View<'m>, new: &View<'m>) -> HashSet<&'m ShapeId> {
    let mut is_moved: HashMap<&ShapeId, bool> = HashMap::new();
    let mut unmoved = HashSet::new();
    for (id, before) in &old.shapes {
        let after = new.shapes.get(pairs.get(id).unwrap_or(id));
        let after: HashSet<_> = after.into_iter().flat_map(|shape| slots(shape)).collect();
        let present: HashSet<&str> = after.iter().map(|(slot, _)| *slot).collect();
        for (slot, target) in slots(before) {
            let Some((target, moved)) = pairs.get_key_value(target) else { continue };
            if after.contains(&(slot, *moved)) {
                is_moved.insert(target, true);
            } else if present.contains(slot) {
                unmoved.insert(*target);
            }
            is_moved.entry(target).or_insert(false);
        }
    }
    unmoved.extend(is_moved.into_iter().filter(|(_, is_moved)| !is_moved).map(|(id, _)| id));
    unmoved
}
