//! Converts drafts to shapes.
//!
//! Drafts are complete at this point, so a list without a member is an error.

use serde_json::Value;

use super::Assembly;
use super::draft::{Body, Draft, Drafts, Holder};
use crate::ast::{Member, Model, Shape, ShapeId, ShapeKind};
use crate::error::Error;
use crate::traits::{AppliedTrait, EnumValue, SmithyTrait};

pub(super) fn finish(drafts: Drafts) -> Assembly {
    let Drafts { metadata, shapes, mut errors, mut broken, .. } = drafts;
    let metadata = metadata.into_iter().map(|(key, (value, _))| (key, value)).collect();
    let mut model = Model { metadata, ..Model::default() };
    for (id, draft) in shapes {
        match finish_one(draft) {
            Ok(shape) => {
                model.shapes.insert(id, shape);
            }
            Err(error) => {
                errors.push(error);
                broken.insert(id);
            }
        }
    }
    Assembly { model, errors, broken }
}

fn finish_one(draft: Draft) -> Result<Shape, Error> {
    let Draft { id, place, body, traits, .. } = draft;
    let kind = match body {
        Body::Simple(kind) => kind,
        Body::Service(service) => ShapeKind::Service(service),
        Body::Resource(resource) => ShapeKind::Resource(resource),
        Body::Operation(operation) => ShapeKind::Operation(operation),
        Body::Members(holder, members) => with_members(holder, members).map_err(|(problem, expected)| {
            let problem = format!("the {} has no {problem}", holder.name());
            Error::new(&place, problem, expected).about(&id)
        })?,
    };
    Ok(Shape { id, place, kind, traits })
}

/// Returns the kind, or the missing part and the expected one.
fn with_members(holder: Holder, members: Vec<Member>) -> Result<ShapeKind, (&'static str, &'static str)> {
    let is_empty = members.is_empty();
    let mut fixed = members.into_iter();
    match holder {
        Holder::List => fixed.next().map(ShapeKind::List).ok_or(("`member`", "one")),
        Holder::Set => fixed.next().map(ShapeKind::Set).ok_or(("`member`", "one")),
        Holder::Map => match (fixed.next(), fixed.next()) {
            (Some(key), Some(value)) => Ok(ShapeKind::Map { key, value }),
            _ => Err(("`key` and `value`", "both")),
        },
        Holder::Structure => Ok(ShapeKind::Structure(fixed.collect())),
        _ if is_empty => Err(("members", "at least one")),
        Holder::Union => Ok(ShapeKind::Union(fixed.collect())),
        Holder::Enum => Ok(ShapeKind::Enum(fixed.map(with_value).collect())),
        Holder::IntEnum => Ok(ShapeKind::IntEnum(fixed.collect())),
    }
}

/// Completes a member of an enum, whose value is its name by default.
fn with_value(mut member: Member) -> Member {
    if !member.traits.has::<EnumValue>() {
        let value = Value::String(member.name.clone());
        let id = ShapeId::new(EnumValue::ID);
        member.traits.set(AppliedTrait { id, value, place: member.place.clone() });
    }
    member
}
