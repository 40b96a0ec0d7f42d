//! Renamed shapes.

use expect_test::expect;

use super::{Case, case};

fn used(name: &str, shape: &str) -> String {
    format!(r#""x#A": {{"type": "structure", "members": {{"m": {{"target": "x#{name}"}}}}}}, "x#{name}": {shape}"#)
}

fn error(name: &str) -> String {
    format!(
        r#""x#O": {{"type": "operation", "errors": [{{"target": "x#{name}"}}]}},
        "x#{name}": {{"type": "structure", "traits": {{"@error": "client"}}}}"#
    )
}

fn service(protocol: &str, operation: &str) -> String {
    format!(
        r#""x#S": {{"type": "service", "version": "1", "operations": [{{"target": "x#{operation}"}}], "traits": {{"{protocol}": {{}}}}}},
        "x#{operation}": {{"type": "operation", "input": {{"target": "x#{operation}Input"}}}},
        "x#{operation}Input": {{"type": "structure", "members": {{"a": {{"target": "@String"}}}}}}"#
    )
}

pub(super) fn cases() -> Vec<Case> {
    let list = r#"{"type": "list", "member": {"target": "@String"}}"#;
    let documented = r#"{"type": "list", "member": {"target": "@String"}, "traits": {"@documentation": "d"}}"#;
    let numbers = r#"{"type": "list", "member": {"target": "@Integer"}}"#;
    let tree = |name: &str| {
        let shape = format!(r#"{{"type": "structure", "members": {{"child": {{"target": "x#{name}"}}}}}}"#);
        used(name, &shape)
    };
    // Each of the two may have become either of the others.
    let twins = |first: &str, second: &str| {
        format!(
            r#""x#A": {{"type": "structure", "members": {{"m": {{"target": "x#{first}"}}, "n": {{"target": "x#{second}"}}}}}},
            "x#{first}": {list}, "x#{second}": {list}"#
        )
    };
    let unmoved =
        format!(r#""x#A": {{"type": "structure", "members": {{"m": {{"target": "@String"}}}}}}, "x#C": {list}"#);
    vec![
        case(
            used("B", list),
            used("C", list),
            expect![[r#"
            > shape-renamed C: list renamed (x#B => x#C); code: a type may have its name
            < shape-renamed B: list renamed (x#C => x#B); code: a type may have its name
        "#]],
        ),
        case(
            used("B", list),
            used("C", documented),
            expect![[r#"
            > documentation-changed C: documentation changed (- => d)
            > shape-renamed C: list renamed (x#B => x#C); code: a type may have its name
            < documentation-changed B: documentation changed (d => -)
            < shape-renamed B: list renamed (x#C => x#B); code: a type may have its name
        "#]],
        ),
        case(
            used("B", r#"{"type": "string"}"#),
            used("C", r#"{"type": "string"}"#),
            expect![[r#"
            > shape-renamed C: string renamed (x#B => x#C)
            < shape-renamed B: string renamed (x#C => x#B)
        "#]],
        ),
        case(
            used("B", list),
            used("C", numbers),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#B => x#C); Breaking: smithy.api#Integer: string is now integer: values are written differently; code: smithy.api#Integer: string is now integer: it has another type
            > shape-removed B: list removed; code: a type may have its name
            > shape-added C: list added
            < member-target-changed A$m: refers to another shape (x#C => x#B); Breaking: smithy.api#String: integer is now string: values are written differently; code: smithy.api#String: integer is now string: it has another type
            < shape-added B: list added
            < shape-removed C: list removed; code: a type may have its name
        "#]],
        ),
        case(
            used("B", list),
            unmoved,
            expect![[r#"
                > member-target-changed A$m: refers to another shape (x#B => smithy.api#String); Breaking: smithy.api#String: list is now string: values are written differently; code: smithy.api#String: list is now string: it has another type
                > shape-removed B: list removed; code: a type may have its name
                > shape-added C: list added
                < member-target-changed A$m: refers to another shape (smithy.api#String => x#B); Breaking: x#B: string is now list: values are written differently; code: x#B: string is now list: it has another type
                < shape-added B: list added
                < shape-removed C: list removed; code: a type may have its name
            "#]],
        ),
        case(
            tree("B"),
            tree("C"),
            expect![[r#"
            > shape-renamed C: structure renamed (x#B => x#C); code: a type may have its name
            < shape-renamed B: structure renamed (x#C => x#B); code: a type may have its name
        "#]],
        ),
        case(
            twins("B", "C"),
            twins("D", "E"),
            expect![[r#"
            > member-target-changed A$m: refers to another shape (x#B => x#D); code: types may have the name of the shape
            > member-target-changed A$n: refers to another shape (x#C => x#E); code: types may have the name of the shape
            > shape-removed B: list removed; code: a type may have its name
            > shape-removed C: list removed; code: a type may have its name
            > shape-added D: list added
            > shape-added E: list added
            < member-target-changed A$m: refers to another shape (x#D => x#B); code: types may have the name of the shape
            < member-target-changed A$n: refers to another shape (x#E => x#C); code: types may have the name of the shape
            < shape-added B: list added
            < shape-added C: list added
            < shape-removed D: list removed; code: a type may have its name
            < shape-removed E: list removed; code: a type may have its name
        "#]],
        ),
        case(
            error("B"),
            error("C"),
            expect![[r#"
            > shape-renamed C: structure renamed (x#B => x#C); Breaking: the name of an error is part of responses; code: a type may have its name
            < shape-renamed B: structure renamed (x#C => x#B); Breaking: the name of an error is part of responses; code: a type may have its name
        "#]],
        ),
        case(
            service("aws.protocols#restJson1", "Get"),
            service("aws.protocols#restJson1", "Fetch"),
            expect![[r#"
            > shape-renamed Fetch: operation renamed (x#Get => x#Fetch); code: a type may have its name
            > shape-renamed FetchInput: structure renamed (x#GetInput => x#FetchInput); code: a type may have its name
            < shape-renamed Get: operation renamed (x#Fetch => x#Get); code: a type may have its name
            < shape-renamed GetInput: structure renamed (x#FetchInput => x#GetInput); code: a type may have its name
        "#]],
        ),
        case(
            service("aws.protocols#awsJson1_0", "Get"),
            service("aws.protocols#awsJson1_0", "Fetch"),
            expect![[r#"
            > shape-renamed Fetch: operation renamed (x#Get => x#Fetch); Breaking: the name is part of requests; code: a type may have its name
            > shape-renamed FetchInput: structure renamed (x#GetInput => x#FetchInput); code: a type may have its name
            < shape-renamed Get: operation renamed (x#Fetch => x#Get); Breaking: the name is part of requests; code: a type may have its name
            < shape-renamed GetInput: structure renamed (x#FetchInput => x#GetInput); code: a type may have its name
        "#]],
        ),
        case(
            twins("B", "C"),
            twins("B", "C").replace("x#", "y#"),
            expect![[r#"
            > shape-renamed y#A: structure renamed (x#A => y#A); code: a type may have its name
            > shape-renamed y#B: list renamed (x#B => y#B); code: a type may have its name
            > shape-renamed y#C: list renamed (x#C => y#C); code: a type may have its name
            < shape-renamed A: structure renamed (y#A => x#A); code: a type may have its name
            < shape-renamed B: list renamed (y#B => x#B); code: a type may have its name
            < shape-renamed C: list renamed (y#C => x#C); code: a type may have its name
        "#]],
        ),
    ]
}
