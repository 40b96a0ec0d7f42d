//! Items that are there under another name.
//!
//! Invariant: an item becomes at most one other, and only where no other could have become it.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use model::ShapeId;

use super::super::surface::{Item, Signature};
use super::{Side, kind};

/// What became of old items, by their paths.
pub type Renames<'i> = HashMap<&'i str, Renamed<'i>>;

/// What became of an item.
#[derive(Clone, Copy)]
pub enum Renamed<'i> {
    /// It is this one now.
    To(&'i Item),
    /// It is gone, and this one is made of the same.
    Like(&'i Item),
}

/// The items that are gone and have another name; `ids` has the new ids of old shapes and members.
pub fn find<'i>(old: &Side<'i>, new: &Side<'i>, ids: &'i BTreeMap<ShapeId, ShapeId>) -> Renames<'i> {
    let (gone, fresh) = (missing(old, new), missing(new, old));
    let mut renames = Renames::new();
    let identity = |item: &'i Item| item.identity.as_deref().map(|identity| (kind(item), identity));
    let by_identity = pairs(&gone, &fresh, identity, identity);
    for (before, now) in by_identity {
        // What a value stands for on the wire, and where a call goes, is what it is; structures may be alike by chance.
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

/// The items of one side whose names the other does not have.
fn missing<'i>(side: &Side<'i>, other: &Side<'i>) -> Vec<&'i Item> {
    let is_missing = |item: &&Item| !other.by_path.contains_key(item.path.as_str()) && other.has_owner(item);
    side.items.iter().filter(is_missing).filter(|item| item.signature != Signature::Internal).collect()
}

/// The pairs that have the same key, which no others have.
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
