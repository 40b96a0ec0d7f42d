//! Structures: the walk over their members, and what is done by walking.
//!
//! A generated structure lists its fields once, in the order of its schema's members, with the macro `structure!`.
//! Reading, writing and checking are written here, once for all structures.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_core::ser::{SerializeStruct, Serializer};

use crate::schema::{Location, Member, Schema};
use crate::validation::{Path, Violations};
use crate::value::{Form, Mode, Reading, Value, Writing, refuse_scalars};

/// A type whose members can be walked.
pub trait Structure: Value {
    /// The structure's shape.
    fn schema() -> &'static Schema;

    /// Shows every member to the visitor, in the order of the schema.
    ///
    /// # Errors
    ///
    /// The first error of the visitor, which ends the walk.
    fn visit<V: Members>(&self, visitor: &mut V) -> Result<(), V::Error>;

    /// Shows the member with this index to the visitor, to be changed; nothing where there is none.
    ///
    /// # Errors
    ///
    /// That of the visitor.
    fn visit_mut<V: MembersMut>(&mut self, index: usize, visitor: &mut V) -> Result<(), V::Error>;

    /// Adds the rules between members that are broken.
    fn check_rules(&self, _path: &Path<'_>, _violations: &mut Violations) {}
}

/// What looks at the members of a structure.
pub trait Members {
    /// What can go wrong.
    type Error;

    /// Looks at one member.
    ///
    /// # Errors
    ///
    /// The visitor's own.
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error>;
}

/// What changes a member of a structure.
pub trait MembersMut {
    /// What can go wrong.
    type Error;

    /// Changes one member.
    ///
    /// # Errors
    ///
    /// The visitor's own.
    fn member<T: Value>(&mut self, member: &'static Member, value: &mut T) -> Result<(), Self::Error>;
}

/// The structure without members, `smithy.api#Unit`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unit;

/// Which members of a structure belong to a JSON document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them: the structure is a document of its own.
    Document,
    /// Those that the model does not bind to another part of the HTTP message.
    Body,
}

/// Adds every constraint that a member violates.
pub fn check<T: Structure>(structure: &T, path: &Path<'_>, violations: &mut Violations) {
    match structure.visit(&mut Check { path, violations }) {
        Ok(()) => structure.check_rules(path, violations),
        Err(never) => match never {},
    }
}

/// Writes the members of a structure that are present.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Structure, S: Serializer>(
    structure: &T,
    scope: Scope,
    form: Form,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut count = Count { scope, members: 0 };
    match structure.visit(&mut count) {
        Ok(()) => {}
        Err(never) => match never {},
    }
    let state = serializer.serialize_struct(T::schema().name, count.members)?;
    let mut write = Write { scope, form, state };
    structure.visit(&mut write)?;
    write.state.end()
}

/// Reads a structure from a map, in any order of its members; unknown members are ignored, null is absent.
///
/// # Errors
///
/// Those of the deserializer, a value of another type, and what [`Mode::Strict`] does not take.
pub fn deserialize<'de, T: Structure, D: Deserializer<'de>>(mode: Mode, deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Read { mode, scope: Scope::Document, structure: PhantomData })
}

/// Reads the members of a structure that belong to the body of an HTTP message, leniently.
///
/// # Errors
///
/// Those of the deserializer, and a value of another type.
pub fn deserialize_body<'de, T: Structure, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Read { mode: Mode::Lenient, scope: Scope::Body, structure: PhantomData })
}

struct Check<'a, 'path> {
    path: &'a Path<'path>,
    violations: &'a mut Violations,
}

impl Members for Check<'_, '_> {
    type Error = std::convert::Infallible;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error> {
        if !value.is_absent() {
            value.check(member.schema, &self.path.member(member.name), self.violations);
        } else if member.required {
            self.violations.required(&self.path.member(member.name));
        }
        Ok(())
    }
}

impl Scope {
    fn has(self, member: &Member) -> bool {
        self == Self::Document || member.location == Location::Body
    }
}

struct Count {
    scope: Scope,
    members: usize,
}

impl Members for Count {
    type Error = std::convert::Infallible;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error> {
        self.members += usize::from(self.scope.has(member) && !value.is_absent());
        Ok(())
    }
}

struct Write<S> {
    scope: Scope,
    form: Form,
    state: S,
}

impl<S: SerializeStruct> Members for Write<S> {
    type Error = S::Error;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), S::Error> {
        if !self.scope.has(member) || value.is_absent() {
            return Ok(());
        }
        self.state.serialize_field(member.key(), &Writing { value, schema: member.schema, form: self.form })
    }
}

struct Read<T> {
    mode: Mode,
    scope: Scope,
    structure: PhantomData<T>,
}

impl<'de, T: Structure> Visitor<'de> for Read<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "structure {}", T::schema().name)
    }

    refuse_scalars!();

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let members = T::schema().members();
        let mut structure = T::empty();
        let mut seen = Seen::default();
        let mut next = 0;
        while let Some(found) = map.next_key_seed(MemberKey { members, scope: self.scope, next })? {
            let Some(index) = found else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            next = index + 1;
            let mut read = ReadMember { map: &mut map, mode: self.mode, present: false, source: PhantomData };
            structure.visit_mut(index, &mut read)?;
            if read.present && !seen.insert(index) && self.mode == Mode::Strict {
                return Err(A::Error::duplicate_field(members[index].key()));
            }
        }
        if self.mode == Mode::Strict {
            let missing = members.iter().enumerate().find(|(index, member)| member.required && !seen.has(*index));
            if let Some((_, member)) = missing {
                return Err(A::Error::missing_field(member.key()));
            }
        }
        Ok(structure)
    }
}

struct ReadMember<'a, 'de, A> {
    map: &'a mut A,
    mode: Mode,
    present: bool,
    source: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> MembersMut for ReadMember<'_, 'de, A> {
    type Error = A::Error;

    fn member<T: Value>(&mut self, member: &'static Member, slot: &mut T) -> Result<(), A::Error> {
        if let Some(value) = self.map.next_value_seed(Reading::<Option<T>>::new(member.schema, self.mode))? {
            *slot = value;
            self.present = true;
        }
        Ok(())
    }
}

/// Finds a key among the members, first where it stands when documents keep the model's order.
struct MemberKey {
    members: &'static [Member],
    scope: Scope,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for MemberKey {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for MemberKey {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let is_meant = |member: &Member| member.key() == key && self.scope.has(member);
        if self.members.get(self.next).is_some_and(is_meant) {
            return Ok(Some(self.next));
        }
        Ok(self.members.iter().position(is_meant))
    }
}

/// A set of member indices; the generator refuses structures with more members than it holds.
#[derive(Default)]
struct Seen([u64; 8]);

impl Seen {
    /// Whether the index is new.
    fn insert(&mut self, index: usize) -> bool {
        let new = !self.has(index);
        self.0[index / 64] |= 1 << (index % 64);
        new
    }

    fn has(&self, index: usize) -> bool {
        self.0[index / 64] & (1 << (index % 64)) != 0
    }
}

/// Implements [`Structure`], [`Value`] and serde's traits: the type, its schema, the function that checks its rules if
/// it has any, and its fields in the order of the schema's members, each with the value that it has where nobody sets it
/// if that is not the empty one.
macro_rules! structure {
    ($name:ident, $schema:expr $(, $rules:path)?, { $($field:ident $(= $default:expr)?),* $(,)? }) => {
        impl $crate::structure::Structure for $name {
            fn schema() -> &'static $crate::schema::Schema {
                &$schema
            }

            #[allow(unused_variables, unused_mut, unused_assignments, reason = "a structure may have no members")]
            fn visit<V: $crate::structure::Members>(&self, visitor: &mut V) -> ::std::result::Result<(), V::Error> {
                let mut members = $schema.members().iter();
                $(
                    if let ::std::option::Option::Some(member) = members.next() {
                        visitor.member(member, &self.$field)?;
                    }
                )*
                ::std::result::Result::Ok(())
            }

            #[allow(unused_variables, unused_mut, unused_assignments, reason = "a structure may have no members")]
            fn visit_mut<V: $crate::structure::MembersMut>(
                &mut self,
                index: usize,
                visitor: &mut V,
            ) -> ::std::result::Result<(), V::Error> {
                let mut current = 0;
                $(
                    if current == index {
                        return match $schema.members().get(index) {
                            ::std::option::Option::Some(member) => visitor.member(member, &mut self.$field),
                            ::std::option::Option::None => ::std::result::Result::Ok(()),
                        };
                    }
                    current += 1;
                )*
                ::std::result::Result::Ok(())
            }

            $(
                fn check_rules(
                    &self,
                    path: &$crate::validation::Path<'_>,
                    violations: &mut $crate::validation::Violations,
                ) {
                    $rules(self, path, violations);
                }
            )?
        }

        impl $name {
            /// Checks every constraint of the model that the type system does not hold, nested values included.
            ///
            /// # Errors
            ///
            /// All constraints that are violated, in the order of the members.
            pub fn validate(&self) -> ::std::result::Result<(), $crate::validation::ValidationError> {
                let mut violations = $crate::validation::Violations::default();
                $crate::structure::check(self, &$crate::validation::Path::ROOT, &mut violations);
                violations.into_result()
            }

            /// The rules that are broken but known from reports alone, so that the service may take the value.
            pub fn warnings(&self) -> ::std::vec::Vec<$crate::validation::Violation> {
                let mut violations = $crate::validation::Violations::default();
                $crate::structure::check(self, &$crate::validation::Path::ROOT, &mut violations);
                violations.into_warnings()
            }

            /// Reads a JSON document that somebody has written: nothing may be missing, unknown or violated in it. Null is
            /// absent.
            ///
            /// # Errors
            ///
            /// All problems, each with its path, line and column.
            #[inline] // Compiled where it is called only, so that no user pays for the structures of others.
            pub fn from_json(text: &str) -> ::std::result::Result<Self, $crate::document::DocumentError> {
                $crate::document::read(text)
            }

            /// Reads a JSON document, and mends in it what leaves no doubt: names and words that differ in case or by a
            /// slip of the hand, null, and the name of what other members hold. What was changed comes with the value.
            ///
            /// # Errors
            ///
            /// All problems that are left, each with its path, line and column.
            #[inline] // As above.
            pub fn fix_json(
                text: &str,
            ) -> ::std::result::Result<$crate::document::Fixed<Self>, $crate::document::DocumentError> {
                $crate::document::fix(text)
            }

            /// A view for logs, which is serialised with a mark in place of each secret.
            pub fn redacted(&self) -> $crate::value::Writing<'_, Self> {
                $crate::value::Writing { value: self, schema: &$schema, form: $crate::value::Form::Redacted }
            }
        }

        impl $crate::value::Value for $name {
            fn empty() -> Self {
                Self { $($field: $crate::structure::structure!(@empty $($default)?)),* }
            }

            $crate::structure::structure_value!();
        }

        $crate::secret::sensitive!($name);
        $crate::structure::serde!($name, $schema);
    };
    (@empty) => {
        $crate::value::Value::empty()
    };
    (@empty $default:expr) => {
        $default
    };
}

/// The functions of [`Value`] that are the same for every structure.
macro_rules! structure_value {
    () => {
        fn check(
            &self,
            _schema: &'static $crate::schema::Schema,
            path: &$crate::validation::Path<'_>,
            violations: &mut $crate::validation::Violations,
        ) {
            $crate::structure::check(self, path, violations);
        }

        fn serialize<S: ::serde_core::Serializer>(
            &self,
            _schema: &'static $crate::schema::Schema,
            form: $crate::value::Form,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            $crate::structure::serialize(self, $crate::structure::Scope::Document, form, serializer)
        }

        fn deserialize<'de, D: ::serde_core::Deserializer<'de>>(
            _schema: &'static $crate::schema::Schema,
            mode: $crate::value::Mode,
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            $crate::structure::deserialize(mode, deserializer)
        }
    };
}

/// Implements serde's traits on a value with one schema: the wire form, read strictly.
macro_rules! serde {
    ($name:ident, $schema:expr) => {
        impl ::serde_core::Serialize for $name {
            fn serialize<S: ::serde_core::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::value::Value::serialize(self, &$schema, $crate::value::Form::Wire, serializer)
            }
        }

        impl<'de> ::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: ::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::value::Value::deserialize(&$schema, $crate::value::Mode::Strict, deserializer)
            }
        }
    };
}

pub(crate) use {serde, structure, structure_value};

impl Structure for Unit {
    fn schema() -> &'static Schema {
        &crate::schema::UNIT
    }

    fn visit<V: Members>(&self, _visitor: &mut V) -> Result<(), V::Error> {
        Ok(())
    }

    fn visit_mut<V: MembersMut>(&mut self, _index: usize, _visitor: &mut V) -> Result<(), V::Error> {
        Ok(())
    }
}

impl Value for Unit {
    fn empty() -> Self {
        Self
    }

    structure_value!();
}
