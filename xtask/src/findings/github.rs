//! Annotations for GitHub's runners: workflow commands, one per line.
//!
//! Everything that could end a command or begin another is escaped in the runner's way.

use model::diff::Verdict;
use model::text::visible;

use super::{Finding, Report, phrases};
use crate::escape::{data, property};

pub(super) fn render(report: &Report) -> String {
    let mut out = format!("::notice title={}::{}\n", property(&title(report)), data(&report.headline()));
    for note in report.notes.iter().chain(&report.documentation_line()) {
        out.push_str(&format!("::notice title={}::{}\n", property(&title(report)), data(note)));
    }
    report.findings.iter().for_each(|found| out.push_str(&finding(found)));
    out
}

/// Formats the failure of a comparison.
pub(super) fn problem(command: &str, problem: &str) -> String {
    let title = property(&format!("cargo xtask {command}"));
    problem.lines().map(|line| format!("::error title={title}::{}\n", data(line))).collect()
}

fn title(report: &Report) -> String {
    format!("cargo xtask {}", report.command)
}

fn finding(finding: &Finding) -> String {
    let kind = match finding.level {
        _ if finding.acknowledged.is_some() => "notice",
        Verdict::Breaking => "error",
        Verdict::Risky => "warning",
        Verdict::Safe => "notice",
    };
    let anchor = &finding.anchor;
    let file = property(&anchor.document);
    let title = property(&format!("{}: {}", finding.rule, finding.shape));
    let message = data(&message(finding));
    format!("::{kind} file={file},line={},col={},title={title}::{message}\n", anchor.line, anchor.column)
}

/// Formats a finding in lines. A line break of the model is escaped.
pub(super) fn message(finding: &Finding) -> String {
    let mut lines = vec![format!("{}: {}", finding.shape, phrases::change(finding))];
    if let Some(verdicts) = &finding.verdicts {
        let validation = phrases::validation(&verdicts.validation);
        let [wire, rust] = [phrases::verdict(verdicts.wire), phrases::rust(verdicts.rust.as_ref())];
        lines.push(format!("wire: {wire}; Rust: {rust}; validation: {validation}"));
        lines.extend(verdicts.reason.clone());
        lines.extend(verdicts.request.as_ref().map(|request| format!("no longer works: {request}")));
        lines.extend(verdicts.rust.as_ref().and_then(|rust| rust.witness.clone()));
        lines.extend(verdicts.security.clone());
    }
    lines.extend(finding.acknowledged.as_ref().map(|reason| format!("acknowledged: {reason}")));
    lines.iter().map(|line| visible(line)).collect::<Vec<_>>().join("\n")
}
