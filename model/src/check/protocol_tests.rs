//! Checks that protocol tests have distinct ids and well-formed parameters.
//!
//! Parameters may violate constraints, because tests show the effect of doing so.

use std::collections::HashMap;

use serde_json::Value;

use super::context::{Context, Site};
use super::value::{Rules, Values};
use crate::ast::{Place, Shape, ShapeId, ShapeKind};
use crate::error::{Error, quote};
use crate::traits::{
    HttpMalformedRequestTest, HttpMalformedRequestTests, HttpRequestTests, HttpResponseTests, SmithyTrait,
};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let values = Values::new(context);
    let mut errors = Vec::new();
    for kind in [HttpRequestTests::ID, HttpResponseTests::ID, HttpMalformedRequestTests::ID] {
        let mut seen: HashMap<String, &Place> = HashMap::new();
        for (shape, place, test) in tests(context, kind) {
            let error = |problem: String, expected: &str| Error::new(place, problem, expected).about(&shape.id);
            if let Some(first) = seen.get(&test.id) {
                errors
                    .push(error(format!("the id {} of the test is also at {first}", quote(&test.id)), "distinct ids"));
            }
            let target = test.target.and_then(|id| context.model.shapes.get(id));
            if let (Some(params), Some(target)) = (&test.params, target) {
                for mismatch in values.check(params, target, None, Rules::TypesOnly) {
                    let at = format!("{}{}", quote(&test.id), mismatch.pointer);
                    errors.push(error(
                        format!("wrong params of the test {at}: {}", mismatch.problem),
                        &mismatch.expected,
                    ));
                }
            }
            if test.uneven {
                let problem = format!("the lists of parameters of the test {} differ in length", quote(&test.id));
                errors.push(error(problem, "a value of each parameter for every case"));
            }
            seen.insert(test.id, place);
        }
    }
    errors
}

struct Test<'m> {
    id: String,
    params: Option<Value>,
    /// The shape of the parameters.
    target: Option<&'m ShapeId>,
    /// Whether its lists of parameters differ in length.
    uneven: bool,
}

impl<'m> Test<'m> {
    fn new(id: String, params: Option<Value>, target: Option<&'m ShapeId>) -> Self {
        Self { id, params, target, uneven: false }
    }

    fn malformed(test: HttpMalformedRequestTest) -> Self {
        let mut lengths = test.test_parameters.values().map(Vec::len);
        let first = lengths.next();
        Self { id: test.id, params: None, target: None, uneven: lengths.any(|length| Some(length) != first) }
    }
}

fn tests<'m>(context: &Context<'m>, kind: &str) -> Vec<(&'m Shape, &'m Place, Test<'m>)> {
    let sites = context.sites().filter(|site| site.member.is_none());
    let mut all = Vec::new();
    for Site { shape, .. } in sites {
        let Some(applied) = shape.traits.applied(kind) else { continue };
        let (input, output) = match &shape.kind {
            ShapeKind::Operation(operation) => (Some(&operation.input.target), Some(&operation.output.target)),
            _ => (None, Some(&shape.id)),
        };
        let found: Vec<Test<'m>> = match kind {
            HttpRequestTests::ID => shape.traits.get().map_or_else(Vec::new, |HttpRequestTests(tests)| {
                tests.into_iter().map(|test| Test::new(test.id, test.params, input)).collect()
            }),
            HttpResponseTests::ID => shape.traits.get().map_or_else(Vec::new, |HttpResponseTests(tests)| {
                tests.into_iter().map(|test| Test::new(test.id, test.params, output)).collect()
            }),
            _ => shape.traits.get().map_or_else(Vec::new, |HttpMalformedRequestTests(tests)| {
                tests.into_iter().map(Test::malformed).collect()
            }),
        };
        all.extend(found.into_iter().map(|test| (shape, &applied.place, test)));
    }
    all
}
