//! The comparisons, without those that build anything.

use std::fs;
use std::path::Path;

use crate::support::{CommandOutput, Workspace, model, names};

/// Runs the program in the workspace of this test; models, reports and other output are in another one.
fn bench(workspace: &Workspace, arguments: &[&str]) -> CommandOutput {
    let mut command = workspace.xtask(&[&["bench", "--out", "reports", "--rounds", "2"], arguments].concat());
    command.env("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR")).env("CARGO_TARGET_DIR", workspace.path("target"));
    CommandOutput::new(command.env("REFERENCE_DATA", workspace.path("data")).output())
}

fn report(workspace: &Workspace) -> String {
    fs::read_to_string(workspace.path("reports/report.md")).expect("there is a report")
}

#[test]
fn parts_are_measured_one_by_one() {
    let workspace = Workspace::new();
    workspace.write("data/models/example.json", &model("Says hello.", 1));
    workspace.write("data/models/wrong.json", "{}");
    let output = bench(&workspace, &["--only", "generate"]);
    assert_eq!((output.status, output.out), (Some(0), report(&workspace)), "{}", output.err);
    let first = report(&workspace);
    assert!(
        first.contains("\n| example | 3 | ") && first.contains("Not measured, because wrong: no `shapes`: generate."),
        "{first}"
    );
    assert!(first.contains("because it was not selected: call, ") && first.contains(", regenerate."), "{first}");
    assert_eq!(names(&workspace.path("reports")), ["comparison.svg", "report.md", "results.json", "summary.md"]);
    let output = bench(&workspace, &["--only", "regenerate"]);
    assert_eq!(output.status, Some(0), "{}", output.err);
    let second = report(&workspace);
    let row = |report: &str| report.lines().find(|line| line.starts_with("| example |")).map(str::to_owned);
    assert_eq!(row(&second), row(&first), "kept");
    assert!(second.contains("\n| regenerate, CPU | ") && !second.contains(", regenerate."), "{second}");
}

#[test]
fn absent_models_are_no_failure() {
    let workspace = Workspace::new();
    let output = bench(&workspace, &["--only", "generate"]);
    assert_eq!(output.status, Some(0), "{}", output.err);
    assert!(output.out.ends_with(" has no models: generate.\n"), "{}", output.out);
}

/// A part that fails doesn't lose the others.
#[test]
fn failures_are_reported_at_the_end() {
    let workspace = Workspace::new();
    let lock = "[[package]]\nname = \"regex\"\nversion = \"1.2.3\"\n";
    workspace.write("benches/Cargo.lock", lock);
    workspace.write("Cargo.toml", "[workspace]\nmembers = []\n");
    let mut command = workspace.xtask(&["bench", "--only", "crates,regenerate", "--rounds", "1", "--out", "reports"]);
    let output = CommandOutput::new(
        command.env("CARGO_TARGET_DIR", workspace.path("target")).env("CARGO_NET_OFFLINE", "true").output(),
    );
    assert_eq!(output.status, Some(1), "{}", output.err);
    assert!(output.err.lines().any(|line| line.starts_with("crates: `cargo tree ")), "{}", output.err);
    let report = report(&workspace);
    assert!(report.contains("- regex: `1.2.3`\n") && report.contains("| regenerate, CPU | "), "{report}");
    assert!(report.contains("Not measured, because it failed: "), "{report}");
}

#[test]
fn the_comparisons_are_needed() {
    let workspace = Workspace::new();
    let output = workspace.run(&["bench"]).failed(1);
    let path = workspace.path("benches");
    assert_eq!(output, format!("{}: does not exist, expected the workspace of the benchmarks\n", path.display()));
    assert!(!Path::new(&workspace.path("target")).exists());
}
