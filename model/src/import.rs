//! From a service's published model to the text of our own document of its facts.
//!
//! The published model is a Smithy JSON AST document, or botocore's `service-2.json`. Of it is kept what the chosen
//! operations reach, without prose, in an order and form that depend on the facts alone.
//!
//! Invariant: the text that is made is read again as the same model, and importing that text gives the same text.

mod botocore;
mod matching;
mod news;
mod select;
mod write;

use std::collections::{BTreeMap, BTreeSet};

pub use self::matching::{Matched, matching};
pub use self::news::{News, NewsKind, news};
pub use self::select::part;
use crate::ast::{Model, Place, Shape, ShapeId};
use crate::check::check;
use crate::closure;
use crate::document::{Document, Source};
use crate::error::{Error, Errors, one_of, quote};
use crate::json::{self, Node, NodeKind};
use crate::load::load;
use crate::prelude;

/// A published model, with the documents that botocore keeps beside it.
#[derive(Clone, Copy, Debug)]
pub struct Published<'d> {
    /// The Smithy model, or botocore's `service-2.json`.
    pub model: &'d Document,
    /// The `endpoint-rule-set-1.json` beside the latter.
    pub endpoint_rules: Option<&'d Document>,
    /// The `paginators-1.json` beside the latter.
    pub paginators: Option<&'d Document>,
}

/// What an import gives.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The document.
    pub text: String,
    /// The same as a model, with the shapes of the prelude.
    pub model: Model,
    /// What the published document says that found no place in the model, a line each.
    pub left_out: Vec<String>,
}

/// Imports the operations, by name or id; where none is named, those of the `current` model, else all.
///
/// # Errors
///
/// Everything that is wrong with the published documents; a service other than that of the current model; an
/// operation that the service does not have.
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

/// The ids of all operations that the published model has.
///
/// # Errors
///
/// Those of [`import`].
pub fn operations(published: Published<'_>, current: Option<&Model>) -> Result<Vec<String>, Errors> {
    let (model, _) = read(published, current)?;
    let service = service(&model, current.and_then(|current| current.services().next()), published.model)?;
    Ok(names(&model, &service.id))
}

/// Whether a document is in botocore's form, which only an import reads.
pub fn is_botocore(document: &Document) -> bool {
    // Most Smithy models begin with the key, so that they need not be read twice.
    let start = document.bytes.iter().take(200).copied().collect::<Vec<u8>>();
    if String::from_utf8_lossy(&start).contains("\"smithy\"") {
        return false;
    }
    let node = Source::new(document).ok().and_then(|source| json::read(&source).ok());
    node.is_some_and(|node| !has_key(&node, "smithy") && has_key(&node, "operations") && has_key(&node, "metadata"))
}

/// Reads the published model, in whichever form it is.
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
            Err(one(Error::new(&start(document), "the document is no published model", expected)))
        }
    }
}

/// The service, which must be the one that the current model has.
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

/// The ids of a service's operations.
fn names(model: &Model, service: &ShapeId) -> Vec<String> {
    closure::operations(model, service).into_iter().map(|operation| operation.id.to_string()).collect()
}

/// The operations of those names.
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
