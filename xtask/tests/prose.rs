//! The wording of handwritten files: doc comments, asserts, and the names that the runtime may not know.

use std::fs;
use std::path::{Path, PathBuf};

/// The directories of the workspace with Rust sources.
const DIRECTORIES: [&str; 7] = ["appflow-client", "appflow-types", "benches", "codegen", "model", "runtime", "xtask"];
/// Directories whose files are not written by hand, or only in part.
const SKIPPED: [&str; 3] = ["generated", "goldens", "target"];

/// Collects the files below a directory that are written by hand.
fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("the directory can be listed") {
        let path = entry.expect("the directory can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !SKIPPED.contains(&&*name) && !name.starts_with('.') {
            collect(&path, files);
        } else if path.is_file() {
            files.push(path);
        }
    }
}

/// Returns the places that `lines` finds in the handwritten Rust sources.
fn find(lines: impl Fn(&str) -> Vec<usize>) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut sources = Vec::new();
    DIRECTORIES.iter().for_each(|directory| collect(&root.join(directory), &mut sources));
    sources.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    assert!(sources.len() > 500, "only {} sources were found", sources.len());
    let mut found = Vec::new();
    for path in sources {
        let text = fs::read_to_string(&path).expect("a source is UTF-8");
        found.extend(lines(&text).iter().map(|line| format!("{}:{line}", path.display())));
    }
    found.sort();
    found
}

/// Returns the lines, from 1, at which a doc comment begins with "What".
fn riddles(text: &str) -> Vec<usize> {
    let docs = |line: &str| {
        let line = line.trim_start();
        line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(|docs| docs.trim_start().to_owned())
    };
    let mut before = None;
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = docs(line);
        let is_start = before.as_deref().is_none_or(str::is_empty);
        if is_start && line.as_deref().is_some_and(|line| line == "What" || line.starts_with("What ")) {
            found.push(index + 1);
        }
        before = line;
    }
    found
}

/// A doc comment begins with a verb in the third person or with a noun: "What" as the first word makes it a riddle.
#[test]
fn doc_comments_do_not_begin_with_what() {
    let found = find(riddles);
    assert!(found.is_empty(), "expected a verb or a noun in place of \"What\" at\n{}", found.join("\n"));
}

#[test]
fn only_the_start_of_a_paragraph_counts() {
    assert_eq!(riddles("/// What it is.\n"), [1]);
    assert_eq!(riddles("    //! A field.\n    //!\n    //! What it is.\n"), [3]);
    assert_eq!(riddles("/// Reports\n/// What it was.\nfn f() {} // What it does.\n/// Whatever.\n"), [0; 0]);
}

/// The beginnings of the macros that assert.
const ASSERTS: [&str; 3] = ["assert!(", "assert_eq!(", "assert_ne!("];
/// The method that measures time.
const ELAPSED: &str = "elapsed()";
/// Its type in a file whose time is tokio's, which a test pauses.
const PAUSED: &str = "tokio::time::Instant";

/// Returns the lines, from 1, at which an assert begins that depends on the time that something took, directly or
/// through a variable.
fn timed_asserts(text: &str) -> Vec<usize> {
    if text.contains(PAUSED) {
        return Vec::new();
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let (mut times, mut found, mut at) = (Vec::new(), Vec::new(), 0);
    for statement in text.split_inclusive(';') {
        let start = ASSERTS.iter().filter_map(|assert| statement.find(assert)).min();
        let is_timed = |condition: &str| {
            condition.contains(ELAPSED) || condition.split(|c| !is_part(c)).any(|word| times.contains(&word))
        };
        if let Some(start) = start.filter(|start| is_timed(&statement[*start..])) {
            found.push(text[..at + start].lines().count());
        } else if let Some((before, _)) = statement.split_once(ELAPSED)
            && let Some((_, variable)) = before.rsplit_once("let ")
        {
            times.extend(variable.trim_start_matches("mut ").split(|c| !is_part(c)).next());
        }
        at += statement.len();
    }
    found
}

/// A test that asserts how long something took fails on a busy machine, for a reason that is not in the code.
#[test]
fn no_assert_depends_on_the_time_of_the_machine() {
    let found = find(timed_asserts);
    assert!(found.is_empty(), "expected a condition without real time in the asserts at\n{}", found.join("\n"));
}

#[test]
fn timed_asserts_are_found() {
    let check = |text: &str, expected: &[usize]| assert_eq!(timed_asserts(&text.replace('@', ELAPSED)), expected);
    check("fn f() {\n    assert!(start.@ < LIMIT);\n}", &[2]);
    check("    assert!(\n        created.@.unwrap() < LIMIT,\n    );\n    assert_eq!(start.@.as_secs(), 1);", &[1, 4]);
    check("let x = 1;\n    let took = start.@;\n    assert_ne!(x, 2);\n    assert!(took < LIMIT);\n", &[4]);
    check("let took = start.@;\nassert!(mistook);\nwait_until(|| start.@ > LIMIT);\n", &[]);
    check(&format!("use {PAUSED};\nassert_eq!(start.@.as_secs(), 25);\n"), &[]);
}

/// The runtime is shared by the clients of all services, so no file of it mentions the service of this repository.
#[test]
fn the_runtime_does_not_name_the_checked_in_service() {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime"), &mut files);
    assert!(files.len() > 100, "only {} files were found", files.len());
    files.retain(|path| {
        let content = fs::read(path).expect("the file can be read");
        String::from_utf8_lossy(&content).to_lowercase().contains("appflow")
    });
    assert!(files.is_empty(), "{files:?}");
}
