//! Killed and concurrent runs: every file is always complete.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::support::{CommandOutput, Workspace, model, names};

const DIRECTORIES: [&str; 2] = ["appflow-types/src/generated", "appflow-client/src/generated"];
/// The number of kills of a run, each a little later than the one before.
const KILLS: u32 = 50;

/// Creates a workspace and two models whose files differ and take some time to write.
fn two_models() -> Workspace {
    let workspace = Workspace::new();
    workspace.write("one/example.json", &model("Says hello.", 1_000));
    workspace.write("two/example.json", &model("Says good day.", 1_000));
    for model in ["one", "two"] {
        workspace.run(&["regenerate", "--model-dir", model, "--out", &format!("only-{model}")]).ok();
    }
    workspace
}

fn start(workspace: &Workspace, model: &str) -> Child {
    workspace.xtask(&["regenerate", "--model-dir", model]).spawn().expect("the program can be run")
}

/// Waits actively, so that the moment is not missed.
fn wait_until(mut is_over: impl FnMut() -> bool) {
    while !is_over() {
        std::hint::spin_loop();
    }
}

/// Checks that every existing file is either the one model's or the other's.
#[track_caller]
fn check_complete(workspace: &Workspace) {
    for directory in DIRECTORIES.iter().filter(|directory| workspace.path(directory).exists()) {
        for name in names(&workspace.path(directory)).iter().filter(|name| !name.starts_with('.')) {
            let path = format!("{directory}/{name}");
            let content = fs::read(workspace.path(&path)).expect("the file is there");
            let is = |model: &str| fs::read(workspace.path(model).join(&path)).is_ok_and(|it| it == content);
            assert!(is("only-one") || is("only-two"), "{path} is neither, {} bytes", content.len());
        }
    }
}

#[track_caller]
fn check_is(workspace: &Workspace, model: &str) {
    for directory in DIRECTORIES {
        let (is, expect) = (workspace.path(directory), workspace.path(model).join(directory));
        assert_eq!(names(&is), names(&expect));
        for name in names(&is) {
            assert!(same(&is, &expect, &name), "{name} is not of {model}");
        }
    }
}

fn same(one: &Path, other: &Path, name: &str) -> bool {
    let read = |directory: &Path| fs::read(directory.join(name)).expect("the file is there");
    read(one) == read(other)
}

#[test]
fn a_run_that_is_killed_leaves_complete_files() {
    let workspace = two_models();
    let begin = Instant::now();
    CommandOutput::new(workspace.xtask(&["regenerate", "--model-dir", "two"]).output()).ok();
    let course = begin.elapsed();
    let mut killed = 0;
    for kill in 0..KILLS {
        let mut run = start(&workspace, if kill % 2 == 0 { "one" } else { "two" });
        let begin = Instant::now();
        wait_until(|| begin.elapsed() >= course * kill / KILLS);
        run.kill().expect("one's own child can be killed");
        let ended = run.wait().expect("it was started");
        killed += u32::from(!ended.success());
        check_complete(&workspace);
    }
    assert!(killed > KILLS / 4, "{killed} of {KILLS} runs were killed before their end");
    workspace.run(&["regenerate", "--model-dir", "one"]).ok();
    check_is(&workspace, "only-one");
}

#[test]
fn a_run_that_is_killed_while_it_writes_leaves_complete_files() {
    let workspace = two_models();
    let mut seen = 0;
    for kill in 0..KILLS {
        let mut run = start(&workspace, if kill % 2 == 0 { "one" } else { "two" });
        let directory = workspace.path(DIRECTORIES[kill as usize % 2]);
        let is_writing = || {
            let entries = fs::read_dir(&directory).into_iter().flatten().flatten();
            entries.filter(|entry| entry.file_name().to_string_lossy().starts_with('.')).count() > 0
        };
        let begin = Instant::now();
        let mut is_seen = false;
        wait_until(|| {
            is_seen = is_writing();
            is_seen || run.try_wait().expect("it was started").is_some() || begin.elapsed() > Duration::from_secs(60)
        });
        run.kill().expect("one's own child can be killed");
        run.wait().expect("it was started");
        seen += u32::from(is_seen);
        check_complete(&workspace);
    }
    assert!(seen > 0, "no run was seen while it wrote");
    workspace.run(&["regenerate", "--model-dir", "two"]).ok();
    check_is(&workspace, "only-two");
}

#[test]
fn runs_at_the_same_time_do_not_mix() {
    let workspace = two_models();
    for _ in 0..5 {
        let runs: Vec<_> = ["one", "two", "one", "two"].map(|model| start(&workspace, model)).into();
        let output: BTreeSet<_> =
            runs.into_iter().map(|run| CommandOutput::new(run.wait_with_output()).status).collect();
        assert_eq!(output, BTreeSet::from([Some(0)]));
        let is_one =
            same(&workspace.path(DIRECTORIES[0]), &workspace.path("only-one").join(DIRECTORIES[0]), "requests.rs");
        check_is(&workspace, if is_one { "only-one" } else { "only-two" });
    }
}
