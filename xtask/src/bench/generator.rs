//! The generator: AppFlow's crates, and those of each published model.
//!
//! Each run is a process of its own, of this very program, so that its CPU time and memory are its own.

use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::builds::remove;
use super::measurement::{GENERATE, LeftOut, Measurement, Model, Results, Subject, THIS_PROJECT, Unit};
use super::parts::Context;
use super::{process, progress};
use crate::{documents, workspace};

/// Writes AppFlow's crates from nothing.
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

/// Generates the crates of a model, without the operations that are not supported.
fn model(context: &Context, name: &str, path: &Path) -> Result<Model> {
    let out = context.work.join("generated");
    let (mut seconds, mut floor, mut peak, mut shapes) = (Vec::new(), Vec::new(), 0.0_f64, 0);
    for _ in 0..context.rounds {
        let started = Instant::now();
        let text = fs::read(path)?;
        let document: Value = serde_json::from_slice(&text)?;
        floor.push(started.elapsed().as_secs_f64());
        shapes = document["shapes"].as_object().context("no `shapes`")?.len();
        remove(&out)?;
        let mut command = Command::new(env::current_exe()?);
        command.arg("generate").arg(path).args(["--name", "measured", "--supported-only", "--out"]).arg(&out);
        let finished = process::run(command.arg("--runtime").arg(context.root.join("runtime")))?;
        seconds.push(finished.cpu);
        peak = peak.max(finished.peak);
    }
    Ok(Model { name: name.to_owned(), shapes, lines: lines(&out)?, seconds, floor, peak })
}

/// The lines of all generated files.
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
