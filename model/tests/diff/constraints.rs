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
        traits_case(
            string,
            "",
            r#""@length": {"min": 1, "max": 9}"#,
            expect![[r#"
            > length-added S: length constrained (- => {"max":9,"min":1}); Tightened { refused: Some("length 0") }
            < length-removed S: length no longer constrained ({"max":9,"min":1} => -); Relaxed { accepted: Some("length 0") }
        "#]],
        ),
        traits_case(
            string,
            r#""@length": {"min": 1}"#,
            r#""@length": {"min": 2}"#,
            expect![[r#"
            > length-changed S: length constrained otherwise ({"min":1} => {"min":2}); Tightened { refused: Some("length 1") }
            < length-changed S: length constrained otherwise ({"min":2} => {"min":1}); Relaxed { accepted: Some("length 1") }
        "#]],
        ),
        traits_case(
            string,
            r#""@length": {"max": 10}"#,
            r#""@length": {"min": 2, "max": 20}"#,
            expect![[r#"
            > length-changed S: length constrained otherwise ({"max":10} => {"max":20,"min":2}); Changed { refused: Some("length 1"), accepted: Some("length 11") }
            < length-changed S: length constrained otherwise ({"max":20,"min":2} => {"max":10}); Changed { refused: Some("length 11"), accepted: Some("length 1") }
        "#]],
        ),
        traits_case(
            string,
            "",
            r#""@length": {"min": 0}"#,
            expect![[r#"
            > length-added S: length constrained (- => {"min":0})
            < length-removed S: length no longer constrained ({"min":0} => -)
        "#]],
        ),
        traits_case(
            list,
            "",
            r#""@length": {"max": 0}"#,
            expect![[r#"
            > length-added L: length constrained (- => {"max":0}); Tightened { refused: Some("length 1") }
            < length-removed L: length no longer constrained ({"max":0} => -); Relaxed { accepted: Some("length 1") }
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
        traits_case(
            integer,
            "",
            r#""@range": {"min": 1, "max": 9}"#,
            expect![[r#"
            > range-added I: range constrained (- => {"max":9,"min":1}); Tightened { refused: Some("0") }
            < range-removed I: range no longer constrained ({"max":9,"min":1} => -); Relaxed { accepted: Some("0") }
        "#]],
        ),
        traits_case(
            integer,
            r#""@range": {"min": 1}"#,
            r#""@range": {"min": 1.0, "max": 5}"#,
            expect![[r#"
            > range-changed I: range constrained otherwise ({"min":1} => {"max":5,"min":1.0}); Tightened { refused: Some("6") }
            < range-changed I: range constrained otherwise ({"max":5,"min":1.0} => {"min":1}); Relaxed { accepted: Some("6") }
        "#]],
        ),
        traits_case(
            integer,
            r#""@range": {"max": 5}"#,
            r#""@range": {"max": 6}"#,
            expect![[r#"
            > range-changed I: range constrained otherwise ({"max":5} => {"max":6}); Relaxed { accepted: Some("6") }
            < range-changed I: range constrained otherwise ({"max":6} => {"max":5}); Tightened { refused: Some("6") }
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
        // The texts that tell them apart are too long, or are refused as too long by one side alone.
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
            > length-changed S: length constrained otherwise ({"max":4} => {"max":3}); Tightened { refused: Some("length 4") }
            > pattern-changed S: pattern changed (^a*$ => ^a{0,3}$); Tightened { refused: Some("\"aaaa\"") }
            < length-changed S: length constrained otherwise ({"max":3} => {"max":4}); Relaxed { accepted: Some("length 4") }
            < pattern-changed S: pattern changed (^a{0,3}$ => ^a*$); Relaxed { accepted: Some("\"aaaa\"") }
        "#]],
        ),
        traits_case(
            string,
            &pattern("^(?>a)$"),
            &pattern("^a$"),
            expect![[r#"
            > pattern-changed S: pattern changed (^(?>a)$ => ^a$); Unknown("an atomic group is not supported, at byte 1")
            < pattern-changed S: pattern changed (^a$ => ^(?>a)$); Unknown("an atomic group is not supported, at byte 1")
        "#]],
        ),
        // What no character can be printed for is written out.
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
        // A member without a constraint has that of its target.
        traits_case(
            member,
            "",
            r#""@length": {"max": 9}"#,
            expect![[r#"
            > length-added A$m: length constrained (- => {"max":9})
            < length-removed A$m: length no longer constrained ({"max":9} => -)
        "#]],
        ),
        traits_case(
            member,
            "",
            r#""@length": {"max": 10}"#,
            expect![[r#"
            > length-added A$m: length constrained (- => {"max":10}); Relaxed { accepted: Some("length 10") }
            < length-removed A$m: length no longer constrained ({"max":10} => -); Tightened { refused: Some("length 10") }
        "#]],
        ),
        traits_case(
            member,
            r#""@length": {"max": 7}"#,
            "",
            expect![[r#"
            > length-removed A$m: length no longer constrained ({"max":7} => -); Relaxed { accepted: Some("length 8") }
            < length-added A$m: length constrained (- => {"max":7}); Tightened { refused: Some("length 8") }
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
