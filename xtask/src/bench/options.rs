//! The command line of `cargo xtask bench`.

use std::path::PathBuf;

use clap::{Args, value_parser};

use super::parts::{PARTS, Part};

/// Measure this project and its peers side by side, and write the reports.
///
/// The subjects of each part take turns. The directory gets report.md, summary.md (without times), results.json and
/// comparison.svg. Parts that are not measured again are taken from the results.json of an earlier run on the same
/// machine with the same tools. Progress is printed on the standard error. Everything else is written below cargo's
/// target directory.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = parts())]
pub struct Options {
    /// Use fewer rounds, and leave out the slow parts.
    #[arg(long)]
    pub quick: bool,
    /// Measure only these parts, separated by commas; may be repeated.
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = part)]
    pub only: Vec<&'static str>,
    /// Build each program and generate each model N times (3; with --quick 1).
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1000))]
    pub rounds: Option<u16>,
    /// Write the reports into this directory instead of bench/ in cargo's target directory.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

impl Options {
    /// Returns `true` if a part is measured. `--quick` skips the slow parts, unless they are named.
    pub fn has(&self, part: &Part) -> bool {
        if self.only.is_empty() { !(self.quick && part.is_slow) } else { self.only.contains(&part.name) }
    }
}

/// Parses the name of a part.
fn part(text: &str) -> Result<&'static str, String> {
    let found = PARTS.iter().find(|part| part.name == text.trim());
    found.map(|part| part.name).ok_or_else(|| {
        let names: Vec<_> = PARTS.iter().map(|part| format!("`{}`", part.name)).collect();
        format!("unknown part, expected {}", names.join(" or "))
    })
}

/// Returns the list of the parts for the help.
fn parts() -> String {
    let mut list = String::from("Parts:\n");
    for part in PARTS {
        let slow = if part.is_slow { " (slow)" } else { "" };
        list.push_str(&format!("  {:14}{}{slow}\n", part.name, part.about));
    }
    list
}
