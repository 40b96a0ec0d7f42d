use crate::pattern::{Matcher, NOT_SPACES, Rest, Run};
use crate::schema::{Kind, Schema};

/// Returns texts of one character with another at each position, with lengths around multiples of the block size.
fn texts(common: char, others: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    for length in (1..=9).chain([15, 16, 17, 23, 24, 25, 31, 32, 33, 47, 48, 49]) {
        let text = common.to_string().repeat(length);
        for place in 0..length {
            texts.extend(others.chars().map(|other| format!("{}{other}{}", &text[..place], &text[place + 1..])));
        }
        texts.push(text);
    }
    texts
}

/// Compares the result with counting characters and checking each one.
#[track_caller]
fn check(schema: &Schema, min: usize, max: usize, matches: impl Fn(&str) -> bool) {
    let (mut right, mut wrong) = (0, 0);
    for text in texts('m', "A\0\u{8}\t 0z~\u{7f}\u{80}é\u{3000}😀") {
        let expected = (min..=max).contains(&text.chars().count()) && matches(&text);
        assert_eq!(schema.accepts(&text), expected, "{text:?}, of {} bytes", text.len());
        *(if expected { &mut right } else { &mut wrong }) += 1;
    }
    assert!(right > 0 && wrong > 0, "{right} are right and {wrong} are wrong");
}

const fn schema(matcher: Matcher) -> Schema {
    Schema::new("Text", Kind::String).pattern("the pattern", matcher)
}

fn all(text: &str, is_in: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is_in)
}

#[test]
fn lengths() {
    check(&Schema::new("Text", Kind::String).length(2, 31), 2, 31, |_| true);
    check(&Schema::new("Text", Kind::String).min_length(17), 17, usize::MAX, |_| true);
    check(&Schema::new("Text", Kind::String).max_length(16), 0, 16, |_| true);
}

#[test]
fn lengths_that_no_text_has() {
    assert!(!Schema::new("Text", Kind::String).length(5, 3).accepts("text"));
    assert!(!Schema::new("Text", Kind::String).min_length(u64::MAX).accepts("text"));
    assert!(Schema::new("Text", Kind::String).max_length(u64::MAX).accepts("text"));
}

#[test]
fn runs() {
    let is_solid = |c| !matches!(c, '\t'..='\r' | ' ' | '\u{3000}');
    check(&schema(Matcher::SOLID), 0, usize::MAX, |text| all(text, is_solid));
    check(&schema(Matcher::SOLID).length(8, 17), 8, 17, |text| all(text, is_solid));
    static PRINTED: Schema = schema(Matcher::Run(&Run::some(" -~", &[]))).length(1, 32);
    check(&PRINTED, 1, 32, |text| all(text, |c| (' '..='~').contains(&c)));
    static WORD: Schema = schema(Matcher::Run(&Run::some("a-z0", &[('é', 'é'), ('\u{3000}', '\u{3000}')])));
    check(&WORD, 0, usize::MAX, |text| all(text, |c| matches!(c, 'a'..='z' | '0' | 'é' | '\u{3000}')));
    static BOUNDED: Schema = schema(Matcher::Run(&Run::between(9, 24, "a-z", &[]))).length(8, 23);
    check(&BOUNDED, 9, 23, |text| all(text, |c| c.is_ascii_lowercase()));
}

#[test]
fn other_patterns() {
    check(&schema(Matcher::Always).length(16, 17), 16, 17, |_| true);
    static STEPS: Schema = schema(Matcher::Code(1, |text| {
        let rest = Rest::of(text).text("m").run(const { &Run::some("a-z", &[]) });
        rest.run(const { &Run::any("A", &[]) }).is_empty()
    }));
    let matches = |text: &str| {
        let rest = text.trim_end_matches('A');
        text.starts_with('m') && rest.len() > 1 && rest.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    check(&STEPS, 0, usize::MAX, matches);
    static LONG: Schema = schema(Matcher::Code(1, |text| Rest::of(text).text("m").is_any())).length(8, 33);
    check(&LONG, 8, 33, |text| text.starts_with('m'));
}

/// If a text starts with ASCII, fewer bytes guarantee the minimum.
#[test]
fn lengths_after_ascii() {
    static LONG: Schema = schema(Matcher::Code(3, |text| Rest::of(text).text("mmm").is_any())).length(5, 6);
    for others in 0..6 {
        for (text, length) in
            [("é".repeat(others), others), ("😀".repeat(others), others), ("m".repeat(others), others)]
        {
            let expected = (5..=6).contains(&(3 + length));
            assert_eq!(LONG.accepts(&format!("mmm{text}")), expected, "mmm{text}");
            assert!(!LONG.accepts(&format!("mém{text}")), "mém{text}");
        }
    }
}

/// Tests marks in texts with lengths around multiples of the block size.
#[test]
fn marks() {
    static MARKED: Schema = schema(Matcher::Code(0, |text| {
        let (digits, before) = (const { &Run::some("0-9", &[]) }, const { &Run::any("\0-ln-\u{7f}", NOT_SPACES) });
        Rest::of(text).has_marked(b'm', digits, before)
    }));
    let is_before = |c: char| c.is_ascii() || !c.is_whitespace();
    let matches = |text: &str| {
        let start = text.find(|c| !is_before(c)).map_or(text, |end| &text[..end]);
        let mut parts = start.split('m').skip(1).collect::<Vec<_>>();
        parts.pop();
        parts.iter().any(|part| all(part, |c| c.is_ascii_digit()))
    };
    check(&MARKED, 0, usize::MAX, matches);
    for before in 0..40 {
        for between in 0..20 {
            for text in ["x", "é", "0", "m", "\u{3000}"]
                .map(|before_one| format!("{}{before_one}m{}m and more", "x".repeat(before), "7".repeat(between)))
            {
                assert_eq!(MARKED.accepts(&text), matches(&text), "{text:?}");
            }
        }
    }
}
