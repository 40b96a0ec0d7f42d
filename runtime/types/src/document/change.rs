//! What was mended in a document, each with its place.
//!
//! No text holds a value of the document, only values that are the model's own.

use std::fmt;

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use super::shown::{At, Visible};

/// A value that was read from a document with mistakes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fixed<T> {
    /// The value, which passes all checks.
    pub value: T,
    /// Everything that is otherwise in the document, in the order of the places; nothing if the document is valid and
    /// without null.
    pub changes: Vec<Change>,
}

/// One thing that was read otherwise than it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The JSON pointer (RFC 6901) of the value in the document as it is written.
    pub path: String,
    /// The line in the document, from 1.
    pub line: usize,
    /// The column in the line, from 1, in Unicode scalar values.
    pub column: usize,
    /// What was changed.
    pub kind: ChangeKind,
}

/// How something was read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangeKind {
    /// A member got the name that is near to its own.
    Renamed {
        /// Its name in the document; a mark where it may be a secret.
        from: String,
        /// Its name in the model.
        to: &'static str,
    },
    /// A word of an enum got the spelling that is near to its own.
    ReadAs {
        /// The member that has the value, unless it is an entry of a list or map.
        member: Option<&'static str>,
        /// The word in the model.
        value: &'static str,
    },
    /// Null was taken for absent.
    DroppedNull,
    /// A member that names what others hold was set to what they hold.
    SetTag {
        /// The member.
        tag: &'static str,
        /// What it was set to.
        value: &'static str,
        /// What the others hold.
        member: &'static str,
        /// The others.
        parts: Vec<&'static str>,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, kind } = self;
        write!(formatter, "{}{kind}", At { line: *line, column: *column, path })
    }
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Renamed { from, to } => write!(formatter, "renamed {} to {to}", Visible(from)),
            Self::ReadAs { member: Some(member), value } => write!(formatter, "read {member}'s value as {value}"),
            Self::ReadAs { member: None, value } => write!(formatter, "read the value as {value}"),
            Self::DroppedNull => formatter.write_str("dropped null"),
            Self::SetTag { tag, value, member, parts } => {
                let verb = if parts.len() == 1 { "has" } else { "have" };
                let parts = parts.join(" and ");
                write!(formatter, "set {tag} to {value}, because {member} is the one member that {parts} {verb}")
            }
        }
    }
}

impl ChangeKind {
    const fn word(&self) -> &'static str {
        match self {
            Self::Renamed { .. } => "renamed",
            Self::ReadAs { .. } => "readAs",
            Self::DroppedNull => "droppedNull",
            Self::SetTag { .. } => "setTag",
        }
    }
}

/// An object with path, line, column, kind (a word) and message.
impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Change", 5)?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("column", &self.column)?;
        object.serialize_field("kind", self.kind.word())?;
        object.serialize_field("message", &self.kind.to_string())?;
        object.end()
    }
}
