//! The options shared by `diff` and `lint`: `--format` and `--fail-on`.

use lexopt::{Error, Parser};
use model::diff::Verdict;

use crate::args;

/// The output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines for a terminal.
    Text,
    /// A comment on a pull request.
    Markdown,
    /// The whole report for programs.
    Json,
    /// Annotations for GitHub's runners.
    Github,
    /// The Static Analysis Results Interchange Format 2.1.0.
    Sarif,
}

/// The findings that make the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Breaking findings.
    Breaking,
    /// Risky and breaking findings.
    Risky,
    /// All findings.
    Any,
}

/// The output format, and the findings that fail.
#[derive(Debug)]
pub struct Shown {
    /// The format.
    pub format: Format,
    /// The findings that fail.
    pub limit: Limit,
}

/// The values as given, if they were.
#[derive(Debug, Default)]
pub struct Given {
    format: Option<String>,
    limit: Option<String>,
}

const FORMATS: [(&str, Format); 5] = [
    ("text", Format::Text),
    ("markdown", Format::Markdown),
    ("json", Format::Json),
    ("github", Format::Github),
    ("sarif", Format::Sarif),
];

const LIMITS: [(&str, Limit); 3] = [("breaking", Limit::Breaking), ("risky", Limit::Risky), ("any", Limit::Any)];

impl Limit {
    /// Returns the lowest severity that fails.
    pub fn level(self) -> Verdict {
        match self {
            Self::Breaking => Verdict::Breaking,
            Self::Risky => Verdict::Risky,
            Self::Any => Verdict::Safe,
        }
    }
}

impl Given {
    /// Parses the value of `--format`.
    pub fn format(&mut self, parser: &mut Parser) -> Result<(), Error> {
        args::text(parser, &mut self.format, "--format")
    }

    /// Parses the value of `--fail-on`.
    pub fn limit(&mut self, parser: &mut Parser) -> Result<(), Error> {
        args::text(parser, &mut self.limit, "--fail-on")
    }

    /// Returns both values, or their defaults.
    pub fn shown(self) -> Result<Shown, Error> {
        let format = self.format.map_or(Ok(Format::Text), |text| named(&FORMATS, &text, "--format"))?;
        let limit = self.limit.map_or(Ok(Limit::Breaking), |text| named(&LIMITS, &text, "--fail-on"))?;
        Ok(Shown { format, limit })
    }
}

fn named<T: Copy>(known: &[(&str, T)], text: &str, option: &str) -> Result<T, Error> {
    let found = known.iter().find(|(name, _)| *name == text);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<_> = known.iter().map(|(name, _)| format!("`{name}`")).collect();
        format!("unknown value {text:?} of `{option}`, expected {}", names.join(" or ")).into()
    })
}
