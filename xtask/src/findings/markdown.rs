//! A comment on a pull request: one table of what matters, the details folded, never longer than GitHub allows.
//!
//! Text of the model is shown as code, or with every character escaped that means anything to Markdown, HTML or
//! GitHub: it can neither end a cell, nor draw, nor link, nor call anyone.

use model::diff::Verdict;

use super::{Finding, Report, phrases};

/// How many bytes a report has at most: GitHub takes 65,536 characters, and whoever posts it adds a little.
const LONGEST: usize = 65_000;
/// How much of that the table may have.
const TABLE: usize = 40_000;
/// How many rows that change nothing for anyone are shown in the table.
const FEW: usize = 20;
/// How many characters of one text are shown.
const WIDTH: usize = 200;
/// How many characters of a line outside of the table are shown.
const LINE: usize = 600;

const HEAD: &str = "\n| | shape | change | wire | Rust | validation |\n|---|---|---|---|---|---|\n";
const LINT_HEAD: &str = "\n| | shape | what | where |\n|---|---|---|---|\n";

pub(super) fn render(report: &Report) -> String {
    let mut out = escaped(&shortened(&report.headline(), LINE)) + "\n";
    for note in report.notes.iter().chain(&report.documentation_line()) {
        out.push_str(&format!("\n{}\n", escaped(&shortened(note, LINE))));
    }
    if !report.findings.is_empty() {
        table(report, &mut out);
        details(report, &mut out);
    }
    out
}

/// What is breaking or risky, and what is safe where that is little.
fn table(report: &Report, out: &mut String) {
    out.push_str(if report.versions.is_some() { HEAD } else { LINT_HEAD });
    let (bad, safe): (Vec<_>, Vec<_>) = report.findings.iter().partition(|finding| finding.level > Verdict::Safe);
    let safe_shown = if safe.len() <= FEW { safe.len() } else { 0 };
    let rows = bad.iter().chain(safe.iter().take(safe_shown)).map(|finding| row(finding));
    let wanted = bad.len() + safe_shown;
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

fn row(finding: &Finding) -> String {
    let sign = if finding.acknowledged.is_some() { '☑' } else { phrases::sign(finding.level) };
    let shape = code(short(&finding.shape));
    let what = plain(&finding.what);
    let Some(verdicts) = &finding.verdicts else {
        return format!("| {sign} | {shape} | {what} | {} |\n", code(&finding.place.to_string()));
    };
    let witness = verdicts.rust.as_ref().and_then(|rust| rust.witness.as_deref());
    let rust = match witness {
        Some(witness) => format!("{}: {}", phrases::rust(verdicts.rust.as_ref()), code(witness)),
        None => phrases::rust(verdicts.rust.as_ref()).to_owned(),
    };
    let security =
        verdicts.security.as_ref().map(|text| format!("; **security**: {}", plain(text))).unwrap_or_default();
    let wire = phrases::verdict(verdicts.wire);
    format!(
        "| {sign} | {shape} | {what}{security} | {wire} | {rust} | {} |\n",
        phrases::validation(&verdicts.validation)
    )
}

fn detail(finding: &Finding) -> String {
    let mut out = format!("- {} {}: {}\n", phrases::sign(finding.level), code(&finding.shape), plain(&finding.what));
    let mut item = |name: &str, text: String| out.push_str(&format!("  - {name}: {text}\n"));
    item("rule", format!("{} at {}", code(&finding.rule), code(&finding.place.to_string())));
    if let Some(reason) = &finding.acknowledged {
        item("acknowledged", plain(reason));
    }
    let Some(verdicts) = &finding.verdicts else { return out };
    for (name, value) in [("was", &verdicts.old), ("is", &verdicts.new)] {
        if let Some(value) = value {
            item(name, code(value));
        }
    }
    if let Some(reason) = &verdicts.reason {
        item("wire", plain(reason));
    }
    if let Some(rust) = &verdicts.rust {
        item("Rust", format!("{}: {}", code(&rust.item), plain(&rust.what)));
    }
    for (name, text) in phrases::examples(&verdicts.validation) {
        item(name, code(text));
    }
    if let Some(security) = &verdicts.security {
        item("security", plain(security));
    }
    out
}

/// The id without its namespace.
fn short(shape: &str) -> &str {
    shape.split_once('#').map_or(shape, |(_, name)| name)
}

/// Text as code. In a span of backquotes nothing means anything but backquotes and, in a table, bars.
fn code(text: &str) -> String {
    let text = shortened(text, WIDTH);
    if text.is_empty() || text.contains(['`', '|', '\\']) || text.trim() != text {
        return format!("<code>{}</code>", escaped(&text));
    }
    format!("`{text}`")
}

/// Text as text, with what it has in backquotes as code.
fn plain(text: &str) -> String {
    let text = shortened(text, WIDTH);
    let parts: Vec<_> = text.split('`').collect();
    if parts.len() % 2 == 0 {
        return escaped(&text);
    }
    let is_code = [false, true].into_iter().cycle();
    parts.into_iter().zip(is_code).map(|(part, is_code)| if is_code { code(part) } else { escaped(part) }).collect()
}

/// One line, not too long.
fn shortened(text: &str, width: usize) -> String {
    let shown =
        |character: char| if character.is_control() || is_invisible(character) { '\u{fffd}' } else { character };
    let mut short: String = text.chars().take(width).map(shown).collect();
    if text.chars().nth(width).is_some() {
        short.push('…');
    }
    short
}

/// Whether a character changes how others are shown.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// References for all characters that might mean something; such a reference never does.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for character in text.chars() {
        let is_harmless = match character {
            ' ' | ',' | ';' | '"' | '\'' | '(' | ')' | '/' | '?' | '%' | '=' | '-' | '+' => true,
            // Neither an address, nor a formula, nor emphasis.
            '.' => !before.eq_ignore_ascii_case(&'w'),
            ':' => !before.eq_ignore_ascii_case(&'p') && !before.eq_ignore_ascii_case(&'s'),
            '$' | '_' => before.is_alphanumeric(),
            // An arrow, not a quotation.
            '>' => before == '-',
            _ => character.is_alphanumeric() || !character.is_ascii(),
        };
        match character {
            _ if is_harmless => out.push(character),
            // Nobody is called, and no issue is linked.
            '@' | '#' => out.push_str(&format!("&#{};\u{2060}", u32::from(character))),
            _ => out.push_str(&format!("&#{};", u32::from(character))),
        }
        before = character;
    }
    out
}
