//! Puts together what comes from one shape or member, so that a change of the model is said once.
//!
//! Invariant: the greatest bump is never left out.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use model::ShapeId;

use super::differences::{Difference, Topic};
use super::{Bump, RustChange};

/// One change for each shape or member. What is only documented otherwise is said where nothing else is.
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

/// The differences of one shape or member as one change; what follows from another of them is not said.
fn group(shape: ShapeId, mut group: Vec<Difference>) -> Option<RustChange> {
    group.sort_by_key(|difference| (Reverse(difference.bump), difference.topic, rank(&difference.path)));
    let bump = group.iter().map(|difference| difference.bump).max().unwrap_or(Bump::None);
    let witness = group.iter().find_map(|difference| difference.witness.as_ref()).map(|line| line.code.clone());
    let said: Vec<&Difference> = group.iter().filter(|difference| !follows(difference, &group)).collect();
    let (first, rest) = said.split_first()?;
    let owner = first.path.split_once("::").map_or(first.path.as_str(), |(owner, _)| owner);
    let rest = rest.iter().map(|difference| match difference.path.strip_prefix(owner) {
        _ if difference.path == first.path => format!("; {}", difference.what),
        Some(part) if part.starts_with("::") => format!("; `{}` {}", &part[2..], difference.what),
        _ => format!("; `{}` {}", difference.path, difference.what),
    });
    let what = first.what.clone() + &rest.collect::<String>();
    Some(RustChange { shape, item: first.path.clone(), what, witness, bump })
}

/// Types show best what happened, then fields and variants, then functions.
fn rank(path: &str) -> u8 {
    match (path.ends_with("()"), path.contains(": "), path.contains("::")) {
        (false, false, false) => 0,
        (false, false, true) => 1,
        _ => 2,
    }
}

/// Whether the other differences say as much: of a setter its field, of what is added what was renamed to it, and of
/// how something works anything.
fn follows(difference: &Difference, group: &[Difference]) -> bool {
    let is_internal = difference.topic == Topic::Internal;
    group.iter().any(|other| {
        let is_field = difference.path.strip_suffix("()") == Some(other.path.as_str());
        let is_renamed = difference.what == "is added" && other.what == format!("is now `{}`", difference.path);
        is_field || is_renamed || is_internal && other.topic == Topic::Surface
    })
}
