//! Sensitive values: redacted wherever they would be printed, and wiped from memory when dropped.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::collections::Key;
use crate::schema::{self, Schema};
use crate::validation::{Fingerprint, Path, Violations};
use crate::value::{Form, Mode, SECRET, TextError, Value, Writing};

/// The text that replaces a secret.
pub const REDACTED: &str = "**redacted**";

/// A value that must not be shown, such as a password or a token.
///
/// `Debug` prints a mark in its place, there is no `Display`, and [`Secret::expose`] is the only access to the value.
/// Its memory is overwritten when it is dropped. Texts and blobs are compared in constant time for their length.
/// `Serialize` writes the secret itself, because it is the form that a service receives.
///
/// ```
/// use tinsmith_types::Secret;
///
/// let password = Secret::from("hunter2");
/// assert_eq!(format!("{password:?}"), "**redacted**");
/// assert_eq!(password, Secret::from("hunter2"));
/// assert_eq!(password.expose(), "hunter2"); // The caller keeps the text out of logs.
/// ```
#[derive(Clone)]
pub struct Secret<T: Sensitive = String>(T);

/// A type that can be held as a secret.
pub trait Sensitive {
    /// Overwrites its memory.
    fn wipe(&mut self);

    /// Compares two values without revealing by the time taken where they differ.
    fn same(&self, other: &Self) -> bool;
}

impl<T: Sensitive> Secret<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Returns the value itself. The caller must keep it out of logs and errors.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Sensitive> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.wipe();
    }
}

impl<T: Sensitive> fmt::Debug for Secret<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(REDACTED)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl<T: Sensitive> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Sensitive> PartialEq for Secret<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(&other.0)
    }
}

impl<T: Sensitive> Eq for Secret<T> {}

impl PartialOrd for Secret {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Orders secrets by their text, so that one can be the key of a map; the comparison is not constant-time.
impl Ord for Secret {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <Self as Value>::deserialize(&schema::STRING, Mode::Strict, deserializer)
    }
}

impl Key for Secret {
    fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Value + Sensitive> Value for Secret<T> {
    fn empty() -> Self {
        Self(T::empty())
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn is_valid_fast(&self, schema: &'static Schema) -> bool {
        self.0.is_valid_fast(schema)
    }

    fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        self.0.check(schema, path, violations);
    }

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        self.0.fingerprint(fingerprint);
    }

    fn serialize<S: Serializer>(&self, schema: &'static Schema, form: Form, serializer: S) -> Result<S::Ok, S::Error> {
        match form {
            Form::Wire | Form::Query => self.0.serialize(schema, form, serializer),
            Form::Redacted => serializer.serialize_str(REDACTED),
            Form::Secrets => {
                serializer.serialize_newtype_struct(SECRET, &Writing { value: &self.0, schema, form: Form::Wire })
            }
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        T::deserialize(schema, mode, deserializer).map(Self)
    }

    fn write_text(&self, schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        self.0.write_text(schema, each);
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        T::read_text(schema, texts).map(Self)
    }

    fn as_raw(&self) -> Option<&[u8]> {
        self.0.as_raw()
    }

    fn from_raw(bytes: &[u8]) -> Option<Self> {
        T::from_raw(bytes).map(Self)
    }
}

impl Sensitive for String {
    fn wipe(&mut self) {
        self.zeroize();
    }

    fn same(&self, other: &Self) -> bool {
        self.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

impl<T: Sensitive> Sensitive for Vec<T> {
    fn wipe(&mut self) {
        self.iter_mut().for_each(T::wipe);
    }

    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).fold(true, |same, (one, two)| same & one.same(two))
    }
}

impl<T: Sensitive> Sensitive for Option<T> {
    fn wipe(&mut self) {
        self.iter_mut().for_each(T::wipe);
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(two)) => one.same(two),
            _ => self.is_none() && other.is_none(),
        }
    }
}

impl<K: Sensitive + Ord, V: Sensitive> Sensitive for BTreeMap<K, V> {
    fn wipe(&mut self) {
        for (mut key, mut value) in std::mem::take(self) {
            key.wipe();
            value.wipe();
        }
    }

    fn same(&self, other: &Self) -> bool {
        let pairs = self.iter().zip(other);
        self.len() == other.len() && pairs.fold(true, |same, (one, two)| same & one.0.same(two.0) & one.1.same(two.1))
    }
}

impl<T: Sensitive> Sensitive for Secret<T> {
    fn wipe(&mut self) {
        self.0.wipe();
    }

    fn same(&self, other: &Self) -> bool {
        self.0.same(&other.0)
    }
}

/// Implements `Debug` for a type whose whole value must not be shown.
#[doc(hidden)]
#[macro_export]
macro_rules! __redact {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::write!(formatter, "{}({})", ::std::stringify!($name), $crate::codegen::REDACTED)
            }
        }
    };
}

/// Implements [`Sensitive`] for types without text of their own: dropping the value is enough.
macro_rules! sensitive {
    ($($name:ty),*) => {$(
        impl Sensitive for $name {
            fn wipe(&mut self) {
                *self = <Self as Value>::empty();
            }

            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}

sensitive!(bool, i8, i16, i32, i64, f32, f64, crate::Timestamp, crate::Document);
