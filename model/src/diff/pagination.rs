//! Changes of how the results of an operation are divided into pages.
//!
//! Invariant: nothing of it is on the wire but members, which are compared for themselves.

use super::Change;
use super::context::Subject;
use super::traits::Edit;
use crate::own::PAGINATED;
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
        Some(_) => change.code("code that asks for page after page goes by it"),
    }])
}
