//! What every value of a shape can do: be read, written, checked, and put into a header or a path.
//!
//! The generated types implement [`Value`] through [`Modeled`]. A value never knows its own constraints: the [`Schema`] that comes with each call does.

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
    /// The value of a required member that nobody has set, as Smithy's client error correction has it:
    /// zero, false, or nothing in it.
    fn empty() -> Self;

    /// Whether there is no value at all.
    fn is_absent(&self) -> bool {
        false
    }

    /// Whether it is sure that nothing is wrong with the value; where not, [`Value::check`] tells what.
    ///
    /// Nearly all values are right, so this is asked first, once for a whole value: it needs no paths.
    fn is_sure(&self, _schema: &'static Schema) -> bool {
        false
    }

    /// Adds every constraint that the value violates.
    fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations);

    /// Adds to a fingerprint what is the same for values that are the same.
    fn fingerprint(&self, fingerprint: &mut Fingerprint);

    /// Writes the value in the form that JSON documents have it.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn serialize<S: Serializer>(&self, schema: &'static Schema, form: Form, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the value from the form that JSON documents have it.
    ///
    /// # Errors
    ///
    /// Those of the deserializer, and values of another type.
    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<Self, D::Error>;

    /// Hands over the text of each entry, as headers, labels and query strings have it:
    /// none for an absent value, one for a scalar, several for a list.
    fn write_text(&self, _schema: &'static Schema, _each: &mut dyn FnMut(&str)) {}

    /// The reverse of [`Value::write_text`]; `texts` has at least one entry.
    ///
    /// # Errors
    ///
    /// Text that is not of the value's type.
    fn read_text(schema: &'static Schema, _texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        Err(TextError { shape: schema.name })
    }

    /// Hands over the entries of a map of text, or of lists of text.
    fn write_entries(&self, _schema: &'static Schema, _each: &mut dyn FnMut(&str, &str)) {}

    /// The reverse of [`Value::write_entries`].
    ///
    /// # Errors
    ///
    /// Text that is not of the values' type.
    fn read_entries(schema: &'static Schema, _entries: &[(&str, &str)]) -> Result<Self, TextError> {
        Err(TextError { shape: schema.name })
    }

    /// The bytes of a value that can be an HTTP body as it is: a string, an enum or a blob.
    fn as_raw(&self) -> Option<&[u8]> {
        None
    }

    /// The reverse of [`Value::as_raw`].
    fn from_raw(_bytes: &[u8]) -> Option<Self> {
        None
    }
}

/// For whom a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For the service, with its secrets.
    Wire,
    /// For logs, with a mark in place of each secret.
    Redacted,
    /// For a collector of secrets: each is a newtype structure of the name [`SECRET`].
    Secrets,
    /// For the evaluation of an expression of the model, with its secrets: members have their names in the model, and
    /// times are seconds.
    Query,
}

impl Form {
    /// The key of a member.
    pub(crate) fn key(self, member: &Member) -> &'static str {
        if self == Self::Query { member.name } else { member.json }
    }
}

/// The name of the newtype structure around each secret in [`Form::Secrets`].
pub const SECRET: &str = "$secret";

/// How strictly a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A missing required member is an error, and so is a member that comes twice.
    Strict,
    /// A missing required member gets its [`Value::empty`], because a service may stop sending it.
    Lenient,
}

/// A text in a header or a path that is not of the type that the model says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextError {
    /// The name of the shape that the text should have been of.
    pub shape: &'static str,
}

impl fmt::Display for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected the text of a {}", self.shape)
    }
}

impl std::error::Error for TextError {}

/// A value together with what is needed to write it; in the redacted form, a mark in place of a secret.
pub struct Writing<'a, T> {
    /// The value.
    pub value: &'a T,
    /// Its shape.
    pub schema: &'static Schema,
    /// For whom it is written.
    pub form: Form,
}

impl<T: Value> Serialize for Writing<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.form {
            Form::Redacted if self.schema.sensitive => serializer.serialize_str(REDACTED),
            // All that is in a secret is secret.
            Form::Secrets if self.schema.sensitive => serializer.serialize_newtype_struct(SECRET, &Bare(self)),
            form => self.value.serialize(self.schema, form, serializer),
        }
    }
}

/// A view of a structure for logs, with a mark in place of each secret: serialisable, and JSON when it is printed.
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

/// A value whose schema is not looked at once more.
struct Bare<'a, 'v, T>(&'a Writing<'v, T>);

impl<T: Value> Serialize for Bare<'_, '_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.value.serialize(self.0.schema, self.0.form, serializer)
    }
}

/// What is needed to read a value.
pub struct Reading<T> {
    schema: &'static Schema,
    mode: Mode,
    value: PhantomData<T>,
}

impl<T> Reading<T> {
    /// Reads a value of this shape.
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

/// The functions of a visitor of maps or sequences that refuse a scalar without showing it: it may be a secret.
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

/// Refuses a value of another type by its kind: the value itself may be a secret.
pub(crate) fn unexpected<'de, E: serde_core::de::Error, V: Visitor<'de>>(found: &str, visitor: &V) -> E {
    struct Expected<'a, V>(&'a V);

    impl<'de, V: Visitor<'de>> fmt::Display for Expected<'_, V> {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.expecting(formatter)
        }
    }

    E::custom(format_args!("invalid type: {found}, expected {}", Expected(visitor)))
}
