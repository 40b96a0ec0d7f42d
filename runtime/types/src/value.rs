//! The operations on values: reading, writing, checking, and putting them into headers and paths.
//!
//! The generated types implement [`Value`] through [`Modeled`]. A value does not know its constraints; each call passes
//! the [`Schema`].

mod modeled;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::schema::{Member, Schema};
use crate::secret::REDACTED;
use crate::structure::Structure;
use crate::validation::{Fingerprint, Path, Violations};

pub use modeled::{BoxKind, Modeled, ValueOf};

/// A value that a shape describes.
pub trait Value: Sized {
    /// Returns the value of a required member that is not set, as in Smithy's client error correction: zero, false, or
    /// empty.
    fn empty() -> Self;

    /// Returns `true` if the value is an `Option` without a value.
    fn is_absent(&self) -> bool {
        false
    }

    /// Returns `true` only if the value is valid; `false` means unknown, and [`Value::check`] finds out.
    ///
    /// As nearly all values are valid, this is called first, once for a whole value; it needs no paths.
    fn is_valid_fast(&self, _schema: &'static Schema) -> bool {
        false
    }

    /// Adds a violation for each constraint that the value violates.
    fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations);

    /// Adds the value to a fingerprint, so that equal values have equal fingerprints.
    fn fingerprint(&self, fingerprint: &mut Fingerprint);

    /// Writes the value in its JSON form.
    ///
    /// # Errors
    ///
    /// Fails if the serializer rejects a value or can't write.
    fn serialize<S: Serializer>(&self, schema: &'static Schema, form: Form, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the value from its JSON form.
    ///
    /// # Errors
    ///
    /// Fails if the deserializer does, or if a value has another type.
    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<Self, D::Error>;

    /// Passes the text of each entry to `each`, in the form used in headers, labels and query strings: no text for an
    /// absent value, one for a scalar, one for each member of a list.
    fn write_text(&self, _schema: &'static Schema, _each: &mut dyn FnMut(&str)) {}

    /// Reads the texts written by [`Value::write_text`]; `texts` has at least one.
    ///
    /// # Errors
    ///
    /// Returns an error for text that is not of the value's type.
    fn read_text(schema: &'static Schema, _texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        Err(TextError { shape: schema.name })
    }

    /// Passes the entries of a map of strings, or of lists of strings, to `each`.
    fn write_entries(&self, _schema: &'static Schema, _each: &mut dyn FnMut(&str, &str)) {}

    /// Reads the entries written by [`Value::write_entries`].
    ///
    /// # Errors
    ///
    /// Returns an error for text that is not of the values' type.
    fn read_entries(schema: &'static Schema, _entries: &[(&str, &str)]) -> Result<Self, TextError> {
        Err(TextError { shape: schema.name })
    }

    /// Returns the bytes of a value that can be an HTTP payload unchanged: a string, an enum or a blob.
    fn as_raw(&self) -> Option<&[u8]> {
        None
    }

    /// Reads the bytes returned by [`Value::as_raw`].
    fn from_raw(_bytes: &[u8]) -> Option<Self> {
        None
    }
}

/// The purpose for which a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The request, with its secrets.
    Wire,
    /// Logs, with each secret redacted.
    Redacted,
    /// Collecting the secrets: each is written as a newtype structure named [`SECRET`].
    Secrets,
    /// For the evaluation of an expression of the model, with its secrets: members have their names in the model, and
    /// times are seconds.
    Query,
}

impl Form {
    /// Returns the key of a member in this form.
    pub(crate) fn key(self, member: &Member) -> &'static str {
        if self == Self::Query { member.name } else { member.json }
    }
}

/// The name of the newtype structure around each secret in [`Form::Secrets`].
pub const SECRET: &str = "$secret";

/// The strictness of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A missing required member and a repeated member are errors.
    Strict,
    /// A missing required member becomes its [`Value::empty`], because a service may stop sending it.
    Lenient,
}

/// A text in a header or a path that is not of the type in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextError {
    /// The name of the expected shape.
    pub shape: &'static str,
}

impl fmt::Display for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected the text of a {}", self.shape)
    }
}

impl std::error::Error for TextError {}

/// A value with the information needed to write it; in the redacted form, a secret is replaced by a mark.
pub struct Writing<'a, T> {
    /// The value.
    pub value: &'a T,
    /// Its shape.
    pub schema: &'static Schema,
    /// The purpose.
    pub form: Form,
}

impl<T: Value> Serialize for Writing<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.form {
            Form::Redacted if self.schema.sensitive => serializer.serialize_str(REDACTED),
            // All parts of a secret are secret.
            Form::Secrets if self.schema.sensitive => serializer.serialize_newtype_struct(SECRET, &Bare(self)),
            form => self.value.serialize(self.schema, form, serializer),
        }
    }
}

/// A view of a structure for logs with each secret redacted; it can be serialized, and prints as JSON.
pub struct Redacted<'a, T>(pub(crate) &'a T);

impl<T: Structure> Serialize for Redacted<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writing { value: self.0, schema: T::SCHEMA, form: Form::Redacted }.serialize(serializer)
    }
}

impl<T: Structure> fmt::Display for Redacted<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl<T: Structure> fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Writes a value without looking at the `sensitive` of its schema again.
struct Bare<'a, 'v, T>(&'a Writing<'v, T>);

impl<T: Value> Serialize for Bare<'_, '_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.value.serialize(self.0.schema, self.0.form, serializer)
    }
}

/// The information needed to read a value.
pub struct Reading<T> {
    schema: &'static Schema,
    mode: Mode,
    value: PhantomData<T>,
}

impl<T> Reading<T> {
    /// Creates a reader for values of this shape.
    pub const fn new(schema: &'static Schema, mode: Mode) -> Self {
        Self { schema, mode, value: PhantomData }
    }
}

impl<'de, T: Value> DeserializeSeed<'de> for Reading<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(self.schema, self.mode, deserializer)
    }
}

/// Implements the functions of a visitor of maps or sequences that refuse a scalar without showing it: it may be a
/// secret.
macro_rules! refuse_scalars {
    () => {
        fn visit_bool<E: ::serde_core::de::Error>(self, _value: bool) -> ::std::result::Result<Self::Value, E> {
            ::std::result::Result::Err($crate::value::unexpected("a boolean", &self))
        }

        fn visit_i64<E: ::serde_core::de::Error>(self, _value: i64) -> ::std::result::Result<Self::Value, E> {
            ::std::result::Result::Err($crate::value::unexpected("an integer", &self))
        }

        fn visit_u64<E: ::serde_core::de::Error>(self, _value: u64) -> ::std::result::Result<Self::Value, E> {
            ::std::result::Result::Err($crate::value::unexpected("an integer", &self))
        }

        fn visit_f64<E: ::serde_core::de::Error>(self, _value: f64) -> ::std::result::Result<Self::Value, E> {
            ::std::result::Result::Err($crate::value::unexpected("a number", &self))
        }

        fn visit_str<E: ::serde_core::de::Error>(self, _value: &str) -> ::std::result::Result<Self::Value, E> {
            ::std::result::Result::Err($crate::value::unexpected("a string", &self))
        }
    };
}

pub(crate) use refuse_scalars;

/// Describes a value of another type by its kind only: the value itself may be a secret.
pub(crate) fn unexpected<'de, E: serde_core::de::Error, V: Visitor<'de>>(found: &str, visitor: &V) -> E {
    struct Expected<'a, V>(&'a V);

    impl<'de, V: Visitor<'de>> fmt::Display for Expected<'_, V> {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.expecting(formatter)
        }
    }

    E::custom(format_args!("invalid type: {found}, expected {}", Expected(visitor)))
}
