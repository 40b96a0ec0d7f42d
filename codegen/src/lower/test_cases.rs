//! Lists the model's test cases, each with its generated function, or with the reason why there is none.

use model::{Reference, Shape, ShapeKind, SmithyTrait, closure, traits};

use super::context::Context;
use super::malformed_tests;
use super::protocol_tests::{reason_of_value, reason_to_leave_out, trait_place};
use crate::ir::{ProtocolCase, Service};

/// A test case of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCase {
    /// The subject of the test.
    pub kind: TestKind,
    /// The generated function's name, or the id of a case that is left out.
    pub name: String,
    /// The reason why it is left out, if it is.
    pub left_out: Option<&'static str>,
}

/// The subject of a test case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TestKind {
    /// The encoding of a request.
    Request,
    /// The decoding of an output or an error.
    Response,
    /// A request that a service refuses.
    Malformed,
}

/// A case that is left out.
pub struct LeftOut<'m> {
    /// The subject of the test.
    pub kind: TestKind,
    /// The operation or error that has it.
    pub shape: &'m Shape,
    /// Its id.
    pub id: String,
    /// The reason.
    pub reason: &'static str,
}

/// Returns every test case of the service.
pub fn all(service: &Service, context: &Context<'_>) -> Vec<TestCase> {
    let protocol = service.protocol_tests.iter().map(|test| match test.case {
        ProtocolCase::Request { .. } => (TestKind::Request, &test.name),
        ProtocolCase::Response { .. } | ProtocolCase::Error { .. } => (TestKind::Response, &test.name),
    });
    let malformed = service.malformed_tests.iter().map(|test| (TestKind::Malformed, &test.name));
    let generated = protocol.chain(malformed).map(|(kind, name)| TestCase { kind, name: name.clone(), left_out: None });
    let left_out = left_out(context).into_iter().map(|LeftOut { kind, id, reason, .. }| TestCase {
        kind,
        name: id,
        left_out: Some(reason),
    });
    generated.chain(left_out).collect()
}

/// Returns a line for each test case that is left out.
pub fn omissions(context: &Context<'_>) -> Vec<String> {
    let line = |LeftOut { kind, shape, id, reason }: LeftOut<'_>| {
        let place = trait_place(shape, kind.trait_id());
        format!("{place}: {}: the test `{id}` is left out: {reason}", shape.id)
    };
    left_out(context).into_iter().map(line).collect()
}

fn left_out<'m>(context: &Context<'m>) -> Vec<LeftOut<'m>> {
    let mut errors: Vec<_> =
        context.operations.iter().flat_map(|shape| closure::errors(context.service, shape)).collect();
    errors.sort();
    errors.dedup();
    let errors = errors.into_iter().filter_map(|id| context.model.shapes.get(id));
    let mut cases = Vec::new();
    let target = |reference: &Reference| context.model.shapes.get(&reference.target);
    let shapes = context.operations.iter().copied().map(|shape| match &shape.kind {
        ShapeKind::Operation(operation) => (shape, target(&operation.input), target(&operation.output)),
        _ => (shape, None, None),
    });
    for (shape, input, output) in shapes.chain(errors.map(|error| (error, None, Some(error)))) {
        let mut add = |kind, id: String, reason: Option<&'static str>| {
            cases.extend(reason.map(|reason| LeftOut { kind, shape, id, reason }));
        };
        for case in shape.traits.get::<traits::HttpRequestTests>().map_or_else(Vec::new, |tests| tests.0) {
            let reason = reason_to_leave_out(context, &case.protocol, case.applies_to);
            add(TestKind::Request, case.id, reason.or_else(|| reason_of_value(context, input, case.params.as_ref())));
        }
        for case in shape.traits.get::<traits::HttpResponseTests>().map_or_else(Vec::new, |tests| tests.0) {
            let reason = reason_to_leave_out(context, &case.protocol, case.applies_to);
            add(TestKind::Response, case.id, reason.or_else(|| reason_of_value(context, output, case.params.as_ref())));
        }
    }
    cases.extend(malformed_tests::left_out(context));
    cases
}

impl TestKind {
    fn trait_id(self) -> &'static str {
        match self {
            Self::Request => traits::HttpRequestTests::ID,
            Self::Response => traits::HttpResponseTests::ID,
            Self::Malformed => traits::HttpMalformedRequestTests::ID,
        }
    }
}
