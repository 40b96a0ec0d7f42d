//! Lowers operations, and the endpoint rules of their service.

use std::collections::HashSet;

use model::{AppliedTrait, Shape, ShapeKind, traits};
use serde_json::Value;

use super::context::{Context, UNIT};
use super::problem::Problem;
use super::{
    Lowering, authentication, checksums, customizations, documentation, endpoint_parameters, endpoints, pagination,
    protocol, streams,
};
use crate::ir;

/// The trait with the endpoint rules.
const RULE_SET: &str = "smithy.rules#endpointRuleSet";
/// The trait with the same rules as a decision diagram.
const RULE_DIAGRAM: &str = "smithy.rules#endpointBdd";
/// The trait with the test cases of the rules.
const RULE_TESTS: &str = "smithy.rules#endpointTests";

/// Lowers the operations, sorted by Rust name.
pub fn lower(context: &Context<'_>) -> Vec<ir::Operation> {
    let mut operations: Vec<_> = context.operations.iter().filter_map(|shape| operation(context, shape)).collect();
    operations.sort_by(|one, two| one.method_name.cmp(&two.method_name));
    operations
}

fn operation(context: &Context<'_>, shape: &Shape) -> Option<ir::Operation> {
    let ShapeKind::Operation(operation) = &shape.kind else { return None };
    let named = |id: &model::ShapeId| (id.as_str() != UNIT).then(|| context.naming.type_name(id));
    let names = context.naming.operation(&shape.id);
    let stream = |id| streams::of_structure(context, id);
    let (request_stream, response_stream) = (stream(&operation.input.target), stream(&operation.output.target));
    Some(ir::Operation {
        id: shape.id.clone(),
        name: context.wire_name(&shape.id),
        method_name: names.method,
        static_name: names.static_name,
        docs: documentation::of_shape(shape),
        summary: documentation::summary_of_shape(shape),
        deprecated: documentation::deprecation(&shape.traits),
        binding: protocol::binding(context, shape)?,
        input: named(&operation.input.target),
        output: named(&operation.output.target),
        auth: authentication::of_operation(context, shape),
        context: endpoint_parameters::of_operation(context, shape, operation),
        unsigned_payload: shape.traits.has::<traits::UnsignedPayload>(),
        host_prefix: shape.traits.get::<traits::Endpoint>().map(|endpoint| endpoint.host_prefix),
        is_http2: streams::is_http2(context, [request_stream.as_ref(), response_stream.as_ref()]),
        request_stream,
        response_stream,
        checksum: checksums::lower(context, shape, operation),
        response_checksum: checksums::of_response(context, shape, operation),
        customizations: customizations_of(context, shape, operation),
        takes_gzip: takes_gzip(shape),
        pagination: pagination::lower(context, shape, operation).and_then(Result::ok),
    })
}

/// Returns the customizations of this operation.
fn customizations_of(context: &Context<'_>, shape: &Shape, operation: &model::Operation) -> ir::Customizations {
    let customization = customizations::of_service(context.service);
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let input = context.model.shapes.get(&operation.input.target);
    ir::Customizations {
        headers: customization.headers.iter().copied().map(owned).collect(),
        label_default: input.and_then(|input| customization.label_default(input)).map(owned),
        tree_hash: customization.tree_hash(context, operation).map(str::to_owned),
        endpoint_member: input.and_then(|input| customization.endpoint_member(shape, input)).map(str::to_owned),
    }
}

/// Whether the service takes requests that are compressed with gzip, the only encoding that clients know.
fn takes_gzip(shape: &Shape) -> bool {
    let compression = shape.traits.get::<traits::RequestCompression>();
    compression.is_some_and(|compression| compression.encodings.iter().any(|encoding| encoding == "gzip"))
}

/// Returns the endpoint rule set of a service, or else its decision diagram.
pub fn rules(service: &Shape) -> Option<&AppliedTrait> {
    [RULE_SET, RULE_DIAGRAM].into_iter().find_map(|id| service.traits.applied(id))
}

impl Lowering<'_> {
    /// Lowers the endpoint rules, and reports a service that has none.
    pub fn rule_set(&mut self) -> ir::endpoints::RuleSet {
        let service = self.context.service;
        match rules(service) {
            Some(applied) if applied.id.as_str() == RULE_DIAGRAM => self.of_trait(RULE_DIAGRAM, endpoints::diagram),
            Some(_) => self.of_trait(RULE_SET, endpoints::rule_set),
            None => {
                let expected = format!("`{RULE_SET}` or `{RULE_DIAGRAM}`");
                self.problems.push(Problem::unsupported(&service.place, &service.id, "no endpoint rules", expected));
                ir::endpoints::RuleSet::default()
            }
        }
    }

    /// Lowers the test cases of the endpoint rules, without those that contradict AWS's current list of partitions.
    pub fn endpoint_tests(&mut self) -> Vec<ir::endpoints::Test> {
        let mut tests = self.of_trait(RULE_TESTS, endpoints::tests);
        let outdated: HashSet<String> = endpoints::outdated(&tests).map(|test| test.name.clone()).collect();
        tests.retain(|test| !outdated.contains(&test.name));
        tests
    }

    /// Lowers the value of a trait of the service; returns the default if there is no such trait, or if it has
    /// problems.
    fn of_trait<T: Default>(&mut self, id: &str, lower: fn(&Value) -> Result<T, Vec<endpoints::Problem>>) -> T {
        let service = self.context.service;
        let Some(applied) = service.traits.applied(id) else { return T::default() };
        lower(&applied.value).unwrap_or_else(|problems| {
            let problems = problems.into_iter().map(|problem| {
                Problem::value(applied, service, format!("{}: ", problem.at), problem.problem, problem.expected)
            });
            self.problems.extend(problems);
            T::default()
        })
    }
}

/// Returns a line for each endpoint test that contradicts AWS's current list of partitions.
pub fn outdated_endpoint_tests(context: &Context<'_>) -> Vec<String> {
    let Some(applied) = context.service.traits.applied(RULE_TESTS) else { return Vec::new() };
    let tests = endpoints::tests(&applied.value).unwrap_or_default();
    let reason = "left out, because the partition has dual-stack endpoints by AWS's current list";
    let line = |test: &ir::endpoints::Test| format!("{}: endpoint test `{}` is {reason}", applied.place, test.name);
    endpoints::outdated(&tests).map(line).collect()
}
