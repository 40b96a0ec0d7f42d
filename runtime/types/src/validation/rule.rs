//! Rules between the members of a structure, which constraints of a single member can't express.

use super::discriminator::{Discriminator, Set};
use super::path::Path;

/// Receives each violated rule.
pub trait ViolationSink {
    /// Receives a rule and the member that violates it, by the names that lead from the path to it.
    fn rule(&mut self, rule: &'static Rule, path: &Path<'_>, member: &[&'static str]);

    /// Receives a discriminator whose tag contradicts the members that are set.
    fn tag(&mut self, discriminator: &'static Discriminator, tag: Option<&str>, set: &[Set<'_>], path: &Path<'_>);
}

/// A rule between the members of a structure.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// A stable identifier for programs.
    pub id: &'static str,
    /// The consequence of a violation.
    pub severity: Severity,
    /// The text of a violation after the words "Member must".
    pub must: &'static str,
    /// The source that documents it.
    pub source: &'static str,
}

/// The consequence of a violated rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The service refuses the value.
    Error,
    /// The service is likely to refuse the value, but it is sent nonetheless.
    Warning,
}
