//! The items that only generated code and the runtime of clients use; they may change in any version.
//!
//! The macros have the impls that are the same for every shape of a kind. The types describe a service's shapes in
//! statics, and the modules work on these descriptions.

pub use serde_core as serde;

pub use crate::{
    __error as error, __int_enum as int_enum, __members as members, __redact as redact, __sensitive as sensitive,
    __serde as serde, __service_error as service_error, __string_enum as string_enum, __structure as structure,
    __union as union,
};

pub use crate::collections::Key;
pub use crate::modeled_error::ErrorShape;
pub use crate::pattern::{Dfa, Matcher, NOT_SPACES, Rest, Run, SPACES, table, wide_table};
pub use crate::schema::{Kind, Location, Member, Schema, TimestampFormat};
pub use crate::secret::{REDACTED, Sensitive};
pub use crate::structure::{Members, MembersMut, Token};
pub use crate::timestamp::calendar::civil_from_days;
pub use crate::union::{Union, UnknownMember, Variant};
pub use crate::validation::{Broken, Discriminator, Fingerprint, Part, Path, Rule, Set, Severity, Violations};
pub use crate::value::{Form, Mode, SECRET, TextError, Value, Writing};

/// A JSON document of the model.
///
/// # Panics
///
/// The text is not JSON.
pub fn document(json: &str) -> crate::Document {
    serde_json::from_str(json).expect("the model has JSON")
}

/// The schemas of Smithy's prelude.
pub mod prelude {
    pub use crate::schema::{
        BLOB, BOOLEAN, BYTE, DATE_TIME, DOCUMENT, DOUBLE, FLOAT, HTTP_DATE, INTEGER, LONG, SHORT, STRING, TIMESTAMP,
        UNIT,
    };
}

/// Structures, by walking over their members.
pub mod structure {
    pub use crate::structure::{Scope, check, deserialize, deserialize_body, is_sure, serialize};
}

/// Unions, by their one member.
pub mod union {
    pub use crate::union::{check, deserialize, is_sure, serialize};
}

/// Texts of JSON, headers and paths.
pub mod scalars {
    pub use crate::scalars::{only, text};
}

/// Documents that could not be read, and texts from outside that are shown.
pub mod document {
    pub use crate::document::{OneLine, expected, first_mismatch, steers};
}

/// Errors that a model declares.
pub mod modeled_error {
    pub use crate::modeled_error::{ErrorShape, ErrorSource, ModeledError, display};
}
