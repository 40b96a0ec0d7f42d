//! All obstacles are named, and nothing is changed.

use std::fs;

use crate::support::{Workspace, model};

/// Runs the command with an obstacle created by `prepare`. `{root}` is the workspace.
#[track_caller]
fn check(prepare: impl FnOnce(&Workspace), arguments: &[&str], expect: &[&str]) {
    let workspace = Workspace::regenerated();
    // At least one file has to be written.
    workspace.write("appflow-types/src/generated/requests.rs", "");
    prepare(&workspace);
    let before = workspace.snapshot();
    let output = workspace.run(&[&["regenerate"], arguments].concat()).failed(1);
    let root = workspace.path("").display().to_string();
    let lines: Vec<_> = output.lines().map(|line| line.replace(&root, "{root}/")).collect();
    assert_eq!(lines, expect);
    assert!(before == workspace.snapshot());
}

fn directory(path: &str) -> impl FnOnce(&Workspace) {
    move |workspace| fs::create_dir_all(workspace.path(path)).expect("directories can be made")
}

/// Removes the permission to read; returns `false` if that has no effect, because the user is privileged.
fn lock_away(workspace: &Workspace, path: &str) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let path = workspace.path(path);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).expect("one's own files can be changed");
    fs::read(path).is_err()
}

#[test]
fn models_that_cannot_be_read() {
    let gone = "gone: cannot be listed: No such file or directory (os error 2), expected a directory of Smithy models";
    check(|_| {}, &["--model-dir", "gone"], &[gone]);
    let file = "Cargo.toml: cannot be listed: Not a directory (os error 20), expected a directory of Smithy models";
    check(|_| {}, &["--model-dir", "Cargo.toml"], &[file]);
    let none = "xtask: no `.json` file, expected at least one Smithy model";
    check(|_| {}, &["--model-dir", "xtask"], &[none]);
    check(directory("model/x.json"), &[], &["model/x.json: not a file, expected a Smithy model"]);
    let dangling = |workspace: &Workspace| {
        std::os::unix::fs::symlink("nowhere", workspace.path("model/x.json")).expect("links can be made");
        fs::create_dir(workspace.path("model/y.json")).expect("directories can be made");
    };
    let lines = [
        "model/x.json: cannot be read: No such file or directory (os error 2), expected a readable file",
        "model/y.json: not a file, expected a Smithy model",
    ];
    check(dangling, &[], &lines);
    check(dangling, &["--check"], &lines);
}

#[test]
fn models_with_names_that_cannot_be_shown() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    for (name, shown) in [(&b"\xff.json"[..], "\\xFF.json"), (b"a\nb.json", "a\\nb.json")] {
        let write = |workspace: &Workspace| {
            let path = workspace.path("model").join(OsStr::from_bytes(name));
            fs::write(path, model("Says hello.", 1)).expect("files can be written");
        };
        let line =
            format!("\"{{root}}/model/{shown}\": the name cannot be shown, expected UTF-8 without control characters");
        check(write, &[], &[&line]);
    }
}

#[test]
fn models_without_permission() {
    let workspace = Workspace::regenerated();
    if !lock_away(&workspace, "model/example.json") {
        println!("permissions do not bind this user: going on without");
        return;
    }
    let output = workspace.regenerate().failed(1);
    let expect = "model/example.json: cannot be read: Permission denied (os error 13), expected a readable file\n";
    assert_eq!(output, expect);
}

#[test]
fn models_that_are_wrong() {
    let workspace = Workspace::regenerated();
    workspace.write("model/example.json", "{\n  \"smithy\": }");
    workspace.write("model/second.json", "");
    let before = workspace.snapshot();
    let output = workspace.regenerate().failed(1);
    let lines: Vec<_> = output.lines().collect();
    assert!(lines[0].starts_with("model/example.json:2:13: "), "{output}");
    assert!(lines[1].starts_with("model/second.json:1:1: "), "{output}");
    assert_eq!(lines.len(), 2, "{output}");
    assert!(before == workspace.snapshot());
    workspace.run(&["regenerate", "--check"]).failed(1);
}

#[test]
fn places_that_cannot_be_written() {
    let enums = "appflow-types/src/generated/enums.rs";
    let instead = move |workspace: &Workspace| {
        fs::remove_file(workspace.path(enums)).expect("it was there");
        fs::create_dir(workspace.path(enums)).expect("directories can be made");
    };
    check(instead, &[], &[&format!("{enums}: not a file, expected to write a file there")]);
    let file = |workspace: &Workspace| {
        fs::remove_dir_all(workspace.path("appflow-client/src/generated")).expect("it was there");
        workspace.write("appflow-client/src/generated", "");
    };
    let line = "appflow-client/src/generated: cannot be listed: Not a directory (os error 20), expected a directory";
    check(file, &[], &[line]);
    check(file, &["--check"], &[line]);
    let line = "Cargo.toml: not a directory to write to, expected one: File exists (os error 17)";
    check(|_| {}, &["--out", "Cargo.toml"], &[line]);
    let taken = directory("appflow-types/src/generated/.requests.rs.xtask-tmp");
    let requests = "appflow-types/src/generated/requests.rs";
    let line =
        format!("{requests}: cannot be changed: File exists (os error 17), expected a place that can be written");
    check(taken, &[], &[&line]);
}

#[test]
fn a_workspace_that_is_not_there() {
    let nowhere = tempfile::tempdir().expect("there is room for temporary files");
    let workspace = Workspace::new();
    let mut command = workspace.xtask(&["regenerate"]);
    command.current_dir(nowhere.path()).env_remove("CARGO_MANIFEST_DIR");
    let output = crate::support::CommandOutput::new(command.output()).failed(1);
    assert!(
        output.ends_with(": not in a workspace, expected a `Cargo.toml` with `[workspace]` here or above\n"),
        "{output}"
    );
}
