//! The findings of `diff` and `lint`, and their output formats.
//!
//! A report is plain data in its final order; a format is a function from it to text. Each format escapes text of the
//! model.

mod github;
mod json;
mod markdown;
mod options;
mod phrases;
mod sarif;
mod text;

#[cfg(test)]
mod tests;

use codegen::compatibility::Bump;
use model::Place;
use model::diff::{Validation, Verdict};
use semver::Version;

pub use self::options::{Format, Limit, Shown};
use crate::outcome::Outcome;
use crate::version;

/// The result of a command.
#[derive(Debug)]
pub struct Report {
    /// The command.
    pub command: &'static str,
    /// The models that were examined: `2026-11 against 2025-04`.
    pub subject: String,
    /// The findings, worst first.
    pub findings: Vec<Finding>,
    /// The number of changes that affect only documentation.
    pub documentation: usize,
    /// The versions; `None` for a lint.
    pub versions: Option<Versions>,
    /// Notes, one line each.
    pub notes: Vec<String>,
}

/// A finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// The shape or member concerned.
    pub shape: String,
    /// Its place or, if it was removed, its old place.
    pub place: Place,
    /// The place in the current model: for a removed member, the shape that it was in.
    pub anchor: Place,
    /// The change, in a few words.
    pub what: String,
    /// The overall severity.
    pub level: Verdict,
    /// Its effects; `None` for a finding of a lint.
    pub verdicts: Option<Verdicts>,
    /// The reason why it is accepted, if it is.
    pub acknowledged: Option<String>,
}

/// The effects of a change.
#[derive(Clone, Debug)]
pub struct Verdicts {
    /// The old value.
    pub old: Option<String>,
    /// The new value.
    pub new: Option<String>,
    /// Whether old clients still work with new services, and new clients with old ones.
    pub wire: Verdict,
    /// The reason, if they do not.
    pub reason: Option<String>,
    /// An example of a request that no longer works, or of a response that is read differently, if there is one.
    pub request: Option<String>,
    /// The effect on code that uses the generated crates, if there is one.
    pub rust: Option<RustVerdict>,
    /// The effect on the set of valid values.
    pub validation: Validation,
    /// The effect on secrets and authorization.
    pub security: Option<String>,
}

/// The effect of a change on code that uses the generated crates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustVerdict {
    /// The item that changed.
    pub item: String,
    /// The change of the item.
    pub what: String,
    /// The smallest line of code that no longer compiles.
    pub witness: Option<String>,
    /// The required bump.
    pub bump: Bump,
}

/// The required and the actual version of a crate.
#[derive(Clone, Debug)]
pub struct Versions {
    /// The crate; `None` if the models are of another service.
    pub package: Option<String>,
    /// The bump that the changes require; `None` if that is unknown.
    pub bump: Option<Bump>,
    /// The old version.
    pub old: Option<Version>,
    /// The current version, if it is to be checked against the changes.
    pub new: Option<Version>,
}

impl Versions {
    /// Returns the smallest sufficient version.
    pub fn needed(&self) -> Option<Version> {
        self.old.as_ref().zip(self.bump).map(|(old, bump)| version::after(old, bump))
    }

    /// Returns `true` if the current version is sufficient.
    pub fn is_enough(&self) -> bool {
        self.new.as_ref().zip(self.needed()).is_none_or(|(new, needed)| new.cmp_precedence(&needed).is_ge())
    }
}

/// Creates the outcome of a command without a report: status 2, with the reason in the requested format.
///
/// Only Markdown and annotations have the reason on the standard output; a JSON reader would mistake it for a report.
pub fn failed(command: &str, verb: &str, error: &anyhow::Error, format: Format) -> Outcome {
    let problem = format!("{error:#}");
    let out = match format {
        Format::Markdown => markdown::problem(command, &problem),
        Format::Github => github::problem(command, &problem),
        Format::Text | Format::Json | Format::Sarif => String::new(),
    };
    Outcome::escaped(out, format!("could not {verb}: {problem}\n"), 2)
}

impl Report {
    /// Sorts the findings by severity, worst first; the sort is stable.
    pub fn sort(&mut self) {
        self.findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    }

    /// Returns the first line: the subject, the number of findings, and the required version.
    pub fn headline(&self) -> String {
        let count = |level| self.findings.iter().filter(|finding| finding.level == level).count();
        let subject = &self.subject;
        let Some(versions) = &self.versions else {
            return match self.findings.len() {
                0 => format!("{subject}: no problems."),
                1 => format!("{subject}: 1 problem."),
                number => format!("{subject}: {number} problems."),
            };
        };
        let [breaking, risky, safe] = [Verdict::Breaking, Verdict::Risky, Verdict::Safe].map(count);
        let acknowledged = match self.findings.iter().filter(|finding| finding.acknowledged.is_some()).count() {
            0 => String::new(),
            number => format!(" ({number} acknowledged)"),
        };
        format!(
            "{subject}: {breaking} breaking, {risky} risky, {safe} safe{acknowledged}. {}",
            phrases::needed(versions)
        )
    }

    /// Returns a line about documentation changes, if there are any.
    pub fn documentation_line(&self) -> Option<String> {
        match self.documentation {
            0 => None,
            1 => Some("1 change touches documentation alone.".to_owned()),
            number => Some(format!("{number} changes touch documentation alone.")),
        }
    }

    /// Returns the output of the command, and whether it fails.
    pub fn outcome(&self, shown: &Shown) -> Outcome {
        let out = match shown.format {
            Format::Text => text::render(self),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
            Format::Github => github::render(self),
            Format::Sarif => sarif::render(self),
        };
        Outcome::escaped(out, String::new(), u8::from(self.fails(shown.limit)))
    }

    fn fails(&self, limit: Limit) -> bool {
        let counts = |finding: &&Finding| finding.acknowledged.is_none() && finding.level >= limit.level();
        let is_version_too_small = self.versions.as_ref().is_some_and(|versions| !versions.is_enough());
        let is_other_change = limit == Limit::Any && self.documentation > 0;
        is_version_too_small || is_other_change || self.findings.iter().any(|finding| counts(&finding))
    }
}
