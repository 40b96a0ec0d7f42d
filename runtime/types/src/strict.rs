//! Strict reading from any serde format.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use zeroize::Zeroizing;

use crate::Document;
use crate::document;
use crate::secret::Sensitive;
use crate::structure::Structure;

/// A structure that was read strictly, from YAML, TOML or any other serde format.
///
/// `Deserialize` on a structure itself ignores members that the model does not have, as a client must: a typing error
/// in the name of an optional member would go unnoticed. `Strict<T>` refuses what [`Structure::from_json`] refuses, and
/// names all problems with their paths: unknown members, missing ones, values of another type, violated constraints.
///
/// ```
/// use tinsmith_types::Strict;
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
///
/// // The same works with `serde_yaml_ng::from_str`, `toml::from_str` and other formats.
/// let Strict(request) = serde_json::from_str::<Strict<CreateUserRequest>>(r#"{"userName": "ada"}"#)?;
/// assert_eq!(request.user_name, "ada");
///
/// let error = serde_json::from_str::<Strict<CreateUserRequest>>(r#"{"username": "ada"}"#).unwrap_err();
/// assert_eq!(error.to_string(), "1 problem: at /username: unknown member username; did you mean userName?");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Strict<T>(pub T);

impl<T> Strict<T> {
    /// Returns the structure.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<'de, T: Structure> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut tree = Document::deserialize(deserializer)?;
        let text = Zeroizing::new(tree.to_string());
        tree.wipe();
        document::read(&text).map(Self).map_err(|error| D::Error::custom(Problems(&error)))
    }
}

/// Displays the problems on one line, without lines and columns, which only JSON text has.
struct Problems<'a>(&'a document::DocumentError);

impl fmt::Display for Problems<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.problems().len() + self.0.more();
        write!(formatter, "{count} problem{}", if count == 1 { "" } else { "s" })?;
        for (index, problem) in self.0.problems().iter().enumerate() {
            let path = if problem.path.is_empty() { "the root" } else { &problem.path };
            write!(formatter, "{} at {path}: {}", if index == 0 { ":" } else { ";" }, problem.kind)?;
        }
        if self.0.more() == 0 { Ok(()) } else { write!(formatter, "; and {} more", self.0.more()) }
    }
}
