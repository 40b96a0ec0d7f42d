//! How the output of an operation continues in another.

use model::{Member, Operation, Shape, ShapeKind, traits};

use super::context::Context;
use super::structures;
use crate::ir::{Pagination, Presence, Type};

/// The pagination of an operation, where its tokens are text; the service's trait fills what the operation's leaves out.
pub fn lower(context: &Context<'_>, shape: &Shape, operation: &Operation) -> Option<Pagination> {
    let own = shape.traits.get::<traits::Paginated>()?;
    let common = context.service.traits.get::<traits::Paginated>();
    let common =
        |part: fn(&traits::Paginated) -> &Option<String>| common.as_ref().and_then(|trait_| part(trait_).clone());
    let input_token = own.input_token.or_else(|| common(|trait_| &trait_.input_token))?;
    let output_token = own.output_token.or_else(|| common(|trait_| &trait_.output_token))?;
    let input = context.model.shapes.get(&operation.input.target)?;
    let (input_token, input_presence, ty) = field(context, input, &input_token)?;
    if ty != Type::String {
        return None;
    }
    let mut path = Vec::new();
    let mut shape_of_token = context.model.shapes.get(&operation.output.target)?;
    let mut ty = Type::Unit;
    for name in output_token.split('.') {
        let (field, presence, field_ty) = field(context, shape_of_token, name)?;
        path.push((field, presence));
        ty = field_ty;
        shape_of_token = context.target(shape_of_token.member(name)?)?;
    }
    if ty != Type::String {
        return None;
    }
    let method_name = context.naming.operation(&shape.id).pages;
    Some(Pagination {
        method_name,
        input_token,
        input_token_optional: input_presence,
        output_token: path,
        output_token_path: output_token,
    })
}

/// The field of a structure's member, whether it may be absent, and its type.
fn field(context: &Context<'_>, shape: &Shape, name: &str) -> Option<(String, bool, Type)> {
    let ShapeKind::Structure(members) = &shape.kind else { return None };
    let index = members.iter().position(|member: &Member| member.name == name)?;
    let optional = matches!(structures::presence(context, shape, &members[index]), Presence::Optional);
    let ty = structures::member_type(context, shape, &members[index]);
    context.fields(shape).into_iter().nth(index).map(|field| (field, optional, ty))
}
