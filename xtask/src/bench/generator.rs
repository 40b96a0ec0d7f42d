//! Measures the generator on AppFlow's model and on each published model.
//!
//! Each run is a separate process of this program, so that its CPU time and memory are measured alone.

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::builds::remove;
use super::measurement::{GENERATE, LeftOut, Measurement, Model, Results, Subject, THIS_PROJECT, Unit};
use super::parts::Context;
use super::process::{self, Finished};
use super::progress;
use crate::{documents, workspace};

/// Generates AppFlow's crates in an empty directory.
pub fn regenerate(context: &Context) -> Result<Results> {
    let out = context.work.join("regenerate");
    let (mut cpu, mut wall, mut shown) = (Vec::new(), Vec::new(), String::new());
    for _ in 0..context.rounds {
        remove(&out)?;
        let mut command = Command::new(env::current_exe()?);
        let finished = process::run(command.args(["regenerate", "--out"]).arg(&out))?;
        cpu.push(finished.cpu);
        wall.push(finished.wall);
        shown = process::show(&command);
    }
    let measurement = |name: &str, samples| Measurement {
        part: "regenerate".to_owned(),
        name: name.to_owned(),
        unit: Unit::Seconds,
        command: shown.clone(),
        subjects: vec![Subject::new(THIS_PROJECT, samples)],
    };
    Ok(Results::of(vec![measurement("regenerate, CPU", cpu), measurement("regenerate, elapsed", wall)]))
}

/// Generates the crates of each published model.
pub fn generate(context: &Context) -> Result<Results> {
    if !documents::has_model(&context.models) {
        return Ok(Results::left_out(GENERATE, format!("`{}` has no models", context.models.display())));
    }
    let mut taken = Results::default();
    for path in documents::paths(&context.models)? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        progress(&format!("generate: {name}"));
        match model(context, &name, &path) {
            Ok(model) => taken.models.push(model),
            Err(error) => {
                taken.left_out.push(LeftOut { part: GENERATE.to_owned(), reason: format!("{name}: {error:#}") })
            }
        }
    }
    Ok(taken)
}

/// Generates the crates of a model, without unsupported operations.
fn model(context: &Context, name: &str, path: &Path) -> Result<Model> {
    let out = context.work.join("generated");
    let (mut seconds, mut floor, mut peak, mut shapes) = (Vec::new(), Vec::new(), 0.0_f64, 0);
    for _ in 0..context.rounds {
        let (elapsed, count) = self::floor(path)?;
        floor.push(elapsed);
        shapes = count;
        remove(&out)?;
        let mut command = Command::new(env::current_exe()?);
        command.arg("generate").arg(path).args(["--name", "measured", "--supported-only", "--out"]).arg(&out);
        let finished = run(context, command.arg("--runtime").arg(context.root.join("runtime")))?;
        seconds.push(finished.cpu);
        peak = peak.max(finished.peak);
    }
    Ok(Model { name: name.to_owned(), shapes, lines: lines(&out)?, seconds, floor, peak })
}

/// Runs the command. Its messages about parts that are not generated are printed only if it fails.
fn run(context: &Context, command: &mut Command) -> Result<Finished> {
    let path = context.work.join("messages");
    let messages = File::create(&path).with_context(|| format!("{}: cannot be written", path.display()))?;
    process::run(command.stderr(messages)).map_err(|error| {
        let messages = fs::read_to_string(&path).unwrap_or_default();
        error.context(messages.lines().next().unwrap_or_default().to_owned())
    })
}

/// Measures reading a document and parsing its JSON, in seconds, and counts its shapes.
///
/// This runs in the current process, where only elapsed time can be measured. The minimum of several runs is used,
/// because other processes can only add to it.
fn floor(path: &Path) -> Result<(f64, usize)> {
    let (mut least, mut shapes) = (f64::INFINITY, 0);
    for _ in 0..5 {
        let started = Instant::now();
        let document: Value = serde_json::from_slice(&fs::read(path)?)?;
        least = least.min(started.elapsed().as_secs_f64());
        shapes = document["shapes"].as_object().context("no `shapes`")?.len();
    }
    Ok((least, shapes))
}

/// Counts the lines of all generated files.
fn lines(out: &Path) -> Result<usize> {
    let mut lines = 0;
    for package in workspace::PACKAGES {
        for entry in fs::read_dir(out.join(workspace::generated("measured", package)))? {
            let text = fs::read(entry?.path())?;
            lines += text.iter().filter(|byte| **byte == b'\n').count();
        }
    }
    Ok(lines)
}
