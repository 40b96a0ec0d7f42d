//! `--output json`: one object on the standard output, also for failures.

use serde_json::{Value, json};

use crate::support::{CommandOutput, Files, document};

#[track_caller]
fn object(output: &CommandOutput, status: i32) -> Value {
    assert_eq!(output.status, Some(status), "{output:?}");
    let object: Value = serde_json::from_str(&output.out).expect(&output.out);
    assert_eq!(object["version"], 1);
    object
}

#[test]
fn calls_are_objects() {
    let files = Files::new();
    let fake = files.serve(&[]);
    files.write("good.json", document("crm").to_string());
    let run = |arguments: &[&str]| {
        let mut program = files.program(&[&["create-connector-profile", "good.json"], arguments].concat());
        CommandOutput::new(&program.envs(fake.environment()).output().expect("the program can be run"))
    };
    let draft = object(&run(&["--output", "json", "--dry-run"]), 0);
    assert_eq!(draft["request"]["method"], "POST");
    assert_eq!(draft["request"]["headers"]["authorization"], "**redacted**");
    let created = object(&run(&["--output=json"]), 0);
    assert_eq!(created["connectorProfileArn"], "arn:aws:appflow:us-east-1:123456789012:connectorprofile/crm");
    assert_eq!((&created["changes"], &created["warnings"]), (&json!([]), &json!([])));
    let output = run(&["--format", "json"]);
    let error = &object(&output, 3)["error"];
    assert_eq!(
        (&error["kind"], &error["code"], &error["status"]),
        (&json!("call"), &json!("ConflictException"), &json!(409))
    );
    assert_eq!((&error["mayHaveTakenEffect"], error["clientToken"].as_str().map(str::len)), (&json!(false), Some(36)));
    assert!(output.err.starts_with("error: CreateConnectorProfile failed: "), "{}", output.err);
}

#[test]
fn failures_are_objects() {
    let files = Files::new();
    files.write("bad.json", "{}");
    let create = "create-connector-profile";
    let check = |arguments: &[&str], status: i32, kind: &str| {
        for option in [&["--output", "json"][..], &["--output=json"], &["--format", "json"], &["--format=json"]] {
            let object = object(&files.run(&[arguments, option].concat()), status);
            assert_eq!(object["error"]["kind"], kind, "{object}");
            assert!(object["error"]["message"].as_str().is_some_and(|message| !message.is_empty()));
        }
    };
    check(&[create, "bad.json"], 1, "problems");
    check(&[create, "--request", "gone.json"], 2, "setup");
    check(&[create], 2, "usage");
    check(&[create, "--frobnicate"], 2, "usage");
    check(&["improve"], 2, "usage");
    check(&["validate"], 2, "usage");
    check(&["validate", "gone.json"], 2, "setup");
    check(&["fake", "--port", "x"], 2, "usage");
    check(&["fake", "--state", "."], 2, "setup");
    check(&["completions"], 2, "usage");
    let output = files.run(&[create, "bad.json", "--output", "json"]);
    assert_eq!(object(&output, 1)["error"]["problems"][0]["kind"], "missing");
    let script = object(&files.run(&["completions", "fish", "--output", "json"]), 0);
    assert!(script["script"].as_str().is_some_and(|script| script.contains("complete -c appflow")));
}

#[test]
fn several_files_are_one_object() {
    let files = Files::new();
    files.write("good.json", document("crm").to_string());
    files.write("bad.json", "{}");
    let output = files.run(&["validate", "good.json", "bad.json"]);
    assert_eq!(output.status, Some(1));
    assert!(output.out.starts_with("good.json: valid\nbad.json:1:1: "), "{}", output.out);
    let found = object(&files.run(&["validate", "good.json", "bad.json", "gone.json", "--output", "json"]), 2);
    let valid: Vec<&Value> = found["files"].as_array().expect("a list").iter().map(|file| &file["valid"]).collect();
    assert_eq!((valid, &found["valid"]), (vec![&json!(true), &json!(false), &json!(false)], &json!(false)));
    assert_eq!(found["files"][2]["error"]["kind"], "setup");
    assert_eq!(files.run(&["validate", "good.json", "gone.json"]).status, Some(2));
    assert_eq!(files.run(&["validate", "good.json", "good.json"]).ok(), "good.json: valid\ngood.json: valid\n");
}

#[test]
fn a_fake_says_where_it_is() {
    let files = Files::new();
    let mut child = files.program(&["fake", "--output", "json"]).spawn().expect("the program can be run");
    let mut line = String::new();
    let out = child.stdout.take().expect("a pipe");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).expect("UTF-8");
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let object: Value = serde_json::from_str(&line).expect(&line);
    assert_eq!((&object["event"], &object["region"]), (&json!("listening"), &json!("us-east-1")));
    assert!(object["url"].as_str().is_some_and(|url| url.starts_with("http://127.0.0.1:")));
}
