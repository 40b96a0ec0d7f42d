//! Lines for a terminal.

use super::{Finding, Report, Verdicts, phrases};
use crate::report::printable;

pub(super) fn render(report: &Report) -> String {
    let mut out = line(&report.headline());
    report.notes.iter().for_each(|note| out.push_str(&line(note)));
    report.findings.iter().for_each(|found| out.push_str(&finding(found)));
    if let Some(documentation) = report.documentation_line() {
        out.push_str(&format!("\n{documentation}\n"));
    }
    out
}

fn finding(finding: &Finding) -> String {
    let sign = phrases::sign(finding.level);
    let mut out = format!("\n{sign} {}", line(&format!("{}: {}", finding.shape, finding.what)));
    out.push_str(&field("at", &format!("{} ({})", finding.place, finding.rule)));
    if let Some(reason) = &finding.acknowledged {
        out.push_str(&field("acknowledged", reason));
    }
    if let Some(found) = &finding.verdicts {
        verdicts(found, &mut out);
    }
    out
}

fn verdicts(verdicts: &Verdicts, out: &mut String) {
    for (name, value) in [("was", &verdicts.old), ("is", &verdicts.new)] {
        if let Some(value) = value {
            out.push_str(&field(name, value));
        }
    }
    if let Some(request) = &verdicts.request {
        out.push_str(&field("request", request));
    }
    let reason = verdicts.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    out.push_str(&field("wire", &format!("{}{reason}", phrases::verdict(verdicts.wire))));
    let rust = match &verdicts.rust {
        None => phrases::rust(None).to_owned(),
        Some(rust) => {
            let witness = rust.witness.as_ref().map(|witness| format!(": {witness}")).unwrap_or_default();
            format!("{}{witness} ({}: {})", phrases::rust(Some(rust)), rust.item, rust.what)
        }
    };
    out.push_str(&field("Rust", &rust));
    let examples = phrases::examples(&verdicts.validation);
    let examples: String = examples.iter().map(|(name, text)| format!(", {name}: {text}")).collect();
    out.push_str(&field("validation", &format!("{}{examples}", phrases::validation(&verdicts.validation))));
    if let Some(security) = &verdicts.security {
        out.push_str(&field("security", security));
    }
}

fn field(name: &str, value: &str) -> String {
    format!("    {name:12} {}", line(value))
}

fn line(text: &str) -> String {
    printable(text) + "\n"
}
