//! A comment on a pull request: one table of what matters, the details folded, never longer than GitHub allows.
//!
//! Text of the model is shown as code, or with every character escaped that means anything to Markdown, HTML or
//! GitHub: it can neither end a cell, nor draw, nor link, nor call anyone.

use model::diff::Verdict;

use super::{Finding, Report, Verdicts, phrases};
use crate::escape::{code, prose};

/// The number of bytes of a report: GitHub accepts 65,536 characters, and whoever posts it adds a little.
const LONGEST: usize = 65_000;
/// How much of that the table may have.
const TABLE: usize = 40_000;
/// The number of rows that change nothing for anyone which the table shows.
const FEW: usize = 20;
/// The number of characters of a text in the table.
const WIDTH: usize = 240;
/// The number of characters of a line outside of the table.
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

/// The same for a comparison that could not be made.
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

/// The rows of breaking and risky findings, and of safe ones if those are few.
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
    // The last line says what did not fit.
    let rest = LONGEST - END.len() - 120;
    let shown = push_within(out, report.findings.iter().map(detail), rest);
    if shown < report.findings.len() {
        let left = report.findings.len() - shown;
        out.push_str(&format!("\n{left} more do not fit; run `cargo xtask {}` for all.\n", report.command));
    }
    out.push_str(END);
}

/// Adds texts as long as everything stays within a limit, and says how many were added.
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

/// A row of six cells in a comparison, of four otherwise.
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

/// The verdicts, each with what proves it: the request that no longer works, the line of Rust that no longer compiles.
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

/// The id without its namespace.
fn short(shape: &str) -> &str {
    shape.split_once('#').map_or(shape, |(_, name)| name)
}
