//! That this crate is like the crate of types: nothing of its runtime is left out, and no more is allowed.

use std::collections::BTreeSet;

const LIBRARY: &str = include_str!("../../../appflow-types/src/lib.rs");
const GENERATED: &str = include_str!("../../../appflow-types/src/generated.rs");
const HERE: &str = include_str!("../compiled.rs");

/// The text between the first of two marks and the next of the other.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, text) = text.split_once(start).expect("the text begins there");
    text.split_once(end).expect("the text ends there").0
}

fn modules(text: &str) -> BTreeSet<&str> {
    let names = text.lines().map(|line| line.trim().trim_start_matches("pub "));
    names.filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect()
}

#[test]
fn the_runtime_is_complete() {
    let mut library = modules(LIBRARY);
    assert!(library.remove("generated"), "the crate of types has generated code");
    assert_eq!(modules(between(HERE, "mod runtime {", "\n}\n")), library);
}

#[test]
fn the_root_has_the_same_names() {
    let exports = |text: &'static str| -> BTreeSet<&str> {
        text.lines().filter(|line| line.starts_with("pub use ") && !line.contains("generated")).collect()
    };
    assert_eq!(exports(HERE), exports(LIBRARY));
}

#[test]
fn the_same_is_allowed() {
    let allowed = |text: &'static str| -> BTreeSet<String> {
        let attributes = text.split("#![allow(").skip(1).map(|rest| rest.split_once("reason").expect("a reason").0);
        attributes
            .flat_map(|lints| lints.split(','))
            .map(|lint| lint.trim().to_owned())
            .filter(|lint| !lint.is_empty())
            .collect()
    };
    let mut here = allowed(&HERE[HERE.find("pub mod goldens {").expect("the cases are included")..]);
    assert!(here.remove("dead_code"));
    assert_eq!(here, allowed(GENERATED));
}
