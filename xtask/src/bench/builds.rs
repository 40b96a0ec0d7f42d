//! Measures the build of the same program with each client: from nothing, and again after a change of its main file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context as _, Result};

use super::measurement::{Measurement, Results, Subject, THIS_PROJECT, Unit};
use super::parts::Context;
use super::process::{self, Finished};
use super::progress;

/// The programs of `benches/programs/`, by their names in the report.
const PROGRAMS: [(&str, &str); 3] =
    [(THIS_PROJECT, "ours"), ("aws-sdk-appflow, aws-config", "official"), ("aws-sdk-appflow", "official-plain")];

/// The measurements, with the unit of each.
const MEASUREMENTS: [(&str, Unit); 7] = [
    ("clean debug build, CPU", Unit::Seconds),
    ("clean debug build, elapsed", Unit::Seconds),
    ("rebuild after an edit, CPU", Unit::Seconds),
    ("rebuild after an edit, elapsed", Unit::Seconds),
    ("clean release build, CPU", Unit::Seconds),
    ("clean release build, elapsed", Unit::Seconds),
    ("stripped program", Unit::Bytes),
];

/// Builds each program in turn, as often as the options say.
pub fn measure(context: &Context) -> Result<Results> {
    let directory = context.root.join("benches");
    process::run(&mut process::cargo(&directory, &context.work, &["fetch", "--locked", "--quiet"]))?;
    let mut samples = vec![vec![Vec::new(); PROGRAMS.len()]; MEASUREMENTS.len()];
    for round in 1..=context.rounds {
        for (index, (name, program)) in PROGRAMS.iter().enumerate() {
            progress(&format!("builds: {name}, debug, round {round} of {}", context.rounds));
            let debug = Build::new(context, program, "debug");
            let (clean, again) = (debug.clean()?, debug.again()?);
            progress(&format!("builds: {name}, release, round {round} of {}", context.rounds));
            let release = Build::new(context, program, "release");
            let optimized = release.clean()?;
            let size = release.size()?;
            let values = [clean.cpu, clean.wall, again.cpu, again.wall, optimized.cpu, optimized.wall, size];
            for (samples, value) in samples.iter_mut().zip(values) {
                samples[index].push(value);
            }
            debug.remove()?;
            release.remove()?;
        }
    }
    let measurements = MEASUREMENTS.iter().zip(samples).map(|((name, unit), samples)| Measurement {
        part: "builds".to_owned(),
        name: (*name).to_owned(),
        unit: *unit,
        command: process::show(&Build::new(context, "ours", "release").command()),
        subjects: PROGRAMS.iter().zip(samples).map(|((name, _), samples)| Subject::new(name, samples)).collect(),
    });
    Ok(Results::of(measurements.collect()))
}

/// A program built in one profile, in a target directory of its own.
struct Build {
    directory: PathBuf,
    program: &'static str,
    profile: &'static str,
    target: PathBuf,
}

impl Build {
    fn new(context: &Context, program: &'static str, profile: &'static str) -> Self {
        let target = context.work.join(format!("build-{program}-{profile}"));
        Self { directory: context.root.join("benches"), program, profile, target }
    }

    fn command(&self) -> Command {
        let package = format!("program-{}", self.program);
        let profile = if self.profile == "release" { "release" } else { "dev" };
        let arguments =
            ["build", "--offline", "--locked", "--quiet", "--profile", profile, "--package", package.as_str()];
        let mut command = process::cargo(&self.directory, &self.target, &arguments);
        command.env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
        command
    }

    /// Builds the program and all of its dependencies.
    fn clean(&self) -> Result<Finished> {
        self.remove()?;
        process::run(&mut self.command())
    }

    /// Builds the program again after updating the modification time of its main file.
    fn again(&self) -> Result<Finished> {
        let path = self.directory.join("programs").join(self.program).join("src/main.rs");
        let touched =
            fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        touched.with_context(|| format!("{}: its modification time cannot be set", path.display()))?;
        process::run(&mut self.command())
    }

    fn size(&self) -> Result<f64> {
        let file = format!("program-{}{}", self.program, std::env::consts::EXE_SUFFIX);
        let path = self.target.join(self.profile).join(file);
        let metadata = fs::metadata(&path).with_context(|| format!("{}: cannot be found", path.display()))?;
        Ok(metadata.len() as f64)
    }

    fn remove(&self) -> Result<()> {
        remove(&self.target)
    }
}

/// Removes a directory and its content, if it exists.
pub fn remove(directory: &Path) -> Result<()> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{}: cannot be removed", directory.display()))
        }
        _ => Ok(()),
    }
}
