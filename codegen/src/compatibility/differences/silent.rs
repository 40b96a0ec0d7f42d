//! Code that compiles as before and does something else: no compiler reports it, so the version must.
//!
//! Invariant: nothing here has a witness, for no line stops compiling.

use super::super::Bump;
use super::super::surface::Item;
use super::Difference;

/// What code that names the item sends, or reads, other than before.
pub fn compare(old: &Item, new: &Item) -> Vec<Difference> {
    let mut differences = Vec::new();
    if old.wire != new.wire {
        let what = format!("still compiles, but on the wire it is {} instead of {}", new.wire, old.wire);
        differences.push(Difference::new(new, what, Bump::Major));
    }
    // A default that appears or goes changes the type.
    if old.default != new.default && !old.default.is_empty() && !new.default.is_empty() {
        let what = "still compiles, but has another default where nothing sets it";
        differences.push(Difference::new(new, what, Bump::Major));
    }
    differences
}
