//! JSON syntax errors: their places are reported, and no content is shown.

use appflow_types::{ProblemKind, Structure as _};
use expect_test::expect;

use crate::{Request, check, refusal, with};

#[test]
fn syntax_errors() {
    check(
        "",
        expect![[r#"
        1 problem in the document
        1:1: the document is empty, expected a JSON object"#]],
    );
    check(
        " \r\n\t",
        expect![[r#"
        1 problem in the document
        1:1: the document is empty, expected a JSON object"#]],
    );
    check(
        "\u{feff}{}",
        expect![[r#"
        1 problem in the document
        1:1: the document begins with a byte-order mark, expected UTF-8 without one"#]],
    );
    check(
        "{",
        expect![[r#"
        1 problem in the document
        1:2: the document ends too early, expected a member name in double quotes"#]],
    );
    check(
        "{\"a\": 1,}",
        expect![[r#"
        1 problem in the document
        1:9: unexpected `}`, expected a member name in double quotes"#]],
    );
    check(
        "{\"a\": [1 2]}",
        expect![[r#"
        1 problem in the document
        1:10: an unexpected character, expected `,` or `]`"#]],
    );
    check(
        "{\"a\": [1,]}",
        expect![[r#"
        1 problem in the document
        1:10: unexpected `]`, expected a JSON value"#]],
    );
    check(
        "{'a': 1}",
        expect![[r#"
        1 problem in the document
        1:2: unexpected `'`, expected a member name in double quotes"#]],
    );
    check(
        "{a: 1}",
        expect![[r#"
        1 problem in the document
        1:2: an unexpected character, expected a member name in double quotes"#]],
    );
    check(
        "{\"a\" 1}",
        expect![[r#"
        1 problem in the document
        1:6: an unexpected character, expected `:` after the member name"#]],
    );
    check(
        "{\"a\": hunter2}",
        expect![[r#"
        1 problem in the document
        1:7: a word without quotes, expected `true`, `false`, `null`, or text in double quotes"#]],
    );
    check(
        "{\"a\": True}",
        expect![[r#"
        1 problem in the document
        1:7: a word without quotes, expected `true`, `false`, `null`, or text in double quotes"#]],
    );
    check(
        "{\"a\": 007}",
        expect![[r#"
        1 problem in the document
        1:7: a malformed number, expected a JSON number"#]],
    );
    check(
        "{} // comment",
        expect![[r#"
        1 problem in the document
        1:4: a comment, which JSON does not have, expected the end of the document"#]],
    );
    check(
        "{} {}",
        expect![[r#"
        1 problem in the document
        1:4: unexpected `{`, expected the end of the document"#]],
    );
    check(
        "{\"é𝄞\": \"a\nb\"}",
        expect![[r#"
        1 problem in the document
        1:10: a control character in a string, expected an escape such as `\n`"#]],
    );
    check(
        "{\r\n\"é\":\r\n\"é𝄞\\x\"}",
        expect![[r#"
        1 problem in the document
        3:4: an escape that JSON does not have, expected an escape such as `\n` or `\u00e9`"#]],
    );
    check(
        "{\"a\": \"é\\ud834x\"}",
        expect![[r#"
        1 problem in the document
        1:9: an escape that JSON does not have, expected an escape such as `\n` or `\u00e9`"#]],
    );
    check(
        "{\"a\": \"é\\ude00\"}",
        expect![[r#"
        1 problem in the document
        1:9: an escape that JSON does not have, expected an escape such as `\n` or `\u00e9`"#]],
    );
    check(
        "{\"a\": \"\\u12",
        expect![[r#"
        1 problem in the document
        1:12: the document ends inside a string, expected `"`"#]],
    );
    check(
        "{\"a\": \"\\u12é\"}",
        expect![[r#"
        1 problem in the document
        1:8: an escape that JSON does not have, expected an escape such as `\n` or `\u00e9`"#]],
    );
    check(
        "{\"a\": \"\\",
        expect![[r#"
        1 problem in the document
        1:9: the document ends inside a string, expected `"`"#]],
    );
    check(
        "{\"a\": \u{3b1}}",
        expect![[r#"
        1 problem in the document
        1:7: an unexpected character, expected a JSON value"#]],
    );
    check(
        "<html>",
        expect![[r#"
        1 problem in the document
        1:1: an unexpected character, expected a JSON value"#]],
    );
    check(
        "\0",
        expect![[r#"
        1 problem in the document
        1:1: an unexpected character, expected a JSON value"#]],
    );
}

#[test]
fn every_escape_is_read() {
    let document = with("\"crm\"", r#""\u0063\/\u002D\"""#);
    check(
        &document,
        expect![[r#"
        1 problem in the document
        2:27: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$"#]],
    );
    let document = with("\"example.com\"", r#""\"\\\/\b\f\n\r\t\u00e9\ud834\udd1e\u0000é""#);
    check(
        &document,
        expect![[r#"
        1 problem in the document
        9:41: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties/domain: must satisfy regular expression pattern: ^\S+$"#]],
    );
    let document = with("\"crm\"", r#""\u0063\/\u002D""#);
    assert_eq!(Request::from_json(&document).unwrap().connector_profile_name, "c/-");
}

#[test]
fn numbers_follow_the_grammar() {
    for number in ["0", "-0", "1", "-1.5e+10", "0.5E-7", "18446744073709551616", "1e999"] {
        check_number(number, true);
    }
    for number in ["01", "-", "1.", ".5", "1e", "1e+", "+1", "0x1", "1-2", "1.2.3", "1e5e5", "--1", "Infinity", "NaN"] {
        check_number(number, false);
    }
}

#[track_caller]
fn check_number(number: &str, is_json: bool) {
    let error = refusal(&with("\"crm\"", number));
    let is_syntax = matches!(error.problems()[0].kind, ProblemKind::Syntax { .. });
    assert_ne!(is_syntax, is_json, "{number}: {error}");
}

#[test]
fn nesting_is_limited() {
    let nested = |levels: usize| format!("{{\"a\": {}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    assert_eq!(refusal(&nested(128)).problems().last().unwrap().path, "/a");
    check(
        &nested(129),
        expect![[r#"
        1 problem in the document
        1:134: the document is nested deeper than 128 levels, expected a shallower document"#]],
    );
    check(
        &"[".repeat(1 << 20),
        expect![[r#"
        1 problem in the document
        1:129: the document is nested deeper than 128 levels, expected a shallower document"#]],
    );
    check(
        &"{\"a\":".repeat(200_000),
        expect![[r#"
        1 problem in the document
        1:641: the document is nested deeper than 128 levels, expected a shallower document"#]],
    );
}
