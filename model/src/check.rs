//! Whether a model means something: everything that Smithy demands of shapes together.
//!
//! All problems are found at once. A check passes over what another one reports, so that one mistake is one error.
//!
//! Not checked, for Smithy only warns of it, or because nothing here depends on it: what `examples` show, whether the
//! members of a resource's operations fit its identifiers and properties, and selectors of traits that use more than
//! the [language](selector) that is known here.

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

/// Finds everything that is wrong with a model.
///
/// # Errors
///
/// All problems, sorted by place.
pub fn check(model: &Model) -> Result<(), Errors> {
    Errors::new(check_except(model, &BTreeSet::new())).or(())
}

/// Finds what is wrong with a model, and does not mind that the `broken` shapes are missing.
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
