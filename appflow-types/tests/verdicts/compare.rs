//! Compares the generated code's verdict on random documents with the evaluator's.
//!
//! If a member can't be read, rules about it are meaningless, and are left out of the comparison.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::documents::Documents;
use super::evaluator::{Finding, Kind, Reading, evaluate};
use super::model::{Model, Target};

/// The generated code's verdict on a document.
pub struct Answer {
    /// The verdict on the value that was read, or `None` if none could be.
    pub value: Option<ValueAnswer>,
    /// The verdict on the document: path, kind, and message, without suggestions.
    pub document: Vec<(String, Kind, String)>,
}

/// The generated code's verdict on a value.
#[derive(Debug, PartialEq, Eq)]
pub struct ValueAnswer {
    /// The whole message; empty without a violation.
    pub message: String,
    /// The path and the message of each violation.
    pub violations: Vec<(String, String)>,
    /// The path and the message of each warning.
    pub warnings: Vec<(String, String)>,
}

/// The number of documents with each outcome.
pub type Counts = BTreeMap<&'static str, usize>;

/// Compares the verdicts on the documents of these seeds.
#[track_caller]
pub fn check(
    model: &Model,
    shape: Target<'_>,
    seeds: std::ops::Range<u64>,
    answer: impl Fn(&str, &Value) -> Answer + Sync,
) -> Counts {
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let one = |first: u64| {
        let mut counts = Counts::new();
        for seed in (seeds.start + first..seeds.end).step_by(usize::try_from(threads).expect("a small number")) {
            compare(model, shape, seed, &answer, &mut counts);
        }
        counts
    };
    let all: Vec<Counts> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|first| scope.spawn(move || one(first))).collect();
        started.into_iter().map(|thread| thread.join().expect("the answers are the same")).collect()
    });
    let mut counts = Counts::new();
    all.into_iter().flatten().for_each(|(outcome, count)| *counts.entry(outcome).or_default() += count);
    counts
}

fn compare(
    model: &Model,
    shape: Target<'_>,
    seed: u64,
    answer: &(impl Fn(&str, &Value) -> Answer + Sync),
    counts: &mut Counts,
) {
    let document = Documents::new(model, seed).document(shape);
    let text = serde_json::to_string(&document).expect("JSON");
    let answer = answer(&text, &document);
    let as_value = expected_of_value(&evaluate(model, shape, &document, Reading::Value));
    assert_eq!(answer.value, as_value, "seed {seed}: {text}");
    let findings = evaluate(model, shape, &document, Reading::Document);
    let expected = expected_of_document(&findings);
    let with_rules =
        !findings.iter().any(|finding| matches!(finding.kind, Kind::Missing | Kind::Type | Kind::UnknownWord));
    let found = sorted(answer.document, with_rules);
    assert_eq!(found, sorted(expected, with_rules), "seed {seed}: {text}");
    let outcome = match &as_value {
        None => "unreadable",
        Some(value) if value.violations.is_empty() => "valid",
        Some(_) => "invalid",
    };
    *counts.entry(outcome).or_default() += 1;
    for (kind, name) in
        [(Kind::Constraint, "constraint"), (Kind::Key, "key"), (Kind::Rule, "rule"), (Kind::Warning, "warning")]
    {
        *counts.entry(name).or_default() += findings.iter().filter(|finding| finding.kind == kind).count();
    }
}

fn expected_of_value(findings: &[Finding]) -> Option<ValueAnswer> {
    if findings.iter().any(|finding| matches!(finding.kind, Kind::Missing | Kind::Type)) {
        return None;
    }
    let (warnings, violations): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.kind == Kind::Warning);
    let pair = |finding: &&Finding| (finding.path.clone(), finding.message());
    let mut message = String::new();
    if !violations.is_empty() {
        let plural = if violations.len() == 1 { "" } else { "s" };
        write!(message, "{} validation error{plural} detected. ", violations.len()).expect("text");
        message.push_str(&violations.iter().map(|finding| finding.message()).collect::<Vec<_>>().join("; "));
    }
    let (violations, warnings) = (violations.iter().map(pair).collect(), warnings.iter().map(pair).collect());
    Some(ValueAnswer { message, violations, warnings })
}

fn expected_of_document(findings: &[Finding]) -> Vec<(String, Kind, String)> {
    let errors = findings.iter().filter(|finding| finding.kind != Kind::Warning);
    let words = |finding: &Finding| {
        let length = finding.length.map_or_else(String::new, |length| format!("has length {length}, "));
        match finding.kind {
            Kind::Key => format!("the key here {length}must {}", finding.must),
            Kind::UnknownWord | Kind::Constraint | Kind::Rule => format!("{length}must {}", finding.must),
            _ => String::new(),
        }
    };
    errors.map(|finding| (finding.path.clone(), finding.kind, words(finding))).collect()
}

/// Sorts the findings, because problems of documents are in the order of their places.
fn sorted(mut findings: Vec<(String, Kind, String)>, with_rules: bool) -> Vec<(String, String)> {
    findings.retain(|(_, kind, _)| with_rules || *kind != Kind::Rule);
    let shown = |(path, kind, words): (String, Kind, String)| (path, format!("{kind:?}: {words}"));
    let mut shown: Vec<_> = findings.into_iter().map(shown).collect();
    shown.sort();
    shown
}
