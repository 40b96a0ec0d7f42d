//! Finds the members that must be boxed because their type contains itself.
//!
//! Lists and maps are on the heap anyway, so only members that are structures or unions themselves need a box.

use std::collections::{BTreeMap, BTreeSet};

use model::{Model, Shape, ShapeId, ShapeKind};

type Edges<'m> = BTreeMap<&'m ShapeId, Vec<&'m ShapeId>>;

/// Returns the members, by shape and name, whose target contains the shape again.
pub fn boxed<'m>(model: &'m Model, shapes: &[&'m Shape]) -> BTreeSet<(&'m ShapeId, &'m str)> {
    let mut forward = Edges::new();
    let mut backward = Edges::new();
    for shape in shapes.iter().filter(|shape| is_aggregate(shape)) {
        for member in shape.members() {
            if model.shapes.get(&member.target).is_some_and(is_aggregate) {
                forward.entry(&shape.id).or_default().push(&member.target);
                backward.entry(&member.target).or_default().push(&shape.id);
            }
        }
    }
    let components = components(&forward, &backward);
    let mut boxed = BTreeSet::new();
    for shape in shapes.iter().filter(|shape| is_aggregate(shape)) {
        for member in shape.members() {
            let own = components.get(&shape.id);
            if own.is_some() && own == components.get(&member.target) {
                boxed.insert((&shape.id, member.name.as_str()));
            }
        }
    }
    boxed
}

fn is_aggregate(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}

/// Strongly connected components by Kosaraju's two passes, with stacks of their own in place of recursion.
fn components<'m>(forward: &Edges<'m>, backward: &Edges<'m>) -> BTreeMap<&'m ShapeId, usize> {
    let mut finished = Vec::new();
    let mut seen = BTreeSet::new();
    for start in forward.keys() {
        let mut stack = vec![(*start, false)];
        while let Some((shape, done)) = stack.pop() {
            if done {
                finished.push(shape);
            } else if seen.insert(shape) {
                stack.push((shape, true));
                stack.extend(forward.get(shape).into_iter().flatten().map(|next| (*next, false)));
            }
        }
    }
    let mut components = BTreeMap::new();
    for (number, start) in finished.into_iter().rev().enumerate() {
        let mut stack = vec![start];
        while let Some(shape) = stack.pop() {
            if !components.contains_key(shape) {
                components.insert(shape, number);
                stack.extend(backward.get(shape).into_iter().flatten());
            }
        }
    }
    components
}
