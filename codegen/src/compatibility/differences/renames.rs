//! Finds renamed items.
//!
//! Invariant: an item is renamed to at most one other, and only if there is no other candidate.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use model::ShapeId;

use super::super::surface::{Item, Signature};
use super::{Side, kind};

/// The fate of old items, by their paths.
pub type Renames<'i> = HashMap<&'i str, Renamed<'i>>;

/// The fate of an old item.
#[derive(Clone, Copy)]
pub enum Renamed<'i> {
    /// It was renamed to this one.
    To(&'i Item),
    /// It was removed, but this one has the same content.
    Like(&'i Item),
}

/// Returns the removed items that have another name; `ids` has the new ids of renamed shapes and members.
pub fn find<'i>(old: &Side<'i>, new: &Side<'i>, ids: &'i BTreeMap<ShapeId, ShapeId>) -> Renames<'i> {
    let (gone, fresh) = (missing(old, new), missing(new, old));
    let mut renames = Renames::new();
    let identity = |item: &'i Item| item.identity.as_deref().map(|identity| (kind(item), identity));
    let by_identity = pairs(&gone, &fresh, identity, identity);
    for (before, now) in by_identity {
        // The wire value identifies an enum value, and the URI an operation; structures may be equal by chance.
        let is_same = before.owner.as_deref() != Some("ServiceError") && kind(before) != "type";
        renames.insert(&before.path, if is_same { Renamed::To(now) } else { Renamed::Like(now) });
    }
    let by_shape = pairs(
        &gone,
        &fresh,
        |item| Some((kind(item), ids.get(&item.shape).unwrap_or(&item.shape))),
        |item| Some((kind(item), &item.shape)),
    );
    for (before, now) in by_shape {
        renames.insert(&before.path, Renamed::To(now));
    }
    renames
}

/// Returns the items of one side whose names the other side lacks.
fn missing<'i>(side: &Side<'i>, other: &Side<'i>) -> Vec<&'i Item> {
    let is_missing = |item: &&Item| !other.by_path.contains_key(item.path.as_str()) && other.has_owner(item);
    side.items.iter().filter(is_missing).filter(|item| item.signature != Signature::Internal).collect()
}

/// Returns the pairs with the same key that no other items have.
fn pairs<'i, K: Eq + Hash>(
    gone: &[&'i Item],
    fresh: &[&'i Item],
    gone_key: impl Fn(&'i Item) -> Option<K>,
    fresh_key: impl Fn(&'i Item) -> Option<K>,
) -> Vec<(&'i Item, &'i Item)> {
    let mut groups: HashMap<K, [Vec<&Item>; 2]> = HashMap::new();
    for item in gone {
        if let Some(key) = gone_key(item) {
            groups.entry(key).or_default()[0].push(item);
        }
    }
    for item in fresh {
        if let Some(key) = fresh_key(item) {
            groups.entry(key).or_default()[1].push(item);
        }
    }
    let alone = groups.into_values().filter_map(|[gone, fresh]| match (gone.as_slice(), fresh.as_slice()) {
        ([gone], [fresh]) => Some((*gone, *fresh)),
        _ => None,
    });
    alone.collect()
}
