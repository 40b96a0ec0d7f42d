//! Lists, maps, and values that may be absent.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{SerializeMap, SerializeSeq, Serializer};

use crate::schema::{Kind, Schema};
use crate::secret::REDACTED;
use crate::validation::{self, Fingerprint, Path, Violations};
use crate::value::{Form, Mode, Reading, TextError, Value, Writing, refuse_scalars};

/// The key of a map: text, a secret text, or an enum.
pub trait Key: Value + Ord + From<String> {
    /// Returns the key as it is sent.
    fn as_str(&self) -> &str;
}

impl Key for String {
    fn as_str(&self) -> &str {
        self
    }
}

impl<T: Value> Value for Option<T> {
    fn empty() -> Self {
        None
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn is_valid_fast(&self, schema: &'static Schema) -> bool {
        self.as_ref().is_none_or(|value| value.is_valid_fast(schema))
    }

    fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        if let Some(value) = self {
            value.check(schema, path, violations);
        }
    }

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.add(&self.is_some());
        if let Some(value) = self {
            value.fingerprint(fingerprint);
        }
    }

    fn serialize<S: Serializer>(&self, schema: &'static Schema, form: Form, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.serialize(schema, form, serializer),
            None => serializer.serialize_none(),
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Present::<T> { schema, mode, value: PhantomData })
    }

    fn write_text(&self, schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.write_text(schema, each);
        }
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        T::read_text(schema, texts).map(Some)
    }

    fn write_entries(&self, schema: &'static Schema, each: &mut dyn FnMut(&str, &str)) {
        if let Some(value) = self {
            value.write_entries(schema, each);
        }
    }

    fn read_entries(schema: &'static Schema, entries: &[(&str, &str)]) -> Result<Self, TextError> {
        T::read_entries(schema, entries).map(Some)
    }

    fn as_raw(&self) -> Option<&[u8]> {
        self.as_ref()?.as_raw()
    }

    fn from_raw(bytes: &[u8]) -> Option<Self> {
        T::from_raw(bytes).map(Some)
    }
}

struct Present<T> {
    schema: &'static Schema,
    mode: Mode,
    value: PhantomData<T>,
}

impl<'de, T: Value> Visitor<'de> for Present<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} or null", self.schema.name)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        T::deserialize(self.schema, self.mode, deserializer).map(Some)
    }
}

impl<T: Value + PartialEq> Value for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn is_valid_fast(&self, schema: &'static Schema) -> bool {
        let Kind::List { member, .. } = schema.kind else { return false };
        schema.length.is_none_or(|bounds| bounds.hold(self.len() as u64))
            && !(schema.unique_items && validation::has_repeated(self))
            && self.iter().all(|value| value.is_valid_fast(member))
    }

    fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        violations.length(self.len(), schema, path);
        violations.unique(self, schema, path);
        let Kind::List { member, .. } = schema.kind else { return };
        for (index, value) in self.iter().enumerate() {
            value.check(member, &path.index(index), violations);
        }
    }

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.add(&self.len());
        self.iter().for_each(|value| value.fingerprint(fingerprint));
    }

    fn serialize<S: Serializer>(&self, schema: &'static Schema, form: Form, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(self.len()))?;
        if let Kind::List { member, .. } = schema.kind {
            for value in self {
                sequence.serialize_element(&Writing { value, schema: member, form })?;
            }
        }
        sequence.end()
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_any(List { schema, mode, value: PhantomData })
    }

    fn write_text(&self, schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        if let Kind::List { member, .. } = schema.kind {
            self.iter().for_each(|value| value.write_text(member, each));
        }
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        let Kind::List { member, .. } = schema.kind else { return Err(TextError { shape: schema.name }) };
        texts.iter().map(|text| T::read_text(member, std::slice::from_ref(text))).collect()
    }
}

struct List<T> {
    schema: &'static Schema,
    mode: Mode,
    value: PhantomData<T>,
}

impl<'de, T: Value> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "list {}", self.schema.name)
    }

    refuse_scalars!();

    /// Keeps null in a sparse list, and skips it in any other.
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        let Kind::List { member, sparse } = self.schema.kind else { return Ok(list) };
        if sparse {
            while let Some(value) = sequence.next_element_seed(Reading::<T>::new(member, self.mode))? {
                list.push(value);
            }
        } else {
            while let Some(value) = sequence.next_element_seed(Reading::<Option<T>>::new(member, self.mode))? {
                list.extend(value);
            }
        }
        Ok(list)
    }
}

impl<K: Key, V: Value> Value for BTreeMap<K, V> {
    fn empty() -> Self {
        Self::new()
    }

    fn is_valid_fast(&self, schema: &'static Schema) -> bool {
        let Kind::Map { key, value, .. } = schema.kind else { return false };
        schema.length.is_none_or(|bounds| bounds.hold(self.len() as u64))
            && self.iter().all(|(name, entry)| name.is_valid_fast(key) && entry.is_valid_fast(value))
    }

    fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        violations.length(self.len(), schema, path);
        let Kind::Map { key, value, .. } = schema.kind else { return };
        for (index, (name, entry)) in self.iter().enumerate() {
            name.check(key, path, violations);
            let path = if key.sensitive { path.index(index) } else { path.member(name.as_str()) };
            entry.check(value, &path, violations);
        }
    }

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.add(&self.len());
        for (name, entry) in self {
            fingerprint.add(&name.as_str());
            entry.fingerprint(fingerprint);
        }
    }

    fn serialize<S: Serializer>(&self, schema: &'static Schema, form: Form, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        if let Kind::Map { key, value: schema, .. } = schema.kind {
            for (index, (name, value)) in self.iter().enumerate() {
                match form {
                    Form::Redacted if key.sensitive => map.serialize_key(&format_args!("{REDACTED} {index}"))?,
                    Form::Secrets => map.serialize_key(&Writing { value: name, schema: key, form })?,
                    _ => map.serialize_key(name.as_str())?,
                }
                map.serialize_value(&Writing { value, schema, form })?;
            }
        }
        map.end()
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Map { schema, mode, entries: PhantomData })
    }

    fn write_entries(&self, schema: &'static Schema, each: &mut dyn FnMut(&str, &str)) {
        let Kind::Map { value: schema, .. } = schema.kind else { return };
        for (name, value) in self {
            value.write_text(schema, &mut |text| each(name.as_str(), text));
        }
    }

    fn read_entries(schema: &'static Schema, entries: &[(&str, &str)]) -> Result<Self, TextError> {
        let Kind::Map { value, .. } = schema.kind else { return Err(TextError { shape: schema.name }) };
        let read = |(name, text): &(&str, &str)| {
            Ok((K::from((*name).to_owned()), V::read_text(value, &[Cow::Borrowed(text)])?))
        };
        entries.iter().map(read).collect()
    }
}

struct Map<K, V> {
    schema: &'static Schema,
    mode: Mode,
    entries: PhantomData<(K, V)>,
}

impl<'de, K: Key, V: Value> Visitor<'de> for Map<K, V> {
    type Value = BTreeMap<K, V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "map {}", self.schema.name)
    }

    refuse_scalars!();

    /// Keeps null in a sparse map, and skips it in any other.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<BTreeMap<K, V>, A::Error> {
        let mut entries = BTreeMap::new();
        let Kind::Map { value: schema, sparse, .. } = self.schema.kind else { return Ok(entries) };
        while let Some(name) = map.next_key::<String>()? {
            let value = if sparse {
                Some(map.next_value_seed(Reading::<V>::new(schema, self.mode))?)
            } else {
                map.next_value_seed(Reading::<Option<V>>::new(schema, self.mode))?
            };
            entries.extend(value.map(|value| (K::from(name), value)));
        }
        Ok(entries)
    }
}
