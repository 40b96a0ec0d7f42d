//! Changed documentation, in one line with a count.

use super::differences::Difference;
use super::{Bump, RustChange};

/// Returns one change for all items.
pub fn change(differences: Vec<Difference>) -> Option<RustChange> {
    let count = differences.len();
    let first = differences.into_iter().next()?;
    let what = match count {
        1 => first.what,
        count => format!("has different documentation, with {} more", count - 1),
    };
    Some(RustChange { shape: first.shape, item: first.path, what, witness: None, bump: Bump::Patch })
}
