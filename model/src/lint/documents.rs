//! Statements of `docs.json` and `rules.json` about shapes that do not exist.

use super::Finding;
use crate::ast::{Place, ShapeId};

pub(super) const RULE: &str = "applied-to-nothing";

pub(super) fn findings(unmatched: &[(ShapeId, Place)]) -> Vec<Finding> {
    let finding = |(shape, place): &(ShapeId, Place)| {
        let what = "applied to a shape or member that the model does not have".to_string();
        Finding { rule: RULE, shape: shape.clone(), place: place.clone(), what }
    };
    unmatched.iter().map(finding).collect()
}
