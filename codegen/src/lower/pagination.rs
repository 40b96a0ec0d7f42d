//! Lowers the pagination of operations.
//!
//! It is merged from three traits: the project's own, which completes the published model, then the operation's, then
//! the service's.

use model::{AppliedTrait, Member, Operation, Shape, ShapeKind, SmithyTrait, extensions, traits};
use serde::Deserialize;

use super::context::Context;
use super::problem::Problem;
use super::{streams, structures};
use crate::ir::{Pagination, Presence, Step, Type};

/// The members that take part, as one trait or all three name them.
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

/// The reason why no pages are generated for an operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unpaged {
    /// There is no member for the token of a request or of a page.
    #[error("there is no {0}")]
    NoToken(&'static str),
    /// A path leads to no member, or through a shape that is not a structure.
    #[error("the path `{0}` leads to no member of structures")]
    NoMember(String),
    /// The tokens of pages are not what requests take.
    #[error("the tokens of pages are of another type than those of requests")]
    OtherType,
    /// The items are neither a list nor a map.
    #[error("the items at `{0}` are not a list or map")]
    NoCollection(String),
    /// A page comes with a stream.
    #[error("its request or response has a stream")]
    Stream,
}

/// The pagination of an operation; `None` if nothing says that its output continues.
pub fn lower(context: &Context<'_>, shape: &Shape, operation: &Operation) -> Option<Result<Pagination, Unpaged>> {
    let names = names(context, shape)?;
    Some(pagination(context, operation, &names))
}

/// A line about an operation whose pages are not generated.
pub fn omission(context: &Context<'_>, shape: &Shape) -> Option<String> {
    let ShapeKind::Operation(operation) = &shape.kind else { return None };
    let unpaged = lower(context, shape, operation)?.err()?;
    let place = applied(shape).map_or(&shape.place, |applied| &applied.place);
    Some(format!("{place}: {}: no pages are generated, because {unpaged}", shape.id))
}

/// Reports pagination in the project's documents that does not fit the operation: unlike the published model, they can
/// be corrected.
pub fn check(context: &Context<'_>, shape: &Shape, problems: &mut Vec<Problem>) {
    let (Some(applied), ShapeKind::Operation(operation)) = (shape.traits.applied(Names::ID), &shape.kind) else {
        return;
    };
    let problem = match Names::deserialize(&applied.value) {
        Err(error) => format!("it can't be read: {error}"),
        Ok(_) => match lower(context, shape, operation) {
            Some(Err(unpaged)) => unpaged.to_string(),
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

fn pagination(context: &Context<'_>, operation: &Operation, names: &Names) -> Result<Pagination, Unpaged> {
    if streams::any(context, operation) {
        return Err(Unpaged::Stream);
    }
    let input_token = names.input_token.as_ref().ok_or(Unpaged::NoToken("input token"))?;
    let output_token = names.output_token.as_ref().ok_or(Unpaged::NoToken("output token"))?;
    let shape = |id| context.model.shapes.get(id);
    let no_member = |name: &String| Unpaged::NoMember(name.clone());
    let (input, output) = (shape(&operation.input.target), shape(&operation.output.target));
    let input = input.ok_or_else(|| no_member(input_token))?;
    let output = output.ok_or_else(|| no_member(output_token))?;
    let (input_token, ty) = step(context, input, input_token).ok_or_else(|| no_member(input_token))?;
    let output_token_path = output_token.clone();
    let (output_token, token_ty) = path(context, output, output_token)?;
    if ty != token_ty {
        return Err(Unpaged::OtherType);
    }
    let items = match &names.items {
        Some(items) => match path(context, output, items)? {
            (steps, ty @ (Type::List(_) | Type::Map(..))) => Some((steps, ty)),
            _ => return Err(Unpaged::NoCollection(items.clone())),
        },
        None => None,
    };
    Ok(Pagination { input_token, output_token, output_token_path, items })
}

/// The fields on the way to a member of a structure, by names with dots between them, and the member's type.
fn path(context: &Context<'_>, shape: &Shape, names: &str) -> Result<(Vec<Step>, Type), Unpaged> {
    let (mut shape, mut steps, mut ty) = (Some(shape), Vec::new(), Type::Unit);
    for name in names.split('.') {
        let found = shape.and_then(|shape| Some((shape.member(name)?, step(context, shape, name)?)));
        let (member, (step, step_ty)) = found.ok_or_else(|| Unpaged::NoMember(names.to_owned()))?;
        steps.push(step);
        ty = step_ty;
        shape = context.target(member);
    }
    Ok((steps, ty))
}

/// The field of a structure's member, and its type.
fn step(context: &Context<'_>, shape: &Shape, name: &str) -> Option<(Step, Type)> {
    let ShapeKind::Structure(members) = &shape.kind else { return None };
    let index = members.iter().position(|member: &Member| member.name == name)?;
    let optional = matches!(structures::presence(context, shape, &members[index]), Presence::Optional);
    let field = context.fields(shape).into_iter().nth(index)?;
    Some((Step { field, optional }, structures::member_type(context, shape, &members[index])))
}
