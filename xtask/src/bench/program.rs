//! Runs the benchmark program of the workspace `benches/`, which measures within one process.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, anyhow};
use serde_json::Value;

use super::measurement::{Measurement, Results, Unit};
use super::parts::Context;
use super::process;
use super::report::json;

/// Runs a command of the program, and parses its measurements.
pub fn measure(context: &Context, part: &str) -> Result<Results> {
    let mut command = Command::new(build(context)?);
    command.arg(part).args(context.quick.then_some("--quick"));
    let shown = process::show(&command);
    let output = process::run(&mut command)?.out;
    let measurements = output.lines().map(|line| measurement(part, &shown, line));
    Ok(Results::of(measurements.collect::<Result<_>>()?))
}

/// Builds the program, unless it was built before, and returns its path.
pub fn build(context: &Context) -> Result<PathBuf> {
    let target = context.work.join("program");
    let arguments = ["build", "--release", "--locked", "--quiet", "--package", "benches"];
    process::run(&mut process::cargo(&context.root.join("benches"), &target, &arguments))?;
    Ok(target.join("release").join(format!("benches{}", std::env::consts::EXE_SUFFIX)))
}

/// Parses a line of the program's output.
fn measurement(part: &str, command: &str, line: &str) -> Result<Measurement> {
    let value: Value = serde_json::from_str(line).with_context(|| format!("`{command}` printed no measurement"))?;
    let unit = json::string(&value["unit"])?;
    Ok(Measurement {
        part: part.to_owned(),
        name: json::string(&value["measurement"])?,
        unit: Unit::parse(&unit).ok_or_else(|| anyhow!("unknown unit `{unit}` of `{command}`"))?,
        command: command.to_owned(),
        subjects: json::each(&value["subjects"], json::subject)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_program() {
        let line =
            r#"{"measurement": "call", "unit": "ns", "subjects": [{"name": "this project", "samples": [1.5, 2]}]}"#;
        let read = measurement("call", "benches call", line).expect("a measurement");
        assert_eq!((read.unit, &*read.subjects[0].samples), (Unit::Nanoseconds, &[1.5, 2.0][..]));
        assert!(measurement("call", "benches call", "").is_err());
        assert!(measurement("call", "benches call", &line.replace("ns", "parsecs")).is_err());
    }
}
