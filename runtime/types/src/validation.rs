//! Violations of the model's constraints: collected in one pass, in document order, in the service's own wording.
//!
//! No message contains a value: a validated value may be a secret. Nothing is allocated until a violation is found.

mod constraint;
mod discriminator;
mod path;
mod pointer;
mod rule;
mod unique;

use std::fmt;

use crate::numbers::compare;
use crate::schema::{Kind, Length, Range, Schema};
use crate::value::Value;

pub use constraint::Constraint;
pub use discriminator::{Discriminator, Mismatch, Part, Set};
pub use path::Path;
pub use pointer::{Pointer, Segment};
pub use rule::{Rule, Severity, ViolationSink};
pub use unique::Fingerprint;

pub(crate) use unique::has_repeated;

/// The violations of one value, of which there is at least one.
///
/// [`ValidationError::message`] is the text that the service itself returns. `Display` adds the version of the model that
/// the value was checked against, and how to send the value anyway. [`Violation::path`] is where to correct it; see
/// [`Structure::validate`](crate::Structure::validate) for an example.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidationError {
    violations: Vec<Violation>,
    model: Option<&'static str>,
}

/// A constraint that a value violates.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// The path of the value; for a map's key, the path of the map.
    pub path: Pointer,
    /// The violated constraint.
    pub constraint: Constraint,
}

/// Violations, while they are being collected.
#[derive(Debug, Default)]
pub struct Violations {
    errors: Vec<Violation>,
    warnings: Vec<Violation>,
}

impl ValidationError {
    /// Returns the violations, in document order; at least one.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Returns all violations in the service's own words, as Smithy's test cases have them.
    pub fn message(&self) -> String {
        let count = self.violations.len();
        let violations: Vec<_> = self.violations.iter().map(Violation::to_string).collect();
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} validation error{plural} detected. {}", violations.join("; "))
    }

    /// Returns the version of the model that the value was checked against, if it is known.
    pub const fn model(&self) -> Option<&'static str> {
        self.model
    }

    /// Sets the version of the model that the value was checked against.
    pub const fn checked_against(mut self, model: &'static str) -> Self {
        self.model = Some(model);
        self
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message())?;
        let Some(model) = self.model else { return Ok(()) };
        let anyway = "`.validation(Validation::Off)` on the client's builder sends it anyway";
        write!(formatter, " (checked against model version {model}; {anyway})")
    }
}

impl std::error::Error for ValidationError {}

/// Adds violations that were found elsewhere.
impl Extend<Violation> for Violations {
    fn extend<I: IntoIterator<Item = Violation>>(&mut self, violations: I) {
        self.errors.extend(violations);
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, constraint } = self;
        match constraint {
            Constraint::Length { actual, .. } => write!(formatter, "Value with length {actual} at '{path}'")?,
            _ => write!(formatter, "Value at '{path}'")?,
        }
        write!(formatter, " failed to satisfy constraint: Member must {constraint}")
    }
}

impl Violations {
    /// Returns `Ok(())` if no violation was recorded.
    ///
    /// # Errors
    ///
    /// Returns all violations if there are any.
    pub fn into_result(self) -> Result<(), ValidationError> {
        if self.errors.is_empty() { Ok(()) } else { Err(ValidationError { violations: self.errors, model: None }) }
    }

    /// Returns the violated rules that are warnings.
    pub fn into_warnings(self) -> Vec<Violation> {
        self.warnings
    }

    /// Adds a violation.
    #[cold]
    pub fn add(&mut self, path: &Path<'_>, constraint: Constraint) {
        self.errors.push(Violation { path: path.into(), constraint });
    }

    /// Adds a violation of a member below the path.
    pub fn add_below(&mut self, path: &Path<'_>, parents: &[&str], member: &str, constraint: Constraint) {
        match parents.split_first() {
            Some((first, parents)) => self.add_below(&path.member(first), parents, member, constraint),
            None => self.add(&path.member(member), constraint),
        }
    }

    /// Adds a violation for a missing value.
    pub fn required(&mut self, path: &Path<'_>) {
        self.add(path, Constraint::Required);
    }

    /// Checks the length and the pattern of a string.
    pub fn text(&mut self, text: &str, schema: &'static Schema, path: &Path<'_>) {
        if !schema.accepts(text) {
            self.refuse(text, schema, path);
        }
    }

    #[cold]
    fn refuse(&mut self, text: &str, schema: &'static Schema, path: &Path<'_>) {
        let actual = text.chars().count() as u64;
        if let Some(bounds) = schema.length
            && !bounds.hold(actual)
        {
            self.add(path, Constraint::Length { bounds, actual });
        }
        if let Some(pattern) = &schema.pattern
            && !pattern.is_match(text)
        {
            let violations = if schema.narrow { &mut self.warnings } else { &mut self.errors };
            violations.push(Violation { path: path.into(), constraint: Constraint::Pattern(pattern.text) });
        }
    }

    /// Checks the length of a blob, list or map.
    pub fn length(&mut self, length: usize, schema: &'static Schema, path: &Path<'_>) {
        let actual = length as u64;
        if let Some(bounds) = schema.length
            && !bounds.hold(actual)
        {
            self.add(path, Constraint::Length { bounds, actual });
        }
    }

    /// Checks that the members of a list differ from one another, if the model demands it; NaN differs from itself.
    pub fn unique<T: Value + PartialEq>(&mut self, list: &[T], schema: &'static Schema, path: &Path<'_>) {
        if schema.unique_items && unique::has_repeated(list) {
            self.add(path, Constraint::UniqueItems);
        }
    }

    /// Checks an integer against its range.
    pub fn integer(&mut self, value: i64, schema: &'static Schema, path: &Path<'_>) {
        if let Some(range) = schema.range
            && !range.has_integer(value)
        {
            self.add(path, Constraint::Range(range));
        }
    }

    /// Checks a floating-point number against its range; NaN is outside every range.
    pub fn float(&mut self, value: f64, schema: &'static Schema, path: &Path<'_>) {
        if let Some(range) = schema.range
            && !range.has_float(value)
        {
            self.add(path, Constraint::Range(range));
        }
    }

    /// Checks the text of a number of any size against its range.
    pub fn decimal(&mut self, value: &str, schema: &'static Schema, path: &Path<'_>) {
        if let Some(range) = schema.range
            && !range.has_decimal(value)
        {
            self.add(path, Constraint::Range(range));
        }
    }

    /// Checks a word against the words of an enum.
    pub fn word(&mut self, word: &str, schema: &'static Schema, path: &Path<'_>) {
        if let Kind::Enum(values) = schema.kind
            && !schema.has_word(word)
        {
            self.add(path, Constraint::Enum(values));
        }
    }

    /// Checks a number against the values of an enum.
    pub fn number(&mut self, number: i32, schema: &'static Schema, path: &Path<'_>) {
        if let Kind::IntEnum(values) = schema.kind
            && !values.contains(&number)
        {
            self.add(path, Constraint::IntEnum(values));
        }
    }
}

impl ViolationSink for Violations {
    #[cold]
    fn rule(&mut self, rule: &'static Rule, path: &Path<'_>, member: &[&'static str]) {
        if let Some((first, rest)) = member.split_first() {
            return self.rule(rule, &path.member(first), rest);
        }
        let violation = Violation { path: path.into(), constraint: Constraint::Rule(rule) };
        match rule.severity {
            Severity::Error => self.errors.push(violation),
            Severity::Warning => self.warnings.push(violation),
        }
    }

    #[cold]
    fn tag(&mut self, discriminator: &'static Discriminator, tag: Option<&str>, set: &[Set<'_>], path: &Path<'_>) {
        discriminator.check_parts(tag, set, path, self);
    }
}

impl Length {
    pub(crate) fn hold(self, length: u64) -> bool {
        self.min.is_none_or(|min| length >= min) && self.max.is_none_or(|max| length <= max)
    }
}

impl Range {
    pub(crate) fn has_integer(self, value: i64) -> bool {
        let Self::Integer { min, max } = self else { return true };
        min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max)
    }

    /// Returns `true` if the number is in the range; NaN never is.
    pub(crate) fn has_float(self, value: f64) -> bool {
        let Self::Float { min, max } = self else { return true };
        min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max)
    }

    pub(crate) fn has_decimal(self, value: &str) -> bool {
        let Self::Decimal { min, max } = self else { return true };
        min.is_none_or(|min| compare(value, min).is_ge()) && max.is_none_or(|max| compare(value, max).is_le())
    }
}
