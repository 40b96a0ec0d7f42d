//! The request or response that a breaking change refuses.

use expect_test::{Expect, expect};
use model::diff::{Scope, diff, requests};

use super::model;

const SHAPES: &str = r#""x#S": {"type": "service", "operations": [{"target": "x#O"}, {"target": "x#Named"}]},
"x#O": {"type": "operation", "input": {"target": "x#I"}, "output": {"target": "x#P"}, "errors": [{"target": "x#E"}],
    "traits": {"@http": {"method": "POST", "uri": "/things/{id}"}}},
"x#Named": {"type": "operation", "output": {"target": "x#P"}},
"x#I": {"type": "structure", "members": {"id": {"target": "@String", "traits": {"@required": {}, "@httpLabel": {}}},
    "name": {"target": "x#Name"}, "parts": {"target": "x#Parts"}}},
"x#Name": {"type": "string", "traits": {"@length": {"min": 1, "max": 64}}},
"x#Parts": {"type": "list", "member": {"target": "x#Part"}},
"x#Part": {"type": "structure", "members": {"kind": {"target": "x#Kind", "traits": {"@jsonName": "ki/nd"}}, "note": {"target": "@String"}}},
"x#Kind": {"type": "enum", "members": {"A": {"target": "@Unit"}, "B": {"target": "@Unit"}}},
"x#P": {"type": "structure", "members": {"size": {"target": "@Integer"}}},
"x#E": {"type": "structure", "traits": {"@error": "client"}, "members": {"message": {"target": "@String"}}}"#;

#[track_caller]
fn check(from: &str, to: &str, expect: Expect) {
    assert!(SHAPES.contains(from), "{from}");
    let (old, new) = (model(SHAPES), model(&SHAPES.replace(from, to)));
    let changes = diff(&old, &new, &Scope::default());
    let found = requests(&old, &new, &changes);
    assert_eq!(found.len(), changes.len());
    let lines = changes.iter().zip(found).map(|(change, request)| {
        let request = request.unwrap_or_else(|| "-".to_owned());
        format!("{} {}: {request}\n", change.rule, change.shape)
    });
    expect.assert_eq(&lines.collect::<String>());
}

#[test]
fn requests_that_stop_working() {
    check(
        r#""name": {"target": "x#Name"}"#,
        r#""name": {"target": "x#Name", "traits": {"@required": {}}}"#,
        expect![[r#"
            required-added x#I$name: POST /things/{id} without /name
        "#]],
    );
    check(
        r#""parts": {"#,
        r#""more": {"target": "@String", "traits": {"@required": {}}}, "parts": {"#,
        expect![[r#"
            member-added x#I$more: POST /things/{id} without /more
        "#]],
    );
    check(
        r#""note": {"target": "@String"}"#,
        r#""other": {"target": "@Integer"}"#,
        expect![[r#"
        member-added x#Part$other: -
        member-removed x#Part$note: POST /things/{id} with /parts/0/note
    "#]],
    );
    check(
        r#""max": 64"#,
        r#""max": 32"#,
        expect![[r#"
        length-changed x#Name: POST /things/{id} where /name is of length 33
    "#]],
    );
    check(
        r#", "B": {"target": "@Unit"}"#,
        "",
        expect![[r#"
        enum-value-removed x#Kind$B: POST /things/{id} where /parts/0/ki~1nd is "B"
    "#]],
    );
    check(
        r#""uri": "/things/{id}""#,
        r#""uri": "/parts/{id}""#,
        expect![[r#"
        http-uri-changed x#O: POST /things/{id}
    "#]],
    );
    check(
        r#", {"target": "x#Named"}"#,
        "",
        expect![[r#"
        operation-unbound x#S: Named
    "#]],
    );
    check(
        r#""size": {"target": "@Integer"}"#,
        "",
        expect![[r#"
        member-removed x#P$size: the response to Named with /size
    "#]],
    );
    check(
        r#""message": {"target": "@String"}"#,
        r#""text": {"target": "@Integer"}"#,
        expect![[r#"
        member-added x#E$text: -
        member-removed x#E$message: the response to POST /things/{id} with /message
    "#]],
    );
    check(
        r#""max": 64"#,
        r#""max": 99"#,
        expect![[r#"
        length-changed x#Name: -
    "#]],
    );
}
