//! Members of structures, unions, lists and maps.

use expect_test::expect;

use super::{Case, case};

pub(super) const OPERATION: &str =
    r#""x#O": {"type": "operation", "input": {"target": "x#A"}, "output": {"target": "x#B"}}"#;

/// Returns a structure that is only in an input.
pub(super) fn input(members: &str) -> String {
    format!(r#"{OPERATION}, "x#A": {{"type": "structure", "members": {{{members}}}}}, "x#B": {{"type": "structure"}}"#)
}

/// Returns a structure that is only in an output.
pub(super) fn output(members: &str) -> String {
    format!(r#"{OPERATION}, "x#B": {{"type": "structure", "members": {{{members}}}}}, "x#A": {{"type": "structure"}}"#)
}

fn union(members: &str) -> String {
    format!(r#""x#U": {{"type": "union", "members": {{"a": {{"target": "@String"}}{members}}}}}"#)
}

fn target(id: &str) -> String {
    format!(
        r#""x#A": {{"type": "structure", "members": {{"m": {{"target": "{id}"}}}}}},
        "x#S": {{"type": "string"}}, "x#T": {{"type": "string", "traits": {{"@documentation": "t"}}}},
        "x#Secret": {{"type": "string", "traits": {{"@sensitive": {{}}}}}},
        "x#L": {{"type": "list", "member": {{"target": "x#S"}}}},
        "x#M": {{"type": "list", "member": {{"target": "x#T"}}}},
        "x#N": {{"type": "list", "member": {{"target": "@Integer"}}}},
        "x#Map": {{"type": "map", "key": {{"target": "x#S"}}, "value": {{"target": "x#L"}}}},
        "x#Map2": {{"type": "map", "key": {{"target": "x#T"}}, "value": {{"target": "x#M"}}}},
        "x#B": {{"type": "structure", "members": {{"b": {{"target": "x#B"}}}}}},
        "x#C": {{"type": "structure", "members": {{"b": {{"target": "x#C"}}}}}},
        "x#D": {{"type": "structure", "members": {{"b": {{"target": "x#D"}}, "c": {{"target": "@String"}}}}}},
        "x#F": {{"type": "structure", "members": {{"b": {{"target": "x#F"}}, "c": {{"target": "@String", "traits": {{"@required": {{}}}}}}}}}}"#
    )
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = presence();
    cases.extend(targets());
    cases.extend(names());
    cases
}

fn presence() -> Vec<Case> {
    let optional = r#""m": {"target": "@String"}"#;
    let required = r#""m": {"target": "@String", "traits": {"@required": {}}}"#;
    let defaulted = r#""m": {"target": "@String", "traits": {"@required": {}, "@default": ""}}"#;
    let secret = r#""apiToken": {"target": "@String"}, "nextToken": {"target": "@String"}"#;
    let payload = r#""m": {"target": "@String", "traits": {"@httpPayload": {}}}"#;
    let label = r#""m": {"target": "@String", "traits": {"@httpLabel": {}, "@required": {}}}"#;
    vec![
        case(
            input(""),
            input(optional),
            expect![[r#"
            > member-added A$m: member added (- => smithy.api#String)
            < member-removed A$m: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
        "#]],
        ),
        case(
            output(""),
            output(optional),
            expect![[r#"
            > member-added B$m: member added (- => smithy.api#String)
            < member-removed B$m: member removed (smithy.api#String => -); Breaking: old clients may count on it in responses; code: its name is removed
        "#]],
        ),
        case(
            input(""),
            input(required),
            expect![[r#"
            > member-added A$m: required member added (- => smithy.api#String); Breaking: old clients do not send it; code: code that makes the structure does not give it
            < member-removed A$m: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
        "#]],
        ),
        case(
            output(""),
            output(required),
            expect![[r#"
            > member-added B$m: required member added (- => smithy.api#String); Risky: the old service does not send it; code: code that makes the structure does not give it
            < member-removed B$m: member removed (smithy.api#String => -); Breaking: old clients may count on it in responses; code: its name is removed
        "#]],
        ),
        case(
            input(""),
            input(defaulted),
            expect![[r#"
            > member-added A$m: required member added (- => smithy.api#String)
            < member-removed A$m: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
        "#]],
        ),
        case(
            input(""),
            input(secret),
            expect![[r#"
            > member-added A$apiToken: member added (- => smithy.api#String)
            > unmarked-secret-added A$apiToken: looks like a secret and is not marked; security: a secret that is not marked sensitive is printed and logged
            > member-added A$nextToken: member added (- => smithy.api#String)
            < member-removed A$apiToken: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
            < member-removed A$nextToken: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
        "#]],
        ),
        case(
            input(""),
            input(payload),
            expect![[r#"
            > member-added A$m: member added, in payload (- => smithy.api#String); Breaking: the body is this member now
            < member-removed A$m: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
        "#]],
        ),
        case(
            input(""),
            input(label),
            expect![[r#"
            > member-added A$m: required member added, in label (- => smithy.api#String); Breaking: old clients do not send it; code: code that makes the structure does not give it
            < member-removed A$m: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
        "#]],
        ),
        case(
            union(""),
            union(r#", "b": {"target": "@String"}"#),
            expect![[r#"
            > member-added U$b: member added (- => smithy.api#String)
            < member-removed U$b: member removed (smithy.api#String => -); Breaking: old clients may send it, and count on it in responses; code: its name is removed
        "#]],
        ),
    ]
}

fn targets() -> Vec<Case> {
    vec![
        case(
            target("x#S"),
            target("x#T"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#S => x#T)
            < member-target-changed A$m: refers to another shape (x#T => x#S)
        "#]],
        ),
        case(
            target("x#S"),
            target("x#Secret"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#S => x#Secret)
            < member-target-changed A$m: refers to another shape (x#Secret => x#S); security: x#S: no longer sensitive: its values may be printed and logged
        "#]],
        ),
        case(
            target("x#S"),
            target("@Integer"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#S => smithy.api#Integer); Breaking: smithy.api#Integer: string is now integer: values are written differently; code: smithy.api#Integer: string is now integer: it has another type
            < member-target-changed A$m: refers to another shape (smithy.api#Integer => x#S); Breaking: x#S: integer is now string: values are written differently; code: x#S: integer is now string: it has another type
        "#]],
        ),
        case(
            target("x#L"),
            target("x#M"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#L => x#M); code: types may have the name of the shape
            < member-target-changed A$m: refers to another shape (x#M => x#L); code: types may have the name of the shape
        "#]],
        ),
        case(
            target("x#L"),
            target("x#N"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#L => x#N); Breaking: smithy.api#Integer: string is now integer: values are written differently; code: smithy.api#Integer: string is now integer: it has another type
            < member-target-changed A$m: refers to another shape (x#N => x#L); Breaking: x#S: integer is now string: values are written differently; code: x#S: integer is now string: it has another type
        "#]],
        ),
        case(
            target("x#Map"),
            target("x#Map2"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#Map => x#Map2); code: types may have the name of the shape
            < member-target-changed A$m: refers to another shape (x#Map2 => x#Map); code: types may have the name of the shape
        "#]],
        ),
        case(
            target("x#B"),
            target("x#C"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#B => x#C); code: types may have the name of the shape
            < member-target-changed A$m: refers to another shape (x#C => x#B); code: types may have the name of the shape
        "#]],
        ),
        case(
            target("x#B"),
            target("x#D"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#B => x#D); code: types may have the name of the shape
            < member-target-changed A$m: refers to another shape (x#D => x#B); Breaking: x#B$c: member removed: old clients may send it, and count on it in responses; code: x#B$c: member removed: its name is removed
        "#]],
        ),
        case(
            target("x#B"),
            target("x#F"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#B => x#F); Breaking: x#F$c: required member added: old clients do not send it; code: x#F$c: required member added: code that makes the structure does not give it
            < member-target-changed A$m: refers to another shape (x#F => x#B); Breaking: x#B$c: member removed: old clients may send it, and count on it in responses; code: x#B$c: member removed: its name is removed
        "#]],
        ),
    ]
}

fn names() -> Vec<Case> {
    let two = |first: &str, second: &str| {
        format!(r#""{first}": {{"target": "@String"}}, "{second}": {{"target": "@String"}}"#)
    };
    let named = |name: &str, traits: &str| format!(r#""{name}": {{"target": "@String", "traits": {{{traits}}}}}"#);
    let json = r#""@jsonName": "j""#;
    vec![
        case(
            input(&two("a", "b")),
            input(&two("b", "a")),
            expect![[r#"
                > member-order-changed A: members are in another order, on which no message depends (a => b)
                < member-order-changed A: members are in another order, on which no message depends (b => a)
            "#]],
        ),
        case(
            input(&two("a", "b")),
            input(&two("a", "c")),
            expect![[r#"
            > member-renamed A$c: member renamed (b => c); Breaking: the name is part of the body; code: code uses another name
            < member-renamed A$b: member renamed (c => b); Breaking: the name is part of the body; code: code uses another name
        "#]],
        ),
        case(
            input(&two("a", "b")),
            input(&two("c", "a")),
            expect![[r#"
                > member-added A$c: member added, before others: no message depends on the order (- => smithy.api#String)
                > member-removed A$b: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
                < member-added A$b: member added (- => smithy.api#String)
                < member-removed A$c: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
            "#]],
        ),
        case(
            input(&two("a", "b")),
            input(&two("c", "d")),
            expect![[r#"
            > member-added A$c: member added (- => smithy.api#String)
            > member-added A$d: member added (- => smithy.api#String)
            > member-removed A$a: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
            > member-removed A$b: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
            < member-added A$a: member added (- => smithy.api#String)
            < member-added A$b: member added (- => smithy.api#String)
            < member-removed A$c: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
            < member-removed A$d: member removed (smithy.api#String => -); Breaking: old clients may send it; code: its name is removed
        "#]],
        ),
        case(
            input(&named("a", json)),
            input(&named("b", json)),
            expect![[r#"
            > member-renamed A$b: member renamed (a => b); code: code uses another name
            < member-renamed A$a: member renamed (b => a); code: code uses another name
        "#]],
        ),
        case(
            input(&named("a", json)),
            input(&named("a", "")),
            expect![[r#"
            > json-name-changed A$a: another name in JSON (j => a); Breaking: the other side does not know the name
            < json-name-changed A$a: another name in JSON (a => j); Breaking: the other side does not know the name
        "#]],
        ),
        case(
            input(&named("a", "")),
            input(&named("a", r#""@jsonName": "a""#)),
            expect![[r#"
                > json-name-changed A$a: another name in JSON (a => a); code: whether the name in JSON is written out is another
                < json-name-changed A$a: another name in JSON (a => a); code: whether the name in JSON is written out is another
            "#]],
        ),
        case(
            input(&named("a", r#""@httpQuery": "q""#)),
            input(&named("b", r#""@httpQuery": "q""#)),
            expect![[r#"
            > member-renamed A$b: member renamed (a => b); code: code uses another name
            < member-renamed A$a: member renamed (b => a); code: code uses another name
        "#]],
        ),
        case(
            input(&named("a", "")),
            input(&named("a", r#""@httpQuery": "q""#)),
            expect![[r#"
            > http-binding-changed A$a: moved to another part of the HTTP message (body => query q); Breaking: it is no longer where the other side looks for it
            < http-binding-changed A$a: moved to another part of the HTTP message (query q => body); Breaking: it is no longer where the other side looks for it
        "#]],
        ),
        case(
            input(&named("a", r#""@httpHeader": "q""#)),
            input(&named("a", r#""@httpHeader": "Q""#)),
            expect![[r#"
            > http-binding-changed A$a: moved to another part of the HTTP message (header q => header Q); code: the header is written differently
            < http-binding-changed A$a: moved to another part of the HTTP message (header Q => header q); code: the header is written differently
        "#]],
        ),
        case(
            input(&named("a", r#""@httpHeader": "q""#)),
            input(&named("a", r#""@httpPrefixHeaders": "q""#)),
            expect![[r#"
                > http-binding-changed A$a: moved to another part of the HTTP message (header q => headers q*); Breaking: it is no longer where the other side looks for it
                < http-binding-changed A$a: moved to another part of the HTTP message (headers q* => header q); Breaking: it is no longer where the other side looks for it
            "#]],
        ),
    ]
}
