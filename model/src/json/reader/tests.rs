//! Tests of the values that the reader returns, and of its errors.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;
use crate::document::Document;

#[track_caller]
fn check(text: &str, expect: Expect) {
    let document = Document { name: "m".into(), bytes: text.into() };
    let mut result = String::new();
    match read(&Source::new(&document).unwrap()) {
        Ok(node) => write!(result, "{}", node.into_value()).unwrap(),
        Err(errors) => errors.iter().for_each(|error| writeln!(result, "{error}").unwrap()),
    }
    expect.assert_eq(&result);
}

#[test]
fn values() {
    check(
        r#" {"b": [1, -2.5e3, true, null], "a": {"\u00e9\ud834\udd1e\n": "é"}} "#,
        expect![[r#"{"a":{"é𝄞\n":"é"},"b":[1,-2500.0,true,null]}"#]],
    );
    check("0", expect!["0"]);
    check("18446744073709551615", expect!["18446744073709551615"]);
    check("18446744073709551616", expect!["1.8446744073709552e+19"]);
    check("5e-324", expect!["5e-324"]);
    check("[]", expect!["[]"]);
}

#[test]
fn mistakes() {
    check(
        "{",
        expect![[r#"
        m:1:2: the document ends too early, expected a key in double quotes
    "#]],
    );
    check(
        "{\"a\"",
        expect![[r#"
        m:1:5: the document ends too early, expected `:` after the key
    "#]],
    );
    check(
        "{\"a\":\n1",
        expect![[r#"
        m:2:2: the document ends too early, expected `,` or `}`
    "#]],
    );
    check(
        "[1 2]",
        expect![[r#"
        m:1:4: unexpected `2`, expected `,` or `]`
    "#]],
    );
    check(
        "[1,]",
        expect![[r#"
        m:1:4: unexpected `]`, expected a JSON value
    "#]],
    );
    check(
        "{'a': 1}",
        expect![[r#"
        m:1:2: unexpected `'`, expected a key in double quotes
    "#]],
    );
    check(
        "{} é",
        expect![[r#"
        m:1:4: unexpected `é`, expected the end of the document
    "#]],
    );
    check(
        "nul",
        expect![[r#"
        m:1:1: the unknown word `nul`, expected a JSON value
    "#]],
    );
    check(
        "<html>",
        expect![[r#"
        m:1:1: unexpected `<`, expected a JSON value
    "#]],
    );
    check(
        "\"é",
        expect![[r#"
        m:1:3: the document ends inside a string, expected `"`
    "#]],
    );
    check(
        "\"é\\",
        expect![[r#"
        m:1:4: the document ends inside a string, expected `"`
    "#]],
    );
    check(
        "\"a\nb\"",
        expect![[r#"
        m:1:3: a control character in a string, expected an escape such as `\n`
    "#]],
    );
    check(
        r#""\x""#,
        expect![[r#"
        m:1:1: an escape that JSON does not have in a string, expected an escape such as `\n` or `\u00e9`
    "#]],
    );
    check(
        r#""\ud834""#,
        expect![[r#"
        m:1:1: an escape that JSON does not have in a string, expected an escape such as `\n` or `\u00e9`
    "#]],
    );
    for number in ["01", "-", "1.", "1e", "1e999", "+1", ".5", "1-2"] {
        let document = Document { name: "m".into(), bytes: number.into() };
        assert!(read(&Source::new(&document).unwrap()).is_err(), "{number}");
    }
    check(
        "01",
        expect![[r#"
        m:1:1: the malformed number `01`, expected a JSON number
    "#]],
    );
}

#[test]
fn duplicate_keys_at_any_level() {
    check(
        "{\"a\": [{\"x\": 1,\n\"x\": 2}], \"b\": 1, \"a\": 1, \"a\": 2, \"\\u0062\": 3}",
        expect![[r#"
            m:2:1: the key `x` occurs twice in an object, first at m:1:9, expected each key once
            m:2:19: the key `a` occurs twice in an object, first at m:1:2, expected each key once
            m:2:27: the key `a` occurs twice in an object, first at m:1:2, expected each key once
            m:2:35: the key `b` occurs twice in an object, first at m:2:11, expected each key once
        "#]],
    );
}

#[test]
fn nesting_is_limited() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(read(&Source::new(&Document { name: "m".into(), bytes: nested(128).into() }).unwrap()).is_ok());
    check(
        &nested(129),
        expect![[r#"
        m:1:129: the document is nested deeper than 128 levels, expected a shallower document
    "#]],
    );
    // Without the limit, these would exhaust the stack.
    check(
        &nested(1_000_000),
        expect![[r#"
        m:1:129: the document is nested deeper than 128 levels, expected a shallower document
    "#]],
    );
    check(
        &"{\"a\":".repeat(1_000_000),
        expect![[r#"
        m:1:641: the document is nested deeper than 128 levels, expected a shallower document
    "#]],
    );
}

/// Counting the columns of each error from the start of the line would take minutes.
#[test]
fn one_long_line_is_cheap() {
    let text = format!("[{}]", "{\"é\":1,\"é\":2},".repeat(100_000).trim_end_matches(','));
    let errors = read(&Source::new(&Document { name: "m".into(), bytes: text.into() }).unwrap()).err().unwrap();
    assert_eq!(errors.len(), 100_000);
}
