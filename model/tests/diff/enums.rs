//! Values of enums of every kind.

use expect_test::expect;

use super::{Case, case};

fn values(kind: &str, values: &[(&str, &str)]) -> String {
    let members: Vec<String> = values
        .iter()
        .map(|(name, value)| format!(r#""{name}": {{"target": "@Unit", "traits": {{"@enumValue": {value}}}}}"#))
        .collect();
    format!(r#""x#E": {{"type": "{kind}", "members": {{{}}}}}"#, members.join(", "))
}

fn old(definitions: &str) -> String {
    format!(r#""x#E": {{"type": "string", "traits": {{"@enum": [{definitions}]}}}}"#)
}

const STRING: &str = r#""x#E": {"type": "string"}"#;

pub(super) fn cases() -> Vec<Case> {
    let ab = [("A", "\"a\""), ("B", "\"b\"")];
    let text = |values_: &[(&str, &str)]| values("enum", values_);
    let number = |values_: &[(&str, &str)]| values("intEnum", values_);
    let documented = |words: &str, deprecated: &str| {
        old(&format!(r#"{{"value": "a", "name": "A", "documentation": "{words}", "deprecated": {deprecated}}}"#))
    };
    vec![
        case(
            text(&ab),
            text(&[("A", "\"a\""), ("B", "\"b\""), ("C", "\"c\"")]),
            expect![[r#"
            > enum-value-added E$C: value added (- => c); Relaxed { accepted: Some("\"c\"") }
            < enum-value-removed E$C: value removed (c => -); Breaking: old clients may send it; Tightened { refused: Some("\"c\"") }; code: its name is removed
        "#]],
        ),
        case(
            text(&ab),
            text(&[("A", "\"a\""), ("C", "\"c\""), ("B", "\"b\"")]),
            expect![[r#"
            > enum-value-inserted E$C: value added before others (- => c); Relaxed { accepted: Some("\"c\"") }; code: the values after it have another position
            < enum-value-removed E$C: value removed (c => -); Breaking: old clients may send it; Tightened { refused: Some("\"c\"") }; code: its name is removed
        "#]],
        ),
        case(
            text(&ab),
            text(&[("B", "\"b\""), ("A", "\"a\"")]),
            expect![[r#"
            > enum-order-changed E: values are in another order (a => b); code: values have another position
            < enum-order-changed E: values are in another order (b => a); code: values have another position
        "#]],
        ),
        case(
            text(&ab),
            text(&[("A", "\"a\""), ("BB", "\"b\"")]),
            expect![[r#"
            > enum-value-renamed E$BB: value has another name (B => BB); code: code uses another name
            < enum-value-renamed E$B: value has another name (BB => B); code: code uses another name
        "#]],
        ),
        case(
            text(&ab),
            text(&[("A", "\"a\""), ("B", "\"bb\"")]),
            expect![[r#"
                > enum-value-changed E$B: another value under the same name (b => bb); Breaking: the other side does not know the value; Changed { refused: Some("\"b\""), accepted: Some("\"bb\"") }; code: code that names it sends another value
                < enum-value-changed E$B: another value under the same name (bb => b); Breaking: the other side does not know the value; Changed { refused: Some("\"bb\""), accepted: Some("\"b\"") }; code: code that names it sends another value
            "#]],
        ),
        // Names swap values, in a pair and in a cycle, and with a name that is removed.
        case(
            text(&ab),
            text(&[("A", "\"b\""), ("B", "\"a\"")]),
            expect![[r#"
            > enum-value-changed E$A: another value under the same name (a => b); code: code that names it sends another value
            > enum-value-changed E$B: another value under the same name (b => a); code: code that names it sends another value
            < enum-value-changed E$A: another value under the same name (b => a); code: code that names it sends another value
            < enum-value-changed E$B: another value under the same name (a => b); code: code that names it sends another value
        "#]],
        ),
        case(
            text(&[("A", "\"a\""), ("B", "\"b\""), ("C", "\"c\"")]),
            text(&[("A", "\"b\""), ("B", "\"c\""), ("C", "\"a\"")]),
            expect![[r#"
                > enum-value-changed E$A: another value under the same name (a => b); code: code that names it sends another value
                > enum-value-changed E$B: another value under the same name (b => c); code: code that names it sends another value
                > enum-value-changed E$C: another value under the same name (c => a); code: code that names it sends another value
                < enum-value-changed E$A: another value under the same name (b => a); code: code that names it sends another value
                < enum-value-changed E$B: another value under the same name (c => b); code: code that names it sends another value
                < enum-value-changed E$C: another value under the same name (a => c); code: code that names it sends another value
            "#]],
        ),
        case(
            text(&ab),
            text(&[("A", "\"b\"")]),
            expect![[r#"
            > enum-value-changed E$A: another value under the same name (a => b); Breaking: the other side does not know the value; Tightened { refused: Some("\"a\"") }; code: code that names it sends another value
            > enum-value-renamed E$B: value has another name (B => A); code: code uses another name
            < enum-value-changed E$A: another value under the same name (b => a); Breaking: the other side does not know the value; Relaxed { accepted: Some("\"a\"") }; code: code that names it sends another value
            < enum-value-renamed E$B: value has another name (A => B); code: code uses another name
        "#]],
        ),
        case(
            text(&ab),
            text(&[("A", "\"b\""), ("C", "\"a\"")]),
            expect![[r#"
            > enum-value-changed E$A: another value under the same name (a => b); code: code that names it sends another value
            > enum-value-renamed E$C: value has another name (A => C); code: code uses another name
            > enum-value-renamed E$B: value has another name (B => A); code: code uses another name
            < enum-value-changed E$A: another value under the same name (b => a); code: code that names it sends another value
            < enum-value-renamed E$B: value has another name (A => B); code: code uses another name
            < enum-value-renamed E$C: value has another name (C => A); code: code uses another name
        "#]],
        ),
        case(
            text(&ab),
            text(&[("A", "\"A\""), ("B", "\"b\"")]),
            expect![[r#"
            > enum-value-changed E$A: another value under the same name (a => A); Breaking: the other side does not know the value; Changed { refused: Some("\"a\""), accepted: Some("\"A\"") }; code: code that names it sends another value
            < enum-value-changed E$A: another value under the same name (A => a); Breaking: the other side does not know the value; Changed { refused: Some("\"A\""), accepted: Some("\"a\"") }; code: code that names it sends another value
        "#]],
        ),
        case(
            number(&[("A", "1"), ("B", "2")]),
            number(&[("A", "2"), ("B", "1")]),
            expect![[r#"
            > enum-value-changed E$A: another value under the same name (1 => 2); code: code that names it sends another value
            > enum-value-changed E$B: another value under the same name (2 => 1); code: code that names it sends another value
            < enum-value-changed E$A: another value under the same name (2 => 1); code: code that names it sends another value
            < enum-value-changed E$B: another value under the same name (1 => 2); code: code that names it sends another value
        "#]],
        ),
        case(
            old(r#"{"value": "a", "name": "A"}, {"value": "b", "name": "B"}"#),
            old(r#"{"value": "b", "name": "A"}, {"value": "a", "name": "B"}"#),
            expect![[r#"
                > enum-value-changed E: another value under the same name (b => a); code: code that names it sends another value
                > enum-value-changed E: another value under the same name (a => b); code: code that names it sends another value
                < enum-value-changed E: another value under the same name (b => a); code: code that names it sends another value
                < enum-value-changed E: another value under the same name (a => b); code: code that names it sends another value
            "#]],
        ),
        case(
            old(r#"{"value": "a", "name": "A"}, {"value": "b", "name": "B", "deprecated": true}"#),
            text(&[("A", "\"b\""), ("B", "\"a\"")]),
            expect![[r#"
                > shape-type-changed E: string is now enum (string => enum)
                > enum-value-changed E$A: another value under the same name (a => b); code: code that names it sends another value
                > deprecated-removed E$B: no longer deprecated
                > enum-value-changed E$B: another value under the same name (b => a); code: code that names it sends another value
                < deprecated-added E: now deprecated
                < enum-value-changed E: another value under the same name (b => a); code: code that names it sends another value
                < enum-value-changed E: another value under the same name (a => b); code: code that names it sends another value
                < shape-type-changed E: enum is now string (enum => string); code: it has another type
            "#]],
        ),
        case(
            number(&[("A", "1"), ("B", "2")]),
            number(&[("A", "1"), ("C", "3"), ("B", "2")]),
            expect![[r#"
                > enum-value-added E$C: value added (- => 3); Relaxed { accepted: Some("3") }
                < enum-value-removed E$C: value removed (3 => -); Breaking: old clients may send it; Tightened { refused: Some("3") }; code: its name is removed
            "#]],
        ),
        case(
            number(&[("A", "1")]),
            number(&[("A", "2")]),
            expect![[r#"
                > enum-value-changed E$A: another value under the same name (1 => 2); Breaking: the other side does not know the value; Changed { refused: Some("1"), accepted: Some("2") }; code: code that names it sends another value
                < enum-value-changed E$A: another value under the same name (2 => 1); Breaking: the other side does not know the value; Changed { refused: Some("2"), accepted: Some("1") }; code: code that names it sends another value
            "#]],
        ),
        case(
            STRING,
            text(&ab),
            expect![[r#"
                > shape-type-changed E: string is now enum (string => enum); Tightened { refused: Some("\"\"") }; code: it has another type
                < shape-type-changed E: enum is now string (enum => string); Relaxed { accepted: Some("\"\"") }; code: it has another type
            "#]],
        ),
        case(
            STRING,
            old(r#"{"value": "", "name": "A"}"#),
            expect![[r#"
                > enum-added E: only certain values are valid; Tightened { refused: Some("\"a\"") }; code: values may have names in code
                < enum-removed E: any value is valid; Relaxed { accepted: Some("\"a\"") }; code: values may have names in code
            "#]],
        ),
        case(
            old(r#"{"value": "a", "name": "A"}, {"value": "b", "name": "B"}"#),
            text(&ab),
            expect![[r#"
            > shape-type-changed E: string is now enum (string => enum)
            < shape-type-changed E: enum is now string (enum => string); code: it has another type
        "#]],
        ),
        case(
            old(r#"{"value": "a"}"#),
            old(r#"{"value": "b"}, {"value": "a"}"#),
            expect![[r#"
            > enum-value-inserted E: value added before others (- => b); Relaxed { accepted: Some("\"b\"") }; code: the values after it have another position
            < enum-value-removed E: value removed (b => -); Breaking: old clients may send it; Tightened { refused: Some("\"b\"") }; code: its name is removed
        "#]],
        ),
        case(
            old(r#"{"value": "a"}"#),
            old(r#"{"value": "a", "name": "A"}"#),
            expect![[r#"
            > enum-value-renamed E: value has another name (- => A); code: code uses another name
            < enum-value-renamed E: value has another name (A => -); code: code uses another name
        "#]],
        ),
        case(
            documented("a", "false"),
            documented("b", "true"),
            expect![[r#"
                > deprecated-added E: now deprecated (value a)
                > documentation-changed E: documentation changed (value a)
                < deprecated-removed E: no longer deprecated (value a)
                < documentation-changed E: documentation changed (value a)
            "#]],
        ),
        case(
            old(r#"{"value": "a"}"#),
            old(r#"{"value": "a", "tags": ["b"]}"#),
            expect![[r#"
                > trait-changed E: trait changed: smithy.api#tags (value a)
                < trait-changed E: trait changed: smithy.api#tags (value a)
            "#]],
        ),
    ]
}
