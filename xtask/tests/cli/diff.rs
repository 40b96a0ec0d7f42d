//! Comparisons on the command line: their subjects, and failures.

use std::process::Command;

use crate::support::{CommandOutput, Workspace, model};

const SHALLOW: &str = "in a clone without its history, fetch all of it first: `git fetch --unshallow`, or \
                       `fetch-depth: 0` for actions/checkout";

/// Runs git in a workspace, without the user's own configuration.
pub fn git(workspace: &Workspace, arguments: &[&str]) -> CommandOutput {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"]).args(arguments);
    command.current_dir(workspace.path("")).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    CommandOutput::new(command.output())
}

/// Creates a workspace whose model is the main branch's, with a crate of version 0.4.0.
pub fn repository() -> Workspace {
    let workspace = Workspace::new();
    workspace
        .write("model/rules.json", "{\"smithy\": \"2.0\", \"metadata\": {\"rust.codegen\": {\"model\": \"2025-04\"}}}");
    workspace.write("appflow-types/Cargo.toml", "[package]\nname = \"appflow-types\"\nversion = \"0.4.0\"\n");
    git(&workspace, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&workspace);
    workspace
}

pub fn commit(workspace: &Workspace) {
    git(workspace, &["add", "--all"]);
    assert_eq!(git(workspace, &["commit", "--quiet", "--allow-empty", "--message", "x"]).status, Some(0));
}

#[test]
fn the_workspace_is_compared_with_the_main_branch() {
    let workspace = repository();
    git(&workspace, &["checkout", "--quiet", "-b", "work"]);
    workspace
        .write("model/rules.json", "{\"smithy\": \"2.0\", \"metadata\": {\"rust.codegen\": {\"model\": \"2026-11\"}}}");
    let before = workspace.snapshot();
    let output = workspace.run(&["diff"]);
    assert!(output.out.starts_with("2026-11 against 2025-04: "), "{output:?}");
    for base in ["main", "HEAD", "work~0"] {
        assert_eq!(workspace.run(&["diff", "--base", base]).out, output.out, "{base}");
    }
    assert!(before == workspace.snapshot());
}

#[test]
fn equal_models_have_no_changes() {
    let workspace = repository();
    for format in ["text", "markdown", "json", "github", "sarif"] {
        let output = workspace.run(&["diff", "--all", "--fail-on", "any", "--format", format]).ok();
        assert!(output.contains("0 breaking, 0 risky, 0 safe. Needs no new version."), "{output}");
    }
    // Only the label is missing, which is in another document; errors name the model by it.
    let output = workspace.run(&["diff", "model", "model/example.json", "--fail-on", "any"]);
    assert_eq!(
        output.out.lines().next(),
        Some(
            "example against 2025-04: 0 breaking, 0 risky, 1 safe. Needs a patch version of appflow-types (0.4.0 -> 0.4.1)."
        )
    );
}

#[test]
fn files_are_compared_without_git() {
    let workspace = Workspace::new();
    workspace.write("other.json", &model("Says good day.", 1));
    let output = workspace.run(&["diff", "model/example.json", "other.json"]).ok();
    assert!(output.starts_with("other against example: 0 breaking, 0 risky, 0 safe."), "{output}");
    let foreign = model("Says hello.", 1).replace("example#", "foreign#");
    workspace.write("foreign.json", &foreign);
    let output = workspace.run(&["diff", "foreign.json", "foreign.json"]).ok();
    assert!(output.contains("Everything is compared: nothing of this service is generated here."), "{output}");
}

#[track_caller]
fn check(prepare: impl FnOnce(&Workspace), arguments: &[&str], expect: &str) {
    let workspace = repository();
    prepare(&workspace);
    for format in ["text", "json"] {
        let output = workspace.run(&[&["diff", "--format", format], arguments].concat()).failed(2);
        let output = output.replace(&workspace.path("").display().to_string(), "{root}/");
        let (is, expect) = (output.lines().next().unwrap_or_default(), format!("could not compare: {expect}"));
        assert!(is == expect || expect.strip_suffix('…').is_some_and(|start| is.starts_with(start)), "{is}\n{expect}");
    }
}

#[test]
fn a_failed_comparison_is_never_reported_as_no_change() {
    let revision = format!("`gone`: git has no such revision, expected a branch, tag or commit; {SHALLOW}");
    check(|_| {}, &["--base", "gone"], &revision);
    check(|_| {}, &["--base=--help"], &revision.replace("gone", "--help"));
    check(|_| {}, &["--base", "HEAD:model"], &revision.replace("gone", "HEAD:model"));
    let renamed = |workspace: &Workspace| drop(git(workspace, &["branch", "--move", "trunk"]));
    check(
        renamed,
        &[],
        &format!("git has neither `origin/main` nor `main`, expected one of them, or `--base REV`; {SHALLOW}"),
    );
    let unrelated = |workspace: &Workspace| {
        git(workspace, &["checkout", "--quiet", "--orphan", "work"]);
        workspace.write("file", "Else it would be the same commit.");
        commit(workspace);
    };
    check(
        unrelated,
        &[],
        &format!("git finds no commit that HEAD and `main` have in common, expected one, or `--base REV`; {SHALLOW}"),
    );
    let broken = |workspace: &Workspace| workspace.write("model/example.json", "{");
    check(broken, &[], "model/example.json:1:2: the document ends too early, expected a key in double quotes");
    let broken_then = |workspace: &Workspace| {
        broken(workspace);
        commit(workspace);
        git(workspace, &["checkout", "--quiet", "-b", "work"]);
        workspace.write("model/example.json", &model("Says hello.", 1));
    };
    check(broken_then, &[], "…");
    let absent = |workspace: &Workspace| workspace.write("new/example.json", &model("Says hello.", 1));
    check(absent, &["--model-dir", "new"], "…");
    check(|_| {}, &["--model-dir", "/"], "…");
    check(
        |_| {},
        &["gone.json", "model"],
        "gone.json: cannot be read: No such file or directory (os error 2), expected a readable file",
    );
    let version =
        |workspace: &Workspace| workspace.write("appflow-types/Cargo.toml", "[package]\nname = \"appflow-types\"\n");
    check(
        version,
        &[],
        "appflow-types/Cargo.toml: no version, expected one such as `0.1.0` of its own or of the workspace",
    );
    let known = |workspace: &Workspace| workspace.write("model-diff.toml", "known = 1\n");
    check(known, &[], "model-diff.toml:1:1: unknown key `known`, expected `[[acknowledged]]`");
}

#[test]
fn without_a_repository_it_says_so() {
    let workspace = Workspace::new();
    let output = workspace.run(&["diff"]).failed(2);
    assert!(output.contains(": not a working tree of git (not a git repository"), "{output}");
    let mut command = workspace.xtask(&["diff"]);
    let output = CommandOutput::new(command.env("PATH", "").output()).failed(2);
    assert!(output.contains("git: cannot be run, expected it to be installed, or two files to compare"), "{output}");
}

#[test]
fn a_shallow_clone_gets_advice() {
    let workspace = repository();
    git(&workspace, &["checkout", "--quiet", "-b", "work"]);
    commit(&workspace);
    let url = format!("file://{}", workspace.path("").display());
    let cloned = git(&workspace, &["clone", "--quiet", "--depth", "1", "--branch", "work", &url, "clone"]);
    assert_eq!(cloned.status, Some(0), "{}", cloned.err);
    let mut command = workspace.xtask(&["diff"]);
    command.current_dir(workspace.path("clone")).env("CARGO_MANIFEST_DIR", workspace.path("clone/xtask"));
    let output = CommandOutput::new(command.output()).failed(2);
    assert!(output.contains("`fetch-depth: 0` for actions/checkout"), "{output}");
}

#[test]
fn acknowledgements_that_do_nothing_fail() {
    let workspace = repository();
    let entry = "[[acknowledged]]\nrule = \"member-removed\"\nshape = \"example#X$y\"\nreason = \"Known.\"\nexpires = 2027-01-31\n";
    workspace.write("model-diff.toml", entry);
    let output = workspace.run(&["diff", "--today", "2027-01-31"]);
    assert_eq!(output.status, Some(1), "{}", output.err);
    assert!(
        output.out.contains("✗ example#X$y: the acknowledgement of member-removed matches no finding\n"),
        "{}",
        output.out
    );
    let output = workspace.run(&["diff", "--today", "2027-02-01"]);
    assert_eq!(output.status, Some(1), "{}", output.err);
    assert!(output.out.contains("the acknowledgement of member-removed expired on 2027-01-31\n"), "{}", output.out);
    // Two files are not a change of the workspace.
    workspace.run(&["diff", "model", "model"]).ok();
}
