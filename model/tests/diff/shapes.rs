//! Added and removed shapes, and kinds of shapes.

use expect_test::expect;

use super::{Case, case};

fn kind(kind: &str) -> String {
    format!(r#""x#A": {{"type": "{kind}"}}"#)
}

fn list(kind: &str, traits: &str) -> String {
    format!(r#""x#A": {{"type": "{kind}", "member": {{"target": "@String"}}, "traits": {{{traits}}}}}"#)
}

fn metadata(metadata: &str) -> String {
    format!(r#"{{"smithy": "2.0", "metadata": {{{metadata}}}, "shapes": {{"x#S": {{"type": "string"}}}}}}"#)
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "",
            kind("string"),
            expect![[r#"
            > shape-added A: string added
            < shape-removed A: string removed
        "#]],
        ),
        case(
            "",
            kind("structure"),
            expect![[r#"
            > shape-added A: structure added
            < shape-removed A: structure removed; code: a type may have its name
        "#]],
        ),
        case(
            "",
            r#""x#A": {"type": "structure", "traits": {"@private": {}}}"#,
            expect![[r#"
            > shape-added A: structure added
            < shape-removed A: structure removed
        "#]],
        ),
        case(
            "",
            r#""x#A": {"type": "structure", "traits": {"@trait": {}}}"#,
            expect![[r#"
            > trait-definition-added A: structure added
            < trait-definition-removed A: structure removed; code: models that apply the trait depend on it
        "#]],
        ),
        case(
            kind("structure"),
            r#""x#A": {"type": "structure", "traits": {"@trait": {}}}"#,
            expect![[r#"
            > trait-definition-added A: now a trait; code: models that apply the trait depend on it
            < trait-definition-removed A: no longer a trait; code: models that apply the trait depend on it
        "#]],
        ),
        case(
            r#""x#A": {"type": "structure", "traits": {"@trait": {}}}"#,
            r#""x#A": {"type": "structure", "traits": {"@trait": {"selector": "string"}}}"#,
            expect![[r#"
                > trait-definition-changed A: applies elsewhere (- => {"selector":"string"}); code: models that apply the trait depend on it
                < trait-definition-changed A: applies elsewhere ({"selector":"string"} => -); code: models that apply the trait depend on it
            "#]],
        ),
        case(
            "",
            r#""x#A": {"type": "structure", "members": {"apiToken": {"target": "@String"}, "id": {"target": "@String"}}}"#,
            expect![[r#"
                > shape-added A: structure added
                > unmarked-secret-added A$apiToken: looks like a secret and is not marked; security: a secret that is not marked sensitive is printed and logged
                < shape-removed A: structure removed; code: a type may have its name
            "#]],
        ),
        case(
            kind("string"),
            kind("blob"),
            expect![[r#"
            > shape-type-changed A: string is now blob (string => blob); Breaking: values are written differently; code: it has another type
            < shape-type-changed A: blob is now string (blob => string); Breaking: values are written differently; code: it has another type
        "#]],
        ),
        case(
            kind("integer"),
            kind("long"),
            expect![[r#"
            > shape-type-changed A: integer is now long (integer => long); Risky: the old side may not have room for the number; code: it has another type
            < shape-type-changed A: long is now integer (long => integer); Risky: the new side may not have room for the number; code: it has another type
        "#]],
        ),
        case(
            kind("integer"),
            kind("double"),
            expect![[r#"
            > shape-type-changed A: integer is now double (integer => double); Risky: one side may not have room for the number, or for its fraction; code: it has another type
            < shape-type-changed A: double is now integer (double => integer); Risky: one side may not have room for the number, or for its fraction; code: it has another type
        "#]],
        ),
        case(
            kind("structure"),
            kind("string"),
            expect![[r#"
            > shape-type-changed A: structure is now string (structure => string); Breaking: values are written differently; code: it has another type
            < shape-type-changed A: string is now structure (string => structure); Breaking: values are written differently; code: it has another type
        "#]],
        ),
        case(
            list("set", ""),
            list("list", r#""@uniqueItems": {}"#),
            expect![[r#"
                > shape-type-changed A: set is now list (set => list)
                > unique-items-added A: whether the trait says that items are unique
                < shape-type-changed A: list is now set (list => set); code: it has another type
                < unique-items-removed A: whether the trait says that items are unique
            "#]],
        ),
        case(
            list("set", ""),
            list("list", ""),
            expect![[r#"
            > shape-type-changed A: set is now list (set => list); Relaxed { accepted: Some("two equal items") }; code: it has another type
            < shape-type-changed A: list is now set (list => set); Tightened { refused: Some("two equal items") }; code: it has another type
        "#]],
        ),
        case(metadata(r#""a": 1"#), metadata(r#""a": 1.0"#), expect![[""]]),
        case(
            metadata(r#""a": 1"#),
            metadata(r#""a": 2, "b": [3], "rust.codegen": 4"#),
            expect![[r#"
                > metadata-changed metadata#a: metadata changed (1 => 2); code: tools that read it find another value
                > metadata-added metadata#b: metadata added (- => [3])
                > metadata-added metadata#rust.codegen: metadata added (- => 4)
                < metadata-changed metadata#a: metadata changed (2 => 1); code: tools that read it find another value
                < metadata-removed metadata#b: metadata removed ([3] => -); code: tools that read it do without it
                < metadata-removed metadata#rust.codegen: metadata removed (4 => -)
            "#]],
        ),
    ]
}
