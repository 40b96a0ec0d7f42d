//! Selects the service, and its operations.

use model::{Model, Place, Shape, ShapeKind, traits};

use super::problem::Problem;
use crate::Options;

/// Returns the service with this name or id, or the only service of the model if no name is given.
pub fn service<'m>(model: &'m Model, name: Option<&str>) -> Result<&'m Shape, Problem> {
    let services = model.shapes.values().filter(|shape| is_service(shape));
    let is_meant = |shape: &&Shape| name.is_none_or(|name| is_named(shape, name));
    let found: Vec<_> = services.clone().filter(is_meant).collect();
    let listed: Vec<_> = services.map(|shape| format!("`{}`", shape.id)).collect();
    match (found.as_slice(), name) {
        ([service], _) => Ok(service),
        ([], None) => Err(missing(start(model), "no service".to_owned(), "a shape of type `service`".to_owned())),
        ([], Some(name)) => {
            Err(missing(start(model), format!("no service `{name}`"), format!("one of {}", or_none(&listed))))
        }
        ([first, ..], _) => {
            let problem = format!("{} services", found.len());
            Err(missing(first.place.clone(), problem, format!("the name of one of {}", listed.join(", "))))
        }
    }
}

/// Returns the operations that the options choose, in the order of `all`.
///
/// # Errors
///
/// Returns a problem for each name that no operation has, or one if the options leave no operation.
pub fn operations<'m>(service: &Shape, all: &[&'m Shape], options: &Options) -> Result<Vec<&'m Shape>, Vec<Problem>> {
    let unknown = options.only.iter().chain(&options.without).filter(|name| !all.iter().any(|it| is_named(it, name)));
    let problems: Vec<_> = unknown.map(|name| unknown_operation(service, all, name)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let listed = |names: &[String], shape: &Shape| names.iter().any(|name| is_named(shape, name));
    let is_chosen =
        |shape: &Shape| (options.only.is_empty() || listed(&options.only, shape)) && !listed(&options.without, shape);
    let chosen: Vec<_> = all.iter().copied().filter(|shape| is_chosen(shape)).collect();
    if chosen.is_empty() && !all.is_empty() {
        let expected = "a choice that leaves at least one".to_owned();
        return Err(vec![about(service, "no operation is left".to_owned(), expected)]);
    }
    Ok(chosen)
}

fn unknown_operation(service: &Shape, all: &[&Shape], name: &str) -> Problem {
    let distance = |shape: &&&Shape| strsim::damerau_levenshtein(&shape.id.name().to_lowercase(), &name.to_lowercase());
    let expected = match all.iter().min_by_key(distance) {
        Some(nearest) => format!("the name of an operation, such as `{}`", nearest.id.name()),
        None => "none: the service has no operation".to_owned(),
    };
    about(service, format!("no operation `{name}`"), expected)
}

fn is_named(shape: &Shape, name: &str) -> bool {
    shape.id.name() == name || shape.id.as_str() == name
}

fn missing(place: Place, problem: String, expected: String) -> Problem {
    Problem::Selection { place, shape: None, problem, expected }
}

fn about(service: &Shape, problem: String, expected: String) -> Problem {
    Problem::Selection { place: service.place.clone(), shape: Some(service.id.clone()), problem, expected }
}

/// Returns `true` if the shape is a service, and not a mixin for services.
fn is_service(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Service(_)) && !shape.traits.has::<traits::Mixin>()
}

fn or_none(services: &[String]) -> String {
    if services.is_empty() { "none: the model has no service".to_owned() } else { services.join(", ") }
}

/// Returns the start of the first document that defines shapes.
fn start(model: &Model) -> Place {
    let own = model.shapes.values().find(|shape| shape.id.namespace() != "smithy.api");
    let document = own.map(|shape| shape.place.document.clone()).unwrap_or_default();
    Place { document, line: 1, column: 1 }
}
