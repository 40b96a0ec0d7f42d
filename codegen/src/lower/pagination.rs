//! Lowers the pagination of operations.
//!
//! The value is merged from three traits: the project's own, which completes the published model, then the operation's,
//! then the service's.

use model::{AppliedTrait, Member, Operation, Shape, ShapeKind, SmithyTrait, extensions, traits};
use serde::Deserialize;

use super::context::Context;
use super::problem::Problem;
use super::{streams, structures};
use crate::ir::{Pagination, Presence, Step, Type};

/// The paths to the members, from one trait or merged from all three.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Names {
    input_token: Option<String>,
    output_token: Option<String>,
    items: Option<String>,
}

impl SmithyTrait for Names {
    const ID: &'static str = extensions::PAGINATED;
}

/// The reason why no pagination is generated for an operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaginationProblem {
    /// The trait names no member for the token of the request or of the response.
    #[error("there is no {0}")]
    NoToken(&'static str),
    /// A path leads to no member, or through a shape that is not a structure.
    #[error("the path `{0}` leads to no member of structures")]
    NoMember(String),
    /// The token of a response has another type than that of a request.
    #[error("the output token has another type than the input token")]
    OtherType,
    /// The items are neither a list nor a map.
    #[error("the items at `{0}` are not a list or map")]
    NoCollection(String),
    /// The request or the response has a stream.
    #[error("its request or response has a stream")]
    Stream,
}

/// Lowers the pagination of an operation; `None` if it has none.
pub fn lower(
    context: &Context<'_>,
    shape: &Shape,
    operation: &Operation,
) -> Option<Result<Pagination, PaginationProblem>> {
    let names = names(context, shape)?;
    Some(pagination(context, operation, &names))
}

/// Returns a line that says why an operation's pagination is not generated.
pub fn omission(context: &Context<'_>, shape: &Shape) -> Option<String> {
    let ShapeKind::Operation(operation) = &shape.kind else { return None };
    let problem = lower(context, shape, operation)?.err()?;
    let place = applied(shape).map_or(&shape.place, |applied| &applied.place);
    Some(format!("{place}: {}: no pages are generated, because {problem}", shape.id))
}

/// Reports pagination in the project's documents that does not fit the operation: unlike the published model, the
/// documents can be corrected.
pub fn check(context: &Context<'_>, shape: &Shape, problems: &mut Vec<Problem>) {
    let (Some(applied), ShapeKind::Operation(operation)) = (shape.traits.applied(Names::ID), &shape.kind) else {
        return;
    };
    let problem = match Names::deserialize(&applied.value) {
        Err(error) => format!("it can't be read: {error}"),
        Ok(_) => match lower(context, shape, operation) {
            Some(Err(problem)) => problem.to_string(),
            _ => return,
        },
    };
    let problem = format!("`{}`: {problem}", Names::ID);
    problems.push(Problem::value(applied, shape, "", problem, "paths to two tokens of one type, and to a list or map"));
}

fn applied(shape: &Shape) -> Option<&AppliedTrait> {
    [Names::ID, traits::Paginated::ID].into_iter().find_map(|id| shape.traits.applied(id))
}

fn names(context: &Context<'_>, shape: &Shape) -> Option<Names> {
    applied(shape)?;
    let own = shape.traits.applied(Names::ID);
    let own = own.and_then(|applied| Names::deserialize(&applied.value).ok());
    let published = |shape: &Shape| {
        let paginated = shape.traits.get::<traits::Paginated>()?;
        let traits::Paginated { input_token, output_token, items, .. } = paginated;
        Some(Names { input_token, output_token, items })
    };
    let sources = [own, published(shape), published(context.service)];
    Some(sources.into_iter().flatten().fold(Names::default(), |names, other| Names {
        input_token: names.input_token.or(other.input_token),
        output_token: names.output_token.or(other.output_token),
        items: names.items.or(other.items),
    }))
}

fn pagination(context: &Context<'_>, operation: &Operation, names: &Names) -> Result<Pagination, PaginationProblem> {
    if streams::any(context, operation) {
        return Err(PaginationProblem::Stream);
    }
    let input_token = names.input_token.as_ref().ok_or(PaginationProblem::NoToken("input token"))?;
    let output_token = names.output_token.as_ref().ok_or(PaginationProblem::NoToken("output token"))?;
    let shape = |id| context.model.shapes.get(id);
    let no_member = |name: &String| PaginationProblem::NoMember(name.clone());
    let (input, output) = (shape(&operation.input.target), shape(&operation.output.target));
    let input = input.ok_or_else(|| no_member(input_token))?;
    let output = output.ok_or_else(|| no_member(output_token))?;
    let (input_token, ty) = step(context, input, input_token).ok_or_else(|| no_member(input_token))?;
    let output_token_path = output_token.clone();
    let (output_token, token_ty) = path(context, output, output_token)?;
    if ty != token_ty {
        return Err(PaginationProblem::OtherType);
    }
    let items = match &names.items {
        Some(items) => match path(context, output, items)? {
            (steps, ty @ (Type::List(_) | Type::Map(..))) => Some((steps, ty)),
            _ => return Err(PaginationProblem::NoCollection(items.clone())),
        },
        None => None,
    };
    Ok(Pagination { input_token, output_token, output_token_path, items })
}

/// Returns the fields on the path to a member of a structure, whose names are separated by dots, and the member's type.
fn path(context: &Context<'_>, shape: &Shape, names: &str) -> Result<(Vec<Step>, Type), PaginationProblem> {
    let (mut shape, mut steps, mut ty) = (Some(shape), Vec::new(), Type::Unit);
    for name in names.split('.') {
        let found = shape.and_then(|shape| Some((shape.member(name)?, step(context, shape, name)?)));
        let (member, (step, step_ty)) = found.ok_or_else(|| PaginationProblem::NoMember(names.to_owned()))?;
        steps.push(step);
        ty = step_ty;
        shape = context.target(member);
    }
    Ok((steps, ty))
}

/// Returns the field of a structure's member, and its type.
fn step(context: &Context<'_>, shape: &Shape, name: &str) -> Option<(Step, Type)> {
    let ShapeKind::Structure(members) = &shape.kind else { return None };
    let index = members.iter().position(|member: &Member| member.name == name)?;
    let optional = matches!(structures::presence(context, shape, &members[index]), Presence::Optional);
    let field = context.fields(shape).into_iter().nth(index)?;
    Some((Step { field, optional }, structures::member_type(context, shape, &members[index])))
}
