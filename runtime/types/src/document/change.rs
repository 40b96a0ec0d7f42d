//! Corrections made to a document, each with its place.
//!
//! No message contains a value of the document; the only values shown are the model's own.

use std::fmt;

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use super::display::{At, Visible};

/// A value that was read from a document with mistakes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fixed<T> {
    /// The value, which passes all checks.
    pub value: T,
    /// All corrections, in the order of their places. Empty if the document is valid and has no null.
    pub changes: Vec<Change>,
}

/// A part of a document that was not read as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The JSON pointer (RFC 6901) of the value in the document as it is written.
    pub path: String,
    /// The line in the document, from 1.
    pub line: usize,
    /// The column in the line, from 1, in Unicode scalar values.
    pub column: usize,
    /// The correction.
    pub kind: ChangeKind,
}

/// The kinds of correction.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangeKind {
    /// An unknown member name was read as the similar name of a member.
    Renamed {
        /// The name in the document, redacted if it may be a secret.
        from: String,
        /// The name in the model.
        to: &'static str,
    },
    /// An unknown enum value was read as the similar value of the enum.
    ReadAs {
        /// The member that has the value, unless it is an entry of a list or map.
        member: Option<&'static str>,
        /// The value in the model.
        value: &'static str,
    },
    /// Null was read as absent.
    DroppedNull,
    /// A discriminator was set to match the member that the structures it governs have set.
    SetTag {
        /// The name of the discriminator.
        tag: &'static str,
        /// The value that it was set to.
        value: &'static str,
        /// The member that the governed structures have set.
        member: &'static str,
        /// The names of the governed structures.
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
