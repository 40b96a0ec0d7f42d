use model::diff::{Validation, Verdict};

use super::*;
use crate::findings::Verdicts;

const TODAY: &str = "2026-06-15";

fn finding(rule: &str, shape: &str) -> Finding {
    let verdicts = Verdicts {
        old: None,
        new: None,
        wire: Verdict::Breaking,
        reason: None,
        request: None,
        rust: None,
        validation: Validation::Same,
        security: None,
    };
    Finding {
        rule: rule.into(),
        shape: shape.into(),
        place: Place::default(),
        anchor: Place::default(),
        what: "removed".into(),
        level: Verdict::Breaking,
        verdicts: Some(verdicts),
        acknowledged: None,
    }
}

fn entry(rule: &str, shape: &str, expires: &str) -> String {
    format!("\n[[acknowledged]]\nrule = \"{rule}\"\nshape = \"{shape}\"\nreason = \"Known.\"\nexpires = {expires}\n")
}

/// Checks one finding and the findings that are added, if the base has no entries.
#[track_caller]
fn check(text: &str, acknowledged: Option<&str>, others: &[&str]) {
    check_with_base(text, "", acknowledged, others, &[]);
}

#[track_caller]
fn check_with_base(text: &str, base: &str, acknowledged: Option<&str>, others: &[&str], noted: &[&str]) {
    let (mut findings, mut notes) = (vec![finding("member-removed", "a#B$c")], Vec::new());
    mark(&read(text).unwrap(), &read(base).unwrap(), date::parse(TODAY).unwrap(), &mut findings, &mut notes);
    assert_eq!(findings[0].acknowledged.as_deref(), acknowledged, "{text}");
    let added: Vec<_> =
        findings[1..].iter().map(|finding| format!("{}: {}: {}", finding.place, finding.rule, finding.what)).collect();
    assert_eq!(added, others, "{text}");
    assert!(findings[1..].iter().all(|finding| finding.level == Verdict::Breaking && finding.acknowledged.is_none()));
    assert_eq!(notes, noted, "{text}");
}

#[test]
fn entries_acknowledge_one_finding() {
    check("", None, &[]);
    check("# Nothing yet.\n", None, &[]);
    check(&entry("member-removed", "a#B$c", "2026-06-15"), Some("Known. (until 2026-06-15)"), &[]);
    check(&entry("member-removed", "a#B$c", "\"2027-01-01\""), Some("Known. (until 2027-01-01)"), &[]);
    check(&entry("member-removed", "a#B$c", "2027-01-01T10:00:00Z"), Some("Known. (until 2027-01-01)"), &[]);
}

#[test]
fn entries_that_do_nothing_are_findings() {
    let unused =
        "model-diff.toml:2:1: acknowledgement-unused: the acknowledgement of member-removed matches no finding";
    for shape in ["a#B", "a#B$d", "B$c", "a#B$c "] {
        check(&entry("member-removed", shape, "2027-01-01"), None, &[unused]);
    }
    let other = "model-diff.toml:2:1: acknowledgement-unused: the acknowledgement of member-added matches no finding";
    check(&entry("member-added", "a#B$c", "2027-01-01"), None, &[other]);
    let expired =
        "model-diff.toml:2:1: acknowledgement-expired: the acknowledgement of member-removed expired on 2026-06-14";
    check(&entry("member-removed", "a#B$c", "2026-06-14"), None, &[expired]);
    check(&entry("member-removed", "gone#B", "2026-06-14"), None, &[expired]);
}

#[test]
fn entries_of_the_base_need_no_finding() {
    let unused = entry("member-added", "a#B$c", "2027-01-01");
    check_with_base(&unused, &unused, None, &[], &[]);
    // An entry with another reason or a later day is the same; one with another shape is not.
    check_with_base(&unused.replace("Known", "New").replace("2027", "2028"), &unused, None, &[], &[]);
    let other = "model-diff.toml:2:1: acknowledgement-unused: the acknowledgement of member-added matches no finding";
    check_with_base(&unused, &unused.replace("$c", "$d"), None, &[other], &[]);
    let used = entry("member-removed", "a#B$c", "2027-01-01");
    let reason = "Known. (until 2027-01-01, by an entry that the base has too)";
    check_with_base(&used, &used, Some(reason), &[], &[]);
}

#[test]
fn expired_entries_acknowledge_nothing() {
    let used = entry("member-removed", "a#B$c", "2026-06-14");
    let expired =
        "model-diff.toml:2:1: acknowledgement-expired: the acknowledgement of member-removed expired on 2026-06-14";
    check_with_base(&used, "", None, &[expired], &[]);
    check_with_base(&used, &used, None, &[expired], &[]);
    let unused = entry("member-added", "a#B$c", "2026-06-14");
    let note = "model-diff.toml:2:1: the acknowledgement of member-added expired on 2026-06-14; remove it.";
    check_with_base(&unused, &unused, None, &[], &[note]);
    let new = note.replace("1: the", "1: acknowledgement-expired: the").replace("; remove it.", "");
    check_with_base(&unused, "", None, &[&new], &[]);
}

#[test]
fn entries_may_be_for_one_change_alone() {
    let with = |change: &str| entry("member-removed", "a#B$c", "2027-01-01") + &format!("change = \"{change}\"\n");
    check(&with("removed"), Some("Known. (until 2027-01-01)"), &[]);
    let other = "model-diff.toml:2:1: acknowledgement-unused: the acknowledgement of member-removed is for another \
                 change than `removed`";
    check(&with("length 1–64 becomes 1–32"), None, &[other]);
    let kept = with("length 1–64 becomes 1–32");
    check_with_base(&kept, &kept, None, &[], &[]);
    check_error(&with(" "), "model-diff.toml:2:1: no `change`, expected it as a text");
}

#[track_caller]
fn check_error(text: &str, expect: &str) {
    assert_eq!(read(text).unwrap_err().to_string(), expect, "{text}");
}

#[test]
fn files_that_are_wrong() {
    let good = entry("a", "b", "2027-01-01");
    check_error("a = ", "model-diff.toml:1:5: string values must be quoted, expected literal string, expected TOML");
    check_error("[[acknowledge]]\n", "model-diff.toml:1:3: unknown key `acknowledge`, expected `[[acknowledged]]`");
    check_error(
        "acknowledged = 1\n",
        "model-diff.toml:1:16: `acknowledged` is something else, expected `[[acknowledged]]`",
    );
    check_error(
        &good.replace("reason", "because"),
        "model-diff.toml:2:1: unknown key `because`, expected `change`, `expires`, `reason`, `rule`, `shape`",
    );
    check_error(&good.replace("Known.", " "), "model-diff.toml:2:1: no `reason`, expected it as a text");
    check_error(&good.replace("rule = \"a\"\n", ""), "model-diff.toml:2:1: no `rule`, expected it as a text");
    check_error(&good.replace("shape = \"b\"", "shape = 1"), "model-diff.toml:2:1: no `shape`, expected it as a text");
    for day in ["2027-02-29", "\"soon\"", "10:00:00", "1"] {
        let text = entry("a", "b", day);
        // An invalid date is a syntax error of TOML, which its parser reports.
        assert!(read(&text).unwrap_err().to_string().starts_with("model-diff.toml:"), "{day}");
    }
}
