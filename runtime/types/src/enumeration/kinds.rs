//! The functions of [`Value`] for enums of strings and of integers.

use std::borrow::Cow;

use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::{IntEnum, StringEnum};
use crate::scalars;
use crate::schema::Schema;
use crate::validation::{Fingerprint, Path, Violations};
use crate::value::{Form, Mode, TextError, Value, ValueOf};

/// The kind of a [`StringEnum`].
pub struct StringEnumKind;

impl<T: StringEnum> ValueOf<T> for StringEnumKind {
    fn empty() -> T {
        T::unknown(String::new())
    }

    fn is_valid_fast(value: &T, _schema: &'static Schema) -> bool {
        value.as_unknown().is_none()
    }

    fn check(value: &T, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        if let Some(word) = value.as_unknown() {
            violations.word(word, schema, path);
        }
    }

    fn fingerprint(value: &T, fingerprint: &mut Fingerprint) {
        // A known string that was stored as an unknown one is a different value.
        fingerprint.add(&(value.as_str(), value.as_unknown().is_some()));
    }

    fn serialize<S: Serializer>(
        value: &T,
        _schema: &'static Schema,
        _form: Form,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.as_str())
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        _mode: Mode,
        deserializer: D,
    ) -> Result<T, D::Error> {
        scalars::text(schema, deserializer).map(T::from)
    }

    fn write_text(value: &T, _schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        each(value.as_str());
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<T, TextError> {
        scalars::only(schema, texts).map(|text| T::from(text.to_owned()))
    }

    fn as_raw(value: &T) -> Option<&[u8]> {
        Some(value.as_str().as_bytes())
    }

    fn from_raw(bytes: &[u8]) -> Option<T> {
        std::str::from_utf8(bytes).ok().map(|text| T::from(text.to_owned()))
    }
}

/// The kind of an [`IntEnum`].
pub struct IntEnumKind;

impl<T: IntEnum> ValueOf<T> for IntEnumKind {
    fn empty() -> T {
        T::unknown(0)
    }

    fn is_valid_fast(value: &T, _schema: &'static Schema) -> bool {
        !value.is_unknown()
    }

    fn check(value: &T, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        if value.is_unknown() {
            violations.number(value.number(), schema, path);
        }
    }

    fn fingerprint(value: &T, fingerprint: &mut Fingerprint) {
        fingerprint.add(&(value.number(), value.is_unknown()));
    }

    fn serialize<S: Serializer>(
        value: &T,
        schema: &'static Schema,
        form: Form,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Value::serialize(&value.number(), schema, form, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<T, D::Error> {
        <i32 as Value>::deserialize(schema, mode, deserializer).map(T::from)
    }

    fn write_text(value: &T, schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        Value::write_text(&value.number(), schema, each);
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<T, TextError> {
        <i32 as Value>::read_text(schema, texts).map(T::from)
    }
}
