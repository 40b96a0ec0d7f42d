//! An example of a request that no longer works, for each change that refuses one.
//!
//! It consists of the operation and the relevant part of its input, with JSON names: `CreateConnectorProfile
//! {"connectorProfileName":"<257 characters>"}`. If several operations or members use a shape, the shortest path from
//! the first operation is shown.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use model::diff::{Change, Validation, Verdict};
use model::traits::{AwsJson1_0, AwsJson1_1, Http, JsonName};
use model::{Member, Model, Shape, ShapeId, ShapeKind, closure};

/// The path from an operation to each shape.
pub struct Requests<'m> {
    model: &'m Model,
    routes: BTreeMap<&'m ShapeId, Route<'m>>,
    /// The operations that are called by awsJson, which ignores names in JSON.
    rpc: BTreeSet<&'m ShapeId>,
}

/// The last step of the path to a shape.
#[derive(Clone, Copy)]
struct Route<'m> {
    operation: &'m Shape,
    is_input: bool,
    /// The shape that refers to it, and how; `None` for an input, output or error itself.
    step: Option<(&'m ShapeId, Step<'m>)>,
}

#[derive(Clone, Copy)]
enum Step<'m> {
    Member(&'m Member),
    Item,
    Key,
    Value,
}

impl<'m> Requests<'m> {
    /// Finds the shortest paths to all shapes that operations reach; paths through inputs take precedence.
    pub fn new(model: &'m Model) -> Self {
        let operations_of = |service: &'m Shape| closure::operations(model, &service.id);
        let operations: Vec<&Shape> = model.services().flat_map(operations_of).collect();
        let rpc = model.services().filter(|service| is_rpc(service)).flat_map(operations_of);
        let mut requests = Self { model, routes: BTreeMap::new(), rpc: rpc.map(|operation| &operation.id).collect() };
        for is_input in [true, false] {
            let starts = operations.iter().flat_map(|operation| match &operation.kind {
                ShapeKind::Operation(kind) if is_input => vec![(*operation, &kind.input.target)],
                ShapeKind::Operation(kind) => {
                    let errors = kind.errors.iter().map(|error| &error.target);
                    std::iter::once(&kind.output.target).chain(errors).map(|id| (*operation, id)).collect()
                }
                _ => Vec::new(),
            });
            let starts: Vec<_> = starts.collect();
            requests.search(starts, is_input);
        }
        requests
    }

    fn search(&mut self, starts: Vec<(&'m Shape, &'m ShapeId)>, is_input: bool) {
        let mut waiting: VecDeque<(&'m ShapeId, Route<'m>)> =
            starts.into_iter().map(|(operation, id)| (id, Route { operation, is_input, step: None })).collect();
        while let Some((id, route)) = waiting.pop_front() {
            let Some(shape) = self.model.shapes.get(id).filter(|shape| !self.routes.contains_key(&shape.id)) else {
                continue;
            };
            self.routes.insert(&shape.id, route);
            for (step, target) in steps(shape) {
                waiting.push_back((target, Route { step: Some((&shape.id, step)), ..route }));
            }
        }
    }

    /// Returns a request in the old model that a change refuses, if there is one.
    pub fn refused(&self, change: &Change) -> Option<String> {
        let refused = match &change.validation {
            Validation::Tightened { refused } | Validation::Changed { refused, .. } => Some(refused.as_deref()),
            _ => None,
        };
        if change.wire < Verdict::Breaking && refused.is_none() {
            return None;
        }
        let id = change.shape.without_member();
        let shape = self.model.shapes.get(&id)?;
        if let ShapeKind::Operation(_) = shape.kind {
            // Protocols without HTTP bindings name the operation in a header.
            let name = || shape.id.name().to_owned();
            return Some(shape.traits.get().map_or_else(name, |Http { method, uri, .. }| format!("{method} {uri}")));
        }
        let (leaf, without) = match change.shape.member().map(|name| (name, shape.member(name))) {
            None => (value(shape, refused.flatten()), None),
            Some((name, None)) if is_structure(shape) => ("{}".to_owned(), Some(name)),
            Some((name, Some(_))) if is_structure(shape) && is_required(change) => ("{}".to_owned(), Some(name)),
            Some((_, None)) => (value(shape, refused.flatten()), None),
            Some((_, Some(member))) => match step(shape, member) {
                Some(step) => (self.wrapped(&id, step, self.target(member, refused.flatten())), None),
                None => (value(shape, refused.flatten()), None),
            },
        };
        let text = self.whole(&shape.id, leaf)?;
        Some(without.map_or_else(|| text.clone(), |name| format!("{text}, without {name:?}")))
    }

    /// Returns the value at a shape with its surroundings, after the name of the operation.
    fn whole(&self, id: &ShapeId, mut text: String) -> Option<String> {
        let mut route = *self.routes.get(id)?;
        while let Some((parent, step)) = route.step {
            text = self.wrapped(parent, step, text);
            route = *self.routes.get(parent)?;
        }
        let name = route.operation.id.name();
        Some(if route.is_input { format!("{name} {text}") } else { format!("{name}, response {text}") })
    }

    /// Returns the value inside its parent, under the name that the operation's protocol uses.
    fn wrapped(&self, parent: &ShapeId, step: Step<'_>, text: String) -> String {
        let is_rpc = self.routes.get(parent).is_some_and(|route| self.rpc.contains(&route.operation.id));
        wrapped(step, text, is_rpc)
    }

    fn target(&self, member: &Member, refused: Option<&str>) -> String {
        self.model.target(member).map_or_else(|| "…".to_owned(), |target| value(target, refused))
    }
}

/// Returns `true` if a service is called by awsJson, which is preferred to restJson1 if it supports both.
fn is_rpc(service: &Shape) -> bool {
    service.traits.has::<AwsJson1_0>() || service.traits.has::<AwsJson1_1>()
}

/// Returns `true` if the change makes a member required.
fn is_required(change: &Change) -> bool {
    ["required-added", "default-removed"].iter().any(|rule| change.rule.ends_with(rule))
}

fn is_structure(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_))
}

fn steps(shape: &Shape) -> Vec<(Step<'_>, &ShapeId)> {
    let members = shape.members().into_iter();
    members.filter_map(|member| Some((step(shape, member)?, &member.target))).collect()
}

fn step<'m>(shape: &'m Shape, member: &'m Member) -> Option<Step<'m>> {
    match &shape.kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => Some(Step::Member(member)),
        ShapeKind::List(_) | ShapeKind::Set(_) => Some(Step::Item),
        ShapeKind::Map { key, .. } if key.name == member.name => Some(Step::Key),
        ShapeKind::Map { .. } => Some(Step::Value),
        _ => None,
    }
}

fn wrapped(step: Step<'_>, text: String, is_rpc: bool) -> String {
    match step {
        Step::Member(member) => {
            let json_name = member.traits.get::<JsonName>().filter(|_| !is_rpc);
            let name = json_name.map_or_else(|| member.name.clone(), |name| name.0);
            format!("{{{name:?}:{text}}}")
        }
        Step::Item => format!("[{text}]"),
        Step::Key => format!("{{{text}:…}}"),
        Step::Value => format!("{{\"…\":{text}}}"),
    }
}

/// Returns a value of the shape: the refused one if it is known. A refused length is given as `length 65`.
fn value(shape: &Shape, refused: Option<&str>) -> String {
    let length = refused.and_then(|refused| refused.strip_prefix("length "));
    match (&shape.kind, length) {
        (ShapeKind::List(_) | ShapeKind::Set(_), Some(length)) => format!("[<{length} items>]"),
        (ShapeKind::Map { .. }, Some(length)) => format!("{{<{length} entries>}}"),
        (ShapeKind::Blob, Some(length)) => format!("\"<{length} bytes>\""),
        (_, Some(length)) => format!("\"<{length} characters>\""),
        (kind, None) => refused.unwrap_or(placeholder(kind)).to_owned(),
    }
}

fn placeholder(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Map { .. } | ShapeKind::Document => "{…}",
        ShapeKind::List(_) | ShapeKind::Set(_) => "[…]",
        ShapeKind::Blob | ShapeKind::String | ShapeKind::Enum(_) => "\"…\"",
        _ => "…",
    }
}

#[cfg(test)]
mod tests;
