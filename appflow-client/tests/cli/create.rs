//! `appflow create-connector-profile`.

use serde_json::{Value, json};

use crate::support::{CommandOutput, Files, Served, document};

const CREATE: &str = "create-connector-profile";

fn run(files: &Files, fake: &Served, arguments: &[&str]) -> CommandOutput {
    let mut program = files.program(&[&[CREATE], arguments].concat());
    CommandOutput::new(&program.envs(fake.environment()).output().expect("the program can be run"))
}

#[test]
fn a_profile_is_created() {
    let files = Files::new();
    let fake = files.serve(&[]);
    files.write("good.json", document("crm").to_string());
    let arn = "arn:aws:appflow:us-east-1:123456789012:connectorprofile/crm\n";
    assert_eq!(run(&files, &fake, &["--request", "good.json"]).ok(), arn);
    let error = run(&files, &fake, &["--request", "good.json"]).failed(3);
    let expected = "error: CreateConnectorProfile failed: ConflictException (409): A connector profile with the name crm \
                    already exists; request id ";
    assert!(error.starts_with(expected), "{error}");
    // The options go before the environment.
    let error = run(&files, &fake, &["--request", "good.json", "--region", "eu-west-1"]).failed(3);
    assert!(error.contains("Credential should be scoped to the region 'us-east-1'"), "{error}");
    let nowhere = ["--request", "good.json", "--endpoint-url", "http://127.0.0.1:1"];
    let error = run(&files, &fake, &nowhere).failed(3);
    assert!(error.contains("http://127.0.0.1:1: no connection"), "{error}");
    assert_eq!(fake.names(), ["crm"]);
}

#[test]
fn obvious_mistakes_are_corrected_on_demand() {
    let files = Files::new();
    let fake = files.serve(&[]);
    let mut wrong = document("crm");
    (wrong["connectorType"], wrong["kmsArn"]) = (json!("salesforce"), Value::Null);
    files.write("wrong.json", wrong.to_string());
    let error = run(&files, &fake, &["--request", "wrong.json"]).failed(1);
    assert!(error.starts_with("error: wrong.json is not valid, so nothing was sent\nwrong.json:1:"), "{error}");
    let output = run(&files, &fake, &["--request", "wrong.json", "--fix"]);
    assert_eq!(output.status, Some(0), "{output:?}");
    let mut lines: Vec<&str> = output.err.lines().map(|line| line.splitn(4, ':').nth(3).unwrap()).collect();
    lines.sort_unstable();
    assert_eq!(lines, [" /connectorType: read connectorType's value as Salesforce", " /kmsArn: dropped null"]);
    assert_eq!(fake.names(), ["crm"]);
}

#[test]
fn a_dry_run_shows_the_request() {
    let files = Files::new();
    let fake = files.serve(&[]);
    files.write("good.json", document("crm").to_string());
    let out = run(&files, &fake, &["--request", "good.json", "--dry-run"]).ok();
    let (head, body) = out.split_once("\n\n").expect("head and body");
    assert!(head.starts_with(&format!("POST {}/create-connector-profile\n", fake.url)), "{head}");
    assert!(
        head.contains("\ncontent-type: application/json\n") && head.contains("authorization: **redacted**"),
        "{head}"
    );
    assert!(!out.contains("AKID") && !out.contains("Signature"), "{out}");
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!((&body["connectorProfileName"], body["clientToken"].as_str().map(str::len)), (&json!("crm"), Some(36)));
    let credentials = &body["connectorProfileConfig"]["connectorProfileCredentials"]["Salesforce"];
    assert_eq!(*credentials, json!({ "accessToken": "**redacted**", "refreshToken": "**redacted**" }));
    assert!(fake.names().is_empty());
}

#[test]
fn a_dry_run_needs_no_credentials() {
    let files = Files::new();
    let input = document("crm").to_string();
    let arguments = [CREATE, "--request", "-", "--dry-run", "--region", "eu-west-1"];
    let out = files.run_with(&arguments, input.as_bytes()).ok();
    assert!(out.starts_with("POST https://appflow.eu-west-1.amazonaws.com/create-connector-profile\n"), "{out}");
    let error = files.run_with(&arguments[..4], input.as_bytes()).failed(2);
    assert_eq!(error, "error: no region, expected `--region`, AWS_REGION in the environment, or one in the profile\n");
    let invalid = files.run_with(&arguments, b"{}").failed(1);
    assert!(invalid.starts_with("error: <stdin> is not valid, so nothing was sent\n<stdin>:1:1: /"), "{invalid}");
}

#[test]
fn missing_settings_are_named() {
    let files = Files::new();
    files.write("good.json", document("crm").to_string());
    let error = files.run(&[CREATE, "--request", "good.json", "--region", "eu-west-1"]).failed(2);
    let expected = "error: no credentials, expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or \
                    a profile by `--profile` or AWS_PROFILE\n";
    assert_eq!(error, expected);
    let error = files.run(&[CREATE, "--request", "gone.json"]).failed(2);
    assert!(error.starts_with("error: gone.json: cannot be read: "), "{error}");
    let fake = files.serve(&[]);
    let error = run(&files, &fake, &["--request", "good.json", "--endpoint-url", "ftp://x"]).failed(2);
    assert_eq!(error, "error: invalid endpoint URL: expected the scheme https or http\n");
    let plain = ["--request", "good.json", "--endpoint-url", "http://nowhere.invalid:4566"];
    let error = run(&files, &fake, &plain).failed(2);
    let expected = "error: the endpoint URL is plain http, expected https, or `--allow-plain-http` to send secrets in clear \
                    to another machine\n";
    assert_eq!(error, expected);
    let allowed = run(&files, &fake, &[&plain[..], &["--allow-plain-http", "--dry-run"]].concat()).ok();
    assert!(allowed.starts_with("POST http://nowhere.invalid:4566/create-connector-profile\n"), "{allowed}");
}

#[test]
fn every_command_accepts_the_same_names_of_files() {
    let files = Files::new();
    files.write("good.json", document("crm").to_string());
    let region = ["--region", "eu-west-1", "--dry-run"];
    let input = document("crm").to_string();
    let url = format!("file://{}", files.path("good.json").display());
    for name in ["good.json", "file://good.json", &url, "-"] {
        for named in [&[name][..], &["--request", name], &["--cli-input-json", name]] {
            let out = files.run_with(&[&[CREATE], named, &region].concat(), input.as_bytes()).ok();
            assert!(out.starts_with("POST "), "{out}");
            let out = files.run_with(&[&["validate"], named].concat(), input.as_bytes()).ok();
            assert!(out.ends_with(": valid\n"), "{out}");
        }
    }
}

#[test]
fn constraints_are_enforced_as_asked() {
    let files = Files::new();
    let mut narrow = document("crm");
    narrow["connectorProfileName"] = json!("a b");
    files.write("narrow.json", narrow.to_string());
    let arguments = |mode| [CREATE, "narrow.json", "--region", "eu-west-1", "--dry-run", "--validation", mode];
    let problem = "narrow.json:1:";
    let error = files.run(&arguments("strict")).failed(1);
    assert!(error.contains(problem), "{error}");
    let output = files.run(&arguments("warn"));
    assert_eq!(output.status, Some(0), "{output:?}");
    assert!(output.err.starts_with(problem) && output.err.ends_with(" (not enforced)\n"), "{}", output.err);
    assert!(output.out.contains("\"connectorProfileName\": \"a b\""), "{}", output.out);
    assert!(files.run(&arguments("off")).ok().starts_with("POST "));
    // A misspelled name is not a constraint.
    narrow["kmsARN"] = json!("x");
    files.write("narrow.json", narrow.to_string());
    for mode in ["warn", "off"] {
        let error = files.run(&arguments(mode)).failed(1);
        assert!(error.contains("unknown member kmsARN; did you mean kmsArn?"), "{error}");
    }
}

#[test]
fn a_profile_without_an_arn_is_not_called_created() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = [0; 4096];
        while !bytes.starts_with(b"POST") || !bytes.contains(&b'}') {
            assert_ne!(std::io::Read::read(&mut stream, &mut bytes).unwrap(), 0);
        }
        let answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
        std::io::Write::write_all(&mut stream, answer).unwrap();
    });
    let files = Files::new();
    files.write("good.json", document("crm").to_string());
    let mut program = files.program(&[CREATE, "good.json", "--endpoint-url", &url]);
    program.envs([("AWS_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "AKID"), ("AWS_SECRET_ACCESS_KEY", "s")]);
    let error = CommandOutput::new(&program.output().unwrap()).failed(3);
    server.join().unwrap();
    assert!(error.contains("ARN") || error.contains("connectorProfileArn"), "{error}");
}
