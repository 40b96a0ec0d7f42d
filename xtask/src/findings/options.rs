//! The options shared by `diff` and `lint`: `--format` and `--fail-on`.

use clap::{Args, ValueEnum};
use model::diff::Verdict;

/// The output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Limit {
    /// Breaking findings.
    Breaking,
    /// Risky and breaking findings.
    Risky,
    /// All findings.
    Any,
}

/// The output format, and the findings that fail.
#[derive(Debug, Args)]
pub struct Shown {
    /// Print the report in this format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Fail on these findings.
    #[arg(long = "fail-on", value_name = "LEVEL", value_enum, default_value_t = Limit::Breaking)]
    pub limit: Limit,
}

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
