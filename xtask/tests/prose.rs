//! The wording of handwritten files: doc comments, and the names that the runtime may not know.

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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut sources = Vec::new();
    DIRECTORIES.iter().for_each(|directory| collect(&root.join(directory), &mut sources));
    sources.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    assert!(sources.len() > 500, "only {} sources were found", sources.len());
    let mut found = Vec::new();
    for path in sources {
        let text = fs::read_to_string(&path).expect("a source is UTF-8");
        found.extend(riddles(&text).iter().map(|line| format!("{}:{line}", path.display())));
    }
    found.sort();
    assert!(found.is_empty(), "expected a verb or a noun in place of \"What\" at\n{}", found.join("\n"));
}

#[test]
fn only_the_start_of_a_paragraph_counts() {
    assert_eq!(riddles("/// What it is.\n"), [1]);
    assert_eq!(riddles("    //! A field.\n    //!\n    //! What it is.\n"), [3]);
    assert_eq!(riddles("/// Reports\n/// What it was.\nfn f() {} // What it does.\n/// Whatever.\n"), [0; 0]);
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
