//! The Static Analysis Results Interchange Format, version 2.1.0.

use std::collections::BTreeSet;

use model::diff::Verdict;
use serde_json::{Value, json};

use super::{Finding, Report, github};
use crate::escape;

pub(super) fn render(report: &Report) -> String {
    let rules: Vec<&str> =
        report.findings.iter().map(|finding| finding.rule.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    let results: Vec<Value> = report.findings.iter().map(|finding| result(finding, &rules)).collect();
    let described =
        |rule: &&str| json!({ "id": rule, "shortDescription": { "text": escape::message(&rule.replace('-', " ")) } });
    let value = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": format!("cargo xtask {}", report.command),
                "rules": rules.iter().map(described).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "properties": { "headline": report.headline(), "notes": report.notes },
            "results": results,
        }],
    });
    escape::json(&format!("{value:#}\n"))
}

fn result(finding: &Finding, rules: &[&str]) -> Value {
    let level = match finding.level {
        Verdict::Breaking => "error",
        Verdict::Risky => "warning",
        Verdict::Safe => "note",
    };
    let anchor = &finding.anchor;
    let suppressions: Vec<Value> = finding
        .acknowledged
        .iter()
        .map(|reason| json!({ "kind": "external", "status": "accepted", "justification": reason }))
        .collect();
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.iter().position(|rule| *rule == finding.rule),
        "level": level,
        "message": { "text": escape::message(&github::message(finding)) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&anchor.document) },
            "region": { "startLine": anchor.line.max(1), "startColumn": anchor.column.max(1) },
        } }],
        "partialFingerprints": { "finding/v1": format!("{} {} {}", finding.rule, finding.shape, finding.what) },
        "suppressions": suppressions,
    })
}

/// Formats a path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
