//! Finds names that differ only in case.
//!
//! Smithy forbids them for shapes and for members, because generated code often changes the case.

use std::collections::HashMap;

use super::context::Context;
use crate::ast::{Place, ShapeId};
use crate::error::{Error, quote};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let mut errors = Vec::new();
    let mut shapes: HashMap<String, (&ShapeId, &Place)> = HashMap::new();
    for shape in context.model.shapes.values() {
        let key = shape.id.as_str().to_ascii_lowercase();
        let (first, place) = *shapes.entry(key).or_insert((&shape.id, &shape.place));
        if *first != shape.id {
            let problem = format!("the shape's id differs only in case from `{first}` at {place}");
            errors.push(Error::new(&shape.place, problem, "ids that differ otherwise").about(&shape.id));
        }
    }
    for shape in context.shapes() {
        let mut members: HashMap<String, (&str, &Place)> = HashMap::new();
        for member in shape.members() {
            let key = member.name.to_ascii_lowercase();
            let (first, place) = *members.entry(key).or_insert((&member.name, &member.place));
            if first != member.name {
                let problem = format!("the member's name differs only in case from {} at {place}", quote(first));
                let id = shape.id.with_member(&member.name);
                errors.push(Error::new(&member.place, problem, "names that differ otherwise").about(&id));
            }
        }
    }
    errors
}
