//! Imports of published models.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Workspace, model};

const PUBLISHED: &str = "published.json";
const FACTS: &str = "model/appflow.json";

/// A workspace with a published model, and no model of its own.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    fs::remove_file(workspace.path("model/example.json")).expect("it is there");
    workspace.write(PUBLISHED, &model("Says hello.", 1));
    workspace
}

fn facts(workspace: &Workspace) -> String {
    fs::read_to_string(workspace.path(FACTS)).expect("the facts were written")
}

/// The folder of published models: `REFERENCE_DATA`, or `shared` beside the workspace.
fn reference_data() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = std::env::var_os("REFERENCE_DATA").map_or_else(|| "../shared".into(), PathBuf::from);
    Some(workspace.join(root)).filter(|root| root.is_dir())
}

#[test]
fn a_model_is_imported_without_prose() {
    let workspace = workspace();
    let said = workspace.run(&["import", PUBLISHED]).ok();
    assert!(said.starts_with("model/appflow.json: written, 3 shapes for Greet\n\nnew:\n  example#Greet\n"), "{said}");
    assert!(said.contains("\nwithout documentation:\n  model/appflow.json:"), "{said}");
    let facts = facts(&workspace);
    assert!(!facts.contains("smithy.api#documentation") && facts.contains("\"The region.\""), "{facts}");
}

#[test]
fn a_second_import_changes_nothing() {
    let workspace = workspace();
    workspace.run(&["import", PUBLISHED]).ok();
    let before = workspace.snapshot();
    for file in [PUBLISHED, FACTS] {
        let said = workspace.run(&["import", file]).ok();
        assert!(said.starts_with("model/appflow.json: unchanged, 3 shapes for Greet\n\nwithout"), "{said}");
    }
    assert!(before == workspace.snapshot());
}

#[test]
fn our_own_documents_are_held_against_it() {
    let workspace = workspace();
    let apply = |id: &str, traits: &str| format!("\"{id}\": {{\"type\": \"apply\", \"traits\": {{{traits}}}}}");
    let words = "\"smithy.api#documentation\": \"Words.\"";
    let shapes = [
        apply("example#Gone", words),
        apply("example#GreetRequest$name", words),
        apply("example#GreetRequest$gone", words),
    ];
    workspace.write("model/docs.json", &format!("{{\"smithy\": \"2.0\", \"shapes\": {{\n{}\n}}}}", shapes.join(",\n")));
    let said = workspace.run(&["import", PUBLISHED]).ok();
    let unmatched = "\nno longer matched by the published model:\n  model/docs.json:2:1: example#Gone\n  model/docs.json:4:1: example#GreetRequest$gone\n";
    assert!(said.contains(unmatched), "{said}");
    assert!(!said.contains("example#GreetRequest$name\n\n"), "{said}");
}

#[test]
fn secrets_are_asked_for() {
    let workspace = workspace();
    let text = model("Says hello.", 1).replace("\"members\": { \"name\"", "\"members\": { \"password\"");
    workspace.write(PUBLISHED, &text);
    let said = workspace.run(&["import", PUBLISHED]).ok();
    assert!(said.contains("\nnamed like secrets without being marked:\n  model/appflow.json:"), "{said}");
    assert!(said.contains("example#GreetRequest$password"), "{said}");
}

#[track_caller]
fn check(prepare: impl FnOnce(&Workspace), arguments: &[&str], status: i32, expect: &str) {
    let workspace = workspace();
    prepare(&workspace);
    let before = workspace.snapshot();
    let said = workspace.run(&[&["import"], arguments].concat()).failed(status);
    assert_eq!(said.lines().next(), Some(expect), "{said}");
    assert!(before == workspace.snapshot());
}

#[test]
fn nothing_is_written_where_anything_is_wrong() {
    check(|_| {}, &[], 2, "no model, expected the FILE of a published model");
    check(|_| {}, &[PUBLISHED, "x"], 2, "unexpected argument \"x\"");
    let gone = "gone.json: cannot be read: No such file or directory (os error 2), expected a readable file";
    check(|_| {}, &["gone.json"], 1, gone);
    let write = |text: &'static str| move |workspace: &Workspace| workspace.write(PUBLISHED, text);
    let what = "a Smithy model with `smithy`, or botocore's `service-2.json` with `metadata` and `operations`";
    check(
        write("{}"),
        &[PUBLISHED],
        1,
        &format!("published.json:1:1: the document is no published model, expected {what}"),
    );
    check(write("[1,\n2"), &[PUBLISHED], 1, "published.json:2:2: the document ends too early, expected `,` or `]`");
    check(write("\u{1f}\u{8b}"), &[PUBLISHED], 1, "published.json:1:1: unexpected `\\u{1f}`, expected a JSON value");
    check(
        write("{\"smithy\": \"2.0\"}"),
        &[PUBLISHED],
        1,
        "published.json:1:1: the model has no service, expected one",
    );
    let operation = "published.json:4:5: example#Greeter: the service has no operation `Great`, expected `Greet`";
    check(|_| {}, &[PUBLISHED, "--operation", "Great"], 1, operation);
    let other = |workspace: &Workspace| {
        workspace.write(FACTS, &model("Says hello.", 1).replace("example#Greeter", "example#Welcomer"));
    };
    let service =
        "published.json:4:5: the service is `example#Greeter`, expected example#Welcomer as in model/appflow.json:4:5";
    check(other, &[PUBLISHED], 1, service);
    let compressed = |workspace: &Workspace| {
        workspace.write("service-2.json", "{}");
        workspace.write("endpoint-rule-set-1.json.gz", "");
    };
    let expect = "endpoint-rule-set-1.json.gz: compressed, expected JSON text as `gunzip` gives it";
    check(compressed, &["service-2.json"], 1, expect);
}

#[test]
fn the_checked_in_facts_are_those_of_the_published_models() {
    let Some(root) = reference_data() else {
        println!("the reference data is absent; going on without it");
        return;
    };
    let checked_in = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/appflow.json")).unwrap();
    let workspace = workspace();
    for name in ["appflow-2025-04.json", "appflow-2026-11.json"] {
        let file = root.join("reference").join(name);
        let arguments = ["import", file.to_str().unwrap(), "--operation", "CreateConnectorProfile"];
        workspace.run(&arguments).ok();
        assert_eq!(facts(&workspace) == checked_in, name.contains("2026"), "{name}");
    }
}
