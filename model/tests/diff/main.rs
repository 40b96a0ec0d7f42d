//! Tests of the changes reported between two models.
//!
//! A case has two models, the changes from the first to the second (lines that begin with `>`), and those back (`<`). A
//! model that does not begin with `{` contains only the shapes, in the namespace `x`, and `@name` is a trait of the
//! prelude.

#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod bindings;
mod constraints;
mod edits;
mod endpoints;
mod entities;
mod enums;
mod extensions;
mod hostile;
mod inclusion;
mod members;
mod nullability;
mod reference;
mod renames;
mod rule_sets;
mod same;
mod scopes;
mod secrets;
mod services;
mod shapes;
mod traits;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use expect_test::Expect;
use model::diff::{Change, RULES, Scope, Validation, Verdict, diff};
use model::{Document, Model, load};

/// Two models, and the changes between them.
struct Case {
    old: String,
    new: String,
    expect: Expect,
}

fn case(old: impl Into<String>, new: impl Into<String>, expect: Expect) -> Case {
    Case { old: old.into(), new: new.into(), expect }
}

/// Returns a case about one trait of one shape; `applied` writes the shape with its traits.
fn traits_case(applied: impl Fn(&str) -> String, old: &str, new: &str, expect: Expect) -> Case {
    case(applied(old), applied(new), expect)
}

fn cases() -> Vec<Case> {
    let modules = [
        bindings::cases(),
        constraints::cases(),
        endpoints::cases(),
        entities::cases(),
        enums::cases(),
        members::cases(),
        nullability::cases(),
        extensions::cases(),
        renames::cases(),
        services::cases(),
        shapes::cases(),
        traits::cases(),
    ];
    modules.into_iter().flatten().collect()
}

#[test]
fn changes_are_described_in_both_directions() {
    for case in cases() {
        let (old, new) = (model(&case.old), model(&case.new));
        let mut text = String::new();
        list(&mut text, '>', &diff(&old, &new, &Scope::default()));
        list(&mut text, '<', &diff(&new, &old, &Scope::default()));
        case.expect.assert_eq(&text);
        assert_eq!(diff(&old, &old, &Scope::default()), [], "{}", case.old);
        assert_eq!(diff(&new, &new, &Scope::default()), [], "{}", case.new);
    }
}

#[test]
fn each_rule_is_found_somewhere() {
    let mut found = BTreeSet::new();
    for case in cases() {
        let (old, new) = (model(&case.old), model(&case.new));
        for change in [diff(&old, &new, &Scope::default()), diff(&new, &old, &Scope::default())].concat() {
            found.insert(change.rule);
        }
    }
    let known: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(found, known);
    assert!(RULES.is_sorted_by(|one, next| one.id < next.id));
    assert!(RULES.iter().all(|rule| rule.about.ends_with('.') && !rule.about.contains('\n')));
}

fn list(text: &mut String, way: char, changes: &[Change]) {
    for change in changes {
        writeln!(text, "{way} {}", line(change)).unwrap();
    }
}

/// Formats a change on one line, without effects that are safe.
fn line(change: &Change) -> String {
    let shape = change.shape.as_str().trim_start_matches("x#");
    let mut line = format!("{} {shape}: {}", change.rule, change.what);
    if change.old.is_some() || change.new.is_some() {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".into());
        write!(line, " ({} => {})", value(&change.old), value(&change.new)).unwrap();
    }
    if let Some(reason) = &change.reason {
        write!(line, "; {:?}: {reason}", change.wire).unwrap();
    }
    assert_eq!(change.reason.is_some(), change.wire != Verdict::Safe);
    match &change.validation {
        Validation::Same => {}
        validation => write!(line, "; {validation:?}").unwrap(),
    }
    for (kind, notice) in [("code", &change.code), ("security", &change.security)] {
        if let Some(notice) = notice {
            write!(line, "; {kind}: {notice}").unwrap();
        }
    }
    line
}

fn model(text: &str) -> Model {
    load(&[Document { name: "m.json".into(), bytes: whole(text).into() }]).unwrap()
}

fn whole(text: &str) -> String {
    let text = text.replace("\"@", "\"smithy.api#");
    match text.starts_with('{') {
        true => text,
        false => format!("{{\"smithy\": \"2.0\", \"shapes\": {{\n{text}\n}}}}"),
    }
}
