//! Operations, and the endpoint rules of their service.

use model::{AppliedTrait, Error, Shape, ShapeKind, traits};

use super::context::{Context, UNIT};
use super::{documentation, endpoints, pagination};
use crate::ir;
use crate::names::{self, Scope};

/// Functions that the client has without any operation.
const CLIENT_FUNCTIONS: [&str; 4] = ["builder", "call", "config", "from_env"];

/// The operations, by Rust name.
pub fn lower(context: &Context<'_>) -> Vec<ir::Operation> {
    let mut methods = Scope::with(CLIENT_FUNCTIONS.map(str::to_owned));
    let mut operations: Vec<_> =
        context.operations.iter().filter_map(|shape| operation(context, shape, &mut methods)).collect();
    operations.sort_by(|one, two| one.method_name.cmp(&two.method_name));
    operations
}

fn operation(context: &Context<'_>, shape: &Shape, methods: &mut Scope) -> Option<ir::Operation> {
    let ShapeKind::Operation(operation) = &shape.kind else { return None };
    let http = shape.traits.get::<traits::Http>()?;
    let named = |id: &model::ShapeId| (id.as_str() != UNIT).then(|| context.type_name(id));
    let name = context.wire_name(&shape.id);
    Some(ir::Operation {
        id: shape.id.clone(),
        method_name: methods.claim(names::field_name(&name)),
        static_name: context.operation_name(&shape.id),
        docs: documentation::of_shape(shape),
        deprecated: documentation::deprecation(&shape.traits),
        http_method: http.method,
        uri: http.uri,
        status: http.code,
        input: named(&operation.input.target),
        output: named(&operation.output.target),
        anonymous: is_anonymous(shape),
        unsigned_payload: shape.traits.has::<traits::UnsignedPayload>(),
        host_prefix: shape.traits.get::<traits::Endpoint>().map(|endpoint| endpoint.host_prefix),
        pagination: pagination::lower(context, shape, operation, methods),
        name,
    })
}

/// Whether the model wants no signature.
fn is_anonymous(shape: &Shape) -> bool {
    let schemes = shape.traits.get::<traits::Auth>();
    shape.traits.has::<traits::OptionalAuth>() || schemes.is_some_and(|schemes| schemes.0.is_empty())
}

/// The endpoint rules; a service without any has one problem more.
pub fn rule_set(context: &Context<'_>, problems: &mut Vec<Error>) -> ir::endpoints::RuleSet {
    let service = context.service;
    let Some(applied) = service.traits.applied("smithy.rules#endpointRuleSet") else {
        let error = Error::new(&service.place, "no endpoint rules", "`smithy.rules#endpointRuleSet`");
        problems.push(error.about(&service.id));
        return ir::endpoints::RuleSet::default();
    };
    endpoints::rule_set(&applied.value).unwrap_or_else(|messages| {
        problems.extend(messages.iter().map(|message| unsupported(applied, message).about(&service.id)));
        ir::endpoints::RuleSet::default()
    })
}

/// The test cases of the endpoint rules, if there are any.
pub fn endpoint_tests(context: &Context<'_>, problems: &mut Vec<Error>) -> Vec<ir::endpoints::Test> {
    let service = context.service;
    let Some(applied) = service.traits.applied("smithy.rules#endpointTests") else { return Vec::new() };
    endpoints::tests(&applied.value).unwrap_or_else(|messages| {
        problems.extend(messages.iter().map(|message| unsupported(applied, message).about(&service.id)));
        Vec::new()
    })
}

/// A message about a part of a trait's value; most say at their end what was expected.
fn unsupported(applied: &AppliedTrait, message: &str) -> Error {
    let (problem, expected) = message.rsplit_once(": expected ").unwrap_or((message, "what is supported"));
    Error::new(&applied.place, problem, expected)
}
