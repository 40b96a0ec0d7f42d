//! The findings of `diff` and `lint`, and the forms in which they are shown.
//!
//! A report is plain data in its final order; a form is a function from it to text. Text of the model never means
//! anything to what shows it: each form escapes it.

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

pub use self::options::{Format, Given, Limit, Shown};
use crate::outcome::Outcome;
use crate::version;

/// All that a command found.
#[derive(Debug)]
pub struct Report {
    /// The command.
    pub command: &'static str,
    /// The models that were examined: `2026-11 against 2025-04`.
    pub subject: String,
    /// The worst come first.
    pub findings: Vec<Finding>,
    /// How many changes touch documentation alone.
    pub documentation: usize,
    /// The version that follows; a lint has none.
    pub versions: Option<Versions>,
    /// Notes, a line each.
    pub notes: Vec<String>,
}

/// One thing that was found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: String,
    /// The shape or member that it is about.
    pub shape: String,
    /// Where it is written; of what is gone, where it was.
    pub place: Place,
    /// The same in what is there now: for what is gone, the shape that it was in.
    pub anchor: Place,
    /// The change, in a few words.
    pub what: String,
    /// How bad it is, all in all.
    pub level: Verdict,
    /// Its effects; none for a finding of a lint.
    pub verdicts: Option<Verdicts>,
    /// Why it is taken as it is, if it is.
    pub acknowledged: Option<String>,
}

/// The effects of a change.
#[derive(Clone, Debug)]
pub struct Verdicts {
    /// The value before.
    pub old: Option<String>,
    /// The value now.
    pub new: Option<String>,
    /// Whether old clients and new services still talk, and new clients and old services.
    pub wire: Verdict,
    /// Why, where they do not.
    pub reason: Option<String>,
    /// A request that worked and no longer does, or a response that is read otherwise, where there is one.
    pub request: Option<String>,
    /// Whether code that uses the generated crates still compiles; none where nothing of it changed.
    pub rust: Option<RustVerdict>,
    /// Its effect on the values that are valid.
    pub validation: Validation,
    /// Its meaning for secrets and for who may call.
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
    /// The version that it asks for.
    pub bump: Bump,
}

/// The version that a crate needs, and the one it has.
#[derive(Clone, Debug)]
pub struct Versions {
    /// The crate; none where the models are of some other service.
    pub package: Option<String>,
    /// The bump that the changes ask for; none if that is unknown.
    pub bump: Option<Bump>,
    /// The version before.
    pub old: Option<Version>,
    /// The version now, where it is to be held against the changes.
    pub new: Option<Version>,
}

impl Versions {
    /// The smallest version that says enough.
    pub fn needed(&self) -> Option<Version> {
        self.old.as_ref().zip(self.bump).map(|(old, bump)| version::after(old, bump))
    }

    /// Whether the version that is there says enough.
    pub fn is_enough(&self) -> bool {
        self.new.as_ref().zip(self.needed()).is_none_or(|(new, needed)| new.cmp_precedence(&needed).is_ge())
    }
}

/// The outcome of a command that could not make its report: status 2, and the reason in the form that was asked for.
///
/// Only Markdown and annotations can say so on the standard output; a reader of JSON would take it for a report.
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
    /// Sorts the findings, the worst first; those that are equally bad keep their order.
    pub fn sort(&mut self) {
        self.findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    }

    /// The first line: what was looked at, how much was found, and the version that follows.
    pub fn headline(&self) -> String {
        let count = |level| self.findings.iter().filter(|finding| finding.level == level).count();
        let subject = &self.subject;
        let Some(versions) = &self.versions else {
            return match self.findings.len() {
                0 => format!("{subject}: nothing to mend."),
                number => format!("{subject}: {number} to mend."),
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

    /// One line about the documentation, where any changed.
    pub fn documentation_line(&self) -> Option<String> {
        match self.documentation {
            0 => None,
            1 => Some("1 change touches documentation alone.".to_owned()),
            number => Some(format!("{number} changes touch documentation alone.")),
        }
    }

    /// The output of the command, and whether it fails.
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
