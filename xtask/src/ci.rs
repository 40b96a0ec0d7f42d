//! `cargo xtask ci`: runs the script with everything that a change must pass.

use std::process::Command;

use anyhow::{Context, Result};
use lexopt::{Arg, Parser};

use crate::outcome::Outcome;
use crate::workspace;

/// The command in one line.
pub const ABOUT: &str = "Run everything that a change must pass, as CI does";

const HELP: &str = "\
Run everything that a change must pass, as CI does: formatting, lints, each feature alone, freshness of the generated
files, tests, packages, documentation and Smithy's test cases. The steps are in `.ci/run`, which needs bash; it prints
what it skips and why.

Usage: cargo xtask ci

Options:
  -h, --help   Print this

Exit status: 0 if every step passed, 1 if one failed (it is the last that was printed).
";

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome> {
    if !options(parser)? {
        return Ok(Outcome::success(HELP.to_owned()));
    }
    let script = workspace::root()?.join(".ci").join("run");
    let status = Command::new("bash").arg(&script).status();
    let status = status.with_context(|| format!("bash cannot run {}", script.display()))?;
    Ok(if status.success() {
        Outcome::success("every step passed\n".to_owned())
    } else {
        Outcome::text(String::new(), format!("{} failed: {status}\n", script.display()), 1)
    })
}

/// Returns `false` for `--help`.
fn options(mut parser: Parser) -> Result<bool, lexopt::Error> {
    match parser.next()? {
        None => Ok(true),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(false),
        Some(unexpected) => Err(unexpected.unexpected()),
    }
}
