//! A JSON document as a tree that records the place of each value and key.
//!
//! Strings are borrowed from the document. The few that have to be copied are wiped on drop, because any of them may be
//! a secret.

use std::borrow::Cow;
use std::ops::Deref;

use serde_core::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde_core::de::{Deserializer, Error as _, IntoDeserializer, Visitor};
use serde_core::forward_to_deserialize_any;
use zeroize::Zeroize;

use crate::numbers::RAW;
use crate::schema::Member;

/// A value.
pub struct Node<'t> {
    /// The byte offset at which the value begins, which identifies it in [`Marks`](super::shape::Marks).
    pub offset: usize,
    /// The number of values before this one in its array or object.
    pub position: usize,
    /// The value itself.
    pub content: Content<'t>,
}

/// The content of a value.
pub enum Content<'t> {
    Null,
    Boolean(bool),
    Number(&'t str),
    Text(Text<'t>),
    Array(Vec<Node<'t>>),
    Object(Vec<Entry<'t>>),
}

/// A key and its value.
pub struct Entry<'t> {
    /// The key as it is written.
    pub key: Text<'t>,
    /// The byte offset at which the key begins.
    pub offset: usize,
    /// The member to which the entry is assigned, once known.
    pub member: Option<&'static Member>,
    /// The value.
    pub value: Node<'t>,
}

/// A string of the document.
pub struct Text<'t>(Cow<'t, str>);

impl<'t, T: Into<Cow<'t, str>>> From<T> for Text<'t> {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Drop for Text<'_> {
    fn drop(&mut self) {
        if let Cow::Owned(text) = &mut self.0 {
            text.zeroize();
        }
    }
}

impl Node<'_> {
    pub const fn is_null(&self) -> bool {
        matches!(self.content, Content::Null)
    }

    /// Describes the value in a message without showing it.
    pub const fn describe(&self) -> &'static str {
        match self.content {
            Content::Null => "null",
            Content::Boolean(_) => "a boolean",
            Content::Number(_) => "a number",
            Content::Text(_) => "a string",
            Content::Array(_) => "an array",
            Content::Object(_) => "an object",
        }
    }
}

impl Entry<'_> {
    /// Returns the key under which the value is read.
    fn name(&self) -> &str {
        self.member.map_or(&self.key, |member| member.json)
    }
}

impl<'de> IntoDeserializer<'de> for &'de Node<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Node<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.content {
            Content::Null => visitor.visit_unit(),
            Content::Boolean(value) => visitor.visit_bool(*value),
            Content::Number(text) => visit_number(text, visitor),
            Content::Text(text) => visitor.visit_str(text),
            Content::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Content::Object(entries) => {
                let pairs = entries.iter().map(|entry| (entry.name(), &entry.value));
                visitor.visit_map(MapDeserializer::new(pairs))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    /// Hands over the text of a number as serde_json does it, to those who ask for that.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match &self.content {
            Content::Number(text) if name == RAW => serde_json::Deserializer::from_str(text)
                .deserialize_newtype_struct(name, visitor)
                .map_err(Error::custom),
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Reads an integer if the text is one of 64 bits, and otherwise the nearest double. `-0` is a double, because integers
/// have no negative zero.
fn visit_number<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, Error> {
    if let Ok(value) = text.parse() {
        return visitor.visit_u64(value);
    }
    match text.parse() {
        Ok(0) | Err(_) => visitor.visit_f64(text.parse().unwrap_or(f64::NAN)),
        Ok(value) => visitor.visit_i64(value),
    }
}
