//! The model's test cases for requests and responses, as values of the generated types.

use model::{Place, Shape, ShapeKind, closure, traits};
use serde_json::Value;

use super::context::Context;
use super::{Lowering, enums, literals, streams, structures, types};
use crate::docs;
use crate::ir::{ExpectedRequest, Expression, Literal, Presence, ProtocolCase, ProtocolTest, TestResponse, Type};
use crate::names::{self, Scope};

impl Lowering<'_> {
    /// Lowers the cases of every operation and of its errors.
    pub fn protocol_tests(&mut self) -> Vec<ProtocolTest> {
        let context = &self.context;
        let mut cases = Cases { context, scope: Scope::snake([]), tests: Vec::new() };
        let mut errors = Vec::new();
        for shape in &context.operations {
            let ShapeKind::Operation(operation) = &shape.kind else { continue };
            cases.requests(shape, context.model.shapes.get(&operation.input.target));
            cases.responses(shape, context.model.shapes.get(&operation.output.target), None);
            errors.extend(closure::errors(context.service, shape));
        }
        errors.sort();
        errors.dedup();
        for error in errors.into_iter().filter_map(|id| context.model.shapes.get(id)) {
            cases.responses(error, Some(error), Some(context.naming.type_name(&error.id)));
        }
        cases.tests
    }
}

/// The test cases so far.
struct Cases<'a, 'm> {
    context: &'a Context<'m>,
    scope: Scope,
    tests: Vec<ProtocolTest>,
}

impl Cases<'_, '_> {
    fn requests(&mut self, shape: &Shape, input: Option<&Shape>) {
        let Some(cases) = shape.traits.get::<traits::HttpRequestTests>() else { return };
        let context = self.context;
        for case in cases.0.into_iter().filter(|case| is_ours(context, &case.protocol, case.applies_to)) {
            let stream = input.and_then(|input| streamed(context, input, case.params.as_ref()));
            let Some(input) = value(context, input, case.params.as_ref()) else { continue };
            let body = case.body.map(|body| (body, case.body_media_type.unwrap_or_default()));
            let host = case.host.map(|given| {
                let plain = given.split('/').next().unwrap_or_default().to_owned();
                (given, case.resolved_host.unwrap_or(plain))
            });
            let expected = ExpectedRequest {
                method: case.method,
                uri: case.uri,
                host,
                query: case.query_params,
                forbid_query: case.forbid_query_params,
                headers: case.headers.into_iter().collect(),
                forbid_headers: case.forbid_headers,
                body,
            };
            let operation = self.context.naming.operation(&shape.id).static_name;
            let case_ = ProtocolCase::Request { operation, input, stream, expected: Box::new(expected) };
            self.add(&case.id, case.documentation.as_deref(), case_);
        }
    }

    fn responses(&mut self, shape: &Shape, output: Option<&Shape>, error: Option<String>) {
        let Some(cases) = shape.traits.get::<traits::HttpResponseTests>() else { return };
        let context = self.context;
        for case in cases.0.into_iter().filter(|case| is_ours(context, &case.protocol, case.applies_to)) {
            let Some(value) = value(context, output, case.params.as_ref()) else { continue };
            let response = TestResponse {
                code: case.code,
                headers: case.headers.into_iter().collect(),
                body: case.body.unwrap_or_default(),
            };
            let case_ = match &error {
                Some(name) => {
                    let code = case.vendor_params.as_ref().and_then(|params| params.get("code")?.as_str());
                    ProtocolCase::Error { response, name: name.clone(), error: value, code: code.map(str::to_owned) }
                }
                None => {
                    let operation = self.context.naming.operation(&shape.id).static_name;
                    ProtocolCase::Response { operation, response, output: value }
                }
            };
            self.add(&case.id, case.documentation.as_deref(), case_);
        }
    }

    fn add(&mut self, id: &str, docs: Option<&str>, case: ProtocolCase) {
        let name = self.scope.claim(names::function_name(id));
        let docs = docs.map_or_else(|| format!("{}.", docs::code(id)), docs::summary);
        self.tests.push(ProtocolTest { name, docs, case });
    }
}

/// Lowers the value of a test case; `None` if it does not match its shape.
fn value(context: &Context<'_>, shape: Option<&Shape>, params: Option<&Value>) -> Option<Expression> {
    let empty = Value::Object(serde_json::Map::new());
    expression(context, shape?, params.unwrap_or(&empty))
}

/// Returns the content of the stream in an input, which is empty if the case has none.
fn streamed(context: &Context<'_>, input: &Shape, params: Option<&Value>) -> Option<String> {
    let member = input.members().into_iter().find(|member| streams::is_stream(context, member))?;
    context.target(member).filter(|target| matches!(target.kind, ShapeKind::Blob))?;
    let text = params.and_then(|params| params.get(&member.name)).and_then(Value::as_str);
    Some(text.unwrap_or_default().to_owned())
}

/// Returns the reason why a test case has no generated test, if there is one.
pub fn reason_of_value(context: &Context<'_>, shape: Option<&Shape>, params: Option<&Value>) -> Option<&'static str> {
    value(context, shape, params).is_none().then_some("its params are not of their shape")
}

fn is_ours(context: &Context<'_>, protocol: &str, applies_to: Option<traits::AppliesTo>) -> bool {
    reason_to_leave_out(context, protocol, applies_to).is_none()
}

/// Returns the reason why a case does not apply to a client of this protocol, if there is one.
pub fn reason_to_leave_out(
    context: &Context<'_>,
    protocol: &str,
    applies_to: Option<traits::AppliesTo>,
) -> Option<&'static str> {
    match applies_to {
        _ if protocol != context.protocol.name.id() => Some("it is of another protocol"),
        Some(traits::AppliesTo::Server) => Some("it is for servers"),
        Some(traits::AppliesTo::Client) | None => None,
    }
}

/// Where a trait is applied.
pub fn trait_place(shape: &Shape, id: &str) -> Place {
    shape.traits.applied(id).map_or_else(|| shape.place.clone(), |applied| applied.place.clone())
}

/// Lowers a value as test cases write it: members by their names in the model, blobs as text, timestamps in seconds.
fn expression(context: &Context<'_>, shape: &Shape, value: &Value) -> Option<Expression> {
    let built = match (&shape.kind, value) {
        (ShapeKind::Structure(_), Value::Object(_)) if shape.id.as_str() == super::context::UNIT => {
            Expression::Literal(Literal::Empty, Type::Unit)
        }
        (ShapeKind::Structure(_), Value::Object(object)) => return structure(context, shape, object),
        (ShapeKind::Union(_), Value::Object(object)) => return union(context, shape, object),
        (ShapeKind::List(member) | ShapeKind::Set(member), Value::Array(values)) => {
            let target = context.target(member)?;
            let sparse = shape.traits.has::<traits::Sparse>();
            Expression::List(values.iter().map(|value| entry(context, target, value, sparse)).collect::<Option<_>>()?)
        }
        (ShapeKind::Map { key, value: member }, Value::Object(object)) => {
            let (key, target) = (context.target(key)?, context.target(member)?);
            let sparse = shape.traits.has::<traits::Sparse>();
            let entry = |(name, value): (&String, &Value)| {
                Some((expression(context, key, &Value::String(name.clone()))?, entry(context, target, value, sparse)?))
            };
            Expression::Map(object.iter().map(entry).collect::<Option<_>>()?)
        }
        _ => scalar(context, shape, value)?,
    };
    let built = match built {
        // An empty collection has no entry from which its type could be inferred.
        Expression::List(values) if values.is_empty() => Expression::Literal(Literal::Empty, plain(context, shape)),
        Expression::Map(entries) if entries.is_empty() => Expression::Literal(Literal::Empty, plain(context, shape)),
        built => built,
    };
    let secret = shape.traits.has::<traits::Sensitive>();
    Some(if secret { Expression::Secret(Box::new(built)) } else { built })
}

fn scalar(context: &Context<'_>, shape: &Shape, value: &Value) -> Option<Expression> {
    if let (true, Value::String(word)) = (enums::is_words(shape), value)
        && let Some(variant) = enums::variant_of(shape, word)
    {
        return Some(Expression::Variant(context.naming.type_name(&shape.id), variant));
    }
    Some(Expression::Literal(literals::simple(shape, value)?, plain(context, shape)))
}

/// Returns the type of a shape's values, without `Secret` around it.
fn plain(context: &Context<'_>, shape: &Shape) -> Type {
    match types::of_shape(context, shape) {
        Type::Secret(ty) => *ty,
        ty => ty,
    }
}

fn entry(context: &Context<'_>, target: &Shape, value: &Value, sparse: bool) -> Option<Expression> {
    match (sparse, value) {
        (true, Value::Null) => Some(Expression::Option(None)),
        (true, value) => Some(Expression::Option(Some(Box::new(expression(context, target, value)?)))),
        (false, value) => expression(context, target, value),
    }
}

fn structure(context: &Context<'_>, shape: &Shape, object: &serde_json::Map<String, Value>) -> Option<Expression> {
    let ShapeKind::Structure(members) = &shape.kind else { return None };
    let fields = context.fields(shape);
    let (mut arguments, mut setters) = (Vec::new(), Vec::new());
    for (member, field) in members.iter().zip(fields).filter(|(member, _)| !streams::is_stream(context, member)) {
        let value = object.get(&member.name).filter(|value| !value.is_null());
        let required = matches!(structures::presence(context, shape, member), Presence::Required);
        let Some(value) = value else {
            if required {
                return None;
            }
            continue;
        };
        let value = expression(context, context.target(member)?, value)?;
        if required { arguments.push(value) } else { setters.push((field, value)) }
    }
    let known = |name: &String| members.iter().any(|member| member.name == *name);
    object.keys().all(known).then(|| Expression::Structure {
        name: context.naming.type_name(&shape.id),
        arguments,
        setters,
    })
}

fn union(context: &Context<'_>, shape: &Shape, object: &serde_json::Map<String, Value>) -> Option<Expression> {
    let ShapeKind::Union(members) = &shape.kind else { return None };
    let (name, value) = object.iter().next().filter(|_| object.len() == 1)?;
    let index = members.iter().position(|member| member.name == *name)?;
    let value = expression(context, context.target(&members[index])?, value)?;
    let boxed = context.is_boxed(&shape.id, &members[index]);
    let value = if boxed { Expression::Box(Box::new(value)) } else { value };
    let variant = structures::variants(members).into_iter().nth(index)?;
    Some(Expression::Union { name: context.naming.type_name(&shape.id), variant, value: Box::new(value) })
}
