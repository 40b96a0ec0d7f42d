//! Bytes, which JSON and headers carry as base64.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::schema::{self, Schema};
use crate::secret::Sensitive;
use crate::validation::{Fingerprint, Path, Violations};
use crate::value::{Form, Mode, TextError, Value};

/// Uninterpreted bytes, which JSON documents and headers have as base64.
///
/// ```
/// use tinsmith_types::Blob;
///
/// let blob = Blob::from("hello");
/// assert_eq!(blob.as_ref(), b"hello");
/// assert_eq!(serde_json::to_string(&blob)?, r#""aGVsbG8=""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(Vec<u8>);

impl Blob {
    /// Wraps the bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// Returns the bytes.
    pub fn into_inner(self) -> Vec<u8> {
        self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl<T: Into<Vec<u8>>> From<T> for Blob {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <Self as Value>::deserialize(&schema::BLOB, Mode::Strict, deserializer)
    }
}

impl Sensitive for Blob {
    fn wipe(&mut self) {
        self.0.zeroize();
    }

    fn same(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Value for Blob {
    fn empty() -> Self {
        Self::default()
    }

    fn is_valid_fast(&self, schema: &'static Schema) -> bool {
        schema.length.is_none_or(|bounds| bounds.hold(self.0.len() as u64))
    }

    fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        violations.length(self.0.len(), schema, path);
    }

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.add(self);
    }

    fn serialize<S: Serializer>(&self, _schema: &'static Schema, _form: Form, to: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(self, to)
    }

    fn deserialize<'de, D: Deserializer<'de>>(schema: &'static Schema, _mode: Mode, from: D) -> Result<Self, D::Error> {
        let text = crate::scalars::text(schema, from)?;
        decode(&text).map(Self).ok_or_else(|| D::Error::custom("invalid value: expected bytes in base64"))
    }

    fn write_text(&self, _schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        each(&encode(&self.0));
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        decode(crate::scalars::only(schema, texts)?).map(Self).ok_or(TextError { shape: schema.name })
    }

    fn as_raw(&self) -> Option<&[u8]> {
        Some(&self.0)
    }

    fn from_raw(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.to_vec()))
    }
}

/// Base64 with the standard alphabet and padding.
pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Decodes base64 as written by [`encode`]; returns `None` if the text is not base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}
