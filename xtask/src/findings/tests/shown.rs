//! The table of a Markdown report, and text of models in it.

use super::*;

#[test]
fn lines_of_models_stay_lines() {
    let shown = |format| hostile().outcome(&Shown { format, limit: Limit::Breaking }).out;
    let plain = shown(Format::Text);
    assert!(!plain.contains(['\u{1b}', '\r']) && !plain.lines().any(|line| line.starts_with("::")), "{plain}");
    let github = shown(Format::Github);
    assert!(github.lines().all(|line| line.starts_with("::notice ")), "{github}");
    assert!(github.contains("%0A%3A%3Aerror%3A%3Ax%0D"), "{github}");
    let file = github.lines().last().and_then(|line| line.strip_prefix("::notice file=")).expect("it begins so");
    let properties: Vec<_> = file.split("::").next().expect("there is one").split(',').collect();
    assert_eq!(properties.len(), 4, "{properties:?}");
}

#[test]
fn markdown_of_models_means_nothing() {
    let markdown = hostile().outcome(&Shown { format: Format::Markdown, limit: Limit::Breaking }).out;
    let rows: Vec<_> = markdown.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.iter().map(|row| row.matches('|').count()).collect::<Vec<_>>(), [7, 7, 7], "{markdown}");
    let allowed = ["<details>", "<summary>", "</summary>", "</details>", "<code>", "</code>"];
    let without_tags = allowed.iter().fold(markdown.clone(), |text, tag| text.replace(tag, ""));
    for text in ["<", "c`", "`c", "](", "@", "#1", "http:", "www.", "\n::", "*b", "\u{202e}", "\u{1b}", "\\"] {
        let text_is_there = without_tags.replace("&#", "").contains(text);
        assert!(!text_is_there, "{text:?} in {without_tags}");
    }
    assert_eq!(markdown.matches("<details>").count(), 1);
}

#[test]
fn rows_have_the_cells_of_their_table() {
    let problem = |level| Finding { verdicts: None, level, ..finding("X", "the entry matches no finding", level) };
    let findings = || vec![problem(Verdict::Breaking), problem(Verdict::Safe)];
    let lint = Report { command: "lint", versions: None, ..report(findings()) };
    for (report, cells) in [(report(findings()), 6), (lint, 4)] {
        let markdown = report.outcome(&Shown { format: Format::Markdown, limit: Limit::Breaking }).out;
        let rows: Vec<_> = markdown.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows.iter().map(|row| row.matches('|').count() - 1).collect::<Vec<_>>(), [cells; 4], "{markdown}");
    }
}

#[test]
fn the_table_shows_values_and_proofs() {
    let mut changed = finding("X", "the length is another", Verdict::Breaking);
    if let Some(verdicts) = &mut changed.verdicts {
        verdicts.old = Some("1–64".into());
        verdicts.new = Some("1–32".into());
        verdicts.request = Some("Do {\"x\":\"…\"}".into());
        verdicts.validation = Validation::Tightened { refused: None };
    }
    let mut wire = changed.clone();
    wire.what = "length 1–64 becomes 1–32".into();
    wire.verdicts.as_mut().unwrap().wire = Verdict::Breaking;
    let markdown = report(vec![changed, wire]).outcome(&Shown { format: Format::Markdown, limit: Limit::Any }).out;
    for row in [
        "| ✗ | `X` | the length is another: `1–64` becomes `1–32` | safe | safe | tightened: `Do {\"x\":\"…\"}` |\n",
        "| ✗ | `X` | length 1–64 becomes 1–32 | breaks: `Do {\"x\":\"…\"}` | safe | tightened |\n",
    ] {
        assert!(markdown.contains(row), "{markdown}");
    }
}

#[track_caller]
fn check_change(old: Option<&str>, new: Option<&str>, expect: &str) {
    let mut changed = finding("X", "member added", Verdict::Safe);
    let verdicts = changed.verdicts.as_mut().unwrap();
    (verdicts.old, verdicts.new) = (old.map(Into::into), new.map(Into::into));
    assert_eq!(phrases::change(&changed), expect);
}

#[test]
fn values_are_shown_once() {
    check_change(None, None, "member added");
    check_change(None, Some("com.amazonaws.appflow#Y"), "member added: `Y`");
    check_change(None, Some("smithy.api#String"), "member added: `smithy.api#String`");
    check_change(Some("a"), Some("a"), "member added");
    check_change(Some("a`b"), Some("c"), "member added: `a'b` becomes `c`");
    check_change(None, Some("{}"), "member added");
    check_change(Some("member"), None, "member added");
    check_change(None, Some(&"é".repeat(61)), &format!("member added: `{}…`", "é".repeat(60)));
}

#[test]
fn failures_are_reported_in_the_requested_format() {
    let error = anyhow::anyhow!("a.json:1:1: x\r@octocat <img src=x>, expected y\n::error::pwned\u{202e}");
    for format in [Format::Text, Format::Json, Format::Sarif, Format::Github, Format::Markdown] {
        let outcome = failed("diff", "compare", &error, format);
        assert_eq!((outcome.status, outcome.out.is_empty()), (2, !matches!(format, Format::Github | Format::Markdown)));
    }
    let github = failed("diff", "compare", &error, Format::Github).out;
    assert!(github.lines().all(|line| line.starts_with("::error title=cargo xtask diff::")), "{github}");
    assert_eq!(github.lines().count(), 2, "{github}");
    let markdown = failed("diff", "compare", &error, Format::Markdown).out;
    assert!(!markdown.contains(['\r', '<', '@', '\u{202e}']), "{markdown}");
    assert!(markdown.lines().all(|line| !line.starts_with("::")), "{markdown}");
}

#[track_caller]
fn check_cell(what: &str, expect: &str) {
    let findings = vec![finding("X", what, Verdict::Breaking)];
    let markdown = report(findings).outcome(&Shown { format: Format::Markdown, limit: Limit::Breaking }).out;
    let row = markdown.lines().find(|line| line.starts_with("| ✗")).unwrap_or_default();
    assert_eq!(row, format!("| ✗ | `X` | {expect} | safe | safe | – |"));
}

#[test]
fn text_in_backquotes_is_code() {
    check_cell("no longer required", "no longer required");
    check_cell("the value `A_B` is removed", "the value `A_B` is removed");
    check_cell("`a|b` and `c\\`", "<code>a&#124;b</code> and <code>c&#92;</code>");
    check_cell("`<b>`", "`<b>`");
    check_cell("`` x", "<code></code> x");
    check_cell("odd ` one", "odd &#96; one");
    check_cell("`a` b `", "&#96;a&#96; b &#96;");
}

#[test]
fn markdown_fits_a_comment() {
    for (count, width) in [(1, 100_000), (5_000, 10), (5_000, 300), (300, 2_000)] {
        let long = "é|<".repeat(width);
        let findings =
            (0..count).map(|number| finding(&format!("S{number}${long}"), &long, Verdict::Breaking)).collect();
        let markdown = report(findings).outcome(&Shown { format: Format::Markdown, limit: Limit::Breaking }).out;
        assert!(markdown.len() < 65_536, "{}", markdown.len());
        assert!(markdown.ends_with("\n</details>\n"), "{markdown}");
        assert_eq!(markdown.contains(" more rows do not fit; run `cargo xtask diff` for all."), count > 1);
    }
    let many_safe = (0..21).map(|number| finding(&format!("S{number}"), "added", Verdict::Safe)).collect();
    let markdown = report(many_safe).outcome(&Shown { format: Format::Markdown, limit: Limit::Breaking }).out;
    assert!(markdown.contains("\n21 safe changes are among the details.\n"), "{markdown}");
    assert!(!markdown.contains("| |"), "a table without rows: {markdown}");
}
