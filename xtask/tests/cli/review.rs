//! A change of the workspace's model from the reviewer's view: documents that no longer fit, versions,
//! acknowledgements.

use crate::diff::{commit, git, repository};
use crate::support::{CommandOutput, Workspace, model};

const RULES: &str = r#"{"smithy": "2.0", "metadata": {"rust.codegen": {"model": "2025-04"}}, "shapes": {
"example#GreetRequest$name": {"type": "apply", "traits": {"smithy.api#length": {"max": 64}}}}}"#;

/// Creates a branch of a repository whose own document is about the member `name`.
fn branch() -> Workspace {
    let workspace = repository();
    workspace.write("model/rules.json", RULES);
    commit(&workspace);
    checkout(&workspace, &["-b", "work"]);
    workspace
}

fn checkout(workspace: &Workspace, arguments: &[&str]) {
    let output = git(workspace, &[&["checkout", "--quiet"], arguments].concat());
    assert_eq!(output.status, Some(0), "{}", output.err);
}

/// Renames the member `name` to `called`.
fn rename(workspace: &Workspace) {
    let renamed = model("Says hello.", 1).replace("\"members\": { \"name\"", "\"members\": { \"called\"");
    workspace.write("model/example.json", &renamed);
}

fn rows(output: &CommandOutput) -> Vec<&str> {
    output.out.lines().filter(|line| line.starts_with(['✗', '!', '✓', '☑'])).collect()
}

#[test]
fn a_change_is_shown_although_our_own_documents_no_longer_fit() {
    let workspace = branch();
    rename(&workspace);
    let output = workspace.run(&["diff"]);
    assert_eq!((output.status, output.err.as_str()), (Some(1), ""), "{}", output.out);
    let rows = rows(&output);
    assert!(
        rows.contains(&"✗ example#GreetRequest$name: applied to a shape or member that the model does not have"),
        "{rows:?}"
    );
    assert!(rows.iter().any(|row| row.contains("example#GreetRequest$called: ")), "{rows:?}");
    assert!(output.out.contains("at           model/rules.json:2:1 (applied-to-nothing)"), "{}", output.out);
    let markdown = workspace.run(&["diff", "--format", "markdown"]).out;
    let row = "| ✗ | `GreetRequest$name` | applied to a shape or member that the model does not have | – | – | – |";
    assert!(markdown.lines().any(|line| line == row), "{markdown}");
}

#[test]
fn a_change_is_shown_although_the_new_model_is_invalid() {
    let workspace = branch();
    workspace.write("model/rules.json", &RULES.replace("{\"max\": 64}", "{\"min\": 65, \"max\": 64}"));
    let output = workspace.run(&["diff"]);
    assert_eq!(output.status, Some(1), "{}", output.err);
    assert!(output.out.contains("(model-invalid)") && output.out.contains("(length-changed)"), "{}", output.out);
    assert!(output.out.contains("The next version is unknown."), "{}", output.out);
    // Whether a side is the workspace's own or not, a valid model is distinguished from one with the other's errors.
    let output = workspace.run(&["diff", "model", "model"]);
    assert!(output.out.contains("The new model is invalid, and is compared as it is: "), "{}", output.out);
}

#[test]
fn a_document_that_cannot_be_read_is_left_out_on_both_sides() {
    let workspace = branch();
    workspace.write("model/rules.json", "{\"smithy\"");
    let edited = model("Says hello.", 1).replace("\"uri\": \"/greet\"", "\"uri\": \"/welcome\"");
    workspace.write("model/example.json", &edited);
    let output = workspace.run(&["diff"]);
    assert_eq!(output.status, Some(1), "{}", output.err);
    assert!(
        output.out.contains("Not compared: `rules.json`, which cannot be loaded with the other documents."),
        "{}",
        output.out
    );
    assert!(output.out.contains("(model-invalid)") && output.out.contains("(http-uri-changed)"), "{}", output.out);
    assert!(!output.out.contains("(length-removed)"), "{}", output.out);
    assert!(output.out.contains("request      POST /greet"), "{}", output.out);
}

#[test]
fn models_that_the_generator_refuses_are_compared() {
    let workspace = branch();
    workspace.write("model/example.json", &model("Says hello.", 1).replace("#restJson1", "#ec2Query"));
    let output = workspace.run(&["diff"]);
    assert_eq!((output.status, output.err.as_str()), (Some(1), ""), "{}", output.out);
    assert!(output.out.contains("(not-generated)") && output.out.contains("(protocol-removed)"), "{}", output.out);
    assert!(output.out.contains("The effect of the change on Rust is unknown"), "{}", output.out);
    // Other services' models can't be corrected here.
    let output = workspace.run(&["diff", "model", "model"]).ok();
    assert!(output.contains("because the generator refuses the model: model/example.json:"), "{output}");
}

#[test]
fn acknowledgements_outlive_their_merge() {
    let workspace = branch();
    let edited = model("Says hello.", 1).replace("\"uri\": \"/greet\"", "\"uri\": \"/welcome\"");
    workspace.write("model/example.json", &edited);
    let diff = |base: &str, today: &str| workspace.run(&["diff", "--base", base, "--today", today]);
    assert_eq!(diff("main", "2027-01-01").status, Some(1));
    let entry = "[[acknowledged]]\nrule = \"http-uri-changed\"\nshape = \"example#Greet\"\nreason = \"Known.\"\nexpires = 2027-01-31\n";
    workspace.write("model-diff.toml", entry);
    let output = diff("main", "2027-01-31");
    assert!(output.out.contains("acknowledged Known. (until 2027-01-31)"), "{}", output.out);
    let version = |text: &str| {
        let manifest = format!("[package]\nname = \"appflow-types\"\nversion = \"{text}\"\n");
        workspace.write("appflow-types/Cargo.toml", &manifest);
    };
    version("0.5.0");
    assert_eq!(diff("main", "2027-01-31").status, Some(0));
    git(&workspace, &["tag", "released", "main"]);
    commit(&workspace);
    checkout(&workspace, &["-B", "main"]);
    // The main branch, a later change, and the release that is compared with the previous one.
    assert_eq!(rows(&diff("HEAD", "2027-01-31")), [""; 0]);
    assert_eq!(diff("HEAD", "2027-01-31").status, Some(0));
    checkout(&workspace, &["-b", "later"]);
    workspace.write("model/rules.json", &RULES.replace("2025-04", "2026-11"));
    version("0.5.1");
    assert_eq!(diff("main", "2027-01-31").status, Some(0));
    assert_eq!(diff("released", "2027-01-31").status, Some(0));
    // After the last day.
    let output = diff("main", "2027-02-01");
    let note = "model-diff.toml:1:1: the acknowledgement of http-uri-changed expired on 2027-01-31; remove it.";
    assert!(output.status == Some(0) && output.out.lines().any(|line| line == note), "{output:?}");
    let output = diff("released", "2027-02-01");
    assert!(output.status == Some(1) && output.out.contains("(acknowledgement-expired)"), "{output:?}");
}

#[test]
fn a_pre_release_is_not_its_release() {
    let workspace = branch();
    workspace.write("model/rules.json", &RULES.replace("2025-04", "2026-11"));
    let with = |version: &str| {
        let manifest = format!("[package]\nname = \"appflow-types\"\nversion = \"{version}\"\n");
        workspace.write("appflow-types/Cargo.toml", &manifest);
        workspace.run(&["diff"])
    };
    for (version, status) in [("0.4.0", 1), ("0.4.1-alpha.1", 1), ("0.4.1", 0), ("0.4.2-alpha.1", 0), ("0.5.0", 0)] {
        let output = with(version);
        assert_eq!(output.status, Some(status), "{version}: {}{}", output.out, output.err);
        assert_eq!(output.out.contains(&format!(", but it is {version}.")), status == 1, "{}", output.out);
    }
}

#[test]
fn another_runtime_is_a_change_of_the_crates() {
    let workspace = branch();
    let runtime = |version: &str| {
        let manifest = format!("[package]\nname = \"tinsmith-types\"\n{version}\n");
        workspace.write("runtime/types/Cargo.toml", &manifest);
    };
    // A new one has no users.
    runtime("version = \"0.1.0\"");
    assert!(workspace.run(&["diff"]).out.contains("0 breaking, 0 risky, 0 safe. Needs no new version."));
    commit(&workspace);
    runtime("version = \"0.1.1\"");
    let output = workspace.run(&["diff", "--base", "HEAD"]);
    assert!(output.out.contains("✓ tinsmith-types: version 0.1.0 becomes 0.1.1\n"), "{}", output.out);
    assert!(output.out.contains("Needs a patch version of appflow-types (0.4.0 -> 0.4.1)"), "{}", output.out);
    workspace.write("Cargo.toml", "[workspace]\nmembers = []\n[workspace.package]\nversion = \"0.2.0\"\n");
    runtime("version.workspace = true");
    let output = workspace.run(&["diff", "--base", "HEAD"]);
    assert!(output.out.contains("✗ tinsmith-types: version 0.1.0 becomes 0.2.0\n"), "{}", output.out);
    assert!(output.out.contains("Rust         breaks: tinsmith-types = \"0.1.0\""), "{}", output.out);
    assert!(output.out.contains("Needs a major version of appflow-types (0.4.0 -> 0.5.0)"), "{}", output.out);
}
