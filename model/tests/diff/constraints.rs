//! Length, range, pattern and unique items, on shapes and on members.

use expect_test::expect;

use super::{Case, case, traits_case};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = lengths();
    cases.extend(ranges());
    cases.extend(patterns());
    cases.extend(members());
    cases
}

fn string(traits: &str) -> String {
    format!(r#""x#S": {{"type": "string", "traits": {{{traits}}}}}"#)
}

fn integer(traits: &str) -> String {
    format!(r#""x#I": {{"type": "integer", "traits": {{{traits}}}}}"#)
}

fn list(traits: &str) -> String {
    format!(r#""x#L": {{"type": "list", "member": {{"target": "@String"}}, "traits": {{{traits}}}}}"#)
}

fn lengths() -> Vec<Case> {
    vec![
        // No length is less than 0.
        traits_case(string, r#""@length": {"max": 64}"#, r#""@length": {"min": 0, "max": 64}"#, expect![[r#""#]]),
        traits_case(
            list,
            r#""@length": {"max": 64}"#,
            r#""@length": {"min": 0, "max": 32}"#,
            expect![[r#"
            > length-changed L: length at most 64 becomes at most 32 (at most 64 => at most 32); Tightened { refused: Some("length 33") }
            < length-changed L: length at most 32 becomes at most 64 (at most 32 => at most 64); Relaxed { accepted: Some("length 33") }
        "#]],
        ),
        traits_case(
            string,
            r#""@length": {"min": 1, "max": 64}"#,
            r#""@length": {"min": 1, "max": 32}"#,
            expect![[r#"
                > length-changed S: length 1–64 becomes 1–32 (1–64 => 1–32); Tightened { refused: Some("length 33") }
                < length-changed S: length 1–32 becomes 1–64 (1–32 => 1–64); Relaxed { accepted: Some("length 33") }
            "#]],
        ),
        traits_case(
            string,
            r#""@length": {"min": 2, "max": 2}"#,
            r#""@length": {"min": 2}"#,
            expect![[r#"
            > length-changed S: length exactly 2 becomes at least 2 (exactly 2 => at least 2); Relaxed { accepted: Some("length 3") }
            < length-changed S: length at least 2 becomes exactly 2 (at least 2 => exactly 2); Tightened { refused: Some("length 3") }
        "#]],
        ),
        traits_case(
            string,
            "",
            r#""@length": {"min": 1, "max": 9}"#,
            expect![[r#"
                > length-added S: length constrained to 1–9 (- => 1–9); Tightened { refused: Some("length 0") }
                < length-removed S: length no longer 1–9 (1–9 => -); Relaxed { accepted: Some("length 0") }
            "#]],
        ),
        traits_case(
            string,
            r#""@length": {"min": 1}"#,
            r#""@length": {"min": 2}"#,
            expect![[r#"
                > length-changed S: length at least 1 becomes at least 2 (at least 1 => at least 2); Tightened { refused: Some("length 1") }
                < length-changed S: length at least 2 becomes at least 1 (at least 2 => at least 1); Relaxed { accepted: Some("length 1") }
            "#]],
        ),
        traits_case(
            string,
            r#""@length": {"max": 10}"#,
            r#""@length": {"min": 2, "max": 20}"#,
            expect![[r#"
                > length-changed S: length at most 10 becomes 2–20 (at most 10 => 2–20); Changed { refused: Some("length 1"), accepted: Some("length 11") }
                < length-changed S: length 2–20 becomes at most 10 (2–20 => at most 10); Changed { refused: Some("length 11"), accepted: Some("length 1") }
            "#]],
        ),
        traits_case(string, "", r#""@length": {"min": 0}"#, expect![""]),
        traits_case(
            list,
            "",
            r#""@length": {"max": 0}"#,
            expect![[r#"
                > length-added L: length constrained to at most 0 (- => at most 0); Tightened { refused: Some("length 1") }
                < length-removed L: length no longer at most 0 (at most 0 => -); Relaxed { accepted: Some("length 1") }
            "#]],
        ),
        traits_case(
            list,
            "",
            r#""@uniqueItems": {}"#,
            expect![[r#"
            > unique-items-added L: items must be unique; Tightened { refused: Some("two equal items") }; code: a collection of unique items may have a type of its own
            < unique-items-removed L: items need not be unique; Relaxed { accepted: Some("two equal items") }; code: a collection of unique items may have a type of its own
        "#]],
        ),
    ]
}

fn ranges() -> Vec<Case> {
    vec![
        // An integer has bounds of its own.
        traits_case(
            integer,
            r#""@range": {"max": 5}"#,
            r#""@range": {"min": -2147483648, "max": 5}"#,
            expect![[r#""#]],
        ),
        traits_case(integer, "", r#""@range": {"max": 2147483647}"#, expect![[r#""#]]),
        traits_case(
            integer,
            "",
            r#""@range": {"max": 2147483646}"#,
            expect![[r#"
            > range-added I: range constrained to at most 2147483646 (- => at most 2147483646); Tightened { refused: Some("2147483647") }
            < range-removed I: range no longer at most 2147483646 (at most 2147483646 => -); Relaxed { accepted: Some("2147483647") }
        "#]],
        ),
        traits_case(
            integer,
            "",
            r#""@range": {"min": 1, "max": 9}"#,
            expect![[r#"
                > range-added I: range constrained to 1–9 (- => 1–9); Tightened { refused: Some("0") }
                < range-removed I: range no longer 1–9 (1–9 => -); Relaxed { accepted: Some("0") }
            "#]],
        ),
        traits_case(
            integer,
            r#""@range": {"min": 1}"#,
            r#""@range": {"min": 1.0, "max": 5}"#,
            expect![[r#"
                > range-changed I: range at least 1 becomes 1.0–5 (at least 1 => 1.0–5); Tightened { refused: Some("6") }
                < range-changed I: range 1.0–5 becomes at least 1 (1.0–5 => at least 1); Relaxed { accepted: Some("6") }
            "#]],
        ),
        traits_case(
            integer,
            r#""@range": {"max": 5}"#,
            r#""@range": {"max": 6}"#,
            expect![[r#"
                > range-changed I: range at most 5 becomes at most 6 (at most 5 => at most 6); Relaxed { accepted: Some("6") }
                < range-changed I: range at most 6 becomes at most 5 (at most 6 => at most 5); Tightened { refused: Some("6") }
            "#]],
        ),
    ]
}

fn patterns() -> Vec<Case> {
    let pattern = |pattern: &str| format!(r#""@pattern": "{pattern}""#);
    let both = |regex: &str, length: &str| format!(r#""@pattern": "{regex}", "@length": {length}"#);
    vec![
        traits_case(
            string,
            "",
            &pattern("^[a-z]+$"),
            expect![[r#"
            > pattern-added S: pattern added (- => ^[a-z]+$); Tightened { refused: Some("\"\"") }
            < pattern-removed S: pattern removed (^[a-z]+$ => -); Relaxed { accepted: Some("\"\"") }
        "#]],
        ),
        traits_case(
            string,
            &pattern("^[a-z]+$"),
            &pattern("^[a-z0-9]+$"),
            expect![[r#"
            > pattern-changed S: pattern changed (^[a-z]+$ => ^[a-z0-9]+$); Relaxed { accepted: Some("\"0\"") }
            < pattern-changed S: pattern changed (^[a-z0-9]+$ => ^[a-z]+$); Tightened { refused: Some("\"0\"") }
        "#]],
        ),
        traits_case(
            string,
            &pattern("^[a-z]+$"),
            &pattern("^[A-Z]+$"),
            expect![[r#"
            > pattern-changed S: pattern changed (^[a-z]+$ => ^[A-Z]+$); Changed { refused: Some("\"a\""), accepted: Some("\"A\"") }
            < pattern-changed S: pattern changed (^[A-Z]+$ => ^[a-z]+$); Changed { refused: Some("\"A\""), accepted: Some("\"a\"") }
        "#]],
        ),
        traits_case(
            string,
            &pattern("^[a-z]+$"),
            &pattern("^[a-z][a-z]*$"),
            expect![[r#"
            > pattern-changed S: pattern changed (^[a-z]+$ => ^[a-z][a-z]*$)
            < pattern-changed S: pattern changed (^[a-z][a-z]*$ => ^[a-z]+$)
        "#]],
        ),
        traits_case(
            string,
            &pattern("a"),
            &pattern("^a"),
            expect![[r#"
            > pattern-changed S: pattern changed (a => ^a); Tightened { refused: Some("\"ba\"") }
            < pattern-changed S: pattern changed (^a => a); Relaxed { accepted: Some("\"ba\"") }
        "#]],
        ),
        // The distinguishing texts are too long, or too long for one side alone.
        traits_case(
            string,
            &both("^a*$", r#"{"max": 3}"#),
            &both("^a{0,3}$", r#"{"max": 3}"#),
            expect![[r#"
            > pattern-changed S: pattern changed (^a*$ => ^a{0,3}$)
            < pattern-changed S: pattern changed (^a{0,3}$ => ^a*$)
        "#]],
        ),
        traits_case(
            string,
            &both("^a*$", r#"{"max": 4}"#),
            &both("^a{0,3}$", r#"{"max": 4}"#),
            expect![[r#"
            > pattern-changed S: pattern changed (^a*$ => ^a{0,3}$); Tightened { refused: Some("\"aaaa\"") }
            < pattern-changed S: pattern changed (^a{0,3}$ => ^a*$); Relaxed { accepted: Some("\"aaaa\"") }
        "#]],
        ),
        traits_case(
            string,
            &both("^a*$", r#"{"min": 3}"#),
            &both("^a*b?$", r#"{"min": 3}"#),
            expect![[r#"
            > pattern-changed S: pattern changed (^a*$ => ^a*b?$); Relaxed { accepted: Some("\"aab\"") }
            < pattern-changed S: pattern changed (^a*b?$ => ^a*$); Tightened { refused: Some("\"aab\"") }
        "#]],
        ),
        traits_case(
            string,
            &both("^a*$", r#"{"max": 4}"#),
            &both("^a{0,3}$", r#"{"max": 3}"#),
            expect![[r#"
                > length-changed S: length at most 4 becomes at most 3 (at most 4 => at most 3); Tightened { refused: Some("length 4") }
                > pattern-changed S: pattern changed (^a*$ => ^a{0,3}$); Tightened { refused: Some("\"aaaa\"") }
                < length-changed S: length at most 3 becomes at most 4 (at most 3 => at most 4); Relaxed { accepted: Some("length 4") }
                < pattern-changed S: pattern changed (^a{0,3}$ => ^a*$); Relaxed { accepted: Some("\"aaaa\"") }
            "#]],
        ),
        traits_case(
            string,
            &pattern("^(?>a)$"),
            &pattern("^a$"),
            expect![[r#"
            > pattern-changed S: pattern changed (^(?>a)$ => ^a$)
            < pattern-changed S: pattern changed (^a$ => ^(?>a)$)
        "#]],
        ),
        // A difference without printable characters is escaped.
        traits_case(
            string,
            &pattern("^$"),
            &pattern("^\\\\n?$"),
            expect![[r#"
            > pattern-changed S: pattern changed (^$ => ^\n?$); Relaxed { accepted: Some("\"\\n\"") }
            < pattern-changed S: pattern changed (^\n?$ => ^$); Tightened { refused: Some("\"\\n\"") }
        "#]],
        ),
        traits_case(
            string,
            &pattern("^.*$"),
            "",
            expect![[r#"
            > pattern-removed S: pattern removed (^.*$ => -); Relaxed { accepted: Some("\"\\n\"") }
            < pattern-added S: pattern added (- => ^.*$); Tightened { refused: Some("\"\\n\"") }
        "#]],
        ),
    ]
}

fn members() -> Vec<Case> {
    let member = |traits: &str| {
        format!(
            r#""x#A": {{"type": "structure", "members": {{"m": {{"target": "x#S", "traits": {{{traits}}}}}}}}},
            "x#S": {{"type": "string", "traits": {{"@length": {{"max": 9}}}}}}"#
        )
    };
    let target = |id: &str, traits: &str| {
        format!(
            r#""x#A": {{"type": "structure", "members": {{"m": {{"target": "{id}", "traits": {{{traits}}}}}}}}},
            "x#S": {{"type": "string", "traits": {{"@length": {{"max": 9}}}}}},
            "x#T": {{"type": "string", "traits": {{"@length": {{"max": 8}}}}}}"#
        )
    };
    vec![
        // A member without a constraint inherits its target's.
        traits_case(member, "", r#""@length": {"max": 9}"#, expect![""]),
        traits_case(
            member,
            "",
            r#""@length": {"max": 10}"#,
            expect![[r#"
                > length-added A$m: length at most 9 becomes at most 10 (at most 9 => at most 10); Relaxed { accepted: Some("length 10") }
                < length-removed A$m: length at most 10 becomes at most 9 (at most 10 => at most 9); Tightened { refused: Some("length 10") }
            "#]],
        ),
        traits_case(
            member,
            r#""@length": {"max": 7}"#,
            "",
            expect![[r#"
                > length-removed A$m: length at most 7 becomes at most 9 (at most 7 => at most 9); Relaxed { accepted: Some("length 8") }
                < length-added A$m: length at most 9 becomes at most 7 (at most 9 => at most 7); Tightened { refused: Some("length 8") }
            "#]],
        ),
        case(
            target("x#S", ""),
            target("x#T", ""),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#S => x#T); Tightened { refused: Some("length 9") }
            < member-target-changed A$m: refers to another shape (x#T => x#S); Relaxed { accepted: Some("length 9") }
        "#]],
        ),
        case(
            target("x#S", r#""@length": {"max": 5}"#),
            target("x#T", r#""@length": {"max": 5}"#),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#S => x#T)
            < member-target-changed A$m: refers to another shape (x#T => x#S)
        "#]],
        ),
        case(
            target("x#S", r#""@length": {"max": 8}"#),
            target("x#T", ""),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#S => x#T)
            < member-target-changed A$m: refers to another shape (x#T => x#S)
        "#]],
        ),
    ]
}
