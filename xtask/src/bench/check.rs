//! `cargo check` of the generated crates alone: everything that they depend on is ready.
//!
//! Both sides are compiled without incremental compilation, as cargo compiles all crates of a registry: otherwise only
//! this project's crates, which are part of the workspace, would pay for what a second build saves.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::builds::remove;
use super::measurement::{Measurement, Results, Subject, THIS_PROJECT, Unit};
use super::parts::Context;
use super::{process, progress};

/// Crates that are checked together.
struct Crates {
    name: &'static str,
    directory: PathBuf,
    packages: Vec<&'static str>,
    target: PathBuf,
}

/// Measures AppFlow's crates and, if its model is available, those of a small service.
pub fn measure(context: &Context) -> Result<Results> {
    let benches = context.root.join("benches");
    let crates = |name, directory, packages, target: &str| Crates {
        name,
        directory,
        packages,
        target: context.work.join(target),
    };
    let appflow = ["appflow-types", "appflow-client"].to_vec();
    let pair = [
        crates(THIS_PROJECT, context.root.clone(), appflow, "check-appflow"),
        crates("aws-sdk-appflow", benches.clone(), vec!["aws-sdk-appflow"], "check-official"),
    ];
    let mut taken = Results::of(vec![compare(context, "check of appflow's crates, CPU", &pair)?]);
    let model = context.models.join("eks-auth.json");
    if !model.is_file() {
        let reason = format!("without eks-auth's crates, `{}` is not there", model.display());
        taken.left_out.extend(Results::left_out("check", reason).left_out);
        return Ok(taken);
    }
    let directory = context.work.join("eks-auth");
    remove(&directory)?;
    let mut command = Command::new(env::current_exe()?);
    command.arg("generate").arg(model).args(["--name", "eks-auth", "--out"]).arg(&directory);
    process::run(&mut command)?;
    let pair = [
        crates(THIS_PROJECT, directory, ["eks-auth-types", "eks-auth-client"].to_vec(), "check-eks-auth"),
        crates("aws-sdk-eksauth", benches, vec!["aws-sdk-eksauth"], "check-official"),
    ];
    taken.measurements.push(compare(context, "check of eks-auth's crates, CPU", &pair)?);
    Ok(taken)
}

/// Checks the crates of both clients alternately, as often as the options say.
fn compare(context: &Context, name: &str, pair: &[Crates; 2]) -> Result<Measurement> {
    let mut samples = [Vec::new(), Vec::new()];
    for crates in pair {
        progress(&format!("{name}: the dependencies of {}", crates.name));
        process::run(&mut crates.command("check"))?;
    }
    for round in 1..=context.rounds {
        progress(&format!("{name}: round {round} of {}", context.rounds));
        for (crates, samples) in pair.iter().zip(&mut samples) {
            process::run(&mut crates.command("clean"))?;
            samples.push(process::run(&mut crates.command("check"))?.cpu);
        }
    }
    Ok(Measurement {
        part: "check".to_owned(),
        name: name.to_owned(),
        unit: Unit::Seconds,
        command: format!("CARGO_INCREMENTAL=0 {}", process::show(&pair[0].command("check"))),
        subjects: pair.iter().zip(samples).map(|(crates, samples)| Subject::new(crates.name, samples)).collect(),
    })
}

impl Crates {
    /// Returns a cargo command for these crates alone.
    fn command(&self, verb: &str) -> Command {
        let mut command = process::cargo(&self.directory, &self.target, &[verb, "--locked", "--quiet"]);
        command.env("CARGO_INCREMENTAL", "0");
        command.args(self.packages.iter().map(|package| format!("--package={package}")));
        command
    }
}
