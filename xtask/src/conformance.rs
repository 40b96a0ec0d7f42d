//! `cargo xtask conformance`: runs Smithy's own protocol tests on generated crates.
//!
//! The models are not part of this workspace: if they are absent, nothing is run. Output is written only to cargo's
//! target directory.

mod allowed;
mod cargo;
mod options;
mod report;
mod subset;

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;
use codegen::TestCase;
use model::Document;

use self::cargo::Results;
use self::report::{Counts, Report};
use self::subset::Subset;
use crate::outcome::Outcome;
use crate::{documents, escape, generate, pipeline, workspace};

pub use self::options::Options;

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let root = workspace::root()?;
    let data = root.join(env::var_os("REFERENCE_DATA").unwrap_or_else(|| "../shared".into())).join("protocol-tests");
    let documents = match options.models.as_slice() {
        [] if !data.is_dir() => {
            return Ok(Outcome::success(format!("{}: does not exist, so nothing is run\n", data.display())));
        }
        [] => documents::of_directory(&root, &data)?,
        models => documents::read(&root, models)?,
    };
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let (mut outcome, mut counts) = (Outcome::success(String::new()), Counts::default());
    for mut document in documents {
        document.name = document.name.rsplit('/').next().unwrap_or_default().to_owned();
        for service in subset::services(&document)? {
            let report = report(&root, &target, &document, &service, options)?;
            counts.add(report.counts());
            outcome.add(&report.text(), &report.failures(), u8::from(report.failed()));
        }
    }
    let Counts { passed, failed, allowed, not_run } = counts;
    let end = format!("{allowed} left out for a reason, {not_run} not run\n{passed} passed, {failed} failed\n");
    outcome.add(&end, "", 0);
    if let (Some(filter), 0) = (&options.filter, passed + failed + allowed + not_run) {
        outcome.add("", &format!("no case's id contains `{filter}`, expected a part of one\n"), 1);
    }
    Ok(outcome)
}

/// Generates the crates of a service, and runs their test cases.
fn report(root: &Path, target: &Path, document: &Document, service: &str, options: &Options) -> Result<Report> {
    progress(&format!("{service}: generating"));
    let mut subset = Subset::new(document, service)?;
    subset.cases.retain(|id| options.has(id));
    if subset.refused.len() == subset.operations {
        return Ok(Report { subset, cases: Vec::new(), results: Results::none() });
    }
    let cases = codegen::test_cases(&subset.model, &subset.options)?;
    let cases: Vec<TestCase> = cases.into_iter().filter(|case| options.has(&case.name)).collect();
    let paths = match options.filter {
        Some(_) => cases.iter().filter(|case| case.left_out.is_none()).map(report::path).collect(),
        None => Vec::new(),
    };
    if options.filter.is_some() && paths.is_empty() {
        return Ok(Report { subset, cases, results: Results::none() });
    }
    let name = crate_name(service);
    let generated = pipeline::generate(&subset.model, subset.options.clone())?;
    let directory = target.join("conformance");
    generate::write(root, &directory, &name, None, &generated)?;
    let packages = workspace::PACKAGES.map(|package| workspace::package(&name, package));
    progress(&format!("{service}: compiling and testing"));
    let results = cargo::test(&directory, &packages, &target.join("generated"), &paths)?;
    progress(&format!("{service}: {} tests passed, {} failed", results.passed.len(), results.failed.len()));
    Ok(Report { subset, cases, results })
}

/// Prints progress to the standard error; the report comes at the end.
fn progress(text: &str) {
    eprintln!("{}", escape::line(text));
}

/// Returns the prefix of the names of a service's crates.
fn crate_name(service: &str) -> String {
    let name = service.rsplit('#').next().unwrap_or_default();
    let letters = name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase());
    format!("c-{}", letters.take(40).collect::<String>())
}
