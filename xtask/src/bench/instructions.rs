//! Counts the instructions of a call with callgrind.
//!
//! The count does not depend on how busy the machine is. Valgrind emulates a processor without instructions for
//! hashing, so both clients hash in software.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::measurement::{Measurement, Results, Subject, THIS_PROJECT, Unit};
use super::parts::Context;
use super::{process, program};

/// The number of measured calls, after those that warm a client up.
const CALLS: u32 = 100;

/// Counts the instructions of each client.
pub fn measure(context: &Context) -> Result<Results> {
    if process::run(Command::new("valgrind").arg("--version")).is_err() {
        return Ok(Results::left_out("instructions", "`valgrind` is not installed".to_owned()));
    }
    let program = program::build(context)?;
    let ours = per_call(context, &program, "ours")?;
    let theirs = per_call(context, &program, "official")?;
    Ok(Results::of(vec![Measurement {
        part: "instructions".to_owned(),
        name: "instructions".to_owned(),
        unit: Unit::Count,
        command: format!("valgrind --tool=callgrind benches repeat ours {CALLS}"),
        subjects: vec![Subject::new(THIS_PROJECT, vec![ours]), Subject::new("aws-sdk-appflow", vec![theirs])],
    }]))
}

/// Returns the instructions of one call: the difference between a long and a short run, which leaves out the program's
/// start.
fn per_call(context: &Context, program: &Path, who: &str) -> Result<f64> {
    let few = total(context, program, who, CALLS)?;
    let many = total(context, program, who, 2 * CALLS)?;
    Ok((many - few) / f64::from(CALLS))
}

fn total(context: &Context, program: &Path, who: &str, calls: u32) -> Result<f64> {
    let file = context.work.join("callgrind");
    let mut option = std::ffi::OsString::from("--callgrind-out-file=");
    option.push(&file);
    let mut command = Command::new("valgrind");
    command.args(["--quiet", "--tool=callgrind"]).arg(option).arg(program).args(["repeat", who, &calls.to_string()]);
    process::run(&mut command)?;
    let text = fs::read_to_string(&file).with_context(|| format!("{}: cannot be read", file.display()))?;
    summary(&text).with_context(|| format!("{}: no total", file.display()))
}

/// Returns the total in a file of callgrind.
fn summary(text: &str) -> Option<f64> {
    let total = |line: &str| line.strip_prefix("summary: ").or_else(|| line.strip_prefix("totals: "))?.parse().ok();
    text.lines().find_map(total)
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn totals() {
        assert_eq!(summary("version: 1\nevents: Ir\nsummary: 1234\n\nfn=(1)\n"), Some(1234.0));
        assert_eq!(summary("version: 1\ntotals: 99\n"), Some(99.0));
        assert_eq!(summary("version: 1\n"), None);
    }
}
