//! The workflows: pinned actions, no token for code of a pull request, and a check that always reports.

use std::fs;
use std::path::Path;

/// Returns every workflow by its name.
fn workflows() -> Vec<(String, String)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows");
    let entries = fs::read_dir(directory).expect("there are workflows");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("the directory can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a workflow can be read"))
    };
    entries.map(read).collect()
}

#[test]
fn actions_are_pinned_by_commit() {
    let mut count = 0;
    for (name, text) in workflows() {
        for line in text.lines().filter_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix("uses: ")) {
            let (_, pin) = line.split_once('@').expect("an action has a version");
            let (commit, version) = pin.split_once(" # v").expect("the version stands beside the commit");
            let is_hex = commit.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
            assert!(commit.len() == 40 && is_hex, "{name}: {line}");
            assert!(version.split('.').count() == 3, "{name}: {line}");
            count += 1;
        }
    }
    assert!(count >= 6, "{count}");
}

#[test]
fn tokens_are_not_left_behind() {
    for (name, text) in workflows() {
        assert!(text.contains("\npermissions: {}\n"), "{name}");
        let checkouts = text.matches("actions/checkout@").count();
        assert_eq!(text.matches("persist-credentials: false").count(), checkouts, "{name}");
    }
}

#[test]
fn the_comparison_always_reports() {
    let all = workflows();
    let (_, text) = all.iter().find(|(name, _)| name == "model-diff.yml").expect("it is there");
    let triggers = text.split("\njobs:").next().unwrap_or_default();
    assert!(triggers.contains("\n  pull_request:\n  merge_group:\n") && !triggers.contains("paths"), "{triggers}");
    let (_, judge) = text.split_once("\n  model-diff:\n").expect("the check has the workflow's name");
    assert!(judge.contains("if: always()"), "{judge}");
    assert_eq!(text.matches("::stop-commands::").count(), 2);
    assert_eq!(text.matches("tr -d '\\r'").count(), 2);
    // A job with write permission builds nothing.
    for job in text.split("\n\n").filter(|job| job.contains(": write")) {
        assert!(!job.contains("cargo") && !job.contains("xtask") && !job.contains("checkout"), "{job}");
    }
}
