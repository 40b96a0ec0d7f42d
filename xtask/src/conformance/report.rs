//! The outcome of a service's test cases, as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use codegen::{TestCase, TestKind};

use super::allowed::is_allowed;
use super::cargo::Results;
use super::subset::Subset;

/// The outcome of a service's test cases.
pub struct Report {
    /// The service without unsupported operations.
    pub subset: Subset,
    /// The cases to run, including those that are left out.
    pub cases: Vec<TestCase>,
    /// The results of the tests.
    pub results: Results,
}

/// The number of cases with each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// They passed.
    pub passed: usize,
    /// They failed.
    pub failed: usize,
    /// They were justifiably not run.
    pub allowed: usize,
    /// They were not run.
    pub not_run: usize,
}

impl Counts {
    /// Adds the counts of another service.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.allowed += other.allowed;
        self.not_run += other.not_run;
    }
}

impl Report {
    /// Counts the cases by outcome.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for case in &self.cases {
            match case.left_out {
                Some(reason) if is_allowed(reason) => counts.allowed += 1,
                Some(_) => counts.not_run += 1,
                None if self.passed(case) => counts.passed += 1,
                None => counts.failed += 1,
            }
        }
        counts.not_run += self.subset.cases.len();
        counts
    }

    /// Returns `true` if a case failed or was not run without a reason, or if another test of the crates failed.
    pub fn failed(&self) -> bool {
        let counts = self.counts();
        counts.failed + counts.not_run > 0 || !self.results.success
    }

    fn passed(&self, case: &TestCase) -> bool {
        self.results.passed.contains(&path(case))
    }

    /// Returns the whole report.
    pub fn text(&self) -> String {
        let Subset { options, operations, refused, cases, .. } = &self.subset;
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
            let all: Vec<_> = self.cases.iter().filter(|case| case.kind == kind && case.left_out.is_none()).collect();
            let passed = all.iter().filter(|case| self.passed(case)).count();
            line(format_args!("  {name} cases: {passed} of {} passed", all.len()));
            for (reason, names) in self.left_out(kind) {
                let state = if is_allowed(reason) { "left out" } else { "not run" };
                line(format_args!("    {state}, because {reason}: {}", names.join(", ")));
            }
        }
        line(format_args!("  other tests of these crates: {} passed", self.other_tests()));
        let mut by_problem = BTreeMap::<&str, Vec<&str>>::new();
        for (operation, problem) in refused {
            by_problem.entry(problem).or_default().push(operation);
        }
        for (problem, operations) in by_problem {
            line(format_args!("  refused: {}: {}", operations.join(", "), problem.replace('\n', "; ")));
        }
        if !cases.is_empty() {
            line(format_args!("  not run, because their operations are refused: {}", cases.join(", ")));
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
        let cases = self.cases.iter().filter(|case| self.passed(case)).count();
        self.results.passed.len().saturating_sub(cases)
    }

    /// Returns the output of cargo, followed by the failed tests.
    pub fn failures(&self) -> String {
        if self.results.success {
            return String::new();
        }
        let service = self.subset.options.service.as_deref().unwrap_or_default();
        let names: String = self.results.failed.iter().map(|name| format!("{service}: {name} failed\n")).collect();
        format!("{}\n{names}", self.results.output.trim_end())
    }
}

/// Returns the path of a case's function.
pub fn path(case: &TestCase) -> String {
    let file = if case.kind == TestKind::Malformed { "malformed_tests" } else { "protocol_tests" };
    format!("generated::{file}::{}", case.name)
}
