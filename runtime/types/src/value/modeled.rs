//! The values of generated types, implemented once for each kind of type.
//!
//! The compiler checks the body of every function of every type. A generated type therefore only names its kind here,
//! and the kind has the functions.

use std::borrow::Cow;

use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::{Form, Mode, TextError, Value};
use crate::schema::Schema;
use crate::secret::Sensitive;
use crate::validation::{Fingerprint, Path, Violations};

/// A type that generated code declares: a structure, a union or an enum.
pub trait Modeled: Sized + PartialEq {
    /// Its kind, which implements the functions of [`Value`].
    type Kind: ValueOf<Self>;
}

/// The functions of [`Value`] for the types of one kind; each is documented there.
#[allow(missing_docs, clippy::missing_errors_doc, reason = "the functions are those of `Value`")]
pub trait ValueOf<T> {
    fn empty() -> T;

    fn is_valid_fast(value: &T, schema: &'static Schema) -> bool;

    fn check(value: &T, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations);

    fn fingerprint(value: &T, fingerprint: &mut Fingerprint);

    fn serialize<S: Serializer>(
        value: &T,
        schema: &'static Schema,
        form: Form,
        serializer: S,
    ) -> Result<S::Ok, S::Error>;

    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<T, D::Error>;

    fn write_text(_value: &T, _schema: &'static Schema, _each: &mut dyn FnMut(&str)) {}

    fn read_text(schema: &'static Schema, _texts: &[Cow<'_, str>]) -> Result<T, TextError> {
        Err(TextError { shape: schema.name })
    }

    fn as_raw(_value: &T) -> Option<&[u8]> {
        None
    }

    fn from_raw(_bytes: &[u8]) -> Option<T> {
        None
    }
}

impl<T: Modeled> Value for T {
    fn empty() -> Self {
        T::Kind::empty()
    }

    fn is_valid_fast(&self, schema: &'static Schema) -> bool {
        T::Kind::is_valid_fast(self, schema)
    }

    fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        T::Kind::check(self, schema, path, violations);
    }

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        T::Kind::fingerprint(self, fingerprint);
    }

    fn serialize<S: Serializer>(&self, schema: &'static Schema, form: Form, serializer: S) -> Result<S::Ok, S::Error> {
        T::Kind::serialize(self, schema, form, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        T::Kind::deserialize(schema, mode, deserializer)
    }

    fn write_text(&self, schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        T::Kind::write_text(self, schema, each);
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        T::Kind::read_text(schema, texts)
    }

    fn as_raw(&self) -> Option<&[u8]> {
        T::Kind::as_raw(self)
    }

    fn from_raw(bytes: &[u8]) -> Option<Self> {
        T::Kind::from_raw(bytes)
    }
}

/// A generated type keeps no text of its own: its members are dropped, and wiped if they are secrets.
impl<T: Modeled> Sensitive for T {
    fn wipe(&mut self) {
        *self = T::Kind::empty();
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// The kind of a boxed value, used for shapes that contain themselves.
pub struct BoxKind;

impl<T: Modeled> Modeled for Box<T> {
    type Kind = BoxKind;
}

impl<T: Modeled> ValueOf<Box<T>> for BoxKind {
    fn empty() -> Box<T> {
        Box::new(T::empty())
    }

    fn is_valid_fast(value: &Box<T>, schema: &'static Schema) -> bool {
        T::is_valid_fast(value, schema)
    }

    fn check(value: &Box<T>, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        T::check(value, schema, path, violations);
    }

    fn fingerprint(value: &Box<T>, fingerprint: &mut Fingerprint) {
        T::fingerprint(value, fingerprint);
    }

    fn serialize<S: Serializer>(
        value: &Box<T>,
        schema: &'static Schema,
        form: Form,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        T::serialize(value, schema, form, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<Box<T>, D::Error> {
        T::deserialize(schema, mode, deserializer).map(Box::new)
    }
}
