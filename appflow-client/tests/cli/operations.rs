//! Every operation as a command: requests, responses, skeletons and help.

use appflow_client::dynamic::OPERATIONS;
use serde_json::{Value, json};

use crate::server::{Server, answers};
use crate::support::{CommandOutput, Files, SECRET};

/// Runs a command that calls this server.
pub fn run(files: &Files, server: &Server, arguments: &[&str]) -> CommandOutput {
    let mut program = files.program(arguments);
    program.envs([("AWS_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "AKID"), ("AWS_SECRET_ACCESS_KEY", "s")]);
    program.env("AWS_ENDPOINT_URL_APPFLOW", server.url()).env("AWS_MAX_ATTEMPTS", "1");
    CommandOutput::new(&program.output().expect("the program can be run"))
}

#[test]
fn answers_are_printed_for_people_and_programs() {
    let files = Files::new();
    files.write("flow.json", r#"{"flowName":"crm"}"#);
    let flow = json!({
        "flowName": "crm\u{1b}[2J\u{202e}", "flowStatus": "Active", "createdAt": 1_700_000_000.5, "tags": {},
        "triggerConfig": { "triggerType": "OnDemand" },
        "tasks": [{ "sourceFields": ["a", "b"], "taskType": "Filter" }, { "sourceFields": [], "taskType": "Map_all" }],
    });
    let server = answers([flow.clone(), flow.clone()]);
    let expected = "\
createdAt: 1700000000.5
flowName: crm [2J 
flowStatus: Active
tags: {}
tasks:
  - sourceFields:
      - a
      - b
    taskType: Filter
  - sourceFields: []
    taskType: Map_all
triggerConfig:
  triggerType: OnDemand
";
    assert_eq!(run(&files, &server, &["describe-flow", "flow.json"]).ok(), expected);
    let out = run(&files, &server, &["describe-flow", "flow.json", "--output", "json"]).ok();
    assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out}");
    let mut answer: Value = serde_json::from_str(&out).unwrap();
    let members = answer.as_object_mut().unwrap();
    let notes = ["changes", "notEnforced", "version", "warnings"].map(|note| members.remove(note).unwrap());
    assert_eq!(notes, [json!([]), json!([]), json!(1), json!([])]);
    assert_eq!(answer, flow);
    let requests = server.requests();
    assert!(requests[0].starts_with("POST /describe-flow HTTP/1.1\r\n"), "{}", requests[0]);
    assert!(requests[0].ends_with(r#"{"flowName":"crm"}"#), "{}", requests[0]);
}

#[test]
fn members_travel_where_the_model_says() {
    let files = Files::new();
    let arn = "arn:aws:appflow:eu-west-1:123456789012:flow/crm";
    files.write("tags.json", json!({ "resourceArn": arn }).to_string());
    files.write("untag.json", json!({ "resourceArn": arn, "tagKeys": ["a:b"] }).to_string());
    let server = answers([json!({ "tags": { "team": "crm" } }), json!({})]);
    assert_eq!(run(&files, &server, &["list-tags-for-resource", "tags.json"]).ok(), "tags:\n  team: crm\n");
    assert_eq!(run(&files, &server, &["untag-resource", "untag.json"]).ok(), "");
    let requests = server.requests();
    let path = "/tags/arn%3Aaws%3Aappflow%3Aeu-west-1%3A123456789012%3Aflow%2Fcrm";
    assert!(requests[0].starts_with(&format!("GET {path} HTTP/1.1\r\n")), "{}", requests[0]);
    assert!(requests[1].starts_with(&format!("DELETE {path}?tagKeys=a%3Ab HTTP/1.1\r\n")), "{}", requests[1]);
    // Without a body, only the head is printed.
    let out = run(&files, &server, &["list-tags-for-resource", "tags.json", "--dry-run"]).ok();
    assert!(out.starts_with(&format!("GET {}{path}\n", server.url())) && !out.contains("\n\n"), "{out}");
    let out = run(&files, &server, &["list-tags-for-resource", "tags.json", "--dry-run", "--output", "json"]).ok();
    let draft: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&draft["request"]["method"], &draft["request"]["body"]), (&json!("GET"), &Value::Null));
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_request_that_needs_nothing_needs_no_file() {
    let files = Files::new();
    let server = answers([json!({ "flows": [] }), json!({ "flows": [] })]);
    assert_eq!(run(&files, &server, &["list-flows"]).ok(), "flows: []\n");
    files.write("few.json", r#"{"maxResults":1}"#);
    assert_eq!(run(&files, &server, &["list-flows", "--request", "few.json"]).ok(), "flows: []\n");
    let requests = server.requests();
    assert!(requests[0].ends_with("{}") && requests[1].ends_with(r#"{"maxResults":1}"#), "{requests:?}");
    let error = run(&files, &server, &["describe-flow"]).failed(2);
    assert!(error.starts_with("error: no request, expected `--request`"), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn problems_are_found_and_mended_in_every_request() {
    let files = Files::new();
    files.write("wrong.json", r#"{"FlowName":"crm"}"#);
    let server = answers([json!({ "flowArn": "arn", "flowStatus": "Active" })]);
    let error = run(&files, &server, &["start-flow", "wrong.json"]).failed(1);
    assert!(error.contains("did you mean flowName?"), "{error}");
    let output = run(&files, &server, &["start-flow", "wrong.json", "--fix"]);
    assert_eq!((output.status, output.out.as_str()), (Some(0), "flowArn: arn\nflowStatus: Active\n"), "{output:?}");
    assert!(server.requests()[0].contains(r#""flowName":"crm""#));
    let out = files.run(&["validate", "--operation", "start-flow", "--fix", "wrong.json"]).ok();
    assert!(out.ends_with("wrong.json: valid, 1 change\n"), "{out}");
    assert_eq!(files.run(&["validate", "wrong.json"]).status, Some(1));
    let error = files.run(&["validate", "--operation", "x", "wrong.json"]).failed(2);
    assert!(error.starts_with("error: the value of `--operation` is unknown, expected `cancel-flow-executions` or"));
}

#[test]
fn secrets_in_answers_are_masked() {
    let files = Files::new();
    let details = json!({ "connectorProfileDetails": [{ "connectorProfileName": "crm", "connectorProfileProperties": {
        "CustomConnector": { "profileProperties": { "instance": SECRET } },
        "Redshift": { "databaseUrl": SECRET, "bucketName": "b", "roleArn": "r" },
    } }] });
    let server = answers([details.clone(), details.clone(), details.clone(), details]);
    for more in [&[][..], &["--output", "json"], &["--paginate"], &["--paginate", "--output", "json"]] {
        let out = run(&files, &server, &[&["describe-connector-profiles"], more].concat()).ok();
        assert!(out.contains("**redacted**") && out.contains("crm"), "{out}");
    }
}

#[test]
fn an_empty_response_is_a_failure() {
    let files = Files::new();
    files.write("flow.json", r#"{"flowName":"crm"}"#);
    let server = answers([json!({}), json!({})]);
    let error = run(&files, &server, &["stop-flow", "flow.json"]).failed(3);
    assert!(error.contains("expected `flowArn` or `flowStatus`; the call may have taken effect"), "{error}");
    // Services omit empty lists and maps.
    assert_eq!(run(&files, &server, &["list-flows"]).ok(), "");
}

/// The skeleton of every operation has no unknown or mistyped member, and its help explains all members.
#[test]
fn skeletons_are_read_back() {
    let files = Files::new();
    let region = ["--region", "eu-west-1"];
    for operation in OPERATIONS {
        let name = operation.name();
        for extent in ["--skeleton", "--skeleton=required"] {
            let output = files.run(&[name, extent]);
            assert_eq!(output.status, Some(0), "{output:?}");
            let skeleton: Value = serde_json::from_str(&output.out).expect(&output.out);
            for member in operation.input().members().iter().filter(|member| !member.idempotency_token) {
                let is_expected = member.required || extent == "--skeleton";
                assert_eq!(skeleton.get(member.json).is_some(), is_expected, "{} of {name}", member.json);
                assert_eq!(output.err.contains(&format!("/{}: ", member.json)), is_expected, "{}", output.err);
            }
            files.write("skeleton.json", &output.out);
            let report = ["validate", "--operation", name, "skeleton.json", "--output", "json"];
            let report: Value = serde_json::from_str(&files.run(&report).out).unwrap();
            for problem in report["problems"].as_array().unwrap() {
                let kind = problem["kind"].as_str().unwrap();
                assert!(!["unknownMember", "type", "syntax", "missing"].contains(&kind), "{name}: {problem}");
            }
            let output = files.run(&[&[name, extent, "--output", "json"][..], &region].concat());
            let document: Value = serde_json::from_str(&output.out).unwrap();
            assert_eq!(document["request"], skeleton);
        }
        let help = files.run(&[name, "--help"]).ok();
        for member in operation.input().members() {
            assert!(help.contains(&format!("\n  {}\n", member.json)), "{} of {name}", member.json);
        }
        assert_eq!(help.contains("--paginate"), operation.next_token().is_some(), "{name}");
    }
    assert_eq!(OPERATIONS.len(), 25);
}

#[test]
fn members_are_described() {
    let files = Files::new();
    let output = files.run(&["create-connector-profile", "--skeleton"]);
    let line = |path: &str| {
        let line = output.err.lines().find(|line| line.starts_with(&format!("{path}: ")));
        line.unwrap_or_else(|| panic!("no {path} in {}", output.err)).to_owned()
    };
    let name = line("/connectorProfileName");
    assert!(name.starts_with("/connectorProfileName: text (required, at most 256 characters). "), "{name}");
    let mode = line("/connectionMode");
    assert!(mode.contains(": one of Public, Private (required). "), "{mode}");
    let secret = line("/connectorProfileConfig/connectorProfileCredentials/Salesforce/accessToken");
    assert!(secret.contains(": secret text (at most 4096 characters). "), "{secret}");
    assert!(!output.err.contains("/clientToken"), "{}", output.err);
    let help = files.run(&["create-connector-profile", "--help"]).ok();
    assert!(help.contains("text (1 to 256 characters, the client sets it if absent)"), "{help}");
}
