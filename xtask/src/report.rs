//! Reports the files that a command has written, or would write.
//!
//! Text from files is shown without control characters, in lines of limited length, and only in part.

use std::time::Duration;

use similar::TextDiff;

use crate::escape;
use crate::files::{Difference, DifferenceKind, Tree};
use crate::outcome::Outcome;

/// The maximum number of lines of a difference.
const LINES: usize = 14;
/// The maximum number of characters of a line.
const WIDTH: usize = 160;
/// The time after which a coarser difference is accepted.
const PATIENCE: Duration = Duration::from_millis(300);

/// Reports the number of files written and removed.
pub fn written(tree: &Tree, differences: &[Difference], omissions: &[String]) -> Outcome {
    let count = |of: fn(&DifferenceKind) -> bool| differences.iter().filter(|difference| of(&difference.kind)).count();
    let written = count(|kind| matches!(kind, DifferenceKind::Stale(_) | DifferenceKind::Missing));
    let removed = count(|kind| matches!(kind, DifferenceKind::Extra(_)));
    let out = format!("{} files, {written} written, {removed} removed\n", tree.files.len());
    let mut err: String = omissions.iter().map(|omission| escape::line(omission) + "\n").collect();
    for difference in differences.iter().filter(|difference| matches!(difference.kind, DifferenceKind::Foreign)) {
        let path = shown(tree, difference);
        err.push_str(&format!("{path}: left alone: not generated, expected only generated files beside it\n"));
    }
    Outcome::text(out, err, 0)
}

/// Reports every difference, and the command that fixes them.
pub fn checked(tree: &Tree, differences: &[Difference], mend: &str) -> Outcome {
    let files = tree.files.len();
    if differences.is_empty() {
        return Outcome::success(format!("{files} files, all up to date\n"));
    }
    let out = differences.iter().map(|difference| described(tree, difference)).collect();
    let count = |word| differences.iter().filter(|difference| state(&difference.kind) == word).count();
    let counts: Vec<_> = ["stale", "missing", "extra"]
        .into_iter()
        .map(|word| (count(word), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let foreign = differences.iter().filter(|difference| matches!(difference.kind, DifferenceKind::Foreign)).count();
    let remedy = match (foreign, differences.len() - foreign) {
        (0, _) => format!("`{mend}` mends this"),
        (_, 0) => "what is not generated has to be removed by hand".to_owned(),
        _ => format!("`{mend}` mends this, but what is not generated has to be removed by hand"),
    };
    let err = format!("generated files are not up to date: {}; {remedy}\n", counts.join(", "));
    Outcome::text(out, err, 1)
}

fn state(kind: &DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Stale(_) => "stale",
        DifferenceKind::Missing => "missing",
        DifferenceKind::Extra(_) | DifferenceKind::Leftover | DifferenceKind::Foreign => "extra",
    }
}

fn described(tree: &Tree, difference: &Difference) -> String {
    let path = shown(tree, difference);
    let new = tree.files.get(&difference.path).map(Vec::as_slice).unwrap_or_default();
    let (note, diff) = match &difference.kind {
        DifferenceKind::Stale(old) => ("", unified(&path, old, &path, new)),
        DifferenceKind::Missing => ("", unified("/dev/null", &[], &path, new)),
        DifferenceKind::Extra(old) => ("", unified(&path, old, "/dev/null", &[])),
        DifferenceKind::Leftover => (" (left by a run that was ended)", String::new()),
        DifferenceKind::Foreign => (" (not generated)", String::new()),
    };
    format!("{}: {path}{note}\n{diff}", state(&difference.kind))
}

fn shown(tree: &Tree, difference: &Difference) -> String {
    printable(&tree.label.join(&difference.path).display().to_string())
}

/// Returns the first lines of a unified difference.
fn unified(old_path: &str, old: &[u8], new_path: &str, new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&*old, &*new);
    let diff = diff.unified_diff().context_radius(1).header(old_path, new_path).to_string();
    let mut lines: Vec<_> = diff.lines().take(LINES).map(printable).collect();
    match diff.lines().count() - lines.len() {
        0 => {}
        more => lines.push(format!("… and {more} more")),
    }
    lines.into_iter().map(|line| format!("  {line}\n")).collect()
}

/// Returns a line of limited length without anything that could be a command.
pub fn printable(line: &str) -> String {
    let mut shown: String = line.chars().take(WIDTH).collect();
    if line.chars().nth(WIDTH).is_some() {
        shown.push('…');
    }
    escape::line(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &[u8], expect: &[&str]) {
        let diff = unified("old", old.as_bytes(), "new", new);
        let lines: Vec<_> = diff.lines().skip(2).collect();
        assert_eq!(lines, expect);
    }

    #[test]
    fn differences_are_short() {
        check("a\nb\nc\nd\ne\n", b"a\nb\nC\nd\ne\n", &["  @@ -2,3 +2,3 @@", "   b", "  -c", "  +C", "   d"]);
        let numbers: String = (1..=12).map(|number| format!("{number}\n")).collect();
        let added: Vec<_> = (1..=12).map(|number| format!("  +{number}")).collect();
        let head = ["  @@ -0,0 +1,11 @@"].into_iter();
        let eleven: Vec<_> = head.chain(added[..11].iter().map(String::as_str)).collect();
        check("", &numbers.as_bytes()[..numbers.len() - 3], &eleven);
        let more: Vec<_> = ["  @@ -0,0 +1,12 @@"].into_iter().chain(added[..11].iter().map(String::as_str)).collect();
        check("", numbers.as_bytes(), &[&more[..], &["  … and 1 more"]].concat());
    }

    #[test]
    fn differences_are_safe_to_show() {
        check("", b"\x1b[31m\xffa\tb\n", &["  @@ -0,0 +1 @@", "  +\u{fffd}[31m\u{fffd}a\tb"]);
        let long = "é".repeat(WIDTH);
        let shown = format!("  +{}…", "é".repeat(WIDTH - 1));
        check("", long.as_bytes(), &["  @@ -0,0 +1 @@", &shown, "  \\ No newline at end of file"]);
        assert_eq!(printable(&long), long);
    }

    #[test]
    fn large_differences_are_found_in_time() {
        let lines = |step: usize| -> String { (0..200_000).map(|line| format!("{}\n", line * step % 7919)).collect() };
        let diff = unified("old", lines(3).as_bytes(), "new", lines(5).as_bytes());
        assert_eq!(diff.lines().count(), LINES + 1);
    }
}
