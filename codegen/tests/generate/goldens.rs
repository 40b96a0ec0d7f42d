//! Compares the generated text with files. `UPDATE_EXPECT=1 cargo test -p codegen --test generate` writes them all.
//!
//! Each folder of `goldens` is a case: a model of one feature, which `service.json` completes, and the generated files
//! that show the feature.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use codegen::{GeneratedFile, Package};
use expect_test::expect_file;
use model::ShapeKind;

use super::{SERVICE, document, generate};

/// Declares the cases, each with its files, and a test for each, so that one difference hides no other.
macro_rules! cases {
    ($($case:ident: $($file:ident)*;)*) => {
        const CASES: &[(&str, &[&str])] = &[$((stringify!($case), &[$(concat!(stringify!($file), ".rs")),*])),*];

        $(
            #[test]
            fn $case() {
                check(stringify!($case), &[$(concat!(stringify!($file), ".rs")),*]);
            }
        )*
    };
}

cases! {
    alternatives: requests structures enums schemas validators;
    big_numbers: requests responses structures schemas validators protocol_tests canary_tests;
    constraints: requests structures schemas validators;
    defaults: requests responses structures enums schemas validators canary_tests;
    discriminated: requests structures enums schemas validators;
    documentation: requests responses enums schemas validators service operations dynamic;
    endpoint_parameters: endpoints endpoint_tests operations service;
    enums: requests enums schemas validators;
    everything: requests responses structures enums errors schemas validators service operations endpoints waiters dynamic;
    errors: errors schemas validators;
    http_bindings: requests responses structures schemas validators operations;
    lists_and_maps: requests enums schemas validators canary_tests;
    malformed_tests: requests structures schemas validators malformed_tests;
    naming_obstacles: requests structures enums errors schemas validators operations protocol_tests;
    pagination: requests responses structures schemas validators operations dynamic;
    protocol_tests: protocol_tests;
    rpc: requests responses errors schemas validators service operations protocol_tests;
    rpc_events: requests responses structures errors schemas validators service operations endpoints dynamic;
    rules: requests structures schemas validators;
    secret_aggregates: requests structures schemas validators canary_tests;
    secrets: requests responses enums schemas validators canary_tests;
    streams: requests responses schemas validators operations protocol_tests;
    timestamps: requests schemas validators;
    unions_and_recursion: requests responses structures schemas validators canary_tests;
}

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens").join(case)
}

fn documents(case: &str) -> [model::Document; 2] {
    let text = std::fs::read_to_string(folder(case).join("model.json")).expect("each case has a model");
    [document("service.json", SERVICE), document("model.json", &text)]
}

fn generated(case: &str) -> Vec<GeneratedFile> {
    generate(&documents(case), Some("Service")).expect("the case is supported")
}

#[track_caller]
fn check(case: &str, files: &[&str]) {
    let generated = generated(case);
    for name in files {
        let file = generated.iter().find(|file| file.path == *name).expect("the generator writes every file");
        expect_file![folder(case).join(name)].assert_eq(&file.text);
    }
}

/// A golden file that is not compared would soon be outdated.
#[test]
fn the_folders_contain_only_compared_files() {
    let names = |folder: PathBuf| -> BTreeSet<String> {
        let entries = std::fs::read_dir(folder).expect("the folder can be listed");
        entries
            .map(|entry| entry.expect("the folder can be listed").file_name().to_string_lossy().into_owned())
            .collect()
    };
    let cases = CASES.iter().map(|(case, _)| *case).chain(["service.json"]);
    assert_eq!(names(folder("")), cases.map(str::to_owned).collect());
    for (case, files) in CASES {
        let files = files.iter().copied().chain(["model.json"]);
        assert_eq!(names(folder(case)), files.map(str::to_owned).collect(), "{case}");
    }
}

/// The two large cases have many obstacles to names, and every feature; the others are minimal.
#[test]
fn the_models_are_minimal() {
    for (case, _) in CASES.iter().filter(|(case, _)| !["everything", "naming_obstacles"].contains(case)) {
        let model = model::load(&documents(case)).expect("the case is supported");
        let shapes = model.shapes.values().filter(|shape| shape.id.namespace() == "example");
        let count = shapes.filter(|shape| is_data(&shape.kind) && !is_of_operation(shape.id.name())).count();
        assert!(count <= 5, "{case} has {count} shapes besides inputs and outputs");
    }
}

fn is_data(kind: &ShapeKind) -> bool {
    !matches!(kind, ShapeKind::Service(_) | ShapeKind::Operation(_))
}

fn is_of_operation(name: &str) -> bool {
    name.ends_with("Request") || name.ends_with("Response")
}

/// Returns `true` if a table declares a static of this name.
fn is_static(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// An unused static would be a warning in the crate of types, but only there.
#[test]
fn every_static_is_used() {
    for (case, _) in CASES {
        let types: String =
            generated(case).into_iter().filter(|file| file.package == Package::Types).map(|file| file.text).collect();
        let words: Vec<_> = types.split(|part: char| !part.is_alphanumeric() && part != '_').collect();
        let declared = types.lines().filter_map(|line| match line.strip_prefix("pub(super) static ") {
            Some(declaration) => declaration.split(':').next(),
            None => line.trim_start().split(" = ").next().filter(|name| is_static(name)),
        });
        for name in declared {
            assert!(words.iter().filter(|word| **word == name).count() > 1, "{case}: {name} is not used");
        }
    }
}
