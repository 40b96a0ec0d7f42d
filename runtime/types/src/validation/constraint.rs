//! Constraints, and what a violation says that a member must.

use std::fmt;

use super::discriminator::{Discriminator, Mismatch};
use super::rule::Rule;
use crate::schema::{Length, Range};

/// A constraint of the model, with what was expected.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// A member must be present.
    Required,
    /// Too short or too long: characters of a string, bytes of a blob, entries of a list or map.
    Length {
        /// The bounds, inclusive.
        bounds: Length,
        /// The length of the value.
        actual: u64,
    },
    /// Too small or too large.
    Range(Range),
    /// A string that does not match this pattern.
    Pattern(&'static str),
    /// None of these words.
    Enum(&'static [&'static str]),
    /// None of these numbers.
    IntEnum(&'static [i32]),
    /// A list whose members are not unique.
    UniqueItems,
    /// A rule between members.
    Rule(&'static Rule),
    /// A tag, and the members that it does not name.
    Discriminator(&'static Discriminator, Mismatch),
}

impl fmt::Display for Constraint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => formatter.write_str("not be null"),
            Self::Length { bounds: Length { min, max }, .. } => {
                formatter.write_str("have length ")?;
                bounds(formatter, min.as_ref(), max.as_ref())
            }
            Self::Range(Range::Integer { min, max }) => {
                formatter.write_str("be ")?;
                bounds(formatter, min.as_ref(), max.as_ref())
            }
            Self::Range(Range::Float { min, max }) => {
                formatter.write_str("be ")?;
                bounds(formatter, min.as_ref(), max.as_ref())
            }
            Self::Range(Range::Decimal { min, max }) => {
                formatter.write_str("be ")?;
                bounds(formatter, min.as_ref(), max.as_ref())
            }
            Self::Pattern(pattern) => write!(formatter, "satisfy regular expression pattern: {pattern}"),
            Self::Enum(values) => one_of(formatter, values),
            Self::IntEnum(values) => one_of(formatter, values),
            Self::UniqueItems => formatter.write_str("have unique values"),
            Self::Rule(rule) => formatter.write_str(rule.must),
            Self::Discriminator(discriminator, mismatch) => discriminator.explain(*mismatch, formatter),
        }
    }
}

fn bounds<T: fmt::Display>(formatter: &mut fmt::Formatter<'_>, min: Option<&T>, max: Option<&T>) -> fmt::Result {
    match (min, max) {
        (Some(min), Some(max)) => write!(formatter, "between {min} and {max}, inclusive"),
        (Some(min), None) => write!(formatter, "greater than or equal to {min}"),
        (None, Some(max)) => write!(formatter, "less than or equal to {max}"),
        (None, None) => Ok(()),
    }
}

fn one_of<T: fmt::Display>(formatter: &mut fmt::Formatter<'_>, values: &[T]) -> fmt::Result {
    formatter.write_str("satisfy enum value set: [")?;
    for (index, value) in values.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        write!(formatter, "{separator}{value}")?;
    }
    formatter.write_str("]")
}
