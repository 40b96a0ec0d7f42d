//! The matchers of patterns, each made by hand.

use appflow_types::pattern::{ACCEPT, Dfa, Matcher, NOT_SPACES, Pattern, REJECT, Run, SPACES, Step, table, wide_table};

#[track_caller]
fn check(matcher: Matcher, matches: &[&str], misses: &[&str]) {
    let pattern = Pattern::new("the pattern", matcher);
    for text in matches {
        assert!(pattern.is_match(text), "{text:?} matches");
    }
    for text in misses {
        assert!(!pattern.is_match(text), "{text:?} does not match");
    }
}

#[test]
fn always() {
    check(Matcher::Always, &["", "a", "\0😀"], &[]);
}

#[test]
fn texts() {
    check(Matcher::Steps(&[]), &[""], &["a"]);
    check(Matcher::Steps(&[Step::Text("é:")]), &["é:"], &["", "é", "é:a", "e:"]);
    check(Matcher::Steps(&[Step::Text("é"), Step::Rest]), &["é", "é\n"], &["", "e"]);
}

#[test]
fn runs() {
    const DIGITS: &[Step] = &[Step::Run(&Run::some("0-9", &[]))];
    check(Matcher::Steps(DIGITS), &["0", "0123456789"], &["", "a", "0a", "a0", "٣", "/", ":"]);
    const WORDS: &[Step] =
        &[Step::Run(&Run::any("-a-z", &[('à', 'é'), ('😀', '😏')])), Step::Text("."), Step::Run(&Run::any("", &[]))];
    check(Matcher::Steps(WORDS), &[".", "a-z.", "à😀é.", "aéa😏a."], &["", "a", "ê.", "ß.", "😐.", "a.a", "A."]);
    const COUNTED: &[Step] = &[Step::Run(&Run::between(2, 3, "a", &[('é', 'é')])), Step::Run(&Run::any("ab", &[]))];
    check(Matcher::Steps(COUNTED), &["aa", "éa", "aaé", "aaab", "aaaa"], &["", "a", "é", "ab", "aaéé", "éééé"]);
    const EXACTLY: &[Step] = &[Step::Run(&Run::between(2, 2, "a", &[('é', 'é')]))];
    check(Matcher::Steps(EXACTLY), &["aa", "aé", "éé"], &["", "a", "é", "aaa", "aaé", "ééé"]);
    const NEVER: &[Step] = &[Step::Run(&Run::between(1, 1, "", &[]))];
    check(Matcher::Steps(NEVER), &[], &["", "a", "é"]);
}

/// A hyphen is itself where it comes first, or bounds a range.
#[test]
fn sets_of_ascii() {
    const FIRST: &[Step] = &[Step::Run(&Run::some("-a-c", &[]))];
    check(Matcher::Steps(FIRST), &["-", "a", "b", "c"], &["`", "d", ",", "."]);
    const LOWER_BOUND: &[Step] = &[Step::Run(&Run::some("--/a", &[]))];
    check(Matcher::Steps(LOWER_BOUND), &["-", ".", "/", "a"], &[",", "0", "b"]);
    const UPPER_BOUND: &[Step] = &[Step::Run(&Run::some("+--_", &[]))];
    check(Matcher::Steps(UPPER_BOUND), &["+", ",", "-", "_"], &["*", ".", "^"]);
    const ALL: &[Step] = &[Step::Run(&Run::some("\0-\x7f", &[]))];
    check(Matcher::Steps(ALL), &["\0", "\x7f"], &["\u{80}"]);
}

#[test]
fn spaces() {
    let of = |ranges: &[(char, char)]| ranges.iter().map(|&(first, last)| (first..=last).count()).sum::<usize>();
    assert_eq!(of(SPACES) + of(NOT_SPACES), ('\u{80}'..=char::MAX).count());
    const SPACE: &[Step] = &[Step::Run(&Run::any("\t-\r ", SPACES))];
    check(Matcher::Steps(SPACE), &["\t\u{b} \u{a0}\u{2005}\u{2029}\u{feff}"], &["\u{85}", "\u{200b}", "a"]);
    const NOT_SPACE: &[Step] = &[Step::Run(&Run::any("\0-\x08\x0e-\x1f!-\x7f", NOT_SPACES))];
    check(Matcher::Steps(NOT_SPACE), &["\u{85}\u{200b}a\u{10ffff}"], &["\n", "\u{feff}", "\u{3000}"]);
}

/// `^(?:a[^b]*b$|é)`: what follows `é` is accepted at once.
#[test]
fn automata() {
    static NEXT: [u16; 12] = table(4, b".....2./2202");
    static STEPS: [Step; 1] = [Step::Dfa(&Dfa::new(&["a", "b", ""], &[('é', 'é', 3)], &NEXT, 1, 1))];
    check(Matcher::Steps(&STEPS), &["ab", "aaéx😀b", "é", "éx"], &["", "a", "b", "x", "ê", "aa", "abb", "😀"]);
}

#[test]
fn tables() {
    assert_eq!(table(10, b"0129./"), [0, 10, 20, 90, REJECT, ACCEPT]);
    // A byte goes on from 0xff to 0, up to the character before the marks.
    assert_eq!(table(1, &[b'o', 0xff, 0, b'-']), [63, 207, 208, 253]);
    assert_eq!(wide_table::<5>(2, b"0012oo..//"), [0, 2 * 66, 2 * (63 * 64 + 63), REJECT, ACCEPT]);
}

/// A table that is not one rejects; it does not panic.
#[test]
fn malformed_tables() {
    static STEPS: [Step; 1] = [Step::Dfa(&Dfa::new(&["a"], &[], &[9, 9], 0, 0))];
    check(Matcher::Steps(&STEPS), &[], &["", "a", "aa"]);
}

#[test]
fn debug_shows_the_pattern() {
    assert_eq!(format!("{:?}", Pattern::new("^a$", Matcher::Steps(&[]))), "Pattern(\"^a$\")");
}
