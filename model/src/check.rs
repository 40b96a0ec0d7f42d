//! Checks the semantics of a model: Smithy's rules that involve several shapes or traits.
//!
//! All problems are found at once. A check ignores what another check reports, so that one mistake is one error.
//!
//! Not checked, because Smithy only warns about it or nothing here depends on it: the values in `examples`, whether the
//! members of a resource's operations match its identifiers and properties, and trait selectors that use more than the
//! supported part of the [language](selector).

mod applied;
mod bindings;
mod constraints;
mod context;
mod defaults;
mod enums;
mod names;
mod operations;
mod paginated;
mod protocol_tests;
mod recursion;
mod selector;
mod services;
mod targets;
mod value;

use std::collections::BTreeSet;

use self::context::Context;
use crate::ast::{Model, ShapeId};
use crate::error::{Error, Errors};

/// Checks a model.
///
/// # Errors
///
/// Returns all problems, sorted by place.
pub fn check(model: &Model) -> Result<(), Errors> {
    Errors::new(check_except(model, &BTreeSet::new())).or(())
}

/// Checks a model, but does not report that the `broken` shapes are missing.
pub(crate) fn check_except(model: &Model, broken: &BTreeSet<ShapeId>) -> Vec<Error> {
    let context = Context::new(model, broken);
    let checks = [
        names::check,
        targets::check,
        applied::check,
        constraints::check,
        enums::check,
        defaults::check,
        recursion::check,
        services::check,
        operations::check,
        bindings::check,
        paginated::check,
        protocol_tests::check,
    ];
    checks.iter().flat_map(|check| check(&context)).collect()
}
