//! The kinds of schemas, and the runtime's own schemas.

use model::{Shape, ShapeKind, traits};

use crate::ir::{PreludeSchema, SimpleKind, TimestampFormat};

/// Returns the kind of a shape without members.
pub fn simple(kind: &ShapeKind) -> SimpleKind {
    match kind {
        ShapeKind::Boolean => SimpleKind::Boolean,
        ShapeKind::Byte => SimpleKind::Byte,
        ShapeKind::Short => SimpleKind::Short,
        ShapeKind::Integer => SimpleKind::Integer,
        ShapeKind::Long => SimpleKind::Long,
        ShapeKind::Float => SimpleKind::Float,
        ShapeKind::Double => SimpleKind::Double,
        ShapeKind::BigInteger => SimpleKind::BigInteger,
        ShapeKind::BigDecimal => SimpleKind::BigDecimal,
        ShapeKind::Blob => SimpleKind::Blob,
        ShapeKind::String => SimpleKind::String,
        // `support` refuses every other kind.
        _ => SimpleKind::Document,
    }
}

/// Returns the runtime's schema for an unconstrained simple shape.
pub fn prelude(target: &Shape, format: Option<TimestampFormat>) -> Option<PreludeSchema> {
    Some(match &target.kind {
        ShapeKind::Boolean => PreludeSchema::Boolean,
        ShapeKind::Byte => PreludeSchema::Byte,
        ShapeKind::Short => PreludeSchema::Short,
        ShapeKind::Integer => PreludeSchema::Integer,
        ShapeKind::Long => PreludeSchema::Long,
        ShapeKind::Float => PreludeSchema::Float,
        ShapeKind::Double => PreludeSchema::Double,
        ShapeKind::BigInteger => PreludeSchema::BigInteger,
        ShapeKind::BigDecimal => PreludeSchema::BigDecimal,
        ShapeKind::Blob if !target.traits.has::<traits::MediaType>() => PreludeSchema::Blob,
        ShapeKind::Document => PreludeSchema::Document,
        ShapeKind::String if !target.traits.has::<traits::MediaType>() => PreludeSchema::String,
        ShapeKind::Timestamp => match format {
            None | Some(TimestampFormat::EpochSeconds) => PreludeSchema::Timestamp,
            Some(TimestampFormat::DateTime) => PreludeSchema::DateTime,
            Some(TimestampFormat::HttpDate) => PreludeSchema::HttpDate,
        },
        _ => return None,
    })
}
