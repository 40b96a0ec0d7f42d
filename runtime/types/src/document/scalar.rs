//! Checks whether a value can be read as a shape without members, and describes the mismatch if it can't.
//!
//! The check runs the code that later reads the value, so the two always agree.

use super::tree::{Content, Node};
use crate::blob::Blob;
use crate::schema::{Kind, Schema, TimestampFormat};
use crate::value::{Mode, Value};
use crate::{BigDecimal, BigInteger, Timestamp};

/// Returns `true` if the value can be read as the shape, which has no members.
pub fn is_readable(node: &Node<'_>, schema: &'static Schema) -> bool {
    match schema.kind {
        Kind::Boolean => matches!(node.content, Content::Boolean(_)),
        Kind::Byte => read::<i8>(node, schema).is_some(),
        Kind::Short => read::<i16>(node, schema).is_some(),
        Kind::Integer | Kind::IntEnum(_) => read::<i32>(node, schema).is_some(),
        Kind::Long => read::<i64>(node, schema).is_some(),
        Kind::Float => read::<f32>(node, schema).is_some_and(|value| is_kept(node, value.is_finite())),
        Kind::Double => read::<f64>(node, schema).is_some_and(|value| is_kept(node, value.is_finite())),
        Kind::BigInteger => read::<BigInteger>(node, schema).is_some(),
        Kind::BigDecimal => read::<BigDecimal>(node, schema).is_some(),
        Kind::String | Kind::MediaType(_) | Kind::Enum(_) => matches!(node.content, Content::Text(_)),
        Kind::Blob => read::<Blob>(node, schema).is_some(),
        Kind::Timestamp(_) => read::<Timestamp>(node, schema).is_some(),
        Kind::Document => match node.content {
            Content::Number(text) => text.parse().is_ok_and(f64::is_finite),
            _ => true,
        },
        Kind::List { .. } | Kind::Map { .. } | Kind::Structure(_) | Kind::Union(_) => false,
    }
}

/// Describes the form that the shape expects, and the value found instead.
pub const fn mismatch(node: &Node<'_>, schema: &'static Schema) -> (&'static str, &'static str) {
    let expected = expected(&schema.kind);
    let found = match (&node.content, &schema.kind) {
        (Content::Text(_), Kind::Blob | Kind::Float | Kind::Double) => "another string",
        (Content::Text(_), Kind::Timestamp(TimestampFormat::DateTime | TimestampFormat::HttpDate)) => "another string",
        (Content::Number(_), Kind::Timestamp(TimestampFormat::EpochSeconds)) => "another number",
        (
            Content::Number(_),
            Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::IntEnum(_) | Kind::BigInteger,
        ) => "another number",
        (Content::Number(_), Kind::Float | Kind::Double | Kind::BigDecimal | Kind::Document) => "a number beyond that",
        _ => node.describe(),
    };
    (expected, found)
}

/// Describes the form of a value of this kind.
pub const fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Boolean => "true or false",
        Kind::Byte => "an integer from -128 to 127",
        Kind::Short => "an integer from -32768 to 32767",
        Kind::Integer | Kind::IntEnum(_) => "an integer from -2147483648 to 2147483647",
        Kind::Long => "an integer from -9223372036854775808 to 9223372036854775807",
        Kind::Float => "a number that fits 32 bits",
        Kind::Double => "a number that fits 64 bits",
        Kind::BigInteger => "an integer",
        Kind::BigDecimal => "a number",
        Kind::String | Kind::MediaType(_) | Kind::Enum(_) => "a string",
        Kind::Blob => "bytes in base64",
        Kind::Timestamp(TimestampFormat::EpochSeconds) => "a time in seconds since 1970-01-01T00:00:00Z",
        Kind::Timestamp(TimestampFormat::DateTime) => "a time such as 1985-04-12T23:20:50Z",
        Kind::Timestamp(TimestampFormat::HttpDate) => "a time such as Tue, 29 Apr 2014 18:30:38 GMT",
        Kind::Document => "numbers that fit 64 bits",
        Kind::List { .. } => "an array",
        Kind::Map { .. } | Kind::Structure(_) => "an object",
        Kind::Union(_) => "an object with exactly one member",
    }
}

fn read<T: Value>(node: &Node<'_>, schema: &'static Schema) -> Option<T> {
    T::deserialize(schema, Mode::Strict, node).ok()
}

/// Returns `false` for a number so large that it would be read as infinity, which is written as a string.
const fn is_kept(node: &Node<'_>, finite: bool) -> bool {
    finite || matches!(node.content, Content::Text(_))
}
