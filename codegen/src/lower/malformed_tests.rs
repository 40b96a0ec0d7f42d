//! The model's test cases of malformed requests, as far as a crate of types can run them.
//!
//! A crate of types decodes and validates values; it is not a server. So a case is left out, by its name and with the
//! reason, if it is about the negotiation of content types, if its response says nothing about the values, or if only a
//! server could parse the request.

mod header_list;
mod parameters;
mod request;

use model::{Shape, ShapeKind, traits};
use serde_json::Value;
use traits::{BodyAssertion, HttpMalformedRequestTest as Case, MalformedResponse};

use super::context::{Context, UNIT};
use super::test_cases::{LeftOut, TestKind};
use crate::docs;
use crate::ir::{Malformation, MalformedTest};
use crate::names::{self, Scope};
use crate::pattern;

/// Lowers the cases for which tests are generated.
pub fn lower(context: &Context<'_>) -> Vec<MalformedTest> {
    let mut scope = Scope::snake([]);
    let tests = cases(context).filter_map(|(shape, case)| test(context, shape, &case, &mut scope).ok());
    tests.collect()
}

/// Returns the cases for which no tests are generated.
pub fn left_out<'m>(context: &Context<'m>) -> Vec<LeftOut<'m>> {
    let mut scope = Scope::snake([]);
    let reasons = cases(context).filter_map(|(shape, case)| {
        let reason = test(context, shape, &case, &mut scope).err()?;
        Some(LeftOut { kind: TestKind::Malformed, shape, id: case.id, reason })
    });
    reasons.collect()
}

/// Returns the cases, one for each set of parameter values.
fn cases<'a, 'm>(context: &'a Context<'m>) -> impl Iterator<Item = (&'m Shape, Case)> + use<'a, 'm> {
    context.operations.iter().flat_map(|shape| {
        let cases = shape.traits.get::<traits::HttpMalformedRequestTests>().map_or_else(Vec::new, |tests| tests.0);
        cases.into_iter().flat_map(parameters::expand).map(move |case| (*shape, case))
    })
}

fn test(context: &Context<'_>, shape: &Shape, case: &Case, scope: &mut Scope) -> Result<MalformedTest, &'static str> {
    let ShapeKind::Operation(operation) = &shape.kind else { return Err("it is not about an operation") };
    if case.protocol != context.protocol.name.id() {
        return Err("it is of another protocol");
    }
    let expected = expected(&case.response)?;
    let input = context.model.shapes.get(&operation.input.target).filter(|input| input.id.as_str() != UNIT);
    let input = input.ok_or("the operation takes no input")?;
    let request = request::lower(context, shape, input, &case.request)?;
    Ok(MalformedTest {
        name: scope.claim(names::function_name(&case.id)),
        docs: case.documentation.as_deref().map_or_else(|| format!("{}.", docs::code(&case.id)), docs::summary),
        input: context.naming.type_name(&input.id),
        request,
        expected,
    })
}

/// Returns the problem that a response reports about the value of its request.
fn expected(response: &MalformedResponse) -> Result<Malformation, &'static str> {
    match response.code {
        400 => {}
        406 | 415 => return Err("content types are negotiated by servers"),
        _ => return Err("its answer is not about values"),
    }
    let header = response.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-amzn-errortype"));
    if header.is_none_or(|(_, error)| error != "ValidationException") {
        return Ok(Malformation::Unreadable);
    }
    match response.body.as_ref().map(|body| &body.assertion) {
        Some(BodyAssertion::Contents(contents)) => invalid(contents).ok_or("its message is in no known form"),
        Some(BodyAssertion::MessageRegex(text)) => match pattern::compile(text) {
            Ok(matcher) => Ok(Malformation::InvalidLike { text: text.clone(), matcher }),
            Err(_) => Err("its message is compared with a pattern that has no matcher"),
        },
        None => Err("it says nothing about the message"),
    }
}

/// Returns the message and the fields of a `ValidationException`.
fn invalid(contents: &str) -> Option<Malformation> {
    let contents: Value = serde_json::from_str(contents).ok()?;
    let text = |value: &Value, name| Some(value.get(name)?.as_str()?.to_owned());
    let field = |field: &Value| Some((text(field, "path")?, text(field, "message")?));
    let fields = contents.get("fieldList")?.as_array()?.iter().map(field).collect::<Option<_>>()?;
    Some(Malformation::Invalid { message: text(&contents, "message")?, fields })
}
