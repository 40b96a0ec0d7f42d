//! What every part of lowering asks: the closure, the role of each shape, its name, what must be boxed.

use std::collections::{BTreeMap, BTreeSet};

use model::{Member, Model, Shape, ShapeId, ShapeKind, closure, traits};

use super::{enums, recursion};
use crate::names::{self, Scope};

/// The service's closure with the decisions that concern more than one shape.
pub struct Context<'m> {
    /// The whole model.
    pub model: &'m Model,
    /// The service.
    pub service: &'m Shape,
    /// Its operations, by id.
    pub operations: Vec<&'m Shape>,
    shapes: Vec<&'m Shape>,
    roles: BTreeMap<&'m ShapeId, Role>,
    type_names: BTreeMap<&'m ShapeId, String>,
    static_names: BTreeMap<&'m ShapeId, String>,
    operation_names: BTreeMap<&'m ShapeId, String>,
    boxed: BTreeSet<(&'m ShapeId, &'m str)>,
}

/// What a structure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The input of an operation.
    Request,
    /// The output of an operation.
    Response,
    /// An error.
    Error,
    /// A part of others.
    Nested,
}

/// The structure that stands for no input and no output.
pub const UNIT: &str = "smithy.api#Unit";

impl<'m> Context<'m> {
    /// Decides what concerns more than one shape.
    pub fn new(model: &'m Model, service: &'m Shape) -> Self {
        let operations = closure::operations(model, &service.id);
        let mut roots: Vec<&ShapeId> = operations.iter().map(|operation| &operation.id).collect();
        roots.extend(operations.iter().flat_map(|operation| closure::errors(service, operation)));
        let is_data = |shape: &&Shape| !matches!(shape.kind, ShapeKind::Operation(_)) && shape.id.as_str() != UNIT;
        let shapes: Vec<_> = closure::shapes(model, roots).into_iter().filter(is_data).collect();
        let mut context = Self {
            model,
            service,
            roles: roles(service, &operations),
            boxed: recursion::boxed(model, &shapes),
            operations,
            type_names: BTreeMap::new(),
            static_names: BTreeMap::new(),
            operation_names: BTreeMap::new(),
            shapes,
        };
        context.claim_names();
        context
    }

    /// Types are named in the order of their ids, so that a new shape takes no name from one that sorts before it.
    fn claim_names(&mut self) {
        let (mut types, mut statics) = (Scope::default(), Scope::default());
        types.claim_type(names::type_name(&self.sdk_id()));
        let mut operations = Scope::default();
        for shape in &self.operations {
            let name = names::static_name(&self.wire_name(&shape.id));
            self.operation_names.insert(&shape.id, operations.claim(name));
        }
        for shape in &self.shapes {
            let name = self.wire_name(&shape.id);
            self.static_names.insert(&shape.id, statics.claim(names::static_name(&name)));
            if is_named_type(shape) {
                self.type_names.insert(&shape.id, types.claim_type(names::type_name(&name)));
            }
        }
    }

    /// The data shapes, by id.
    pub fn shapes(&self) -> &[&'m Shape] {
        &self.shapes
    }

    /// What a structure is for.
    pub fn role(&self, id: &ShapeId) -> Role {
        self.roles.get(id).copied().unwrap_or(Role::Nested)
    }

    /// The shape's name, with the service's renames.
    pub fn wire_name(&self, id: &ShapeId) -> String {
        let renamed = match &self.service.kind {
            ShapeKind::Service(service) => service.rename.get(id).cloned(),
            _ => None,
        };
        renamed.unwrap_or_else(|| id.name().to_owned())
    }

    /// The Rust name of a structure, union or enum.
    pub fn type_name(&self, id: &ShapeId) -> String {
        self.type_names.get(id).cloned().unwrap_or_else(|| names::type_name(id.name()))
    }

    /// The name of the static that describes a shape.
    pub fn static_name(&self, id: &ShapeId) -> String {
        self.static_names.get(id).cloned().unwrap_or_else(|| names::static_name(id.name()))
    }

    /// The name of the static that describes an operation, in the client's crate.
    pub fn operation_name(&self, id: &ShapeId) -> String {
        self.operation_names.get(id).cloned().unwrap_or_else(|| names::static_name(id.name()))
    }

    /// The names of the statics that describe the shapes.
    pub fn static_names(&self) -> impl Iterator<Item = &String> {
        self.static_names.values()
    }

    /// Whether a member's type contains itself by way of this member.
    pub fn is_boxed(&self, shape: &ShapeId, member: &Member) -> bool {
        self.boxed.contains(&(shape, member.name.as_str()))
    }

    /// The shape that a member refers to; `check` has found it.
    pub fn target(&self, member: &Member) -> Option<&'m Shape> {
        self.model.shapes.get(&member.target)
    }

    /// The service's name among AWS's SDKs, or the shape's where there is none.
    pub fn sdk_id(&self) -> String {
        let named = self.service.traits.get::<traits::AwsService>().map(|service| service.sdk_id);
        named.unwrap_or_else(|| self.service.id.name().to_owned())
    }

    /// The version of the service's API.
    pub fn version(&self) -> String {
        if let ShapeKind::Service(service) = &self.service.kind { service.version.clone() } else { String::new() }
    }

    /// The version of the model: what the metadata `rust.codegen` says, or that of the API.
    pub fn model_version(&self) -> String {
        let named = self.model.metadata.get("rust.codegen").and_then(|ours| ours.get("model")?.as_str());
        named.map_or_else(|| self.version(), str::to_owned)
    }

    /// The names of the standard prelude that generated types hide.
    pub fn shadowed(&self) -> Vec<String> {
        let hidden = |name: &&str| self.type_names.values().any(|type_name| type_name == name);
        names::PRELUDE.iter().filter(|name| hidden(name)).map(|name| (*name).to_owned()).collect()
    }
}

fn is_named_type(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::IntEnum(_))
        || enums::is_words(shape)
}

/// A structure that is more than one of these is named by the first.
fn roles<'m>(service: &'m Shape, operations: &[&'m Shape]) -> BTreeMap<&'m ShapeId, Role> {
    let mut roles = BTreeMap::new();
    for operation in operations {
        for error in closure::errors(service, operation) {
            roles.insert(error, Role::Error);
        }
    }
    let described = operations.iter().filter_map(|shape| match &shape.kind {
        ShapeKind::Operation(operation) => Some(operation),
        _ => None,
    });
    for operation in described.clone() {
        roles.insert(&operation.output.target, Role::Response);
    }
    for operation in described {
        roles.insert(&operation.input.target, Role::Request);
    }
    roles
}
