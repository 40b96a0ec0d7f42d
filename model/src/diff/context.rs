//! The context of a comparison: both models, the shapes to compare, and where each shape is used.
//!
//! Invariant: a shape that is found in a view is within the scope.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Scope;
use super::languages::Languages;
use super::renames::Renames;
use super::retarget::Differences;
use super::services::binds_to_http;
use crate::ast::{Member, Model, Place, Reference, Shape, ShapeId, ShapeKind};
use crate::closure;
use crate::prelude;
use crate::traits::{AppliedTrait, Mixin, Traits};

pub(super) struct Context<'m> {
    pub old: View<'m>,
    pub new: View<'m>,
    pub renames: Renames<'m>,
    /// Whether only some operations are compared.
    pub is_scoped: bool,
    pub languages: RefCell<Languages>,
    pub retargets: RefCell<Differences<'m>>,
}

/// One of the models, restricted to the scope.
pub(super) struct View<'m> {
    pub model: &'m Model,
    pub shapes: BTreeMap<&'m ShapeId, &'m Shape>,
    /// The operations bound to a service, directly or through resources.
    pub bound: HashSet<&'m ShapeId>,
    inputs: HashSet<&'m ShapeId>,
    outputs: HashSet<&'m ShapeId>,
    /// The inputs of operations.
    pub requests: HashSet<&'m ShapeId>,
    /// The outputs and errors of operations and services.
    pub responses: HashSet<&'m ShapeId>,
    /// The shapes that members target.
    pub nested: HashSet<&'m ShapeId>,
    /// Whether a protocol of the service supports HTTP bindings.
    pub binds_to_http: bool,
}

/// Whether a shape is used in inputs and in outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Usage {
    pub input: bool,
    pub output: bool,
}

/// A shape or member on one side.
#[derive(Clone, Copy)]
pub(super) struct Side<'m> {
    pub model: &'m Model,
    pub shape: &'m Shape,
    pub member: Option<&'m Member>,
    /// Traits of a member that override those of its target, in which case `shape` is the target.
    pub over: Option<&'m Traits>,
}

/// A shape or member on both sides.
pub(super) struct Subject<'c, 'm> {
    pub context: &'c Context<'m>,
    pub id: ShapeId,
    pub old: Side<'m>,
    pub new: Side<'m>,
    pub usage: Usage,
}

impl<'m> Context<'m> {
    pub fn new(old: &'m Model, new: &'m Model, scope: &Scope) -> Self {
        let services = scope_services(old, scope).chain(scope_services(new, scope)).collect();
        let old = View::new(old, scope, &services);
        let new = View::new(new, scope, &services);
        let renames = Renames::find(&old, &new);
        let languages = RefCell::default();
        let is_scoped = !scope.operations.is_empty();
        Self { old, new, renames, is_scoped, languages, retargets: RefCell::default() }
    }

    /// Returns the usage of a shape that is called `old` in the old model and `new` in the new one.
    pub fn usage(&self, old: &ShapeId, new: &ShapeId) -> Usage {
        let usage = Usage {
            input: self.old.inputs.contains(old) || self.new.inputs.contains(new),
            output: self.old.outputs.contains(old) || self.new.outputs.contains(new),
        };
        match usage {
            Usage { input: false, output: false } => Usage { input: true, output: true },
            used => used,
        }
    }

    /// Returns `true` if two references have the same target, under its old name and its new one.
    pub fn is_same(&self, old: &ShapeId, new: &ShapeId) -> bool {
        self.renames.new_of(old) == new
    }
}

impl<'m> View<'m> {
    fn new(model: &'m Model, scope: &Scope, services: &BTreeSet<ShapeId>) -> Self {
        let is_compared = |shape: &&Shape| shape.id.namespace() != prelude::NAMESPACE && !shape.traits.has::<Mixin>();
        let shapes: Vec<&Shape> = match scope.operations.is_empty() {
            true => model.shapes.values().collect(),
            false => scoped_shapes(model, scope, services),
        };
        let shapes: BTreeMap<&ShapeId, &Shape> =
            shapes.into_iter().filter(is_compared).map(|shape| (&shape.id, shape)).collect();
        let mut roots = Roots::default();
        shapes.values().for_each(|shape| roots.add(shape));
        let reached = |roots: &[&'m ShapeId]| {
            closure::shapes(model, roots.iter().copied()).into_iter().map(|shape| &shape.id).collect()
        };
        let bound = model.services().flat_map(|service| closure::operations(model, &service.id));
        let bound = bound.map(|operation| &operation.id).collect();
        let members = shapes.values().flat_map(|shape| shape.members());
        let nested = members.map(|member| &member.target).collect();
        let (inputs, outputs) = (reached(&roots.inputs), reached(&roots.outputs));
        let (requests, responses) = (roots.inputs.into_iter().collect(), roots.outputs.into_iter().collect());
        let binds_to_http = binds_to_http(model);
        Self { model, shapes, bound, inputs, outputs, requests, responses, nested, binds_to_http }
    }
}

/// The roots of inputs and outputs.
#[derive(Default)]
struct Roots<'m> {
    inputs: Vec<&'m ShapeId>,
    outputs: Vec<&'m ShapeId>,
}

impl<'m> Roots<'m> {
    fn add(&mut self, shape: &'m Shape) {
        let errors: &[Reference] = match &shape.kind {
            ShapeKind::Operation(operation) => {
                self.inputs.push(&operation.input.target);
                self.outputs.push(&operation.output.target);
                &operation.errors
            }
            ShapeKind::Service(service) => &service.errors,
            _ => &[],
        };
        self.outputs.extend(errors.iter().map(|error| &error.target));
    }
}

/// Returns the services to which the operations of a scope are bound.
fn scope_services<'m>(model: &'m Model, scope: &'m Scope) -> impl Iterator<Item = ShapeId> + 'm {
    let wanted: HashSet<&ShapeId> = scope.operations.iter().collect();
    let services = model.services().filter(|_| !scope.operations.is_empty()).map(|service| &service.id);
    let binds = move |service: &&ShapeId| {
        closure::operations(model, service).iter().any(|operation| wanted.contains(&operation.id))
    };
    services.filter(binds).cloned()
}

/// Returns the closure of the operations of a scope, including their services and the errors common to all operations.
fn scoped_shapes<'m>(model: &'m Model, scope: &Scope, services: &BTreeSet<ShapeId>) -> Vec<&'m Shape> {
    let services: Vec<&Shape> = services.iter().filter_map(|id| model.shapes.get(id)).collect();
    let errors = services.iter().flat_map(|service| match &service.kind {
        ShapeKind::Service(service) => service.errors.iter().map(|error| &error.target).collect(),
        _ => Vec::new(),
    });
    let mut shapes = closure::shapes(model, scope.operations.iter().chain(errors));
    shapes.extend(&services);
    shapes
}

impl<'m> Side<'m> {
    pub fn of_shape(model: &'m Model, shape: &'m Shape) -> Self {
        Self { model, shape, member: None, over: None }
    }

    pub fn of_member(model: &'m Model, shape: &'m Shape, member: &'m Member) -> Self {
        Self { model, shape, member: Some(member), over: None }
    }

    pub fn traits(&self) -> &'m Traits {
        self.member.map_or(&self.shape.traits, |member| &member.traits)
    }

    /// Returns a trait that is applied here.
    pub fn applied(&self, id: &str) -> Option<&'m AppliedTrait> {
        self.over.and_then(|over| over.applied(id)).or_else(|| self.traits().applied(id))
    }

    /// Returns the effective trait: a member's own, otherwise its target's.
    pub fn effective(&self, id: &str) -> Option<&'m AppliedTrait> {
        self.applied(id).or_else(|| self.target()?.traits.applied(id))
    }

    pub fn place(&self) -> &'m Place {
        self.member.map_or(&self.shape.place, |member| &member.place)
    }

    /// Returns the shape of the values: for a member, its target.
    pub fn target(&self) -> Option<&'m Shape> {
        match self.member {
            Some(member) => self.model.shapes.get(&member.target),
            None => Some(self.shape),
        }
    }
}
