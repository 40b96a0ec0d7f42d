//! The context of lowering: the closure, the role of each shape, its name, and the members to box.

use std::collections::{BTreeMap, BTreeSet};

use model::{Member, Model, Shape, ShapeId, ShapeKind, closure, extensions, traits};

use super::naming::Naming;
use super::problem::Problem;
use super::{protocol, recursion, select};
use crate::Options;
use crate::ir::Protocol;
use crate::names::{self, Scope};

/// The closure of the chosen operations, and decisions that concern several shapes.
pub struct Context<'m> {
    /// The whole model.
    pub model: &'m Model,
    /// The service.
    pub service: &'m Shape,
    /// The protocol used for calls.
    pub protocol: Protocol,
    /// The chosen operations, by id.
    pub operations: Vec<&'m Shape>,
    /// The names in the generated code.
    pub naming: Naming<'m>,
    shapes: Vec<&'m Shape>,
    roles: BTreeMap<&'m ShapeId, Role>,
    boxed: BTreeSet<(&'m ShapeId, &'m str)>,
}

/// The role of a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The input of an operation.
    Request,
    /// The output of an operation.
    Response,
    /// An error.
    Error,
    /// A member's or element's type.
    Nested,
}

/// The structure that represents the absence of an input or output.
pub const UNIT: &str = "smithy.api#Unit";

impl<'m> Context<'m> {
    /// Makes the decisions that concern more than one shape.
    ///
    /// Names are claimed for the whole service, so that a type has the same name whichever operations are chosen.
    ///
    /// # Errors
    ///
    /// Returns a problem for each service or operation in the options that the model does not have.
    pub fn new(model: &'m Model, options: &Options) -> Result<Self, Vec<Problem>> {
        let service = select::service(model, options.service.as_deref()).map_err(|problem| vec![problem])?;
        let all = closure::operations(model, &service.id);
        let operations = select::operations(service, &all, options)?;
        let shapes = data_shapes(model, service, &operations);
        let mut roles = roles(service, &operations);
        for error in event_errors(model, &shapes) {
            roles.entry(error).or_insert(Role::Error);
        }
        Ok(Self {
            model,
            service,
            protocol: protocol::of_service(service),
            naming: Naming::new(model, service, &all),
            roles,
            boxed: recursion::boxed(model, &shapes),
            operations,
            shapes,
        })
    }

    /// Returns the data shapes, sorted by id.
    pub fn shapes(&self) -> &[&'m Shape] {
        &self.shapes
    }

    /// Returns the role of a structure. If a shape is used in several roles, input wins over output, and output over
    /// error.
    pub fn role(&self, id: &ShapeId) -> Role {
        self.roles.get(id).copied().unwrap_or(Role::Nested)
    }

    /// Returns the shape's name, with the service's renames.
    pub fn wire_name(&self, id: &ShapeId) -> String {
        wire_name(self.service, id)
    }

    /// Returns the Rust names of a structure's fields, in the order of its members.
    pub fn fields(&self, shape: &Shape) -> Vec<String> {
        let name = if self.role(&shape.id) == Role::Error { names::error_field_name } else { names::field_name };
        Scope::snake([]).claim_all(shape.members().into_iter().map(|member| name(&member.name)))
    }

    /// Returns `true` if a member's type contains itself through this member.
    pub fn is_boxed(&self, shape: &ShapeId, member: &Member) -> bool {
        self.boxed.contains(&(shape, member.name.as_str()))
    }

    /// Returns the shape that a member refers to; `check` has made sure that it exists.
    pub fn target(&self, member: &Member) -> Option<&'m Shape> {
        self.model.shapes.get(&member.target)
    }

    /// Returns the `sdkId` of the service.
    pub fn sdk_id(&self) -> String {
        sdk_id(self.service)
    }

    /// Returns the version of the service's API.
    pub fn version(&self) -> String {
        if let ShapeKind::Service(service) = &self.service.kind { service.version.clone() } else { String::new() }
    }

    /// Returns the model's version from its metadata, or else that of the API.
    pub fn model_version(&self) -> String {
        extensions::model_version(self.model).map_or_else(|| self.version(), str::to_owned)
    }

    /// Returns the chosen operations that reach a shape or member, or are that shape.
    pub fn reaching(&self, id: &ShapeId) -> Vec<&'m Shape> {
        let reaches = |operation: &&'m Shape| {
            let shapes = data_shapes(self.model, self.service, &[operation]);
            let members = |shape: &&Shape| shape.id == *id || id.member().is_some_and(|_| contains(shape, id));
            operation.id == *id || shapes.iter().any(members)
        };
        self.operations.iter().copied().filter(reaches).collect()
    }

    /// Returns a remark that names the chosen operations that a problem with this shape or member concerns; empty if no
    /// choice of operations avoids the problem.
    pub fn remark(&self, id: &ShapeId) -> String {
        if self.operations.len() < 2 || *id == self.service.id {
            return String::new();
        }
        let names: Vec<_> = self.reaching(id).into_iter().map(|operation| operation.id.name()).collect();
        match names.as_slice() {
            [] => String::new(),
            names if names.len() == self.operations.len() => " (every operation reaches it)".to_owned(),
            [name] => format!(" (only `{name}` reaches it; `--without {name}` leaves it out)"),
            names => {
                let (listed, options) = (names.join("`, `"), names.join(" --without "));
                format!(" (`{listed}` reach it; `--without {options}` leaves it out)")
            }
        }
    }
}

fn contains(shape: &Shape, member: &ShapeId) -> bool {
    shape.members().into_iter().any(|own| shape.id.with_member(&own.name) == *member)
}

/// Returns the data shapes that operations of a service reach, sorted by id.
pub fn data_shapes<'m>(model: &'m Model, service: &'m Shape, operations: &[&'m Shape]) -> Vec<&'m Shape> {
    let mut roots: Vec<&ShapeId> = operations.iter().map(|operation| &operation.id).collect();
    roots.extend(operations.iter().flat_map(|operation| closure::errors(service, operation)));
    let is_data = |shape: &&Shape| !matches!(shape.kind, ShapeKind::Operation(_)) && shape.id.as_str() != UNIT;
    closure::shapes(model, roots).into_iter().filter(is_data).collect()
}

/// Returns the shape's name, with the service's renames.
pub fn wire_name(service: &Shape, id: &ShapeId) -> String {
    let renamed = match &service.kind {
        ShapeKind::Service(service) => service.rename.get(id).cloned(),
        _ => None,
    };
    renamed.unwrap_or_else(|| id.name().to_owned())
}

/// Returns the `sdkId` of the service, or the name of its shape if it has none.
pub fn sdk_id(service: &Shape) -> String {
    let named = service.traits.get::<traits::AwsService>().map(|service| service.sdk_id);
    named.unwrap_or_else(|| service.id.name().to_owned())
}

/// Returns the errors that may be sent in place of an event.
fn event_errors<'m>(model: &'m Model, shapes: &[&'m Shape]) -> Vec<&'m ShapeId> {
    let streams = shapes.iter().filter(|shape| shape.traits.has::<traits::Streaming>());
    let targets = streams.flat_map(|shape| shape.members()).filter_map(|member| model.shapes.get(&member.target));
    targets.filter(|target| target.traits.has::<traits::ErrorKind>()).map(|target| &target.id).collect()
}

fn roles<'m>(service: &'m Shape, operations: &[&'m Shape]) -> BTreeMap<&'m ShapeId, Role> {
    let errors = operations.iter().flat_map(|operation| closure::errors(service, operation));
    let described = operations.iter().filter_map(|shape| match &shape.kind {
        ShapeKind::Operation(operation) => Some(operation),
        _ => None,
    });
    let outputs = described.clone().map(|operation| (&operation.output.target, Role::Response));
    let inputs = described.map(|operation| (&operation.input.target, Role::Request));
    // The last entry for a shape stays, which makes its role that of the highest rank.
    errors.map(|error| (error, Role::Error)).chain(outputs).chain(inputs).collect()
}
