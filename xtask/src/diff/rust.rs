//! The effects of a change of the model on the generated crates.

use std::collections::BTreeSet;

use codegen::compatibility::{self, RustChange};
use codegen::{Errors, Options};
use model::diff::Scope;
use model::{Model, ShapeId, import};

/// Returns every change of the public API of the operations in the scope.
///
/// # Errors
///
/// Returns the problems for which the generator refuses either model.
pub fn changes(old: &Model, new: &Model, scope: &Scope) -> Result<Vec<RustChange>, Errors> {
    let service = new.services().next().map(|service| service.id.to_string());
    let options = Options { service, ..Options::default() };
    if scope.operations.is_empty() {
        return compatibility::compare(old, new, &options);
    }
    let chosen: BTreeSet<ShapeId> = scope.operations.iter().cloned().collect();
    compatibility::compare(&part(old, &chosen), &part(new, &chosen), &options)
}

/// Returns the part of the model that the operations need.
fn part(model: &Model, chosen: &BTreeSet<ShapeId>) -> Model {
    match model.services().next() {
        Some(service) => import::part(model, &service.id, chosen),
        None => model.clone(),
    }
}
