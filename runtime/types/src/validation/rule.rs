//! Rules between the members of a structure, which no constraint of a single member can say.

use super::discriminator::{Discriminator, Set};
use super::path::Path;

/// What is told of each rule that is broken.
pub trait Broken {
    /// A rule is violated by the member that these names lead to from the path.
    fn rule(&mut self, rule: &'static Rule, path: &Path<'_>, member: &[&'static str]);

    /// What is set does not fit the tag.
    fn tag(&mut self, discriminator: &'static Discriminator, tag: Option<&str>, set: &[Set<'_>], path: &Path<'_>);
}

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// A name by which programs know it.
    pub id: &'static str,
    /// What it means to break it.
    pub severity: Severity,
    /// What a violation says after the words "Member must".
    pub must: &'static str,
    /// Where it is documented.
    pub source: &'static str,
}

/// What a broken rule means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The service refuses such a value.
    Error,
    /// The value is likely to fail, but it is sent all the same.
    Warning,
}
