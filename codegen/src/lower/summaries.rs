//! Lowers the summaries of members, for the help of command lines: the first sentence of the documentation of each
//! member that a request may have, at any depth. Operations with streams have no commands.

use model::{Shape, ShapeKind, closure};

use super::context::Context;
use super::{documentation, streams};
use crate::ir::Summary;

/// Returns the summaries of members by structure, in the model's order, without members that have no documentation.
pub fn lower(context: &Context<'_>) -> Vec<Summary> {
    let inputs = context.operations.iter().filter_map(|shape| match &shape.kind {
        ShapeKind::Operation(operation) if !streams::any(context, operation) => Some(&operation.input.target),
        _ => None,
    });
    let shapes = closure::shapes(context.model, inputs);
    shapes.into_iter().flat_map(|shape| members(context, shape)).collect()
}

fn members(context: &Context<'_>, shape: &Shape) -> Vec<Summary> {
    let (ShapeKind::Structure(members) | ShapeKind::Union(members)) = &shape.kind else { return Vec::new() };
    let summaries = members.iter().filter_map(|member| {
        let text = documentation::summary_of_member(context, member)?;
        Some(Summary { member: format!("{}${}", context.wire_name(&shape.id), member.name), text })
    });
    summaries.collect()
}
