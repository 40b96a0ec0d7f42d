//! `--fix`: a mistake with one reading is corrected, and a request with two readings is not sent.

use std::fs;

use appflow_client::types::CreateConnectorProfileRequest;
use serde_json::{Value, json};

use crate::support::{CommandOutput, Files, SECRET, document};

/// Returns a request whose discriminator and parts contradict each other.
fn ambiguous() -> Value {
    let mut document = document("crm");
    document["connectorType"] = json!("salesforce");
    document["connectorProfileConfig"] = json!({
        "connectorProfileProperties": { "CustomConnector": {} },
        "connectorProfileCredentials": { "CustomConnector": { "authenticationType": "BASIC",
            "basic": { "username": "hunter2-u", "password": "hunter2-p" } } },
    });
    document
}

#[test]
fn two_readings_are_both_printed_and_nothing_is_sent() {
    let files = Files::new();
    let fake = files.serve(&[]);
    for connector in ["salesforce", "Salesforce"] {
        let mut document = ambiguous();
        document["connectorType"] = json!(connector);
        files.write("two.json", document.to_string());
        let mut program = files.program(&["create-connector-profile", "two.json", "--fix"]);
        let error = CommandOutput::new(&program.envs(fake.environment()).output().unwrap()).failed(1);
        let readings = "/connectorType: either Salesforce is meant, or CustomConnector, because";
        assert!(error.starts_with("error: two.json is not valid, so nothing was sent\n"), "{error}");
        assert!(error.contains(readings), "{error}");
        assert_eq!(files.run(&["validate", "two.json"]).status, Some(1));
        let output = files.run(&["validate", "two.json", "--fix", "--output", "new.json"]);
        assert_eq!(output.status, Some(1));
        assert!(output.out.contains(readings), "{}", output.out);
        assert!(!files.path("new.json").exists());
    }
    assert!(fake.names().is_empty());
}

fn wrong() -> String {
    let mut wrong = document("crm");
    (wrong["connectorType"], wrong["kmsArn"]) = (json!("salesforce"), Value::Null);
    wrong.to_string()
}

#[test]
fn the_mended_document_can_be_had() {
    let files = Files::new();
    files.write("wrong.json", wrong());
    let output = files.run(&["validate", "--fix", "wrong.json"]);
    assert_eq!((output.status, output.err.as_str()), (Some(0), ""));
    assert!(output.out.ends_with("wrong.json: valid, 2 changes\n"), "{}", output.out);
    let mend = ["validate", "--fix", "wrong.json", "--output", "new.json"];
    let out = files.run(&[&mend[..], &["--output", "json"]].concat()).ok();
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&report["valid"], report["changes"].as_array().map(Vec::len)), (&json!(true), Some(2)));
    let text = fs::read_to_string(files.path("new.json")).unwrap();
    assert!(text.contains(SECRET));
    let read = |text: &str| serde_json::from_str::<CreateConnectorProfileRequest>(text).unwrap();
    assert_eq!(read(&text), read(&document("crm").to_string()));
    assert_eq!(files.run(&["validate", "new.json"]).ok(), "new.json: valid\n");
    assert_eq!(fs::read_to_string(files.path("wrong.json")).unwrap(), wrong());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(files.path("new.json")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // No other file is left behind.
    assert_eq!(fs::read_dir(files.path(".")).unwrap().count(), 2);
}

#[test]
fn no_file_is_replaced_by_accident() {
    let files = Files::new();
    files.write("wrong.json", wrong());
    files.write("mine.json", "mine");
    let mend = |target: &str, more: &[&str]| {
        files.run(&[&["validate", "--fix", "wrong.json", "--output", target], more].concat())
    };
    let error = mend("mine.json", &[]).failed(2);
    assert_eq!(error, "error: mine.json: exists already, expected a new file, or `--force` to replace it\n");
    assert_eq!(fs::read_to_string(files.path("mine.json")).unwrap(), "mine");
    assert_eq!(mend("mine.json", &["--force"]).status, Some(0));
    assert!(fs::read_to_string(files.path("mine.json")).unwrap().contains(SECRET));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(files.path("mine.json")).unwrap().permissions().mode() & 0o777, 0o600);
        let link = files.path("link.json");
        std::os::unix::fs::symlink("nowhere.json", &link).unwrap();
        for more in [&[][..], &["--force"]] {
            let error = mend("link.json", more).failed(2);
            assert!(error.starts_with("error: link.json: cannot be written: not a regular file, "), "{error}");
        }
        assert!(!files.path("nowhere.json").exists());
    }
    assert!(mend("no/new.json", &[]).failed(2).starts_with("error: no/new.json: cannot be written: "));
    assert!(mend(".", &["--force"]).failed(2).starts_with("error: .: cannot be written: not a regular file, "));
    files.write("bad.json", "{}");
    let output = files.run(&["validate", "--fix", "bad.json", "--output", "new.json"]);
    assert_eq!((output.status, files.path("new.json").exists()), (Some(1), false));
}
