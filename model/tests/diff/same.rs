//! Semantically equal models do not differ, however they are written.

use model::diff::{Scope, diff};
use model::{Document, Model, load};

use super::whole;

/// Returns the documents of a model, separated by lines of `---`.
fn documents(text: &str) -> Model {
    let document = |(index, text): (usize, &str)| Document { name: format!("{index}.json"), bytes: whole(text).into() };
    let documents: Vec<Document> = text.split("\n---\n").enumerate().map(document).collect();
    load(&documents).unwrap()
}

#[track_caller]
fn check(one: &str, other: &str) {
    let (one, other) = (documents(one), documents(other));
    assert_eq!(diff(&one, &other, &Scope::default()), []);
    assert_eq!(diff(&other, &one, &Scope::default()), []);
}

#[test]
fn lengths_from_zero() {
    let string = |length: &str| format!(r#""x#A": {{"type": "string", "traits": {{"@length": {length}}}}}"#);
    check(&string(r#"{"max": 64}"#), &string(r#"{"min": 0, "max": 64}"#));
    check(&string(r#"{"max": 64}"#), &string(r#"{"min": 0.0, "max": 64}"#));
}

#[test]
fn order_of_shapes_traits_and_references() {
    check(
        r#""x#A": {"type": "string", "traits": {"@tags": ["a"], "@length": {"min": 1, "max": 2}}}, "x#B": {"type": "blob"}"#,
        r#""x#B": {"type": "blob"}, "x#A": {"traits": {"@length": {"max": 2, "min": 1}, "@tags": ["a"]}, "type": "string"}"#,
    );
    let errors = r#""x#E": {"type": "structure", "traits": {"@error": "client"}},
        "x#F": {"type": "structure", "traits": {"@error": "client"}}, "#;
    let operation = |first: &str, second: &str| {
        format!(
            r#"{errors} "x#O": {{"type": "operation", "errors": [{{"target": "x#{first}"}}, {{"target": "x#{second}"}}]}}"#
        )
    };
    check(&operation("E", "F"), &operation("F", "E"));
}

#[test]
fn apply_and_inline() {
    check(
        r#""x#A": {"type": "structure", "members": {"m": {"target": "@String", "traits": {"@required": {}}}}}"#,
        r#""x#A": {"type": "structure", "members": {"m": {"target": "@String"}}},
        "x#A$m": {"type": "apply", "traits": {"@required": {}}}"#,
    );
    check(
        r#""x#A": {"type": "string", "traits": {"@sensitive": {}}}"#,
        "\"x#A\": {\"type\": \"string\"}\n---\n\"x#A\": {\"type\": \"apply\", \"traits\": {\"@sensitive\": {}}}",
    );
}

#[test]
fn mixins_and_their_members() {
    check(
        r#""x#A": {"type": "structure", "mixins": [{"target": "x#M"}], "members": {"b": {"target": "@String"}}},
        "x#M": {"type": "structure", "members": {"a": {"target": "@String"}}, "traits": {"@mixin": {}, "@tags": ["t"]}}"#,
        r#""x#A": {"type": "structure", "members": {"a": {"target": "@String"}, "b": {"target": "@String"}}, "traits": {"@tags": ["t"]}}"#,
    );
}

#[test]
fn numbers_and_defaults() {
    check(
        r#""x#A": {"type": "integer", "traits": {"@range": {"min": 1, "max": 1e2}}}"#,
        r#""x#A": {"type": "integer", "traits": {"@range": {"min": 1.0, "max": 100}}}"#,
    );
    check(
        r#""x#E": {"type": "enum", "members": {"A": {"target": "@Unit"}}}"#,
        r#""x#E": {"type": "enum", "members": {"A": {"target": "@Unit", "traits": {"@enumValue": "A"}}}}"#,
    );
    check(
        r#""x#O": {"type": "operation"}"#,
        r#""x#O": {"type": "operation", "input": {"target": "@Unit"}, "output": {"target": "@Unit"}}"#,
    );
    let http = |code: &str| {
        format!(r#""x#O": {{"type": "operation", "traits": {{"@http": {{"method": "GET", "uri": "/"{code}}}}}}}"#)
    };
    check(&http(""), &http(r#", "code": 200"#));
}
