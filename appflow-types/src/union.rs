//! Unions: exactly one member, which is the name and the value of the variant.
//!
//! A member that the model does not know is kept under its name, so that reading and writing again loses nothing.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_core::ser::{SerializeMap, Serializer};

use crate::schema::{Member, Schema};
use crate::secret::REDACTED;
use crate::structure::{Members, Sure};
use crate::validation::{Path, Violations};
use crate::value::{Form, Mode, Reading, Value, Writing, refuse_scalars};

/// A type that is one of several members.
pub trait Union: Value {
    /// The union's shape.
    fn schema() -> &'static Schema;

    /// A member that the model does not know.
    fn unknown(member: UnknownMember) -> Self;

    /// The member that the model does not know, if it is one.
    fn as_unknown(&self) -> Option<&UnknownMember>;

    /// Shows the member to the visitor, if the model knows it.
    ///
    /// # Errors
    ///
    /// That of the visitor.
    fn visit<V: Members>(&self, visitor: &mut V) -> Result<(), V::Error>;

    /// Reads the member with this index.
    ///
    /// # Errors
    ///
    /// That of the source.
    fn read<'de, A: MapAccess<'de>>(index: usize, source: &mut Variant<'_, A>) -> Result<Option<Self>, A::Error>;
}

/// A member of a union that the model does not know. `Debug` shows its name alone: its value may be a secret.
#[derive(Clone, PartialEq)]
pub struct UnknownMember {
    /// The name of the member.
    pub name: String,
    /// What it holds.
    pub value: serde_json::Value,
}

impl fmt::Debug for UnknownMember {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("UnknownMember").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A member's value, about to be read.
pub struct Variant<'a, A> {
    map: &'a mut A,
    mode: Mode,
}

impl<'de, A: MapAccess<'de>> Variant<'_, A> {
    /// Reads the value of this member; null is none.
    ///
    /// # Errors
    ///
    /// A value of another type.
    pub fn value<T: Value>(&mut self, schema: &'static Schema) -> Result<Option<T>, A::Error> {
        self.map.next_value_seed(Reading::<Option<T>>::new(schema, self.mode))
    }
}

/// Adds every constraint that the member violates.
pub fn check<T: Union>(union: &T, path: &Path<'_>, violations: &mut Violations) {
    match union.visit(&mut Check { path, violations }) {
        Ok(()) => {}
        Err(never) => match never {},
    }
}

/// Writes a map with one entry.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Union, S: Serializer>(union: &T, form: Form, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    if let Some(unknown) = union.as_unknown() {
        match form {
            Form::Wire => map.serialize_entry(&unknown.name, &unknown.value)?,
            Form::Redacted => map.serialize_entry(&unknown.name, REDACTED)?,
        }
    }
    let mut write = Write { form, map };
    union.visit(&mut write)?;
    write.map.end()
}

/// Reads a map with one entry that is not null; `__type` is passed over.
///
/// # Errors
///
/// Those of the deserializer, a value of another type, no entry or more than one.
pub fn deserialize<'de, T: Union, D: Deserializer<'de>>(mode: Mode, deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Read { mode, union: PhantomData })
}

/// Whether it is sure that the member violates nothing.
pub fn is_sure<T: Union>(union: &T) -> bool {
    union.visit(&mut Sure).is_ok()
}

struct Check<'a, 'path> {
    path: &'a Path<'path>,
    violations: &'a mut Violations,
}

impl Members for Check<'_, '_> {
    type Error = std::convert::Infallible;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error> {
        value.check(member.schema, &self.path.member(member.name), self.violations);
        Ok(())
    }
}

struct Write<S> {
    form: Form,
    map: S,
}

impl<S: SerializeMap> Members for Write<S> {
    type Error = S::Error;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), S::Error> {
        self.map.serialize_entry(member.key(), &Writing { value, schema: member.schema, form: self.form })
    }
}

struct Read<T> {
    mode: Mode,
    union: PhantomData<T>,
}

impl<'de, T: Union> Visitor<'de> for Read<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "union {} with one member", T::schema().name)
    }

    refuse_scalars!();

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let members = T::schema().members();
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            let value = match members.iter().position(|member| member.key() == key) {
                Some(index) => T::read(index, &mut Variant { map: &mut map, mode: self.mode })?,
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
                return Err(A::Error::custom(format_args!("union {} has more than one member", T::schema().name)));
            }
            found = found.or(value);
        }
        found.ok_or_else(|| A::Error::custom(format_args!("union {} has no member", T::schema().name)))
    }
}

/// Implements [`Union`], [`Value`] and serde's traits: the type, its schema, and its variants in the order of the
/// schema's members.
#[allow(unused_macros, reason = "a service may have no unions")]
macro_rules! union {
    ($name:ident, $schema:expr, { $($variant:ident),* $(,)? }) => {
        impl $crate::union::Union for $name {
            fn schema() -> &'static $crate::schema::Schema {
                &$schema
            }

            fn unknown(member: $crate::union::UnknownMember) -> Self {
                Self::Unknown(member)
            }

            fn as_unknown(&self) -> ::std::option::Option<&$crate::union::UnknownMember> {
                match self {
                    Self::Unknown(member) => ::std::option::Option::Some(member),
                    _ => ::std::option::Option::None,
                }
            }

            #[allow(unused_assignments, reason = "the last count is not read")]
            fn visit<V: $crate::structure::Members>(&self, visitor: &mut V) -> ::std::result::Result<(), V::Error> {
                let mut members = $schema.members().iter();
                $(
                    let member = members.next();
                    if let (Self::$variant(value), ::std::option::Option::Some(member)) = (self, member) {
                        return visitor.member(member, value);
                    }
                )*
                ::std::result::Result::Ok(())
            }

            fn read<'de, A: ::serde_core::de::MapAccess<'de>>(
                index: usize,
                source: &mut $crate::union::Variant<'_, A>,
            ) -> ::std::result::Result<::std::option::Option<Self>, A::Error> {
                let Some(member) = $schema.members().get(index) else {
                    return ::std::result::Result::Ok(::std::option::Option::None);
                };
                let mut remaining = index;
                $(
                    if remaining == 0 {
                        return ::std::result::Result::Ok(source.value(member.schema)?.map(Self::$variant));
                    }
                    remaining = remaining.wrapping_sub(1);
                )*
                let _ = remaining;
                ::std::result::Result::Ok(::std::option::Option::None)
            }
        }

        impl $crate::value::Value for $name {
            fn empty() -> Self {
                Self::Unknown($crate::union::UnknownMember {
                    name: ::std::string::String::new(),
                    value: ::serde_json::Value::Null,
                })
            }

            fn is_sure(&self, _schema: &'static $crate::schema::Schema) -> bool {
                $crate::union::is_sure(self)
            }

            fn check(
                &self,
                _schema: &'static $crate::schema::Schema,
                path: &$crate::validation::Path<'_>,
                violations: &mut $crate::validation::Violations,
            ) {
                $crate::union::check(self, path, violations);
            }

            fn fingerprint(&self, fingerprint: &mut $crate::validation::Fingerprint) {
                fingerprint.union(self);
            }

            fn serialize<S: ::serde_core::Serializer>(
                &self,
                _schema: &'static $crate::schema::Schema,
                form: $crate::value::Form,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::union::serialize(self, form, serializer)
            }

            fn deserialize<'de, D: ::serde_core::Deserializer<'de>>(
                _schema: &'static $crate::schema::Schema,
                mode: $crate::value::Mode,
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::union::deserialize(mode, deserializer)
            }
        }

        $crate::secret::sensitive!($name);
        $crate::structure::serde!($name, $schema);
    };
}

#[allow(unused_imports, reason = "a service may have no unions")]
pub(crate) use union;
