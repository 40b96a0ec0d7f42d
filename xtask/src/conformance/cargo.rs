//! Runs the tests of a workspace, and parses the result of each from cargo's output.

use std::collections::BTreeSet;
use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// The results of tests.
pub struct Results {
    /// Whether everything compiled and passed.
    pub success: bool,
    /// The tests that passed, by their paths.
    pub passed: BTreeSet<String>,
    /// The tests that failed.
    pub failed: BTreeSet<String>,
    /// The output of cargo and the tests.
    pub output: String,
}

impl Results {
    /// Returns the results of no tests.
    pub fn none() -> Self {
        Self { success: true, passed: BTreeSet::new(), failed: BTreeSet::new(), output: String::new() }
    }
}

/// Runs the library tests of these packages of a workspace: those at these paths, or all if there are none.
pub fn test(directory: &Path, packages: &[String], target: &Path, paths: &[String]) -> Result<Results> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["test", "--locked", "--lib", "--no-fail-fast", "--quiet"]);
    command.args(packages.iter().map(|package| format!("--package={package}")));
    command.args(["--", "--format=pretty"]);
    if !paths.is_empty() {
        command.arg("--exact").args(paths);
    }
    command.current_dir(directory).env("CARGO_TARGET_DIR", target).env("CARGO_TERM_COLOR", "never");
    command.env("CARGO_PROFILE_DEV_DEBUG", "0");
    let output = command.stdin(Stdio::null()).output().context("cargo cannot be run")?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let out = text(&output.stdout);
    let (mut passed, mut failed) = (BTreeSet::new(), BTreeSet::new());
    for line in out.lines() {
        let Some((name, state)) = line.strip_prefix("test ").and_then(|line| line.split_once(" ... ")) else {
            continue;
        };
        match state {
            "ok" => passed.insert(name.to_owned()),
            _ => failed.insert(name.to_owned()),
        };
    }
    let output_text = format!("{}{out}", text(&output.stderr));
    Ok(Results { success: output.status.success(), passed, failed, output: output_text })
}
