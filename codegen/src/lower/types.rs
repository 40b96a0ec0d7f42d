//! The Rust type of a shape's values.

use model::{Member, Shape, ShapeKind, traits};

use super::context::{Context, UNIT};
use super::enums;
use crate::ir::Type;

/// Returns the type of a member's target.
pub fn of_member(context: &Context<'_>, member: &Member) -> Type {
    match context.target(member) {
        Some(target) => of_shape(context, target),
        // `check` reports a target that does not exist.
        None => Type::Unit,
    }
}

/// Returns the type of a shape's values; a sensitive value without a type of its own is a secret.
pub fn of_shape(context: &Context<'_>, shape: &Shape) -> Type {
    let entry = |member: &Member| {
        let ty = of_entry(context, shape, member);
        if shape.traits.has::<traits::Sparse>() { Type::Option(Box::new(ty)) } else { ty }
    };
    let ty = match &shape.kind {
        ShapeKind::Structure(_) if shape.id.as_str() == UNIT => Type::Unit,
        ShapeKind::Structure(_) | ShapeKind::Union(_) => return Type::Aggregate(context.naming.type_name(&shape.id)),
        ShapeKind::Boolean => Type::Bool,
        ShapeKind::Byte => Type::I8,
        ShapeKind::Short => Type::I16,
        ShapeKind::Integer => Type::I32,
        ShapeKind::Long => Type::I64,
        ShapeKind::Float => Type::F32,
        ShapeKind::Double => Type::F64,
        ShapeKind::BigInteger => Type::BigInteger,
        ShapeKind::BigDecimal => Type::BigDecimal,
        ShapeKind::Blob => Type::Blob,
        ShapeKind::Timestamp => Type::Timestamp,
        ShapeKind::IntEnum(_) => Type::IntEnum(context.naming.type_name(&shape.id)),
        _ if enums::is_words(shape) => Type::Enum(context.naming.type_name(&shape.id)),
        ShapeKind::String => Type::String,
        ShapeKind::List(member) | ShapeKind::Set(member) => Type::List(Box::new(entry(member))),
        ShapeKind::Map { key, value } => Type::Map(Box::new(of_entry(context, shape, key)), Box::new(entry(value))),
        // `support` reports all other kinds.
        _ => Type::Document,
    };
    if shape.traits.has::<traits::Sensitive>() { Type::Secret(Box::new(ty)) } else { ty }
}

/// Returns the type of an element. A list or map that contains itself was reported before; here, the recursion must
/// only end.
fn of_entry(context: &Context<'_>, shape: &Shape, member: &Member) -> Type {
    let mut target = context.target(member);
    for _ in 0..64 {
        match target.map(|target| &target.kind) {
            Some(ShapeKind::List(next) | ShapeKind::Set(next) | ShapeKind::Map { value: next, .. }) => {
                if next.target == shape.id {
                    return Type::Unit;
                }
                target = context.target(next);
            }
            _ => return of_member(context, member),
        }
    }
    Type::Unit
}
