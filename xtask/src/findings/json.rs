//! The whole report for programs, as described by `schemas/diff.schema.json`.

use model::Place;
use model::diff::Verdict;
use serde_json::{Value, json};

use super::{Finding, Report, Verdicts, Versions, phrases};
use crate::escape;

/// The version of the format. It changes when something is removed or gets another meaning.
pub(super) const VERSION: u32 = 1;

pub(super) fn render(report: &Report) -> String {
    let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    let value = json!({
        "version": VERSION,
        "command": report.command,
        "headline": report.headline(),
        "counts": {
            "breaking": count(Verdict::Breaking),
            "risky": count(Verdict::Risky),
            "safe": count(Verdict::Safe),
            "acknowledged": report.findings.iter().filter(|finding| finding.acknowledged.is_some()).count(),
            "documentation": report.documentation,
        },
        "versions": report.versions.as_ref().map(versions),
        "notes": report.notes,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    escape::json(&format!("{value:#}\n"))
}

fn versions(versions: &Versions) -> Value {
    json!({
        "package": versions.package,
        "bump": versions.bump.map(phrases::bump),
        "old": versions.old.as_ref().map(ToString::to_string),
        "needed": versions.needed().map(|version| version.to_string()),
        "new": versions.new.as_ref().map(ToString::to_string),
        "isEnough": versions.is_enough(),
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "shape": finding.shape,
        "what": finding.what,
        "level": phrases::level(finding.level),
        "place": place(&finding.place),
        "anchor": place(&finding.anchor),
        "acknowledged": finding.acknowledged,
        "verdicts": finding.verdicts.as_ref().map(verdicts),
    })
}

fn verdicts(verdicts: &Verdicts) -> Value {
    let word = match phrases::validation(&verdicts.validation) {
        "–" => "same",
        word => word,
    };
    let examples: Vec<_> = phrases::examples(&verdicts.validation)
        .into_iter()
        .map(|(name, text)| json!({ "kind": name, "text": text }))
        .collect();
    json!({
        "old": verdicts.old,
        "new": verdicts.new,
        "wire": { "verdict": phrases::level(verdicts.wire), "reason": verdicts.reason },
        "request": verdicts.request,
        "rust": verdicts.rust.as_ref().map(|rust| json!({
            "item": rust.item,
            "what": rust.what,
            "witness": rust.witness,
            "bump": phrases::bump(rust.bump),
        })),
        "validation": { "verdict": word, "examples": examples },
        "security": verdicts.security,
    })
}

fn place(place: &Place) -> Value {
    json!({ "file": &*place.document, "line": place.line, "column": place.column })
}
