//! `cargo xtask ci`: runs the script with everything that a change must pass.

use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::outcome::Outcome;
use crate::workspace;

/// Run everything that a change must pass, as CI does.
///
/// These are formatting, lints, each feature alone, freshness of the generated files, tests, packages, documentation
/// and Smithy's test cases. The steps are in `.ci/run`, which needs bash; it prints what it skips and why.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Exit status: 0 if every step passed, 1 if one failed (it is the last that was printed)."
)]
pub struct Options {}

/// Runs the command.
pub fn run() -> Result<Outcome> {
    let script = workspace::root()?.join(".ci").join("run");
    let status = Command::new("bash").arg(&script).status();
    let status = status.with_context(|| format!("bash cannot run {}", script.display()))?;
    Ok(if status.success() {
        Outcome::success("every step passed\n".to_owned())
    } else {
        Outcome::text(String::new(), format!("{} failed: {status}\n", script.display()), 1)
    })
}
