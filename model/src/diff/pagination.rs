//! Changes of the pagination of operations.
//!
//! Invariant: pagination has no wire format except its members, which are compared by themselves.

use super::Change;
use super::context::Subject;
use super::traits::Edit;
use crate::extensions::PAGINATED;
use crate::traits::{Paginated, SmithyTrait};

pub(super) fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Option<Vec<Change>> {
    if ![Paginated::ID, PAGINATED].contains(&edit.id) {
        return None;
    }
    let rule = edit.happened().pick("pagination-added", "pagination-removed", "pagination-changed");
    let what = edit.happened().pick("now paginated", "no longer paginated", "paginated otherwise");
    let change = subject.change(edit, rule, what);
    Some(vec![match edit.old {
        None => change,
        Some(_) => change.code("code that reads page after page depends on it"),
    }])
}
