//! Unions: exactly one member, represented by the name and the value of the variant.
//!
//! An unknown member is kept with its name, so that reading and writing again loses nothing.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::schema::{Member, Schema};
use crate::secret::REDACTED;
use crate::structure::{FastVisitor, Members};
use crate::validation::{Fingerprint, Path, Violations};
use crate::value::{Form, Mode, Reading, SECRET, Value, ValueOf, Writing, refuse_scalars};

/// A union of a service's model.
pub trait Union: Value {
    /// The schema of the union.
    const SCHEMA: &'static Schema;

    /// Wraps a member that the model does not know.
    fn unknown(member: UnknownMember) -> Self;

    /// Returns the member if the model does not know it.
    fn as_unknown(&self) -> Option<&UnknownMember>;

    /// Visits the member, if the model knows it. Returns `false` if the visitor does.
    fn visit<V: Members>(&self, visitor: &mut V) -> bool;

    /// Reads the member with this name in the model. Returns `None` if the model does not know it or its value is null.
    ///
    /// # Errors
    ///
    /// Fails if the source does, or if the member's value has another type.
    fn read<'de, A: MapAccess<'de>>(name: &str, source: &mut Variant<'_, A>) -> Result<Option<Self>, A::Error>;
}

/// A member of a union that the model does not know. `Debug` shows its name alone: its value may be a secret.
#[derive(Clone, Default, PartialEq)]
pub struct UnknownMember {
    /// The name of the member.
    pub name: String,
    /// Its value.
    pub value: serde_json::Value,
}

impl fmt::Debug for UnknownMember {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("UnknownMember").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A member's value that is about to be read.
pub struct Variant<'a, A> {
    map: &'a mut A,
    schema: &'static Schema,
    mode: Mode,
}

impl<'de, A: MapAccess<'de>> Variant<'_, A> {
    /// Reads the value of this member; returns `None` for null.
    ///
    /// # Errors
    ///
    /// Returns an error for a value of another type.
    pub fn value<T: Value>(&mut self) -> Result<Option<T>, A::Error> {
        self.map.next_value_seed(Reading::<Option<T>>::new(self.schema, self.mode))
    }
}

/// Adds a violation for each constraint that the member violates.
pub fn check<T: Union>(union: &T, path: &Path<'_>, violations: &mut Violations) {
    union.visit(&mut Check { path, violations });
}

/// Writes a map with one entry.
///
/// # Errors
///
/// Fails if the serializer rejects a value or can't write.
pub fn serialize<T: Union, S: Serializer>(union: &T, form: Form, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    if let Some(unknown) = union.as_unknown() {
        match form {
            Form::Wire | Form::Query => map.serialize_entry(&unknown.name, &unknown.value)?,
            Form::Redacted => map.serialize_entry(&unknown.name, REDACTED)?,
            Form::Secrets => map.serialize_entry(&unknown.name, &SecretValue(&unknown.value))?,
        }
    }
    let mut write = Write { form, map, result: Ok(()) };
    union.visit(&mut write);
    write.result?;
    write.map.end()
}

/// Reads a map with exactly one entry that is not null; `__type` is ignored.
///
/// # Errors
///
/// Fails if the deserializer does, if a value has another type, or unless the object has exactly one member that is not
/// null.
pub fn deserialize<'de, T: Union, D: Deserializer<'de>>(mode: Mode, deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Read { mode, union: PhantomData })
}

/// Returns `true` only if the member is valid; `false` means unknown.
pub fn is_valid_fast<T: Union>(union: &T) -> bool {
    union.visit(&mut FastVisitor)
}

/// The value of an unknown member, which may be a secret.
struct SecretValue<'a>(&'a serde_json::Value);

impl Serialize for SecretValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(SECRET, self.0)
    }
}

struct Check<'a, 'path> {
    path: &'a Path<'path>,
    violations: &'a mut Violations,
}

impl Members for Check<'_, '_> {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        value.check(member.schema, &self.path.member(member.name), self.violations);
        true
    }
}

struct Write<S: SerializeMap> {
    form: Form,
    map: S,
    result: Result<(), S::Error>,
}

impl<S: SerializeMap> Members for Write<S> {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        let value = Writing { value, schema: member.schema, form: self.form };
        self.result = self.map.serialize_entry(self.form.key(member), &value);
        self.result.is_ok()
    }
}

struct Read<T> {
    mode: Mode,
    union: PhantomData<T>,
}

impl<'de, T: Union> Visitor<'de> for Read<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "union {} with one member", T::SCHEMA.name)
    }

    refuse_scalars!();

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let members = T::SCHEMA.members();
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            let value = match members.iter().find(|member| member.json == key) {
                Some(member) => {
                    T::read(member.name, &mut Variant { map: &mut map, schema: member.schema, mode: self.mode })?
                }
                None if key == "__type" => {
                    map.next_value::<IgnoredAny>()?;
                    None
                }
                None => {
                    let value = map.next_value::<Option<serde_json::Value>>()?;
                    value.map(|value| T::unknown(UnknownMember { name: key, value }))
                }
            };
            if value.is_some() && found.is_some() {
                return Err(A::Error::custom(format_args!("union {} has more than one member", T::SCHEMA.name)));
            }
            found = found.or(value);
        }
        found.ok_or_else(|| A::Error::custom(format_args!("union {} has no member", T::SCHEMA.name)))
    }
}

/// The kind of a [`Union`], which has its own schema and ignores the one it is passed.
pub struct UnionKind;

impl<T: Union> ValueOf<T> for UnionKind {
    fn empty() -> T {
        T::unknown(UnknownMember::default())
    }

    fn is_valid_fast(value: &T, _schema: &'static Schema) -> bool {
        is_valid_fast(value)
    }

    fn check(value: &T, _schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        check(value, path, violations);
    }

    fn fingerprint(value: &T, fingerprint: &mut Fingerprint) {
        fingerprint.union(value);
    }

    fn serialize<S: Serializer>(
        value: &T,
        _schema: &'static Schema,
        form: Form,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serialize(value, form, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        _schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<T, D::Error> {
        deserialize(mode, deserializer)
    }
}

/// Implements [`Modeled`](crate::codegen::Modeled) and serde's traits, based on the type's [`Union`].
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident) => {
        impl $crate::codegen::Modeled for $name {
            type Kind = $crate::codegen::UnionKind;
        }

        $crate::codegen::serde!($name, <$name as $crate::codegen::Union>::SCHEMA);
    };
}
