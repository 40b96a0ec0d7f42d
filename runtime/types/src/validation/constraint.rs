//! Constraints, and the wording of their violations.

use std::fmt;

use super::discriminator::{Discriminator, Mismatch};
use super::rule::Rule;
use crate::schema::{Length, Range};

/// A constraint of the model, with its bounds.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// The member must be present.
    Required,
    /// The length must be within bounds: characters of a string, bytes of a blob, entries of a list or map.
    Length {
        /// The bounds, inclusive.
        bounds: Length,
        /// The length of the value.
        actual: u64,
    },
    /// The number must be within a range.
    Range(Range),
    /// The string must match this pattern.
    Pattern(&'static str),
    /// The string must be one of these.
    Enum(&'static [&'static str]),
    /// The number must be one of these.
    IntEnum(&'static [i32]),
    /// The members of the list must differ from one another.
    UniqueItems,
    /// A rule between members must be kept.
    Rule(&'static Rule),
    /// The value of a discriminator must match the members that are set.
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
