//! `appflow validate`.

use appflow_client::types::{CreateConnectorProfileRequest, Structure as _};
use serde_json::{Value, json};

use crate::support::{Files, document};

#[test]
fn a_valid_request_is_valid() {
    let files = Files::new();
    files.write("good.json", document("crm").to_string());
    assert_eq!(files.run(&["validate", "good.json"]).ok(), "good.json: valid\n");
    let json = files.run(&["validate", "--format", "json", "good.json"]).ok();
    let expected =
        json!({ "version": 1, "file": "good.json", "valid": true, "problems": [], "more": 0, "warnings": [] });
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), expected);
    let said = files.run_with(&["validate", "-"], document("crm").to_string().as_bytes());
    assert_eq!(said.ok(), "<stdin>: valid\n");
}

#[test]
fn problems_have_places() {
    let files = Files::new();
    let text = "{\n  \"connectorProfileName\": \"a b\",\n  \"connectorTyp\": \"hunter2\"\n}";
    files.write("bad.json", text);
    let said = files.run(&["validate", "bad.json"]);
    assert_eq!((said.status, said.err.as_str()), (Some(1), ""));
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], "bad.json:1:1: /connectionMode: missing, but required");
    let pattern = r"bad.json:2:27: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$";
    assert!(lines.contains(&pattern), "{}", said.out);
    let name = "bad.json:3:3: /connectorTyp: unknown member connectorTyp; did you mean connectorType?";
    assert!(lines.contains(&name), "{}", said.out);
    assert_eq!(*lines.last().unwrap(), format!("bad.json: not valid, {} problems", lines.len() - 1));

    let said = files.run(&["validate", "bad.json", "--format=json"]);
    assert_eq!((said.status, said.err.as_str()), (Some(1), ""));
    let found: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&found["version"], &found["valid"], &found["more"]), (&json!(1), &json!(false), &json!(0)));
    let problems = found["problems"].as_array().unwrap();
    assert_eq!(problems.len(), lines.len() - 1);
    let problem = problems.iter().find(|problem| problem["line"] == 3).unwrap();
    let message = "unknown member connectorTyp; did you mean connectorType?";
    let expected = json!({
        "path": "/connectorTyp", "line": 3, "column": 3, "kind": "unknownMember", "message": message,
        "suggestion": "connectorType",
    });
    assert_eq!(*problem, expected);
}

#[test]
fn hostile_documents_are_refused() {
    let files = Files::new();
    let check = |content: &[u8], line: &str| {
        files.write("bad.json", content);
        let said = files.run(&["validate", "bad.json"]);
        assert_eq!((said.status, said.err.as_str()), (Some(1), ""));
        assert_eq!(said.out.lines().next(), Some(line));
    };
    check(b"", "bad.json:1:1: the document is empty, expected a JSON object");
    let deep = "[".repeat(1 << 20);
    files.write("deep.json", &deep);
    assert_eq!(files.run(&["validate", "deep.json"]).status, Some(1));
    let many: String = (0..1000).map(|number| format!("\"x{number}\":1,")).collect();
    files.write("many.json", format!("{{{many}\"y\":1}}"));
    let said = files.run(&["validate", "many.json"]);
    let tail: Vec<&str> = said.out.lines().rev().take(2).collect();
    assert_eq!((said.out.lines().count(), tail[1]), (102, "many.json: and 905 more"));
    assert_eq!(tail[0], "many.json: not valid, 1005 problems");
}

#[test]
fn an_unreadable_file_is_not_a_problem_of_the_request() {
    let files = Files::new();
    let gone = "error: gone.json: cannot be read: No such file or directory (os error 2), expected a readable file\n";
    assert_eq!(files.run(&["validate", "gone.json"]).failed(2), gone);
    files.write("latin.json", b"\xe9");
    let expected = "error: latin.json: not UTF-8, expected a JSON document\n";
    assert_eq!(files.run(&["validate", "latin.json"]).failed(2), expected);
    files.write("large.json", vec![b' '; (16 << 20) + 1]);
    let expected = "error: large.json: too large, expected a request of at most 16 MiB\n";
    assert_eq!(files.run(&["validate", "large.json"]).failed(2), expected);
    assert!(files.run(&["validate", "."]).failed(2).starts_with("error: .: cannot be read: "));
}

#[test]
fn warnings_do_not_make_a_request_invalid() {
    let files = Files::new();
    let request = CreateConnectorProfileRequest::from_json(&warned()).expect("it is valid");
    let warnings = request.warnings();
    assert!(!warnings.is_empty());
    files.write("warned.json", warned());
    let out = files.run(&["validate", "warned.json"]).ok();
    let path = warnings[0].path.to_string();
    assert!(out.starts_with(&format!("warned.json: warning: {path}: must ")), "{out}");
    assert!(out.ends_with(&format!(
        "valid, {} warning{}\n",
        warnings.len(),
        if warnings.len() == 1 { "" } else { "s" }
    )));
    let json: Value = serde_json::from_str(&files.run(&["validate", "--format=json", "warned.json"]).ok()).unwrap();
    assert_eq!((&json["valid"], &json["warnings"][0]["path"]), (&json!(true), &json!(path)));
}

/// Returns a request that AppFlow is likely to refuse.
fn warned() -> String {
    let mut document = document("crm");
    document["connectorLabel"] = json!("of-no-custom-connector");
    document.to_string()
}
