//! Tests of the matchers, each built by hand.

use super::dfa::{ACCEPT, REJECT};
use super::*;

/// Checks a pattern, given by its parts, against texts that match and texts that don't.
#[track_caller]
fn check(parts: fn(Rest<'_>) -> bool, matches: &[&str], misses: &[&str]) {
    for text in matches {
        assert!(parts(Rest::of(text)), "{text:?} matches");
    }
    for text in misses {
        assert!(!parts(Rest::of(text)), "{text:?} does not match");
    }
}

/// Checks a pattern that is one run, both as the whole pattern and as a part.
#[track_caller]
fn check_run(run: &'static Run, matches: &[&str], misses: &[&str]) {
    let pattern = Pattern::new("the pattern", Matcher::Run(run));
    for (texts, expected) in [(matches, true), (misses, false)] {
        for text in texts {
            assert_eq!(pattern.is_match(text), expected, "{text:?}");
            assert_eq!(Rest::of(text).run(run).is_empty(), expected, "{text:?}, as a part");
        }
    }
}

#[test]
fn always() {
    let pattern = Pattern::new(".*", Matcher::Always);
    assert!(["", "a", "\0😀"].iter().all(|text| pattern.is_match(text)));
}

#[test]
fn texts() {
    check(|rest| rest.is_empty(), &[""], &["a"]);
    check(|rest| rest.text("é:").is_empty(), &["é:"], &["", "é", "é:a", "e:"]);
    check(|rest| rest.text("é").is_any(), &["é", "é\n"], &["", "e"]);
}

#[test]
fn runs() {
    const DIGITS: Run = Run::some("0-9", &[]);
    check_run(const { &DIGITS }, &["0", "0123456789"], &["", "a", "0a", "a0", "٣", "/", ":"]);
    const WORDS: Run = Run::any("-a-z", &[('à', 'é'), ('😀', '😏')]);
    let words = |rest: Rest<'_>| rest.run(const { &WORDS }).text(".").run(const { &Run::any("", &[]) }).is_empty();
    check(words, &[".", "a-z.", "à😀é.", "aéa😏a."], &["", "a", "ê.", "ß.", "😐.", "a.a", "A."]);
    const COUNTED: Run = Run::between(2, 3, "a", &[('é', 'é')]);
    let counted = |rest: Rest<'_>| rest.run(const { &COUNTED }).run(const { &Run::any("ab", &[]) }).is_empty();
    check(counted, &["aa", "éa", "aaé", "aaab", "aaaa"], &["", "a", "é", "ab", "aaéé", "éééé"]);
    const EXACTLY: Run = Run::between(2, 2, "a", &[('é', 'é')]);
    check_run(const { &EXACTLY }, &["aa", "aé", "éé"], &["", "a", "é", "aaa", "aaé", "ééé"]);
    const NEVER: Run = Run::between(1, 1, "", &[]);
    check_run(const { &NEVER }, &[], &["", "a", "é"]);
}

/// A hyphen at the start of a set is literal, and a hyphen can bound a range.
#[test]
fn sets_of_ascii() {
    const FIRST: Run = Run::some("-a-c", &[]);
    check_run(const { &FIRST }, &["-", "a", "b", "c"], &["`", "d", ",", "."]);
    const LOWER_BOUND: Run = Run::some("--/a", &[]);
    check_run(const { &LOWER_BOUND }, &["-", ".", "/", "a"], &[",", "0", "b"]);
    const UPPER_BOUND: Run = Run::some("+--_", &[]);
    check_run(const { &UPPER_BOUND }, &["+", ",", "-", "_"], &["*", ".", "^"]);
    const ALL: Run = Run::some("\0-\x7f", &[]);
    check_run(const { &ALL }, &["\0", "\x7f"], &["\u{80}"]);
}

#[test]
fn spaces() {
    let of = |ranges: &[(char, char)]| ranges.iter().map(|&(first, last)| (first..=last).count()).sum::<usize>();
    assert_eq!(of(SPACES) + of(NOT_SPACES), ('\u{80}'..=char::MAX).count());
    const SPACE: Run = Run::any("\t-\r ", SPACES);
    check_run(const { &SPACE }, &["\t\u{b} \u{a0}\u{2005}\u{2029}\u{feff}"], &["\u{85}", "\u{200b}", "a"]);
    const NOT_SPACE: Run = Run::any("\0-\x08\x0e-\x1f!-\x7f", NOT_SPACES);
    check_run(const { &NOT_SPACE }, &["\u{85}\u{200b}a\u{10ffff}"], &["\n", "\u{feff}", "\u{3000}"]);
}

/// `^(?:a[^b]*b$|é)`: the text is accepted at `é`, whatever follows.
#[test]
fn automata() {
    static NEXT: [u16; 12] = table(4, b".....2./2202");
    static DFA: Dfa = Dfa::new(&["a", "b", ""], &[('é', 'é', 3)], &NEXT, 1, 1);
    check(|rest| rest.is_accepted(&DFA), &["ab", "aaéx😀b", "é", "éx"], &["", "a", "b", "x", "ê", "aa", "abb", "😀"]);
}

#[test]
fn tables() {
    assert_eq!(table(10, b"0129./"), [0, 10, 20, 90, REJECT, ACCEPT]);
    // Incrementing a byte wraps from 0xff to 0, up to the character before the marks.
    assert_eq!(table(1, &[b'o', 0xff, 0, b'-']), [63, 207, 208, 253]);
    assert_eq!(wide_table::<5>(2, b"0012oo..//"), [0, 2 * 66, 2 * (63 * 64 + 63), REJECT, ACCEPT]);
}

/// Tests `^é?.*?-[0-9]+-` and similar patterns.
#[test]
fn marks() {
    let marked = |rest: Rest<'_>| {
        let (digits, before) = const { (&Run::some("0-9", &[]), &Run::any("\0-\t\x0e-,.-\x7f", &[('é', 'é')])) };
        rest.text("é").has_marked(b'-', digits, before)
    };
    let matches = ["é-0-", "é--0-", "é-a-0-", "é-0a-0-", "é-é-12-x", "é-0-\n", "é0-1-ê"];
    check(marked, &matches, &["", "é", "-0-", "é-0", "é--", "é-a-", "é-0a-", "é-é0-", "éê-0-", "é-\n-0-", "é-1ê-0-"]);
    let matches = ["ésixteen-letters-12345678901234567-", "éfive-4-and so on and so on", "é-12345-1234567890123456-"];
    check(marked, &matches, &["éfive-4ê-5-and so on and so on", "éfive-4x-and so on", "é------------------"]);
}

/// A malformed table rejects; it does not panic.
#[test]
fn malformed_tables() {
    static DFA: Dfa = Dfa::new(&["a"], &[], &[9, 9], 0, 0);
    check(|rest| rest.is_accepted(&DFA), &[], &["", "a", "aa"]);
}

#[test]
fn debug_shows_the_pattern() {
    assert_eq!(format!("{:?}", Pattern::new("^a$", Matcher::Always)), "Pattern(\"^a$\")");
}
