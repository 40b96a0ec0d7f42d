//! Converts a service's published model to this project's document of facts.
//!
//! The published model is a Smithy JSON AST document, or botocore's `service-2.json`. The import keeps the shapes that
//! the chosen operations reach, without documentation, in an order and form that depend only on the facts.
//!
//! Invariant: reading the resulting text gives the same model, and importing it again gives the same text.

mod botocore;
mod changes;
mod matching;
mod select;
mod write;

use std::collections::{BTreeMap, BTreeSet};

pub use self::changes::{ImportChange, ImportChangeKind, changes};
pub use self::matching::{Matched, matching};
pub use self::select::part;
use crate::ast::{Model, Place, Shape, ShapeId};
use crate::check::check;
use crate::closure;
use crate::document::{Document, Source};
use crate::error::{Error, Errors, one_of, quote};
use crate::json::{self, Node, NodeKind};
use crate::load::load;
use crate::prelude;

/// A published model, with botocore's accompanying documents.
#[derive(Clone, Copy, Debug)]
pub struct Published<'d> {
    /// The Smithy model, or botocore's `service-2.json`.
    pub model: &'d Document,
    /// botocore's `endpoint-rule-set-1.json`.
    pub endpoint_rules: Option<&'d Document>,
    /// botocore's `paginators-1.json`.
    pub paginators: Option<&'d Document>,
}

/// The result of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The document.
    pub text: String,
    /// The document as a model, including the shapes of the prelude.
    pub model: Model,
    /// Parts of the published document that the model can't express, one line each.
    pub left_out: Vec<String>,
}

/// Imports the operations, by name or id. If none is named, imports those of the `current` model, or else all.
///
/// # Errors
///
/// Returns all problems of the published documents. Also fails if their service is not that of the current model, or
/// has no operation of a requested name.
pub fn import(published: Published<'_>, operations: &[String], current: Option<&Model>) -> Result<Imported, Errors> {
    let current_service = current.and_then(|current| current.services().next());
    let (model, left_out) = read(published, current)?;
    let service = service(&model, current_service, published.model)?;
    let named = match current.zip(current_service) {
        Some((current, service)) if operations.is_empty() => names(current, &service.id),
        _ if operations.is_empty() => names(&model, &service.id),
        _ => operations.to_vec(),
    };
    let chosen = choose(&model, service, &named)?;
    let mut model = part(&model, &service.id, &chosen);
    let text = write::text(&model);
    prelude::add_to(&mut model);
    check(&model)?;
    Ok(Imported { text, model, left_out })
}

/// Returns the ids of all operations of the published model.
///
/// # Errors
///
/// Fails as [`import`] does.
pub fn operations(published: Published<'_>, current: Option<&Model>) -> Result<Vec<String>, Errors> {
    let (model, _) = read(published, current)?;
    let service = service(&model, current.and_then(|current| current.services().next()), published.model)?;
    Ok(names(&model, &service.id))
}

/// Returns `true` if a document is in botocore's format.
pub fn is_botocore(document: &Document) -> bool {
    // Most Smithy models begin with this key, so they need not be parsed twice.
    let start = document.bytes.iter().take(200).copied().collect::<Vec<u8>>();
    if String::from_utf8_lossy(&start).contains("\"smithy\"") {
        return false;
    }
    let node = Source::new(document).ok().and_then(|source| json::read(&source).ok());
    node.is_some_and(|node| !has_key(&node, "smithy") && has_key(&node, "operations") && has_key(&node, "metadata"))
}

/// Reads the published model in either format.
fn read(published: Published<'_>, current: Option<&Model>) -> Result<(Model, Vec<String>), Errors> {
    let document = published.model;
    let one = |error| Errors::new(vec![error]);
    if document.bytes.starts_with(b"\x1f\x8b") {
        return Err(one(Error::new(&start(document), "the document is compressed", "JSON text, as `gunzip` gives it")));
    }
    let source = Source::new(document).map_err(one)?;
    let node = json::read(&source).map_err(Errors::new)?;
    match () {
        () if has_key(&node, "smithy") => Ok((load(std::slice::from_ref(document))?, Vec::new())),
        () if has_key(&node, "operations") && has_key(&node, "metadata") => {
            botocore::read(&source, node, published, current)
        }
        () => {
            let expected =
                "a Smithy model with `smithy`, or botocore's `service-2.json` with `metadata` and `operations`";
            Err(one(Error::new(&start(document), "the document is not a published model", expected)))
        }
    }
}

/// Returns the service, which must be the one in the current model.
fn service<'m>(model: &'m Model, current: Option<&Shape>, document: &Document) -> Result<&'m Shape, Errors> {
    let services: Vec<&Shape> = model.services().collect();
    let error =
        |place: &Place, problem: String, expected: &str| Err(Errors::new(vec![Error::new(place, problem, expected)]));
    match (services.as_slice(), current) {
        ([], _) => error(&start(document), "the model has no service".to_string(), "one"),
        (services, Some(current)) => match services.iter().find(|service| service.id == current.id) {
            Some(service) => Ok(service),
            None => {
                let names = one_of(services.iter().map(|service| service.id.as_str()));
                let place = services.first().map_or_else(|| start(document), |service| service.place.clone());
                error(&place, format!("the service is {names}"), &format!("{} as in {}", current.id, current.place))
            }
        },
        ([service], None) => Ok(service),
        ([_, second, ..], None) => error(&second.place, "the model has several services".to_string(), "one"),
    }
}

/// Returns the ids of a service's operations.
fn names(model: &Model, service: &ShapeId) -> Vec<String> {
    closure::operations(model, service).into_iter().map(|operation| operation.id.to_string()).collect()
}

/// Returns the operations with those names.
fn choose(model: &Model, service: &Shape, named: &[String]) -> Result<BTreeSet<ShapeId>, Errors> {
    let bound = closure::operations(model, &service.id);
    let ids = bound.iter().flat_map(|operation| [(operation.id.as_str(), operation), (operation.id.name(), operation)]);
    let by_name: BTreeMap<&str, &&Shape> = ids.collect();
    let mut chosen = BTreeSet::new();
    let mut errors = Vec::new();
    for name in named {
        match by_name.get(name.as_str()) {
            Some(operation) => drop(chosen.insert(operation.id.clone())),
            None => {
                let problem = format!("the service has no operation {}", quote(name));
                let expected = one_of(bound.iter().map(|operation| operation.id.name()));
                errors.push(Error::new(&service.place, problem, expected).about(&service.id));
            }
        }
    }
    Errors::new(errors).or(chosen)
}

fn start(document: &Document) -> Place {
    Place { document: document.name.as_str().into(), line: 1, column: 1 }
}

fn has_key(node: &Node, key: &str) -> bool {
    matches!(&node.kind, NodeKind::Object(entries) if entries.iter().any(|entry| entry.key == key))
}
