//! Booleans, numbers, strings and documents.
//!
//! A value of another type is refused without showing it: in place of a secret, any value may be one.

use std::borrow::Cow;
use std::fmt;
use std::io::Write;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::Document;
use crate::schema::{Kind, Schema};
use crate::validation::{Fingerprint, Path, Violations};
use crate::value::{Form, Mode, TextError, Value};

/// Returns the only text of a scalar.
///
/// # Errors
///
/// Returns an error for several texts, or for no text.
pub fn only<'a>(schema: &'static Schema, texts: &'a [Cow<'_, str>]) -> Result<&'a str, TextError> {
    match texts {
        [text] => Ok(text),
        _ => Err(TextError { shape: schema.name }),
    }
}

fn parse<T: std::str::FromStr>(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<T, TextError> {
    only(schema, texts)?.trim().parse().map_err(|_| TextError { shape: schema.name })
}

impl Value for bool {
    fn empty() -> Self {
        false
    }

    fn is_valid_fast(&self, _schema: &'static Schema) -> bool {
        true
    }

    fn check(&self, _schema: &'static Schema, _path: &Path<'_>, _violations: &mut Violations) {}

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.add(self);
    }

    fn serialize<S: Serializer>(&self, _schema: &'static Schema, _form: Form, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bool(*self)
    }

    fn deserialize<'de, D: Deserializer<'de>>(schema: &'static Schema, _mode: Mode, from: D) -> Result<Self, D::Error> {
        match from.deserialize_any(Scalar { schema })? {
            ScalarValue::Boolean(value) => Ok(value),
            other => Err(other.unexpected("a boolean")),
        }
    }

    fn write_text(&self, _schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        each(if *self { "true" } else { "false" });
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        parse(schema, texts)
    }
}

/// Implements [`Value`] for integers.
macro_rules! integers {
    ($($name:ty, $write:ident;)*) => {$(
        impl Value for $name {
            fn empty() -> Self {
                0
            }

            fn is_valid_fast(&self, schema: &'static Schema) -> bool {
                schema.range.is_none_or(|range| range.has_integer(i64::from(*self)))
            }

            fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
                violations.integer(i64::from(*self), schema, path);
            }

            fn fingerprint(&self, fingerprint: &mut Fingerprint) {
                fingerprint.add(self);
            }

            fn serialize<S: Serializer>(&self, _: &'static Schema, _: Form, to: S) -> Result<S::Ok, S::Error> {
                to.$write(*self)
            }

            fn deserialize<'de, D: Deserializer<'de>>(
                schema: &'static Schema,
                _mode: Mode,
                from: D,
            ) -> Result<Self, D::Error> {
                let expected = concat!("an integer of ", stringify!($name));
                match from.deserialize_any(Scalar { schema })? {
                    found @ ScalarValue::Integer(value) => Self::try_from(value).map_err(|_| found.unexpected(expected)),
                    found => Err(found.unexpected(expected)),
                }
            }

            fn write_text(&self, _schema: &'static Schema, each: &mut dyn FnMut(&str)) {
                each(&self.to_string());
            }

            fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
                parse(schema, texts)
            }
        }
    )*};
}

integers! {
    i8, serialize_i8;
    i16, serialize_i16;
    i32, serialize_i32;
    i64, serialize_i64;
}

/// Implements [`Value`] for floating-point numbers; values without a JSON number, such as NaN, are written as strings.
macro_rules! floats {
    ($($name:ty, $write:ident, $decimal:expr;)*) => {$(
        impl Value for $name {
            fn empty() -> Self {
                0.0
            }

            fn is_valid_fast(&self, schema: &'static Schema) -> bool {
                schema.range.is_none_or(|range| range.has_float($decimal(*self)))
            }

            fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
                violations.float($decimal(*self), schema, path);
            }

            fn fingerprint(&self, fingerprint: &mut Fingerprint) {
                fingerprint.number(f64::from(*self));
            }

            fn serialize<S: Serializer>(&self, _: &'static Schema, _: Form, to: S) -> Result<S::Ok, S::Error> {
                match special(f64::from(*self)) {
                    Some(text) => to.serialize_str(text),
                    None => to.$write(*self),
                }
            }

            fn deserialize<'de, D: Deserializer<'de>>(
                schema: &'static Schema,
                _mode: Mode,
                from: D,
            ) -> Result<Self, D::Error> {
                #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "nearest is meant")]
                match from.deserialize_any(Scalar { schema })? {
                    ScalarValue::Integer(value) => Ok(value as Self),
                    ScalarValue::Float(value) => {
                        let nearest = value as Self;
                        let is_kept = nearest.is_finite() || !value.is_finite();
                        is_kept.then_some(nearest).ok_or_else(|| ScalarValue::Float(value).unexpected("a number that fits"))
                    }
                    ScalarValue::Text(text) if special_text(&text) => text.parse().map_err(|_| ScalarValue::Text(text).unexpected("a number")),
                    other => Err(other.unexpected("a number")),
                }
            }

            fn write_text(&self, _schema: &'static Schema, each: &mut dyn FnMut(&str)) {
                match special(f64::from(*self)) {
                    Some(text) => each(text),
                    None => each(&self.to_string()),
                }
            }

            /// Rust reads a number that is too large as infinity, and has more names for it than the model.
            fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
                let value: Self = parse(schema, texts)?;
                let is_kept = value.is_finite() || special_text(only(schema, texts)?.trim());
                is_kept.then_some(value).ok_or(TextError { shape: schema.name })
            }
        }
    )*};
}

floats! {
    f32, serialize_f32, decimal;
    f64, serialize_f64, std::convert::identity;
}

/// Returns the double with the shortest decimal form of a single, so that the single nearest to 2.2 is not below a
/// bound of 2.2.
fn decimal(value: f32) -> f64 {
    let mut text = [0; 32];
    let mut rest = text.as_mut_slice();
    let written = write!(rest, "{value:e}").ok().map(|()| rest.len());
    let text = written.and_then(|left| text.get(..text.len() - left));
    let text = text.and_then(|text| std::str::from_utf8(text).ok());
    text.and_then(|text| text.parse().ok()).unwrap_or_else(|| f64::from(value))
}

fn special(value: f64) -> Option<&'static str> {
    match value {
        _ if value.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

fn special_text(text: &str) -> bool {
    matches!(text, "NaN" | "Infinity" | "-Infinity")
}

impl Value for String {
    fn empty() -> Self {
        Self::new()
    }

    fn is_valid_fast(&self, schema: &'static Schema) -> bool {
        schema.accepts(self)
    }

    fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        violations.text(self, schema, path);
    }

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.add(self);
    }

    fn serialize<S: Serializer>(&self, _schema: &'static Schema, _form: Form, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }

    fn deserialize<'de, D: Deserializer<'de>>(schema: &'static Schema, _mode: Mode, from: D) -> Result<Self, D::Error> {
        text(schema, from)
    }

    fn write_text(&self, schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        match schema.kind {
            Kind::MediaType(_) => each(&crate::blob::encode(self.as_bytes())),
            _ => each(self),
        }
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        let text = only(schema, texts)?;
        let Kind::MediaType(_) = schema.kind else { return Ok(text.to_owned()) };
        let error = TextError { shape: schema.name };
        String::from_utf8(crate::blob::decode(text).ok_or(error)?).map_err(|_| error)
    }

    fn as_raw(&self) -> Option<&[u8]> {
        Some(self.as_bytes())
    }

    fn from_raw(bytes: &[u8]) -> Option<Self> {
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    }
}

impl Value for Document {
    fn empty() -> Self {
        Self::Null
    }

    fn is_valid_fast(&self, _schema: &'static Schema) -> bool {
        true
    }

    fn check(&self, _schema: &'static Schema, _path: &Path<'_>, _violations: &mut Violations) {}

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.add(self);
    }

    fn serialize<S: Serializer>(&self, _schema: &'static Schema, _form: Form, to: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(self, to)
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        _schema: &'static Schema,
        _mode: Mode,
        from: D,
    ) -> Result<Self, D::Error> {
        Deserialize::deserialize(from)
    }
}

/// Reads a string.
///
/// # Errors
///
/// Fails if the deserializer does, or if the value has another type; the error does not show the value.
pub fn text<'de, D: Deserializer<'de>>(schema: &'static Schema, from: D) -> Result<String, D::Error> {
    match from.deserialize_any(Scalar { schema })? {
        ScalarValue::Text(text) => Ok(text),
        other => Err(other.unexpected("a string")),
    }
}

/// Reads a number of seconds, whole or with a fraction.
///
/// # Errors
///
/// Fails if the deserializer does, or if the value has another type; the error does not show the value.
pub fn number<'de, D: Deserializer<'de>>(schema: &'static Schema, from: D) -> Result<f64, D::Error> {
    #[allow(clippy::cast_precision_loss, reason = "whole seconds of any date are exact in a double")]
    match from.deserialize_any(Scalar { schema })? {
        ScalarValue::Integer(value) => Ok(value as f64),
        ScalarValue::Float(value) => Ok(value),
        other => Err(other.unexpected("a number of seconds")),
    }
}

/// Accepts any scalar, so that this module rather than serde describes a mismatch.
struct Scalar {
    schema: &'static Schema,
}

enum ScalarValue {
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(String),
}

impl ScalarValue {
    /// Describes a refused scalar by its kind only: the value itself may be a secret.
    fn unexpected<E: Error>(&self, expected: &str) -> E {
        let found = match self {
            Self::Boolean(_) => "a boolean",
            Self::Integer(_) => "an integer",
            Self::Float(_) => "a number",
            Self::Text(_) => "a string",
        };
        E::custom(format_args!("invalid type: {found}, expected {expected}"))
    }
}

impl<'de> Visitor<'de> for Scalar {
    type Value = ScalarValue;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a {}", self.schema.name)
    }

    fn visit_bool<E>(self, value: bool) -> Result<ScalarValue, E> {
        Ok(ScalarValue::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<ScalarValue, E> {
        Ok(ScalarValue::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<ScalarValue, E> {
        #[allow(
            clippy::cast_precision_loss,
            reason = "no integer shape holds it, and for a double the nearest is meant"
        )]
        Ok(i64::try_from(value).map_or(ScalarValue::Float(value as f64), ScalarValue::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<ScalarValue, E> {
        Ok(ScalarValue::Float(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<ScalarValue, E> {
        Ok(ScalarValue::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<ScalarValue, E> {
        Ok(ScalarValue::Text(text))
    }
}
