//! Reads a structure from a map with its members in any order.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::{MembersMut, Scope, Structure};
use crate::schema::{Member, Schema};
use crate::value::{Mode, Reading, Value, refuse_scalars};

/// The visitor that reads a structure from a map.
pub struct Read<T> {
    pub mode: Mode,
    pub scope: Scope,
    pub structure: PhantomData<T>,
}

impl<'de, T: Structure> Visitor<'de> for Read<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "structure {}", T::SCHEMA.name)
    }

    refuse_scalars!();

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let members = T::SCHEMA.members();
        let mut structure = T::empty();
        let mut seen = Seen::default();
        let mut next = 0;
        while let Some(found) = map.next_key_seed(MemberKey { members, scope: self.scope, next })? {
            let Some(index) = found else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            next = index + 1;
            let Member { name, schema, .. } = members[index];
            let mut read =
                ReadMember { map: &mut map, schema, mode: self.mode, present: Ok(false), source: PhantomData };
            structure.visit_mut(name, &mut read);
            if read.present? && !seen.insert(index) && self.mode == Mode::Strict {
                return Err(A::Error::duplicate_field(members[index].json));
            }
        }
        if self.mode == Mode::Strict {
            let missing = members.iter().enumerate().find(|(index, member)| member.required && !seen.has(*index));
            if let Some((_, member)) = missing {
                return Err(A::Error::missing_field(member.json));
            }
        }
        Ok(structure)
    }
}

struct ReadMember<'a, 'de, A: MapAccess<'de>> {
    map: &'a mut A,
    schema: &'static Schema,
    mode: Mode,
    /// Whether there was a value other than null.
    present: Result<bool, A::Error>,
    source: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> MembersMut for ReadMember<'_, 'de, A> {
    fn member<T: Value>(&mut self, slot: &mut T) {
        let value = self.map.next_value_seed(Reading::<Option<T>>::new(self.schema, self.mode));
        self.present = value.map(|value| value.map(|value| *slot = value).is_some());
    }
}

/// Looks a key up among the members, trying first the one after the last: documents usually follow the model's order.
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
        let is_meant = |member: &Member| member.json == key && self.scope.has(member);
        if self.members.get(self.next).is_some_and(is_meant) {
            return Ok(Some(self.next));
        }
        Ok(self.members.iter().position(is_meant))
    }
}

/// A set of member indices; the generator refuses structures with more members than fit.
#[derive(Default)]
struct Seen([u64; 8]);

impl Seen {
    /// Inserts the index, and returns `true` if it is new.
    fn insert(&mut self, index: usize) -> bool {
        let new = !self.has(index);
        self.0[index / 64] |= 1 << (index % 64);
        new
    }

    fn has(&self, index: usize) -> bool {
        self.0[index / 64] & (1 << (index % 64)) != 0
    }
}
