//! Comparisons of some operations only.

use model::ShapeId;
use model::diff::{Scope, diff};

use super::{line, model};

/// Two operations, of which the first is in the scope.
fn service(first: &str, second: &str, service: &str) -> String {
    format!(
        r#""x#S": {{"type": "service", "version": "1", "operations": [{{"target": "x#A"}}, {{"target": "x#B"}}]{service}}},
        "x#A": {{"type": "operation", "input": {{"target": "x#AInput"}}}},
        "x#B": {{"type": "operation", "input": {{"target": "x#BInput"}}}},
        "x#AInput": {{"type": "structure", "members": {{"m": {{"target": "x#First"}}}}}},
        "x#BInput": {{"type": "structure", "members": {{"m": {{"target": "x#Second"}}}}}},
        "x#First": {{"type": "string"{first}}}, "x#Second": {{"type": "string"{second}}},
        "x#E": {{"type": "structure", "traits": {{"@error": "client"}}}}"#
    )
}

#[track_caller]
fn check(old: &str, new: &str, expect: &[&str]) {
    let scope = Scope { operations: vec![ShapeId::new("x#A")] };
    let lines: Vec<String> = diff(&model(old), &model(new), &scope).iter().map(line).collect();
    assert_eq!(lines, expect);
}

const SENSITIVE: &str = r#", "traits": {"@sensitive": {}}"#;

#[test]
fn only_the_closure_of_the_operations() {
    let old = service("", "", "");
    check(&old, &service(SENSITIVE, "", ""), &["sensitive-added First: now sensitive"]);
    check(&old, &service("", SENSITIVE, ""), &[]);
    check(&old, &old, &[]);
}

#[test]
fn settings_of_the_service() {
    let old = service("", "", "");
    let title = r#", "traits": {"@title": "t"}"#;
    check(&old, &service("", "", title), &["documentation-changed S: title changed (- => t)"]);
    let error = r#", "errors": [{"target": "x#E"}]"#;
    check(
        &old,
        &service("", "", error),
        &[
            "shape-added E: structure added",
            "service-error-added S: all operations may return another error (- => x#E)",
        ],
    );
}

#[test]
fn operations_are_added_and_removed() {
    let old = service("", "", "");
    let third = old.replace(r#"{"target": "x#B"}]"#, r#"{"target": "x#B"}, {"target": "x#C"}]"#);
    check(&old, &format!(r#"{third}, "x#C": {{"type": "operation"}}"#), &[]);
    // The service no longer binds it, although it still exists.
    let unbound = old.replace(r#"{"target": "x#A"}, "#, "");
    check(
        &old,
        &unbound,
        &["operation-unbound S: operation no longer bound (x#A => -); Breaking: old clients may call it; code: code \
             that depends on the binding"],
    );
}

#[test]
fn shapes_that_operations_begin_to_use() {
    let old = service("", "", "");
    let new =
        old.replace(r#"{"m": {"target": "x#First"}}"#, r#"{"m": {"target": "x#First"}, "n": {"target": "x#Second"}}"#);
    check(&old, &new, &["member-added AInput$n: member added (- => x#Second)", "shape-added Second: string added"]);
}

#[test]
fn operations_that_do_not_exist() {
    let scope = Scope { operations: vec![ShapeId::new("x#None")] };
    assert_eq!(diff(&model(&service("", "", "")), &model(&service(SENSITIVE, "", "")), &scope), []);
}
