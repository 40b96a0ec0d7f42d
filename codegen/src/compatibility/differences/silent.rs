//! Code that still compiles but behaves differently: no compiler reports it, so the version must.
//!
//! Invariant: no difference here has a witness, because no line stops compiling.

use super::super::Bump;
use super::super::surface::Item;
use super::Difference;

/// Returns the differences in values that code with this item sends or reads.
pub fn compare(old: &Item, new: &Item) -> Vec<Difference> {
    let mut differences = Vec::new();
    if old.wire != new.wire {
        let what = format!("still compiles, but its wire format is {} instead of {}", new.wire, old.wire);
        differences.push(Difference::new(new, what, Bump::Major));
    }
    // A default that is added or removed changes the type, which is reported separately.
    if old.default != new.default && !old.default.is_empty() && !new.default.is_empty() {
        let what = "still compiles, but has another default";
        differences.push(Difference::new(new, what, Bump::Major));
    }
    differences
}
