//! Lowers JSON values in the model to literals of the generated types.

use model::{Shape, ShapeKind};
use serde_json::Value;
use serde_json::value::RawValue;

use super::enums;
use crate::ir::Literal;

/// Returns the default of a member; `None` for a structure or union, for which Smithy allows no default.
pub fn default(target: &Shape, value: &Value) -> Option<Literal> {
    let literal = match (&target.kind, value) {
        (ShapeKind::Document, _) => Literal::Document(value.clone()),
        (ShapeKind::List(_) | ShapeKind::Set(_) | ShapeKind::Map { .. }, _) => Literal::Empty,
        (ShapeKind::Blob, Value::String(text)) => Literal::Bytes(base64(text)?),
        _ => simple(target, value)?,
    };
    let empty = match &literal {
        Literal::Integer(value) => *value == 0,
        Literal::Float(value) => *value == 0.0,
        Literal::Bytes(bytes) => bytes.is_empty(),
        Literal::Time(seconds, nanos) => (*seconds, *nanos) == (0, 0),
        Literal::Digits(digits) => digits == "0",
        Literal::Text(text) => text.is_empty() && !enums::is_words(target),
        Literal::Number(number) => *number == 0,
        _ => false,
    };
    Some(if empty { Literal::Empty } else { literal })
}

/// Lowers a value of a shape without members, as documents and test cases write it.
pub fn simple(target: &Shape, value: &Value) -> Option<Literal> {
    Some(match (&target.kind, value) {
        (ShapeKind::Boolean, Value::Bool(true)) => Literal::True,
        (ShapeKind::Boolean, Value::Bool(false)) => Literal::Empty,
        (ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long, Value::Number(number)) => {
            Literal::Integer(number.as_i64()?)
        }
        (ShapeKind::IntEnum(_), Value::Number(number)) => Literal::Number(i32::try_from(number.as_i64()?).ok()?),
        (ShapeKind::BigInteger | ShapeKind::BigDecimal, Value::Number(number)) => Literal::Digits(number.to_string()),
        (ShapeKind::BigInteger | ShapeKind::BigDecimal, Value::String(text)) => Literal::Digits(digits(text)?),
        (ShapeKind::Float | ShapeKind::Double, Value::Number(number)) => Literal::Float(number.as_f64()?),
        (ShapeKind::Float | ShapeKind::Double, Value::String(text)) => Literal::Float(special(text)?),
        (ShapeKind::Timestamp, Value::Number(number)) => time(number.as_f64()?)?,
        (ShapeKind::String | ShapeKind::Enum(_), Value::String(text)) => Literal::Text(text.clone()),
        (ShapeKind::Blob, Value::String(text)) => Literal::Bytes(text.clone().into_bytes()),
        (ShapeKind::Document, _) => Literal::Document(value.clone()),
        _ => return None,
    })
}

/// Returns the digits of a number of any size that a document writes as a string, because a JSON reader would round it.
fn digits(text: &str) -> Option<String> {
    let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    (is_number && serde_json::from_str::<Box<RawValue>>(text).is_ok_and(|raw| raw.get() == text))
        .then(|| text.to_owned())
}

/// Reads not-a-number and the infinities, which JSON writes as strings.
fn special(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// Converts seconds to a timestamp, rounded to the microsecond.
fn time(seconds: f64) -> Option<Literal> {
    if !(-62_167_219_200.0..=253_402_300_799.0).contains(&seconds) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked above")]
    let micros = (seconds * 1e6).round() as i64;
    let nanos = u32::try_from(micros.rem_euclid(1_000_000) * 1000).ok()?;
    Some(Literal::Time(micros.div_euclid(1_000_000), nanos))
}

/// Decodes base64 with the standard alphabet and padding.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for character in text.trim_end_matches('=').chars() {
        let value = match character {
            'A'..='Z' => u32::from(character) - u32::from('A'),
            'a'..='z' => u32::from(character) - u32::from('a') + 26,
            '0'..='9' => u32::from(character) - u32::from('0') + 52,
            '+' => 62,
            '/' => 63,
            _ => return None,
        };
        bits = bits << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(bytes)
}
