//! Hostile models: huge ones, cyclic ones, unchecked ones, and patterns that explode.

use std::fmt::Write as _;

use model::diff::{Change, Scope, Validation, diff};

use super::model;

/// The number of shapes, members or values in a hostile model. With that many, a step in quadratic time takes minutes.
const COUNT: usize = 50_000;

fn changes(old: &str, new: &str) -> Vec<Change> {
    diff(&model(old), &model(new), &Scope::default())
}

fn count(changes: &[Change], rule: &str) -> usize {
    changes.iter().filter(|change| change.rule == rule).count()
}

fn joined(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().join(",\n")
}

/// Returns a cycle of structures; if `is_told_apart`, each has one member more than the one before.
fn cycle(name: &str, count: usize, is_told_apart: bool) -> String {
    joined(count, |index| {
        let next = (index + 1) % count;
        let member = if is_told_apart { format!("m{index}") } else { "m".to_owned() };
        format!(
            r#""x#{name}{index}": {{"type": "structure", "members": {{"{member}": {{"target": "x#{name}{next}"}}}}}}"#
        )
    })
}

#[test]
fn a_long_cycle_is_renamed() {
    let found = changes(&cycle("A", COUNT, true), &cycle("B", COUNT, true));
    assert_eq!((found.len(), count(&found, "shape-renamed")), (COUNT, COUNT));
    // All look the same, so their correspondence can't be determined.
    let found = changes(&cycle("A", COUNT, false), &cycle("B", COUNT, false));
    assert_eq!((count(&found, "shape-added"), count(&found, "shape-removed")), (COUNT, COUNT));
}

#[test]
fn many_members_refer_to_another_cycle() {
    let user = |name: &str| {
        let members = joined(COUNT, |index| format!(r#""u{index}": {{"target": "x#{name}{index}"}}"#));
        format!(
            r#"{}, {}, "x#User": {{"type": "structure", "members": {{{members}}}}}"#,
            cycle("A", COUNT, true),
            cycle("B", COUNT, true)
        )
    };
    let found = changes(&user("A"), &user("B"));
    assert_eq!((found.len(), count(&found, "member-target-changed")), (COUNT, COUNT));
}

#[test]
fn a_structure_of_many_members() {
    let structure = |names: &dyn Fn(usize) -> String| {
        let members = joined(COUNT, |index| format!(r#""{}": {{"target": "@String"}}"#, names(index)));
        format!(r#""x#A": {{"type": "structure", "members": {{{members}}}}}"#)
    };
    let straight = structure(&|index| format!("m{index:06}"));
    let found = changes(&straight, &structure(&|index| format!("m{:06}", COUNT - 1 - index)));
    assert_eq!((found.len(), count(&found, "member-order-changed")), (1, 1));
    let found = changes(&straight, &structure(&|index| format!("n{index:06}")));
    assert_eq!((count(&found, "member-added"), count(&found, "member-removed")), (COUNT, COUNT));
}

#[test]
fn many_operations_are_unbound() {
    let bound = joined(COUNT, |index| format!(r#"{{"target": "x#O{index}"}}"#));
    let operations = joined(COUNT, |index| format!(r#""x#O{index}": {{"type": "operation"}}"#));
    let service =
        |bound: &str| format!(r#""x#S": {{"type": "service", "version": "1", "operations": [{bound}]}}, {operations}"#);
    let found = changes(&service(&bound), &service(""));
    assert_eq!((found.len(), count(&found, "operation-unbound")), (COUNT, COUNT));
}

#[test]
fn patterns_that_explode() {
    let strings = |pattern: &dyn Fn(usize) -> String| {
        joined(200, |index| {
            format!(r#""x#S{index}": {{"type": "string", "traits": {{"@pattern": "{}"}}}}"#, pattern(index))
        })
    };
    let exploding = |index: usize| format!("^(a|b)*a(a|b){{{}}}$", 30 + index);
    let found = changes(&strings(&exploding), &strings(&|index| format!("^[ab]*a[ab]{{{}}}$", 30 + index)));
    assert_eq!(found.len(), 200);
    assert!(found.iter().all(|change| matches!(change.validation, Validation::Unknown(_))));
    // The shortest distinguishing text must be found among very many states.
    let lengths = |index: usize| format!("^(a{{{}}})*$", 97 + index);
    let found = changes(&strings(&lengths), &strings(&|index| format!("^(a{{{}}})*$", 98 + index)));
    assert_eq!(found.len(), 200);
}

#[test]
fn a_length_far_beyond_the_search_limit() {
    let string = |pattern: &str| {
        let length = r#""@length": {"min": 18446744073709551615}"#;
        format!(r#""x#S": {{"type": "string", "traits": {{"@pattern": "{pattern}", {length}}}}}"#)
    };
    let found = changes(&string("^[ab]*$"), &string("^[abc]*$"));
    assert!(matches!(found.as_slice(), [Change { validation: Validation::Unknown(_), .. }]), "{found:?}");
}

#[test]
fn models_that_were_never_checked() {
    let dangling = |name: &str| {
        format!(
            r#""x#A": {{"type": "structure", "members": {{"m": {{"target": "x#{name}"}}}}}},
            "x#O": {{"type": "operation", "input": {{"target": "x#{name}"}}, "errors": [{{"target": "x#{name}"}}]}},
            "x#S": {{"type": "service", "operations": [{{"target": "x#{name}"}}], "rename": {{"x#{name}": "R"}}}}"#
        )
    };
    let found = changes(&dangling("None"), &dangling("Nobody"));
    assert_eq!(count(&found, "member-target-changed") + count(&found, "operation-input-changed"), 2);
    let values =
        ["null", "true", "-1", "1.5", "\"\"", "\"{\"", "[]", "[null]", "{}", r#"{"min": "x", "max": -1, "name": 3}"#];
    let ids = [
        "@length",
        "@range",
        "@pattern",
        "@enum",
        "@http",
        "@httpError",
        "@error",
        "@timestampFormat",
        "@default",
        "@required",
        "@auth",
        "@paginated",
        "@httpHeader",
        "@jsonName",
        "@enumValue",
        "aws.api#service",
        "aws.auth#sigv4",
        "rust.codegen#rules",
        "smithy.rules#endpointRuleSet",
        "@documentation",
        "@uniqueItems",
    ];
    let kinds = ["string", "structure", "operation", "service", "integer", "resource"];
    for kind in kinds {
        let shape = |value: &str| {
            let mut traits = String::new();
            ids.iter().for_each(|id| write!(traits, "\"{id}\": {value},").unwrap());
            format!(r#""x#A": {{"type": "{kind}", "traits": {{{}}}}}"#, traits.trim_end_matches(','))
        };
        for old in values {
            for new in values.iter().filter(|new| **new != old) {
                assert!(!changes(&shape(old), &shape(new)).is_empty(), "{kind} {old} {new}");
            }
        }
    }
}
