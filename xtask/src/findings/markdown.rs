//! A comment on a pull request: one table of the important findings, folded details, within GitHub's size limit.
//!
//! Text of the model is formatted as code, or with all characters escaped that have a meaning in Markdown, HTML or
//! GitHub: it can't end a cell, format, link, or mention anyone.

use model::diff::Verdict;

use super::{Finding, Report, Verdicts, phrases};
use crate::escape::{code, prose};

/// The maximum size of a report in bytes: GitHub accepts 65,536 characters, and the poster of the comment adds some.
const LONGEST: usize = 65_000;
/// The maximum size of the table in bytes.
const TABLE: usize = 40_000;
/// The maximum number of rows of safe findings in the table.
const FEW: usize = 20;
/// The maximum number of characters of a text in the table.
const WIDTH: usize = 240;
/// The maximum number of characters of a line outside of the table.
const LINE: usize = 600;

const HEAD: &str = "\n| | shape | change | wire | Rust | validation |\n|---|---|---|---|---|---|\n";
const LINT_HEAD: &str = "\n| | shape | what | where |\n|---|---|---|---|\n";

pub(super) fn render(report: &Report) -> String {
    let mut out = prose(&report.headline(), LINE) + "\n";
    for note in report.notes.iter().chain(&report.documentation_line()) {
        out.push_str(&format!("\n{}\n", prose(note, LINE)));
    }
    if !report.findings.is_empty() {
        table(report, &mut out);
        details(report, &mut out);
    }
    out
}

/// Formats the failure of a comparison.
pub(super) fn problem(command: &str, problem: &str) -> String {
    const MOST: usize = 50;
    let mut out = format!("`cargo xtask {command}` could not be run to its end:\n\n");
    problem.lines().take(MOST).for_each(|line| out.push_str(&format!("- {}\n", prose(line, LINE))));
    match problem.lines().count().saturating_sub(MOST) {
        0 => {}
        more => out.push_str(&format!("- and {more} more\n")),
    }
    out
}

/// Writes the rows of breaking and risky findings, and of safe ones if they are few.
fn table(report: &Report, out: &mut String) {
    let is_comparison = report.versions.is_some();
    let (bad, safe): (Vec<_>, Vec<_>) = report.findings.iter().partition(|finding| finding.level > Verdict::Safe);
    let safe_shown = if safe.len() <= FEW { safe.len() } else { 0 };
    let rows = bad.iter().chain(safe.iter().take(safe_shown)).map(|finding| row(finding, is_comparison));
    let wanted = bad.len() + safe_shown;
    if wanted > 0 {
        out.push_str(if is_comparison { HEAD } else { LINT_HEAD });
    }
    let shown = push_within(out, rows, TABLE);
    if shown < wanted {
        out.push_str(&format!(
            "\n{} more rows do not fit; run `cargo xtask {}` for all.\n",
            wanted - shown,
            report.command
        ));
    }
    if safe_shown < safe.len() {
        out.push_str(&format!("\n{} safe changes are among the details.\n", safe.len()));
    }
}

fn details(report: &Report, out: &mut String) {
    const END: &str = "\n</details>\n";
    out.push_str("\n<details><summary>Details</summary>\n\n");
    // Space is reserved for the last line, which counts the omitted findings.
    let rest = LONGEST - END.len() - 120;
    let shown = push_within(out, report.findings.iter().map(detail), rest);
    if shown < report.findings.len() {
        let left = report.findings.len() - shown;
        out.push_str(&format!("\n{left} more do not fit; run `cargo xtask {}` for all.\n", report.command));
    }
    out.push_str(END);
}

/// Appends texts up to a limit, and returns the number of texts appended.
fn push_within(out: &mut String, texts: impl Iterator<Item = String>, limit: usize) -> usize {
    let mut count = 0;
    for text in texts {
        if out.len() + text.len() > limit {
            break;
        }
        out.push_str(&text);
        count += 1;
    }
    count
}

/// Formats a row: six cells for a comparison, otherwise four.
fn row(finding: &Finding, is_comparison: bool) -> String {
    let sign = if finding.acknowledged.is_some() { '☑' } else { phrases::sign(finding.level) };
    let shape = code(short(&finding.shape));
    let change = prose(&phrases::change(finding), WIDTH);
    match &finding.verdicts {
        Some(verdicts) => {
            let security = verdicts.security.as_ref().map(|text| format!("; **security**: {}", prose(text, WIDTH)));
            let [wire, rust, validation] = cells(verdicts);
            format!(
                "| {sign} | {shape} | {change}{} | {wire} | {rust} | {validation} |\n",
                security.unwrap_or_default()
            )
        }
        None if is_comparison => format!("| {sign} | {shape} | {change} | – | – | – |\n"),
        None => format!("| {sign} | {shape} | {change} | {} |\n", code(&finding.place.to_string())),
    }
}

/// Formats the verdicts, each with its proof: the request that no longer works, the line of Rust that no longer
/// compiles.
fn cells(verdicts: &Verdicts) -> [String; 3] {
    let with = |word: &str, proof: Option<&str>| match proof {
        Some(proof) => format!("{word}: {}", code(proof)),
        None => word.to_owned(),
    };
    let request = verdicts.request.as_deref();
    let is_wire = verdicts.wire > Verdict::Safe;
    let witness = verdicts.rust.as_ref().and_then(|rust| rust.witness.as_deref());
    [
        with(phrases::verdict(verdicts.wire), request.filter(|_| is_wire)),
        with(phrases::rust(verdicts.rust.as_ref()), witness),
        with(phrases::validation(&verdicts.validation), request.filter(|_| !is_wire)),
    ]
}

fn detail(finding: &Finding) -> String {
    let sign = phrases::sign(finding.level);
    let mut out = format!("- {sign} {}: {}\n", code(&finding.shape), prose(&finding.what, WIDTH));
    let mut item = |name: &str, text: String| out.push_str(&format!("  - {name}: {text}\n"));
    item("rule", format!("{} at {}", code(&finding.rule), code(&finding.place.to_string())));
    if let Some(reason) = &finding.acknowledged {
        item("acknowledged", prose(reason, WIDTH));
    }
    let Some(verdicts) = &finding.verdicts else { return out };
    for (name, value) in [("was", &verdicts.old), ("is", &verdicts.new), ("no longer works", &verdicts.request)] {
        if let Some(value) = value {
            item(name, code(value));
        }
    }
    if let Some(reason) = &verdicts.reason {
        item("wire", prose(reason, WIDTH));
    }
    if let Some(rust) = &verdicts.rust {
        item("Rust", format!("{}: {}", code(&rust.item), prose(&rust.what, WIDTH)));
    }
    for (name, text) in phrases::examples(&verdicts.validation) {
        item(name, code(text));
    }
    if let Some(security) = &verdicts.security {
        item("security", prose(security, WIDTH));
    }
    out
}

/// Returns the id without its namespace.
fn short(shape: &str) -> &str {
    shape.split_once('#').map_or(shape, |(_, name)| name)
}
