//! The command line of `cargo xtask bench`.

use std::path::PathBuf;

use lexopt::{Arg, Parser};

use super::parts::{PARTS, Part};
use crate::args;

/// The values of the options.
#[derive(Debug, Default)]
pub struct Options {
    /// Whether to measure fewer rounds, and no slow parts.
    pub quick: bool,
    /// The names of the parts to measure; all if there are none.
    pub only: Vec<String>,
    /// The number of times that each program is built and each model generated.
    pub rounds: Option<usize>,
    /// The directory of the reports.
    pub out: Option<PathBuf>,
}

impl Options {
    /// Returns `true` if a part is measured. `--quick` skips the slow parts, unless they are named.
    pub fn has(&self, part: &Part) -> bool {
        match self.only.as_slice() {
            [] => !(self.quick && part.is_slow),
            names => names.iter().any(|name| name == part.name),
        }
    }
}

/// Returns `None` for `--help`.
pub fn parse(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
    let (mut options, mut rounds) = (Options::default(), None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("quick") => options.quick = true,
            Arg::Long("only") => args::names(&mut parser, &mut options.only, "--only")?,
            Arg::Long("rounds") => args::text(&mut parser, &mut rounds, "--rounds")?,
            Arg::Long("out") => args::path(&mut parser, &mut options.out, "--out")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected()),
        }
    }
    if let Some(name) = options.only.iter().find(|name| PARTS.iter().all(|part| part.name != **name)) {
        let names: Vec<_> = PARTS.iter().map(|part| format!("`{}`", part.name)).collect();
        return Err(format!("unknown part {name:?} of `--only`, expected {}", names.join(" or ")).into());
    }
    if let Some(text) = rounds {
        let number = text.parse().ok().filter(|number| (1..=1000).contains(number));
        options.rounds =
            Some(number.ok_or_else(|| format!("{text:?} is not a number of rounds, expected one from 1 to 1000"))?);
    }
    Ok(Some(options))
}

/// Returns the help text of the command.
pub fn help() -> String {
    let mut help = String::from(
        "\
Measure this project and its peers side by side, and write the reports.

The subjects of each part take turns. DIR gets report.md, summary.md (without times), results.json and comparison.svg.
Parts that are not measured again are taken from the results.json of an earlier run on the same machine with the same
tools. Progress is printed on the standard error. Everything else is written below cargo's target directory.

Usage: cargo xtask bench [OPTIONS]

Options:
      --quick       Use fewer rounds, and leave out the slow parts
      --only PARTS  Measure only these parts, separated by commas; may be repeated
      --rounds N    Build each program and generate each model N times (3; with --quick 1)
      --out DIR     Write the reports into DIR instead of bench/ in cargo's target directory
  -h, --help        Print this

Parts:
",
    );
    for part in PARTS {
        let slow = if part.is_slow { " (slow)" } else { "" };
        help.push_str(&format!("  {:14}{}{slow}\n", part.name, part.about));
    }
    help
}
