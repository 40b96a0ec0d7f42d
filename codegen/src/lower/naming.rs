//! Names a service's types, statics and methods, with one scope for each set of names that must differ.

use std::collections::BTreeMap;

use model::{Model, Shape, ShapeId, ShapeKind};

use super::context::{data_shapes, sdk_id, wire_name};
use super::{enums, waiters};
use crate::names::{self, CLIENT_FUNCTIONS, Scope, VALIDATOR_IMPORTS};

/// The names of everything in a service that has a unique name.
///
/// Names are claimed in the order of the shapes' ids, so that a new shape changes no name that sorts before its own.
pub struct Naming<'m> {
    /// The marker type of the service.
    pub marker: String,
    /// The names of types; rules can add more.
    pub types: Scope,
    /// The names of statics in the crate of types; schemas of members add more.
    pub statics: Scope,
    type_names: BTreeMap<&'m ShapeId, String>,
    static_names: BTreeMap<&'m ShapeId, String>,
    functions: BTreeMap<&'m ShapeId, String>,
    operations: BTreeMap<&'m ShapeId, OperationNames>,
    waiters: BTreeMap<(&'m ShapeId, &'m str), OperationNames>,
}

/// The names of an operation or a waiter in the client's crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationNames {
    /// The client's method.
    pub method: String,
    /// The static that describes it.
    pub static_name: String,
}

impl<'m> Naming<'m> {
    /// Names everything that the operations reach.
    pub fn new(model: &'m Model, service: &'m Shape, operations: &[&'m Shape]) -> Self {
        let shapes = data_shapes(model, service, operations);
        let wire = |shape: &Shape| wire_name(service, &shape.id);
        let marker = names::marker_name(&sdk_id(service));
        let mut types = Scope::camel([marker.as_str()]);
        let mut statics = Scope::snake(VALIDATOR_IMPORTS);
        let mut functions = Scope::snake(VALIDATOR_IMPORTS);
        let mut methods = Scope::snake(CLIENT_FUNCTIONS);
        let named: Vec<_> = shapes.iter().copied().filter(|shape| is_named_type(shape)).collect();
        Self {
            type_names: claimed(&named, &mut types, |shape| names::type_name(&wire(shape))),
            static_names: claimed(&shapes, &mut statics, |shape| names::static_name(&wire(shape))),
            functions: claimed(&named, &mut functions, |shape| names::function_name(&wire(shape))),
            operations: operation_names(operations, &mut methods, wire),
            waiters: waiter_names(operations, &mut methods),
            marker,
            types,
            statics,
        }
    }

    /// Returns the name of a structure, union or enum.
    pub fn type_name(&self, id: &ShapeId) -> String {
        self.type_names.get(id).cloned().unwrap_or_else(|| names::type_name(id.name()))
    }

    /// Returns the name of the static that describes a shape.
    pub fn static_name(&self, id: &ShapeId) -> String {
        self.static_names.get(id).cloned().unwrap_or_else(|| names::static_name(id.name()))
    }

    /// Returns the name of a function that belongs to a structure.
    pub fn function(&self, id: &ShapeId) -> String {
        self.functions.get(id).cloned().unwrap_or_else(|| names::function_name(id.name()))
    }

    /// Returns the names of an operation.
    pub fn operation(&self, id: &ShapeId) -> OperationNames {
        self.operations.get(id).cloned().unwrap_or_default()
    }

    /// Returns the names of a waiter of an operation.
    pub fn waiter(&self, id: &ShapeId, name: &str) -> OperationNames {
        self.waiters.get(&(id, name)).cloned().unwrap_or_default()
    }
}

fn claimed<'m>(
    shapes: &[&'m Shape],
    scope: &mut Scope,
    name: impl Fn(&Shape) -> String,
) -> BTreeMap<&'m ShapeId, String> {
    let names = scope.claim_all(shapes.iter().map(|shape| name(shape)));
    shapes.iter().map(|shape| &shape.id).zip(names).collect()
}

fn operation_names<'m>(
    operations: &[&'m Shape],
    methods: &mut Scope,
    wire: impl Fn(&Shape) -> String,
) -> BTreeMap<&'m ShapeId, OperationNames> {
    let mut statics = Scope::snake([]);
    let mut method_names = claimed(operations, methods, |shape| names::method_name(&wire(shape)));
    let mut static_names = claimed(operations, &mut statics, |shape| names::static_name(&wire(shape)));
    let names = operations.iter().map(|shape| {
        let names = OperationNames {
            method: method_names.remove(&shape.id).unwrap_or_default(),
            static_name: static_names.remove(&shape.id).unwrap_or_default(),
        };
        (&shape.id, names)
    });
    names.collect()
}

/// Returns the names of waiters, claimed after those of all operations.
fn waiter_names<'m>(operations: &[&'m Shape], methods: &mut Scope) -> BTreeMap<(&'m ShapeId, &'m str), OperationNames> {
    let all = operations.iter().flat_map(|shape| waiters::names(shape).into_iter().map(|name| (&shape.id, name)));
    let all: Vec<_> = all.collect();
    let mut statics = Scope::snake([]);
    let method_names = methods.claim_all(all.iter().map(|(_, name)| names::method_name(&format!("WaitUntil{name}"))));
    let static_names = statics.claim_all(all.iter().map(|(_, name)| names::static_name(name)));
    let names = method_names.into_iter().zip(static_names);
    let names = names.map(|(method, static_name)| OperationNames { method, static_name });
    all.into_iter().zip(names).collect()
}

fn is_named_type(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::IntEnum(_))
        || enums::is_words(shape)
}
