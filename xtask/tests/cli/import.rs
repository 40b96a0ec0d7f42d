//! Imports of published models.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Workspace, model};

const PUBLISHED: &str = "published.json";
const FACTS: &str = "model/appflow.json";

/// Creates a workspace with a published model, and no model of its own.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    fs::remove_file(workspace.path("model/example.json")).expect("it is there");
    workspace.write(PUBLISHED, &model("Says hello.", 1));
    workspace
}

fn facts(workspace: &Workspace) -> String {
    fs::read_to_string(workspace.path(FACTS)).expect("the facts were written")
}

/// Returns the folder of published models: `REFERENCE_DATA`, or `shared` beside the workspace.
fn reference_data() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = std::env::var_os("REFERENCE_DATA").map_or_else(|| "../shared".into(), PathBuf::from);
    Some(workspace.join(root)).filter(|root| root.is_dir())
}

#[test]
fn a_model_is_imported_without_prose() {
    let workspace = workspace();
    let said = workspace.run(&["import", PUBLISHED]).ok();
    assert!(said.starts_with("model/appflow.json: written, 3 shapes for Greet\n\nadded:\n  example#Greet\n"), "{said}");
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
fn our_own_documents_are_checked_against_it() {
    let workspace = workspace();
    let apply = |id: &str, traits: &str| format!("\"{id}\": {{\"type\": \"apply\", \"traits\": {{{traits}}}}}");
    let words = "\"smithy.api#documentation\": \"Words.\"";
    let shapes = [
        apply("example#Gone", words),
        apply("example#GreetRequest$name", words),
        apply("example#GreetRequest$gone", words),
    ];
    workspace.write("model/docs.json", &format!("{{\"smithy\": \"2.0\", \"shapes\": {{\n{}\n}}}}", shapes.join(",\n")));
    let unmatched = "\nno longer matched by the published model:\n  model/docs.json:2:1: example#Gone\n  model/docs.json:4:1: example#GreetRequest$gone\n";
    let before = workspace.snapshot();
    let said = workspace.run(&["import", PUBLISHED]);
    assert!(said.out.starts_with("model/appflow.json: not written, ") && said.out.contains(unmatched), "{}", said.out);
    assert_eq!(said.status, Some(1));
    let expect = "nothing is written: 2 problems of the other documents with the imported facts, expected them to fit; \
                  `--force` writes the facts all the same\n";
    assert_eq!(said.err, expect);
    assert!(before == workspace.snapshot());
    let said = workspace.run(&["import", PUBLISHED, "--force"]).ok();
    assert!(said.starts_with("model/appflow.json: written, ") && said.contains(unmatched), "{said}");
    assert!(!said.contains("example#GreetRequest$name\n\n"), "{said}");
}

#[test]
fn an_invalid_result_is_not_written() {
    let workspace = workspace();
    let apply = r#""example#GreetRequest$name": {"type": "apply", "traits": {"smithy.api#range": {"max": 1}}}"#;
    workspace.write("model/rules.json", &format!("{{\"smithy\": \"2.0\", \"shapes\": {{{apply}}}}}"));
    let before = workspace.snapshot();
    let said = workspace.run(&["import", PUBLISHED]);
    assert_eq!(said.status, Some(1));
    assert!(
        said.out.contains("\nno longer right together with the published model:\n  model/rules.json:1:"),
        "{}",
        said.out
    );
    assert!(said.err.starts_with("nothing is written: 1 problem of the other documents"), "{}", said.err);
    assert!(before == workspace.snapshot());
}

/// Writes a published model with four operations.
fn several(workspace: &Workspace) {
    let operation = |name: &str| {
        format!(
            r#""example#{name}": {{"type": "operation", "input": {{"target": "smithy.api#Unit"}}, "output":
            {{"target": "smithy.api#Unit"}}, "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/{name}"}}}}}},"#
        )
    };
    let bound = r#""operations": [{ "target": "example#Greet" }, { "target": "example#A" }, { "target": "example#B" },
        { "target": "example#C" }]"#;
    let text = model("Says hello.", 1).replace(r#""operations": [{ "target": "example#Greet" }]"#, bound);
    let others = ["A", "B", "C"].map(operation).concat();
    workspace.write(PUBLISHED, &text.replacen("\"example#Greet\": {", &format!("{others}\"example#Greet\": {{"), 1));
}

/// Checks the operations in the facts after a run with these arguments, or its error.
#[track_caller]
fn check_operations(workspace: &Workspace, arguments: &[&str], expect: Result<&str, &str>) {
    let before = workspace.snapshot();
    let said = workspace.run(&[&["import", PUBLISHED], arguments].concat());
    match expect {
        Ok(operations) => {
            let headline = said.out.lines().next().unwrap_or_default();
            assert!(said.status == Some(0) && headline.ends_with(&format!(" shapes for {operations}")), "{said:?}");
        }
        Err(error) => {
            assert!(said.status != Some(0) && said.err.lines().next() == Some(error), "{said:?}");
            assert!(before == workspace.snapshot());
        }
    }
}

#[test]
fn operations_are_added_and_removed_but_never_dropped_silently() {
    let workspace = workspace();
    several(&workspace);
    check_operations(&workspace, &["--operation", "Greet"], Ok("Greet"));
    check_operations(&workspace, &["--add", "A"], Ok("A, Greet"));
    check_operations(&workspace, &["--add", " A, B "], Ok("A, B, Greet"));
    check_operations(&workspace, &["--remove", "B"], Ok("A, Greet"));
    check_operations(&workspace, &["--add", "A", "--add", "B,example#C"], Ok("A, B, C, Greet"));
    check_operations(&workspace, &["--remove", "C", "--remove", "example#A"], Ok("B, Greet"));
    check_operations(&workspace, &["--add", "A", "--remove", "B"], Ok("A, Greet"));
    let drop = "`--operation` would drop `Greet`, expected `--add A,B` to keep it, or `--replace` to drop it";
    check_operations(&workspace, &["--operation", "A", "--operation", "B"], Err(drop));
    check_operations(&workspace, &["--operation", "A,B,Greet"], Ok("A, B, Greet"));
    let drop = "`--operation` would drop `B`, `Greet`, expected `--add A` to keep them, or `--replace` to drop them";
    check_operations(&workspace, &["--operation", "A"], Err(drop));
    check_operations(&workspace, &["--operation", "A", "--replace"], Ok("A"));
    check_operations(&workspace, &[], Ok("A"));
    check_operations(&workspace, &["--all"], Ok("A, B, C, Greet"));
    check_operations(&workspace, &["--all", "--remove", "C"], Ok("A, B, Greet"));
    let gone = "`--remove C`: the model has no such operation, expected one of `A`, `B`, `Greet`";
    check_operations(&workspace, &["--remove", "C"], Err(gone));
    check_operations(&workspace, &["--remove", "A,B,Greet"], Err("no operation would be left, expected at least one"));
    let unknown =
        "published.json:4:5: example#Greeter: the service has no operation `D`, expected one of `A`, `B`, `C`, `Greet`";
    check_operations(&workspace, &["--add", "D"], Err(unknown));
}

#[test]
fn the_form_of_botocore_is_named_where_only_smithy_is_read() {
    let workspace = workspace();
    workspace.write("service-2.json", "{\"metadata\": {}, \"operations\": {}}");
    let expect = "service-2.json: a model in botocore's form, expected a Smithy model: `cargo xtask import service-2.json \
                  --model-dir DIR` makes one of it\n";
    let said = workspace.run(&["generate", "service-2.json", "--name", "x", "--out", "out"]).failed(1);
    assert_eq!(said, expect);
    let said = workspace.run(&["diff", "service-2.json", "service-2.json"]).failed(2);
    assert_eq!(said, format!("could not compare: {expect}"));
}

#[test]
fn every_operation_is_added_by_one_command() {
    let Some(root) = reference_data() else {
        println!("the reference data is absent; going on without it");
        return;
    };
    let workspace = workspace();
    for name in ["docs.json", "rules.json", "appflow.json"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model").join(name);
        workspace.write(&format!("model/{name}"), &fs::read_to_string(path).unwrap());
    }
    let file = root.join("reference/appflow-2026-11.json");
    let checked_in = facts(&workspace);
    let file = file.to_str().unwrap();
    workspace.run(&["import", file, "--operation", "CreateConnectorProfile", "--replace", "--force"]);
    assert_ne!(facts(&workspace), checked_in);
    let said = workspace.run(&["import", file, "--all"]).ok();
    let headline = said.lines().next().unwrap_or_default();
    assert_eq!(headline.split(", ").count(), 26, "{headline}");
    assert_eq!(facts(&workspace), checked_in);
    workspace.run(&["lint"]).ok();
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
    assert!(said.starts_with(&format!("{expect}\n")), "{said}");
    assert!(before == workspace.snapshot());
}

#[test]
fn options_are_checked_before_anything_is_read() {
    let check_usage = |arguments: &[&str], expect: &str| check(|_| {}, arguments, 2, &format!("error: {expect}"));
    let missing = "the following required arguments were not provided:\n ";
    check_usage(&[], &format!("{missing} <FILE>"));
    check_usage(&[""], "a value is required for '<FILE>' but none was supplied");
    check_usage(&[PUBLISHED, "x"], "unexpected argument 'x' found");
    check_usage(&[PUBLISHED, "--replace"], &format!("{missing} --operation <NAMES>"));
    let beside = |one, other| format!("the argument '{one}' cannot be used with '{other} <NAMES>'");
    check_usage(&["x", "--operation", "A", "--add", "B"], &beside("--operation <NAMES>", "--add"));
    check_usage(&["x", "--remove", "B", "--operation", "A"], &beside("--remove <NAMES>", "--operation"));
    check_usage(&["x", "--all", "--add", "B"], &beside("--all", "--add"));
    check_usage(&["x", "--all", "--operation", "B"], &beside("--all", "--operation"));
    for option in ["--add", "--remove", "--operation"] {
        for (names, shown) in [("A,,B", ""), ("A, ", " "), (",A", ""), ("", "")] {
            let problem = "a name is empty, expected single commas between names";
            check_usage(&["x", option, names], &format!("invalid value '{shown}' for '{option} <NAMES>': {problem}"));
        }
    }
}

#[test]
fn nothing_is_written_where_anything_is_wrong() {
    let gone = "gone.json: cannot be read: No such file or directory (os error 2), expected a readable file";
    check(|_| {}, &["gone.json"], 1, gone);
    let write = |text: &'static str| move |workspace: &Workspace| workspace.write(PUBLISHED, text);
    let what = "a Smithy model with `smithy`, or botocore's `service-2.json` with `metadata` and `operations`";
    check(
        write("{}"),
        &[PUBLISHED],
        1,
        &format!("published.json:1:1: the document is not a published model, expected {what}"),
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
        workspace.run(&["import", file.to_str().unwrap(), "--all"]).ok();
        assert_eq!(facts(&workspace) == checked_in, name.contains("2026"), "{name}");
    }
}
