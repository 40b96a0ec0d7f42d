//! The options that `diff` and `lint` have in common: `--format` and `--fail-on`.

use lexopt::{Error, Parser};
use model::diff::Verdict;

use crate::args;

/// The form in which findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines for a terminal.
    Text,
    /// A comment on a pull request.
    Markdown,
    /// The whole report for programs.
    Json,
    /// Annotations, as GitHub's runners read them.
    Github,
    /// The Static Analysis Results Interchange Format 2.1.0.
    Sarif,
}

/// What makes the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// What is breaking.
    Breaking,
    /// What is risky, too.
    Risky,
    /// Anything.
    Any,
}

/// How findings are shown, and which of them fail.
#[derive(Debug)]
pub struct Shown {
    /// The form.
    pub format: Format,
    /// What fails.
    pub limit: Limit,
}

/// The values as they were given, if they were.
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
    /// The least that fails.
    pub fn level(self) -> Verdict {
        match self {
            Self::Breaking => Verdict::Breaking,
            Self::Risky => Verdict::Risky,
            Self::Any => Verdict::Safe,
        }
    }
}

impl Given {
    /// The value of `--format`.
    pub fn format(&mut self, parser: &mut Parser) -> Result<(), Error> {
        args::text(parser, &mut self.format, "--format")
    }

    /// The value of `--fail-on`.
    pub fn limit(&mut self, parser: &mut Parser) -> Result<(), Error> {
        args::text(parser, &mut self.limit, "--fail-on")
    }

    /// Both, or what they are when they are not given.
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
