//! `cargo xtask conformance`: runs Smithy's own test cases of the protocols over generated crates.
//!
//! The models are data that is not part of this workspace: where they are absent, nothing is run. Nothing is written
//! but below cargo's target directory.

mod cargo;
mod cut;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use codegen::{TestCase, TestKind};
use lexopt::{Arg, Parser};
use model::Document;

use self::cargo::Results;
use self::cut::Cut;
use crate::outcome::Outcome;
use crate::{documents, generate, pipeline, workspace};

/// What the command does, in a line.
pub const ABOUT: &str = "Run Smithy's own test cases of the protocols over generated crates";

const HELP: &str = "\
Run Smithy's own test cases of the protocols over generated crates.

For each service of protocol-tests/*.json in REFERENCE_DATA, or in ../shared from the workspace, both crates
are generated into one workspace below cargo's target directory and their tests are run. Operations that are not supported are cut out of
the service, by name; what a service needs to be generated at all, and these models lack, is added: a signature and an
endpoint. Where there are no such models, nothing is run.

Usage: cargo xtask conformance

Options:
  -h, --help  Print this
";

/// Runs the command.
pub fn run(mut parser: Parser) -> Result<Outcome> {
    match parser.next()? {
        None => {}
        Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Outcome::success(HELP.to_owned())),
        Some(unexpected) => return Err(unexpected.unexpected().into()),
    }
    let root = workspace::root()?;
    let data = root.join(env::var_os("REFERENCE_DATA").unwrap_or_else(|| "../shared".into())).join("protocol-tests");
    if !data.is_dir() {
        return Ok(Outcome::success(format!("{}: not there, so nothing is run\n", data.display())));
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("conformance");
    let mut outcome = Outcome::success(String::new());
    for mut document in documents::of_directory(&root, &data)? {
        document.name = document.name.rsplit('/').next().unwrap_or_default().to_owned();
        for service in cut::services(&document)? {
            let report = Report::new(&root, &target, &document, &service)?;
            outcome.add(&report.text(), &report.failures(), u8::from(report.failed()));
        }
    }
    Ok(outcome)
}

/// What became of a service's test cases.
struct Report {
    cut: Cut,
    cases: Vec<TestCase>,
    results: Results,
}

impl Report {
    fn new(root: &Path, target: &Path, document: &Document, service: &str) -> Result<Self> {
        let cut = Cut::new(document, service)?;
        if cut.refused.len() == cut.operations {
            return Ok(Self { cut, cases: Vec::new(), results: Results::none() });
        }
        let cases = codegen::test_cases(&cut.model, &cut.options)?;
        let name = crate_name(service);
        let generated = pipeline::generate(&cut.model, cut.options.clone())?;
        let directory = target.join("workspace");
        generate::write(root, &directory, &name, None, &generated)?;
        let packages = workspace::PACKAGES.map(|package| workspace::package(&name, package));
        let results = cargo::test(&directory, &packages, &target.join("target"))?;
        Ok(Self { cut, cases, results })
    }

    /// The cases of a kind that are generated, and how many of them passed.
    fn counts(&self, kind: TestKind) -> (usize, usize) {
        let of_kind = self.cases.iter().filter(|case| case.kind == kind && case.left_out.is_none());
        let file = if kind == TestKind::Malformed { "malformed_tests" } else { "protocol_tests" };
        let names: Vec<_> = of_kind.map(|case| format!("generated::{file}::{}", case.name)).collect();
        (names.len(), names.iter().filter(|name| self.results.passed.contains(*name)).count())
    }

    fn failed(&self) -> bool {
        let kinds = [TestKind::Request, TestKind::Response, TestKind::Malformed];
        let incomplete = kinds.into_iter().map(|kind| self.counts(kind)).any(|(all, passed)| all != passed);
        incomplete || !self.results.success
    }

    fn text(&self) -> String {
        let Cut { options, operations, refused, .. } = &self.cut;
        let service = options.service.as_deref().unwrap_or_default();
        let mut text = format!("{service}: {} of {} operations\n", operations - refused.len(), operations);
        let mut line = |arguments: std::fmt::Arguments<'_>| {
            let written = text.write_fmt(arguments).and_then(|()| text.write_str("\n"));
            written.expect("a String takes any text");
        };
        for (kind, name) in [
            (TestKind::Request, "request"),
            (TestKind::Response, "response"),
            (TestKind::Malformed, "malformed request"),
        ] {
            let (all, passed) = self.counts(kind);
            let left_out = self.left_out(kind);
            let count: usize = left_out.values().map(Vec::len).sum();
            line(format_args!("  {name} cases: {passed} of {all} passed, {count} left out"));
            for (reason, names) in left_out {
                line(format_args!("    left out, because {reason}: {}", names.join(", ")));
            }
        }
        line(format_args!("  other tests of these crates: {} passed", self.other_tests()));
        for (operation, problem) in refused {
            line(format_args!("  refused: {operation}: {}", problem.replace('\n', "; ")));
        }
        text
    }

    fn left_out(&self, kind: TestKind) -> BTreeMap<&'static str, Vec<&str>> {
        let mut left_out = BTreeMap::<_, Vec<_>>::new();
        for case in self.cases.iter().filter(|case| case.kind == kind) {
            if let Some(reason) = case.left_out {
                left_out.entry(reason).or_default().push(case.name.as_str());
            }
        }
        left_out
    }

    fn other_tests(&self) -> usize {
        let cases = self.cases.iter().filter(|case| case.left_out.is_none()).count();
        (self.results.passed.len() + self.results.failed.len()).saturating_sub(cases)
    }

    fn failures(&self) -> String {
        if !self.failed() {
            return String::new();
        }
        let service = self.cut.options.service.as_deref().unwrap_or_default();
        let names: String = self.results.failed.iter().map(|name| format!("{service}: {name} failed\n")).collect();
        format!("{}\n{names}", self.results.output.trim_end())
    }
}

/// What the names of a service's crates begin with.
fn crate_name(service: &str) -> String {
    let name = service.rsplit('#').next().unwrap_or_default();
    let letters = name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase());
    format!("c-{}", letters.take(40).collect::<String>())
}
