//! The functions of [`Value`](crate::codegen::Value) for structures.

use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::{Scope, Structure};
use crate::schema::Schema;
use crate::validation::{Fingerprint, Path, Violations};
use crate::value::{Form, Mode, ValueOf};

/// The kind of a [`Structure`], which has its own schema and ignores the one it is passed.
pub struct StructureKind;

impl<T: Structure> ValueOf<T> for StructureKind {
    fn empty() -> T {
        T::unset()
    }

    fn is_valid_fast(value: &T, _schema: &'static Schema) -> bool {
        super::is_valid_fast(value)
    }

    fn check(value: &T, _schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
        super::check(value, path, violations);
    }

    fn fingerprint(value: &T, fingerprint: &mut Fingerprint) {
        fingerprint.structure(value);
    }

    fn serialize<S: Serializer>(
        value: &T,
        _schema: &'static Schema,
        form: Form,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        super::serialize(value, Scope::Document, form, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        _schema: &'static Schema,
        mode: Mode,
        deserializer: D,
    ) -> Result<T, D::Error> {
        super::deserialize(mode, deserializer)
    }
}
