//! Groups the differences caused by one shape or member, so that a change of the model is reported once.
//!
//! Invariant: the greatest bump is always kept.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use model::ShapeId;

use super::differences::{Difference, Topic};
use super::{Bump, RustChange};

/// Returns one change for each shape or member. Changed documentation is reported only without other changes.
pub fn merge(differences: Vec<Difference>) -> Vec<RustChange> {
    let (documentation, differences): (Vec<_>, Vec<_>) =
        differences.into_iter().partition(|difference| difference.topic == Topic::Documentation);
    if differences.is_empty() {
        return super::documentation::change(documentation).into_iter().collect();
    }
    let mut groups: BTreeMap<ShapeId, Vec<Difference>> = BTreeMap::new();
    for difference in differences {
        groups.entry(difference.shape.clone()).or_default().push(difference);
    }
    groups.into_iter().filter_map(|(shape, group)| self::group(shape, group)).collect()
}

/// The maximum number of differences listed in one change; the others are counted.
const MAX_LISTED: usize = 8;

/// Merges the differences of one shape or member; those implied by others are left out.
fn group(shape: ShapeId, mut group: Vec<Difference>) -> Option<RustChange> {
    group.sort_by_key(|difference| (Reverse(difference.bump), difference.topic, rank(&difference.path)));
    let bump = group.iter().map(|difference| difference.bump).max().unwrap_or(Bump::None);
    let witness = group.iter().find_map(|difference| difference.witness.as_ref()).map(|line| line.code.clone());
    let known = Known::new(&group);
    let listed: Vec<&Difference> = group.iter().filter(|difference| !known.implies(difference)).collect();
    let (first, rest) = listed.split_first()?;
    let owner = first.path.split_once("::").map_or(first.path.as_str(), |(owner, _)| owner);
    let mut what = first.what.clone();
    for difference in rest.iter().take(MAX_LISTED) {
        what.push_str(&match difference.path.strip_prefix(owner) {
            _ if difference.path == first.path => format!("; {}", difference.what),
            Some(part) if part.starts_with("::") => format!("; `{}` {}", &part[2..], difference.what),
            _ => format!("; `{}` {}", difference.path, difference.what),
        });
    }
    if let Some(more) = rest.len().checked_sub(MAX_LISTED).filter(|more| *more > 0) {
        what.push_str(&format!("; and {more} more"));
    }
    Some(RustChange { shape, item: first.path.clone(), what, witness, bump })
}

/// Returns the order of preference for the representative item: types, then fields and variants, then functions.
fn rank(path: &str) -> u8 {
    match (path.ends_with("()"), path.contains(": "), path.contains("::")) {
        (false, false, false) => 0,
        (false, false, true) => 1,
        _ => 2,
    }
}

/// The paths and texts of a group of differences, for constant-time lookups of implied ones.
struct Known<'d> {
    paths: HashSet<&'d str>,
    /// The texts of all renames, each of which contains the new path.
    renames: HashSet<&'d str>,
    has_surface: bool,
}

impl<'d> Known<'d> {
    fn new(group: &'d [Difference]) -> Self {
        Self {
            paths: group.iter().map(|difference| difference.path.as_str()).collect(),
            renames: group.iter().map(|difference| difference.what.as_str()).collect(),
            has_surface: group.iter().any(|difference| difference.topic == Topic::Surface),
        }
    }

    /// Returns `true` if the other differences imply this one: that of a field its setter's, a rename the addition of
    /// its new item, and a change of the API a change of the implementation.
    fn implies(&self, difference: &Difference) -> bool {
        let field = difference.path.strip_suffix("()");
        let is_setter = field.is_some_and(|field| self.paths.contains(field)) && difference.topic != Topic::Hiding;
        is_setter
            || difference.what == "is added" && self.renames.contains(format!("is now `{}`", difference.path).as_str())
            || difference.topic == Topic::Internal && self.has_surface
    }
}
