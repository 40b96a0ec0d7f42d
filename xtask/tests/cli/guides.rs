//! The guides in `docs/` and the README: the items that they name exist, and the texts that they quote are those of the
//! code.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::Workspace;

const GUIDES: [&str; 4] = ["README.md", "CONTRIBUTING.md", "docs/users.md", "docs/maintainers.md"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the workspace").to_owned()
}

/// Reads a file of the repository; returns an empty text if it does not exist, in which nothing is found.
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// The Rust of a directory, in which a string that continues on the next line is on one line.
fn sources(directory: &Path, text: &mut String) {
    for entry in fs::read_dir(directory).expect("the directory is there") {
        let path = entry.expect("the directory can be listed").path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let mut lines = fs::read_to_string(&path).expect("the source is text").replace("\\\"", "\"");
            while let Some((before, after)) = lines.split_once("\\\n") {
                lines = format!("{before}{}", after.trim_start());
            }
            text.push_str(&lines);
        }
    }
}

/// Returns the anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = kept.chars().filter(|character| character.is_alphanumeric() || " -_".contains(*character));
    kept.collect::<String>().replace(' ', "-")
}

#[test]
fn troubleshooting_quotes_texts_that_are_shown() {
    let mut code = String::new();
    for directory in ["runtime/types/src", "runtime/client/src"] {
        sources(&root().join(directory), &mut code);
    }
    let guide = read("docs/users.md");
    let (_, table) = guide.split_once("## Troubleshooting").expect("the guide has the section");
    let texts: Vec<&str> =
        table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |")).map(|row| row.0).collect();
    assert!(texts.len() > 25, "{texts:?}");
    for text in texts {
        // A quoted message of a service comes from the service, not from the code.
        let text = if text.contains("Exception") { "failed: " } else { text };
        // The texts before and after a colon may come from two types.
        for fragment in text.split('…').flat_map(|part| part.split(": ")).map(|part| part.trim().trim_end_matches(':'))
        {
            assert!(fragment.len() < 4 || code.contains(fragment), "{fragment:?} of {text:?} is in no source");
        }
    }
}

#[test]
fn links_lead_somewhere() {
    for guide in GUIDES {
        let text = read(guide);
        assert!(!text.is_empty(), "{guide} is missing");
        let folder = Path::new(guide).parent().expect("a file is in a folder");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.starts_with("http") {
                continue;
            }
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = if path.is_empty() { PathBuf::from(guide) } else { folder.join(path) };
            let linked = read(path.to_str().expect("the path is text"));
            assert!(!linked.is_empty(), "{guide}: {target}");
            let mut anchors = linked.lines().filter(|line| line.starts_with('#')).map(anchor);
            assert!(heading.is_empty() || anchors.any(|found| found == heading), "{guide}: {target}");
        }
    }
}

#[test]
fn paths_are_there() {
    for guide in GUIDES {
        for path in read(guide).split('`').skip(1).step_by(2) {
            let folders = ["model/", "codegen/", "xtask/", "runtime/", "appflow-client/", "appflow-types/", ".github/"];
            if folders.iter().any(|folder| path.starts_with(folder)) && !path.contains([' ', '{', '*', ',']) {
                assert!(root().join(path).exists(), "{guide}: {path}");
            }
        }
    }
}

#[test]
fn the_service_of_the_guide_is_generated() {
    let guide = read("docs/users.md");
    let (_, rest) = guide.split_once("```json\n").expect("the guide has a model");
    let (model, _) = rest.split_once("```").expect("the block ends");
    let workspace = Workspace::new();
    workspace.write("notes/notes.json", model);
    workspace.run(&["regenerate", "--model-dir", "notes"]).ok();
    let client =
        fs::read_to_string(workspace.path("appflow-client/src/generated/operations.rs")).expect("it is written");
    assert!(client.contains("pub fn add_note("), "{client}");
}
