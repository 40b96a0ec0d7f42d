//! Lowers the endpoint parameters that operations and clients set.
//!
//! A parameter that the endpoint rules do not declare is ignored.

use model::{Operation, Shape, ShapeKind, SmithyTrait, traits};
use serde_json::Value as Json;

use super::context::Context;
use super::operations::rules;
use super::paths::{self, Kind};
use crate::docs;
use crate::ir::endpoints::{Type, Value};
use crate::ir::{ClientParameter, ContextParameter, ContextSource};
use crate::jmespath::{self, Expression};
use crate::names::{self, Scope};

/// Returns the endpoint parameters of an operation: paths into its input, members of the input, and constants. A later
/// one replaces an earlier one of the same name.
pub fn of_operation(context: &Context<'_>, shape: &Shape, operation: &Operation) -> Vec<ContextParameter> {
    let fixed = shape.traits.get::<traits::StaticContextParams>().map(|trait_| trait_.0).unwrap_or_default();
    let fixed = fixed.into_iter().filter_map(|(name, parameter)| {
        Some(ContextParameter { name, source: ContextSource::Fixed(value(&parameter.value)?) })
    });
    let input = context.model.shapes.get(&operation.input.target);
    let members = input.into_iter().flat_map(Shape::members).filter_map(|member| {
        let name = member.traits.get::<traits::ContextParam>()?.name;
        Some(ContextParameter { name, source: ContextSource::Member(member.name.clone()) })
    });
    let paths = paths(context, shape)
        .into_iter()
        .filter_map(|(name, path)| Some(ContextParameter { name, source: ContextSource::Path(path.ok()?) }));
    paths.chain(members).chain(fixed).filter(|parameter| is_in_rules(context, &parameter.name)).collect()
}

/// Returns the endpoint parameters that are set on a client, sorted by name.
pub fn of_client(context: &Context<'_>) -> Vec<ClientParameter> {
    let all = context.service.traits.get::<traits::ClientContextParams>().map(|trait_| trait_.0).unwrap_or_default();
    let mut constants = Scope::snake([]);
    let parameters = all.into_iter().filter(|(name, _)| is_in_rules(context, name)).filter_map(|(name, parameter)| {
        let ty = match parameter.kind.to_ascii_lowercase().as_str() {
            "string" => Type::String,
            "boolean" => Type::Boolean,
            "stringarray" => Type::Texts,
            _ => return None,
        };
        let constant = constants.claim(names::static_name(&name));
        let words = parameter.documentation.as_deref().map(docs::summary);
        let docs = words.unwrap_or_else(|| format!("The endpoint parameter {}.", docs::code(&name)));
        Some(ClientParameter { name, constant, ty, docs })
    });
    parameters.collect()
}

/// Returns a line for each path into an input that is not supported.
pub fn omissions(context: &Context<'_>) -> Vec<String> {
    let lines = context.operations.iter().flat_map(|shape| {
        let place = shape.traits.applied(traits::OperationContextParams::ID).map_or(&shape.place, |it| &it.place);
        let errors = paths(context, shape).into_iter().filter_map(|(name, path)| Some((name, path.err()?)));
        errors.map(move |(name, error)| {
            format!("{place}: {}: the endpoint parameter `{name}` is not set from the input: {error}", shape.id)
        })
    });
    lines.collect()
}

/// Why a path is not evaluated.
#[derive(Debug, thiserror::Error)]
enum Unset {
    #[error(transparent)]
    Path(#[from] jmespath::Error),
    #[error("the path `{0}`: {1}")]
    Shape(String, paths::Misfit),
}

/// The parameters that are paths into the input of an operation, by name.
fn paths(context: &Context<'_>, shape: &Shape) -> Vec<(String, Result<Expression, Unset>)> {
    let all = shape.traits.get::<traits::OperationContextParams>().map(|trait_| trait_.0).unwrap_or_default();
    let known = all.into_iter().filter(|(name, _)| is_in_rules(context, name));
    known.map(|(name, parameter)| (name, path(context, shape, &parameter.path))).collect()
}

/// Parses a path, whose value has to be a text, a boolean or a list of texts.
fn path(context: &Context<'_>, shape: &Shape, path: &str) -> Result<Expression, Unset> {
    let expression = jmespath::parse(path)?;
    let ShapeKind::Operation(operation) = &shape.kind else { return Ok(expression) };
    let input = paths::of_shape(context, context.model.shapes.get(&operation.input.target));
    let misfit = |misfit| Unset::Shape(path.to_owned(), misfit);
    let value = paths::check(context, &expression, &input).map_err(misfit)?;
    let is_text = |kind: &Kind<'_>| matches!(kind, Kind::Any | Kind::Text);
    match &value {
        Kind::Boolean => Ok(expression),
        Kind::List(element) if is_text(element) => Ok(expression),
        other if is_text(other) => Ok(expression),
        other => {
            let expected = "a text, a boolean or a list of texts";
            Err(misfit(paths::Misfit::Value { found: other.words(), expected }))
        }
    }
}

fn is_in_rules(context: &Context<'_>, name: &str) -> bool {
    rules(context.service).and_then(|rules| rules.value.get("parameters")?.get(name)).is_some()
}

fn value(json: &Json) -> Option<Value> {
    match json {
        Json::String(text) => Some(Value::Text(text.clone())),
        Json::Bool(flag) => Some(Value::Flag(*flag)),
        Json::Array(items) => {
            let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
            texts.collect::<Option<_>>().map(Value::Texts)
        }
        _ => None,
    }
}
