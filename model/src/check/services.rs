//! Checks that services and resources form trees with distinct names.

use std::collections::{BTreeMap, HashMap};

use super::context::Context;
use crate::ast::{Place, Reference, Service, Shape, ShapeId, ShapeKind};
use crate::closure;
use crate::error::{Error, quote};
use crate::graph;
use crate::prelude;

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let mut errors = cycles(context);
    for shape in context.model.services() {
        errors.extend(bindings(context, shape));
        if let ShapeKind::Service(service) = &shape.kind {
            errors.extend(names(context, shape, service));
        }
    }
    errors
}

/// Finds resources that contain themselves.
fn cycles(context: &Context<'_>) -> Vec<Error> {
    let resources: Vec<(&Shape, &[Reference])> = context
        .shapes()
        .filter_map(|shape| match &shape.kind {
            ShapeKind::Resource(resource) => Some((shape, resource.resources.as_slice())),
            _ => None,
        })
        .collect();
    let indices: HashMap<&ShapeId, usize> =
        resources.iter().enumerate().map(|(index, (shape, _))| (&shape.id, index)).collect();
    let children = |(_, children): &(_, &[Reference])| {
        children.iter().filter_map(|reference| indices.get(&reference.target).copied()).collect()
    };
    let edges: Vec<Vec<usize>> = resources.iter().map(children).collect();
    let first = |cycle: Vec<usize>| resources.get(*cycle.first()?);
    let error = |(shape, _): &(&Shape, _)| {
        Error::new(&shape.place, "the resource contains itself", "resources that form a tree").about(&shape.id)
    };
    graph::cycles(&edges).into_iter().filter_map(first).map(error).collect()
}

/// Finds operations and resources that are bound more than once within a service.
///
/// A resource may name one operation twice, as `put` and among its `operations`.
fn bindings(context: &Context<'_>, service: &Shape) -> Vec<Error> {
    let resources = closure::resources(context.model, &service.id);
    let mut first: BTreeMap<&ShapeId, (&ShapeId, &Place)> = BTreeMap::new();
    let mut errors = Vec::new();
    for holder in std::iter::once(service).chain(resources) {
        let bound = closure::references(holder).into_iter().filter(|reference| {
            let target = context.model.shapes.get(&reference.target).map(|target| &target.kind);
            matches!(target, Some(ShapeKind::Operation(_) | ShapeKind::Resource(_)))
        });
        for reference in bound {
            match first.get(&reference.target) {
                None => {
                    first.insert(&reference.target, (&holder.id, &reference.place));
                }
                Some((first, _)) if *first == &holder.id => {}
                Some((_, place)) => {
                    let target = &reference.target;
                    let problem = format!("`{target}` is bound twice in `{}`, first at {place}", service.id);
                    errors.push(Error::new(&reference.place, problem, "one binding").about(&holder.id));
                }
            }
        }
    }
    errors
}

/// Finds shapes of a service that would have the same name, and renames of shapes that do not belong to it.
fn names(context: &Context<'_>, shape: &Shape, service: &Service) -> Vec<Error> {
    let reached = closure::shapes(context.model, [&shape.id]);
    let error = |place: &Place, problem: String, expected: &str| Error::new(place, problem, expected).about(&shape.id);
    let mut errors = Vec::new();
    let is_reached = |id: &&ShapeId| reached.binary_search_by(|reached| reached.id.cmp(id)).is_ok();
    for id in service.rename.keys().filter(|id| !is_reached(id) && !context.is_broken(id)) {
        let problem = format!("`rename` names `{id}`, which is not a shape of the service");
        errors.push(error(&shape.place, problem, "a shape that the service reaches"));
    }
    let mut first: HashMap<String, &ShapeId> = HashMap::new();
    // The prelude's only structure is `Unit`, which no code names: a service may have a `Unit` of its own.
    let named = reached.iter().filter(|reached| reached.id.namespace() != prelude::NAMESPACE);
    for reached in named.filter(|reached| has_a_name(&reached.kind)) {
        let name = service.rename.get(&reached.id).map_or_else(|| reached.id.name(), String::as_str);
        let other = *first.entry(name.to_ascii_lowercase()).or_insert(&reached.id);
        if *other != reached.id {
            let problem = format!("`{other}` and `{}` have the same name {} in the service", reached.id, quote(name));
            errors.push(error(&shape.place, problem, "another name for one of them in `rename`"));
        }
    }
    errors
}

/// Returns `true` for kinds of shapes that must have distinct names; for others, Smithy only warns.
fn has_a_name(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Structure(_)
            | ShapeKind::Union(_)
            | ShapeKind::Enum(_)
            | ShapeKind::IntEnum(_)
            | ShapeKind::Service(_)
            | ShapeKind::Resource(_)
            | ShapeKind::Operation(_)
    )
}
