//! Finds shapes without finite values, because each value would contain another one of the same shape.
//!
//! A structure needs a value of each required member, and a union one of any member; lists and maps can be empty.
//! Shapes are assumed to be impossible until proven possible, which takes time linear in the size of the model.

use std::collections::HashMap;

use super::context::Context;
use crate::ast::{Member, Shape, ShapeId, ShapeKind};
use crate::error::Error;
use crate::graph;
use crate::traits::Required;

/// The maximum number of members of a cycle in a message.
const SHOWN: usize = 8;

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let mut errors =
        cycles(&impossible(context), needed, "the shape requires itself", "an optional member in the cycle");
    let nested: Vec<&Shape> = context.shapes().filter(|shape| !contained(shape).is_empty()).collect();
    errors.extend(cycles(&nested, contained, "the shape contains itself", "a structure or union in the cycle"));
    errors
}

/// Returns the members that a value of the shape contains: all required ones of a structure, any one of a union.
fn needed(shape: &Shape) -> Vec<&Member> {
    match &shape.kind {
        ShapeKind::Structure(members) => members.iter().filter(|member| member.traits.has::<Required>()).collect(),
        ShapeKind::Union(members) => members.iter().collect(),
        _ => Vec::new(),
    }
}

/// Returns the members of a list or map. A cycle of lists and maps without a structure has no finite Rust type.
fn contained(shape: &Shape) -> Vec<&Member> {
    match &shape.kind {
        ShapeKind::List(member) | ShapeKind::Set(member) | ShapeKind::Map { value: member, .. } => vec![member],
        _ => Vec::new(),
    }
}

/// Returns the structures and unions that can have no value, sorted by id.
fn impossible<'m>(context: &Context<'m>) -> Vec<&'m Shape> {
    let mut missing: HashMap<&ShapeId, usize> = HashMap::new();
    let mut waiting: HashMap<&ShapeId, Vec<&Shape>> = HashMap::new();
    let mut possible: Vec<&Shape> = Vec::new();
    for shape in context.model.shapes.values() {
        let members = needed(shape);
        let is_union = matches!(shape.kind, ShapeKind::Union(_));
        let count = if is_union { 1 } else { members.len() };
        if members.is_empty() {
            possible.push(shape);
        } else {
            missing.insert(&shape.id, count);
        }
        for member in members {
            waiting.entry(&member.target).or_default().push(shape);
        }
    }
    let absent = waiting.keys().filter(|id| !context.model.shapes.contains_key(**id)).copied();
    let mut found: Vec<&ShapeId> = absent.chain(possible.into_iter().map(|shape| &shape.id)).collect();
    while let Some(id) = found.pop() {
        for shape in waiting.remove(id).unwrap_or_default() {
            let Some(count) = missing.get_mut(&shape.id) else { continue };
            *count -= 1;
            if *count == 0 {
                missing.remove(&shape.id);
                found.push(&shape.id);
            }
        }
    }
    context.shapes().filter(|shape| missing.contains_key(&shape.id)).collect()
}

fn cycles(shapes: &[&Shape], members: fn(&Shape) -> Vec<&Member>, problem: &str, expected: &str) -> Vec<Error> {
    let indices: HashMap<&ShapeId, usize> =
        shapes.iter().enumerate().map(|(index, shape)| (&shape.id, index)).collect();
    let edges: Vec<Vec<usize>> = shapes
        .iter()
        .map(|shape| members(shape).iter().filter_map(|member| indices.get(&member.target).copied()).collect())
        .collect();
    let mut errors = Vec::new();
    for cycle in graph::cycles(&edges) {
        let cycle: Vec<&Shape> = cycle.iter().filter_map(|index| shapes.get(*index).copied()).collect();
        let next = cycle.iter().cycle().skip(1);
        let steps: Vec<(&Shape, &Member)> = cycle
            .iter()
            .zip(next)
            .filter_map(|(from, to)| {
                let member = members(from).into_iter().find(|member| member.target == to.id)?;
                Some((*from, member))
            })
            .collect();
        let Some((first, member)) = steps.first() else { continue };
        let mut path: Vec<String> =
            steps.iter().take(SHOWN).map(|(shape, member)| format!("{}${}", shape.id.name(), member.name)).collect();
        if steps.len() > SHOWN {
            path.push(format!("{} more", steps.len() - SHOWN));
        }
        let problem = format!("{problem}, through {}", path.join(", "));
        errors.push(Error::new(&member.place, problem, expected).about(&first.id));
    }
    errors
}
