//! `cargo xtask bench`: measures this project and its peers side by side, and writes the reports.
//!
//! Each part measures its subjects alternately, so that a busy moment of the machine affects all of them. Only the
//! reports and cargo's target directory are written to.

mod builds;
mod check;
mod crates;
mod generator;
mod goals;
mod instructions;
mod machine;
mod measurement;
mod options;
mod parts;
mod process;
mod program;
mod report;
mod statistics;

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};

use self::measurement::Results;
use self::parts::{Context, PARTS};
use self::report::{chart, json, markdown};
use crate::outcome::Outcome;
use crate::{escape, workspace};

pub use self::options::Options;

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let root = workspace::root()?;
    if !root.join("benches").is_dir() {
        bail!("{}: does not exist, expected the workspace of the benchmarks", root.join("benches").display());
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("bench");
    let context = Context {
        work: target.join("work"),
        models: root.join(env::var_os("REFERENCE_DATA").unwrap_or_else(|| "../shared".into())).join("models"),
        quick: options.quick,
        rounds: options.rounds.map_or(if options.quick { 1 } else { 3 }, usize::from),
        root,
    };
    fs::create_dir_all(&context.work).with_context(|| format!("{}: cannot be made", context.work.display()))?;
    let out = options.out.clone().unwrap_or(target);
    let facts = machine::facts(&context.root)?;
    let earlier = earlier(&out).filter(|earlier| earlier.machine == facts).unwrap_or_default();
    let (mut results, failures) = measure(&context, options, &earlier);
    results.machine = facts;
    let report = markdown::report(&results);
    write(&out, "report.md", &report)?;
    write(&out, "summary.md", &markdown::summary(&results))?;
    write(&out, "results.json", &json::write(&results))?;
    write(&out, "comparison.svg", &chart::chart(&results))?;
    Ok(Outcome::text(report, failures.concat(), u8::from(!failures.is_empty())))
}

/// Prints the current step to the standard error; the report is printed at the end.
fn progress(text: &str) {
    eprintln!("{}", escape::line(text));
}

/// Measures the parts that the options choose, and copies the others from an earlier run. Returns the results, and the
/// parts that failed.
fn measure(context: &Context, options: &Options, earlier: &Results) -> (Results, Vec<String>) {
    let (mut results, mut failures) = (Results::default(), Vec::new());
    for part in PARTS {
        let taken = if options.has(part) {
            progress(&format!("{}: {}", part.name, part.about));
            (part.run)(context).unwrap_or_else(|error| {
                failures.push(format!("{}: {error:#}\n", part.name));
                Results::left_out(part.name, format!("it failed: {error:#}"))
            })
        } else {
            earlier.part(part.name)
        };
        results.measurements.extend(taken.measurements);
        results.models.extend(taken.models);
        results.left_out.extend(taken.left_out);
    }
    (results, failures)
}

/// Returns the results of an earlier run; `None` if there are none, or if they can't be read.
fn earlier(out: &Path) -> Option<Results> {
    let text = fs::read_to_string(out.join("results.json")).ok()?;
    let results = json::read(&text);
    if let Err(error) = &results {
        progress(&format!("results.json of an earlier run cannot be read and is replaced: {error:#}"));
    }
    results.ok()
}

fn write(out: &Path, name: &str, text: &str) -> Result<()> {
    let path = out.join(name);
    let written = fs::create_dir_all(out).and_then(|()| fs::write(&path, text));
    written.with_context(|| format!("{}: cannot be written", path.display()))
}
