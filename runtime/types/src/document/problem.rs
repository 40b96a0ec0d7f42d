//! Problems of a document, each with its place.
//!
//! No message contains a value of the document. Names of members and keys are shown unless the model marks them as
//! sensitive.

use std::fmt;

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use super::display::{At, Visible};
use crate::validation::Constraint;

/// The reason why a document was refused: all of its problems, or the first hundred of them.
///
/// `Display` has a line for each. A program reads them as values, or writes them as JSON by serde:
///
/// ```
/// use tinsmith_types::{ProblemKind, Structure, Unit};
///
/// let error = Unit::from_json("{\n  \"name\": 1\n}").unwrap_err();
/// let problem = &error.problems()[0];
/// assert_eq!((problem.line, problem.column, problem.path.as_str()), (2, 3, "/name"));
/// assert!(matches!(&problem.kind, ProblemKind::UnknownMember { name, .. } if name == "name"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentError {
    pub(super) problems: Vec<Problem>,
    pub(super) more: usize,
}

/// One problem of a document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The JSON pointer (RFC 6901) of the value in the document. For a missing member, the pointer at which it is
    /// expected.
    ///
    /// If a map's keys are secret, the pointer has the entry's index in place of its key. Very long keys are truncated.
    pub path: String,
    /// The line in the document, from 1. For a missing member, the line of the object that lacks it.
    pub line: usize,
    /// The column in the line, from 1, in Unicode scalar values.
    pub column: usize,
    /// The kind of problem.
    pub kind: ProblemKind,
}

/// The kinds of problem.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The text is not JSON; nothing was read after this place.
    Syntax {
        /// The text that was found.
        problem: &'static str,
        /// The text that was expected.
        expected: &'static str,
    },
    /// A member that the model does not have.
    UnknownMember {
        /// Its name, truncated if it is very long, and redacted if it may be a secret.
        name: String,
        /// The only known name that is similar.
        suggestion: Option<&'static str>,
    },
    /// A required member is absent or null.
    Missing,
    /// A value of another type, or a string or number that can't be converted to the expected type.
    Type {
        /// A description of the expected type.
        expected: &'static str,
        /// A description of the value found.
        found: &'static str,
    },
    /// A string that is not a value of its enum.
    UnknownValue {
        /// The values of the enum.
        values: &'static [&'static str],
        /// The only known value that is similar.
        suggestion: Option<&'static str>,
    },
    /// The discriminator names one member, but the structures that it governs have another one set.
    Ambiguous {
        /// The discriminator's value in the document, or the known value most similar to it.
        named: &'static str,
        /// The value that would match the governed structures.
        value: &'static str,
        /// The member that the governed structures have set.
        member: &'static str,
        /// The names of the governed structures.
        parts: Vec<&'static str>,
    },
    /// A constraint or a rule is violated.
    Violation(Constraint),
    /// A map key violates a constraint. The path is the map's; line and column are the key's.
    Key(Constraint),
    /// A member that already occurs in the object.
    Duplicate {
        /// The line of the first occurrence.
        line: usize,
        /// The column of the first occurrence.
        column: usize,
    },
}

impl DocumentError {
    /// Returns the problems in the order of their places: at least one, and at most a hundred.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns the number of further problems.
    pub const fn more(&self) -> usize {
        self.more
    }
}

impl std::error::Error for DocumentError {}

/// Writes one line with the number of problems, then one line for each problem.
impl fmt::Display for DocumentError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.problems.len() + self.more;
        write!(formatter, "{count} problem{} in the document", if count == 1 { "" } else { "s" })?;
        for problem in &self.problems {
            write!(formatter, "\n{problem}")?;
        }
        if self.more == 0 { Ok(()) } else { write!(formatter, "\nand {} more", self.more) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, kind } = self;
        write!(formatter, "{}{kind}", At { line: *line, column: *column, path })
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { problem, expected } => write!(formatter, "{problem}, expected {expected}")?,
            Self::UnknownMember { name, .. } => write!(formatter, "unknown member {}", Visible(name))?,
            Self::Missing => formatter.write_str("missing, but required")?,
            Self::Type { expected, found } => write!(formatter, "expected {expected}, found {found}")?,
            Self::UnknownValue { values, .. } => write!(formatter, "must {}", Constraint::Enum(values))?,
            Self::Ambiguous { named, value, member, parts } => {
                let (parts, verb) = (parts.join(" and "), if parts.len() == 1 { "has" } else { "have" });
                let readings = format_args!("either {named} is meant, or {value}");
                write!(formatter, "{readings}, because {member} is the one member that {parts} {verb}: change one")?;
            }
            Self::Violation(constraint) => violation(constraint, formatter)?,
            Self::Key(constraint) => {
                formatter.write_str("the key here ")?;
                violation(constraint, formatter)?;
            }
            Self::Duplicate { line, column } => {
                write!(formatter, "occurs twice in the object, first at {line}:{column}")?;
            }
        }
        match self.suggestion() {
            Some(suggestion) => write!(formatter, "; did you mean {suggestion}?"),
            None => Ok(()),
        }
    }
}

impl ProblemKind {
    /// Returns the name or value that was probably meant.
    pub const fn suggestion(&self) -> Option<&'static str> {
        match self {
            Self::UnknownMember { suggestion, .. } | Self::UnknownValue { suggestion, .. } => *suggestion,
            _ => None,
        }
    }

    const fn word(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "syntax",
            Self::UnknownMember { .. } => "unknownMember",
            Self::Missing => "missing",
            Self::Type { .. } => "type",
            Self::UnknownValue { .. } => "unknownValue",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Violation(_) => "violation",
            Self::Key(_) => "key",
            Self::Duplicate { .. } => "duplicate",
        }
    }
}

fn violation(constraint: &Constraint, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Constraint::Length { actual, .. } = constraint {
        write!(formatter, "has length {actual}, ")?;
    }
    write!(formatter, "must {constraint}")
}

/// Serializes an object with the problems and the number of problems beyond them.
impl Serialize for DocumentError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("DocumentError", 2)?;
        object.serialize_field("problems", &self.problems)?;
        object.serialize_field("more", &self.more)?;
        object.end()
    }
}

/// Serializes an object with path, line, column, kind (a word), message and, if there is one, suggestion.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let suggestion = self.kind.suggestion();
        let mut object = serializer.serialize_struct("Problem", 5 + usize::from(suggestion.is_some()))?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("column", &self.column)?;
        object.serialize_field("kind", self.kind.word())?;
        object.serialize_field("message", &self.kind.to_string())?;
        if let Some(suggestion) = suggestion {
            object.serialize_field("suggestion", suggestion)?;
        }
        object.end()
    }
}
