//! Hostile models: whatever they contain, no command prints a command of GitHub's runner, markup or a mention.

use std::fs;
use std::path::Path;

use crate::diff::{commit, git};
use crate::support::{CommandOutput, Workspace};

/// A value of an enum as JSON writes it.
const HOSTILE: &str = r"x\n::error::pwned\r\r@octocat <img src=x> ##[add-mask]y `|%0A\u001b[31m\u202egpj\u0085";

/// Creates a workspace with this repository's own model.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    fs::remove_file(workspace.path("model/example.json")).expect("it is there");
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model");
    for name in ["appflow.json", "docs.json", "rules.json"] {
        let text = fs::read_to_string(model.join(name)).expect("the model can be read");
        workspace.write(&format!("model/{name}"), &text);
    }
    workspace
}

/// Returns the facts with another value in the enum of the connectors' discriminator, without a member.
fn with_value(workspace: &Workspace) -> String {
    let facts = fs::read_to_string(workspace.path("model/appflow.json")).expect("it can be read");
    let value = "\"smithy.api#enumValue\": \"Salesforce\"";
    assert!(facts.contains(value), "the enum of connectors has a value for Salesforce");
    facts.replacen(value, &format!("\"smithy.api#enumValue\": \"{HOSTILE}\""), 1)
}

/// Checks that the output has no meaning to a terminal or the runner.
#[track_caller]
fn check(output: &CommandOutput) {
    for text in [&output.out, &output.err] {
        let is_hidden = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
        assert!(!text.contains(is_hidden) && !text.contains(['\u{202e}', '\u{2028}']), "{text:?}");
        assert!(
            !text.contains("##[") && text.lines().all(|line| !line.trim_start().starts_with("::error::pwned")),
            "{text}"
        );
    }
}

#[test]
fn every_command_escapes_text_of_models() {
    let workspace = workspace();
    git(&workspace, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&workspace);
    let hostile = with_value(&workspace);
    workspace.write("published.json", &hostile);
    let output = workspace.run(&["import", "published.json", "--force"]);
    check(&output);
    workspace.write("model/appflow.json", &hostile);
    let mut shown = 0;
    for arguments in [
        &["regenerate"][..],
        &["regenerate", "--check"],
        &["lint"],
        &["diff"],
        &["generate", "model/appflow.json", "model/rules.json", "--name", "x", "--out", "out"],
    ] {
        let output = workspace.run(arguments);
        check(&output);
        shown += usize::from(output.out.contains("pwned") || output.err.contains("pwned"));
    }
    assert!(shown >= 3, "{shown}");
    for command in ["diff", "lint"] {
        for format in ["json", "sarif", "markdown"] {
            check(&workspace.run(&[command, "--format", format]));
        }
        let github = workspace.run(&[command, "--format", "github"]).out;
        let is_ours = |line: &str| ["::notice ", "::warning ", "::error "].iter().any(|start| line.starts_with(start));
        assert!(github.lines().all(is_ours), "{github}");
    }
    let markdown = workspace.run(&["diff", "--format", "markdown"]).out;
    assert!(markdown.contains("pwned"), "{markdown}");
    let bare = markdown.replace("`<", "").replace("<code>", "").replace("</code>", "");
    let spans: String = bare.split('`').step_by(2).collect();
    assert!(!spans.contains("<img") && !spans.contains("@octocat"), "{spans}");
}

#[test]
fn a_failed_comparison_is_reported_with_escaped_text() {
    let workspace = workspace();
    let broken = format!(r#"{{"smithy": "2.0", "shapes": {{"x#{HOSTILE}": {{"type": "{HOSTILE}"}}}}}}"#);
    workspace.write("broken.json", &broken);
    for format in ["text", "markdown", "github", "json", "sarif"] {
        let output = workspace.run(&["diff", "broken.json", "broken.json", "--format", format]);
        assert_eq!(output.status, Some(2), "{output:?}");
        assert!(output.err.contains("pwned"), "{}", output.err);
        check(&output);
        assert_eq!(output.out.is_empty(), !matches!(format, "markdown" | "github"), "{}", output.out);
        assert!(format != "markdown" || !output.out.contains("@octocat <img"), "{}", output.out);
    }
    for name in ["\u{202e}\r::error::pwned.json", "a\u{202e}b.json", "::error::pwned.json"] {
        workspace.write(name, &broken);
        let output = workspace.run(&["diff", name, name]);
        assert_eq!(output.status, Some(2), "{output:?}");
        check(&output);
        check(&workspace.run(&["generate", name, "--name", "x", "--out", "out"]));
    }
}
