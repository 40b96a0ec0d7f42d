//! The items that only generated code and the runtime of clients use; they may change in any version.
//!
//! The macros declare what differs from type to type: its schema, its members or variants, and serde's traits. Code
//! that all types of a kind share is implemented once, for the type that [`Modeled::Kind`] names. The remaining types
//! describe a service's shapes in statics, and the modules operate on these descriptions.

pub use serde_core as serde;

pub use crate::{
    __int_enum as int_enum, __members as members, __redact as redact, __schemas as schemas, __serde as serde,
    __service_error as service_error, __string_enum as string_enum, __structure as structure, __union as union,
};

pub use crate::collections::Key;
pub use crate::enumeration::{IntEnum, IntEnumKind, StringEnum, StringEnumKind};
pub use crate::modeled_error::ErrorShape;
pub use crate::pattern::{Dfa, Matcher, NOT_SPACES, Rest, Run, SPACES, table, wide_table};
pub use crate::query::Queried;
pub use crate::schema::{Kind, Location, Member, Range, Schema, TimestampFormat};
pub use crate::secret::{REDACTED, Sensitive};
pub use crate::structure::{Members, MembersMut, StructureKind, Token};
pub use crate::timestamp::calendar::civil_from_days;
pub use crate::union::{Union, UnionKind, UnknownMember, Variant};
pub use crate::validation::{Discriminator, Fingerprint, Part, Path, Rule, Set, Severity, ViolationSink, Violations};
pub use crate::value::{BoxKind, Form, Mode, Modeled, SECRET, TextError, Value, ValueOf, Writing};

/// Parses a JSON document of the model.
///
/// # Panics
///
/// Panics if the text is not JSON.
pub fn document(json: &str) -> crate::Document {
    serde_json::from_str(json).expect("the model has JSON")
}

/// The schemas of Smithy's prelude.
pub mod prelude {
    pub use crate::schema::{
        BIG_DECIMAL, BIG_INTEGER, BLOB, BOOLEAN, BYTE, DATE_TIME, DOCUMENT, DOUBLE, FLOAT, HTTP_DATE, INTEGER, LONG,
        SHORT, STRING, TIMESTAMP, UNIT,
    };
}

/// Functions for structures, which visit their members.
pub mod structure {
    pub use crate::structure::{Scope, check, deserialize, deserialize_body, is_valid_fast, serialize};
}

/// Functions for unions, which visit their one member.
pub mod union {
    pub use crate::union::{check, deserialize, is_valid_fast, serialize};
}

/// Errors of reading a document, and the display of untrusted text.
pub mod document {
    pub use crate::document::{OneLine, expected, first_mismatch, steers};
}

/// Errors that a model declares.
pub mod modeled_error {
    pub use crate::modeled_error::{ErrorShape, ErrorSource, ModeledError, display, display_shape};
}
