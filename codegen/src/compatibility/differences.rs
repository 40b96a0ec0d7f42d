//! Every item that changed, with the severity of the change.
//!
//! Invariant: a change of a type is not repeated for its parts: the parts of an added or removed type are not reported.

mod renames;
mod shadows;
mod signatures;
mod silent;

use std::collections::{BTreeMap, HashMap};

use model::ShapeId;

use self::renames::{Renamed, Renames};
use super::Bump;
use super::surface::{Item, Line, Signature};

/// A change of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The shape or member that caused it.
    pub shape: ShapeId,
    /// The item's path.
    pub path: String,
    /// A description of the change.
    pub what: String,
    /// The code that no longer compiles.
    pub witness: Option<Line>,
    /// The required version bump.
    pub bump: Bump,
    pub(super) topic: Topic,
}

/// The subject of a difference, which decides which differences imply others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Topic {
    /// The names of other items that it hides.
    Hiding,
    /// The public API.
    Surface,
    /// The implementation.
    Internal,
    /// The documentation.
    Documentation,
}

/// The items of one side.
struct Side<'i> {
    items: &'i [Item],
    by_path: HashMap<&'i str, &'i Item>,
    /// The items by kind and shape.
    by_shape: HashMap<(&'static str, &'i ShapeId), &'i Item>,
}

impl<'i> Side<'i> {
    fn new(items: &'i [Item]) -> Self {
        let by_path = items.iter().map(|item| (item.path.as_str(), item)).collect();
        // A shape with several items of a kind does not identify any of them.
        let mut count: HashMap<_, (usize, &Item)> = HashMap::new();
        for item in items {
            count.entry((kind(item), &item.shape)).or_insert((0, item)).0 += 1;
        }
        let alone = count.into_iter().filter(|(_, (count, _))| *count == 1);
        Self { items, by_path, by_shape: alone.map(|(key, (_, item))| (key, item)).collect() }
    }

    fn like(&self, item: &Item) -> Option<&'i Item> {
        self.by_shape.get(&(kind(item), &item.shape)).copied()
    }

    fn has_owner(&self, item: &Item) -> bool {
        item.owner.as_deref().is_none_or(|owner| self.by_path.contains_key(owner))
    }
}

/// Returns all changes from the old items to the new ones, in the order of the old ones and then of the new ones.
///
/// `renames` has the new ids of renamed shapes and members.
pub fn between(old: &[Item], new: &[Item], renames: &BTreeMap<ShapeId, ShapeId>) -> Vec<Difference> {
    let (old, new) = (Side::new(old), Side::new(new));
    let renames = renames::find(&old, &new, renames);
    let mut differences = Vec::new();
    for item in old.items {
        match new.by_path.get(item.path.as_str()) {
            Some(now) => differences.extend(changed(item, now, &new)),
            None if new.has_owner(item) => differences.push(removed(item, &renames, &old, &new)),
            None => {}
        }
    }
    for item in new.items.iter().filter(|item| !old.by_path.contains_key(item.path.as_str())) {
        differences.extend(shadows::compare(item, &old));
        if old.has_owner(item) {
            differences.push(added(item, &old, &new));
        }
    }
    differences.extend(orders(&old, &new));
    differences
}

fn kind(item: &Item) -> &'static str {
    match &item.signature {
        Signature::Presence if item.path.contains(": ") => "trait",
        Signature::Presence if item.path.contains("::") => "constant",
        Signature::Presence => "type",
        Signature::Field(_) => "field",
        Signature::Function { .. } => "function",
        Signature::Variant(_) => "variant",
        Signature::Internal => "internal",
    }
}

impl Difference {
    fn new(item: &Item, what: impl Into<String>, bump: Bump) -> Self {
        let is_internal = item.signature == Signature::Internal;
        let topic = if is_internal { Topic::Internal } else { Topic::Surface };
        Self { shape: item.shape.clone(), path: item.path.clone(), what: what.into(), witness: None, bump, topic }
    }

    fn breaking(item: &Item, what: impl Into<String>) -> Self {
        Self { witness: Some(item.line.clone()), ..Self::new(item, what, Bump::Major) }
    }

    fn because_of(mut self, shape: Option<ShapeId>) -> Self {
        self.shape = shape.unwrap_or(self.shape);
        self
    }

    fn about(mut self, topic: Topic) -> Self {
        self.topic = topic;
        self
    }
}

fn removed(item: &Item, renames: &Renames<'_>, old: &Side<'_>, new: &Side<'_>) -> Difference {
    if item.signature == Signature::Internal {
        return Difference::new(item, "is removed", Bump::Patch);
    }
    match renames.get(item.path.as_str()) {
        Some(Renamed::To(now)) => {
            Difference::breaking(item, format!("is now `{}`", now.path)).because_of(Some(now.shape.clone()))
        }
        Some(Renamed::Like(other)) => {
            Difference::breaking(item, format!("is removed, `{}` has the same content", other.path))
        }
        None => Difference::breaking(item, "is removed").because_of(signatures::cause_of_default(item, old, new)),
    }
}

fn added(item: &Item, old: &Side<'_>, new: &Side<'_>) -> Difference {
    let bump = if item.signature == Signature::Internal { Bump::Patch } else { Bump::Minor };
    Difference::new(item, "is added", bump).because_of(signatures::cause_of_default(item, old, new))
}

/// Returns the changes of an item that exists on both sides.
fn changed(old: &Item, new: &Item, now: &Side<'_>) -> Vec<Difference> {
    let mut differences: Vec<_> = signatures::compare(old, new).into_iter().collect();
    differences.extend(silent::compare(old, new));
    let is_moved = old.shape != new.shape && now.like(old).is_some();
    if is_moved && kind(old) == "type" {
        differences.push(Difference::new(new, format!("is now generated from `{}`", new.shape), Bump::Major));
    }
    let (deprecated, bump) = match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => ("is deprecated", Bump::Minor),
        (Some(_), None) => ("is no longer deprecated", Bump::Patch),
        _ => ("is deprecated with another message", Bump::Patch),
    };
    if old.deprecated != new.deprecated {
        differences.push(Difference::new(new, deprecated, bump));
    }
    if old.body != new.body {
        differences.push(Difference::new(new, "behaves differently", Bump::Patch).about(Topic::Internal));
    }
    if old.docs != new.docs {
        differences.push(Difference::new(new, "has different documentation", Bump::Patch).about(Topic::Documentation));
    }
    differences
}

/// Returns the types whose fields or variants have another order, of those that exist on both sides.
fn orders(old: &Side<'_>, new: &Side<'_>) -> Vec<Difference> {
    let mut parts: BTreeMap<&str, [Vec<&str>; 2]> = BTreeMap::new();
    for (index, (side, other)) in [(old, new), (new, old)].into_iter().enumerate() {
        for item in side.items.iter().filter(|item| matches!(kind(item), "field" | "variant")) {
            let both = other.by_path.contains_key(item.path.as_str());
            if let Some(owner) = item.owner.as_deref().filter(|_| both) {
                parts.entry(owner).or_default()[index].push(&item.path);
            }
        }
    }
    let reordered = parts.into_iter().filter(|(_, [old, new])| old != new);
    let types = reordered.filter_map(|(owner, _)| new.by_path.get(owner));
    types.map(|item| Difference::new(item, "has another order", Bump::Patch).about(Topic::Internal)).collect()
}
