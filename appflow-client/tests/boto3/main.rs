//! boto3, AWS's client for Python, against the fake and beside this client.
//!
//! It runs with the interpreter that `BOTO3_PYTHON` names, which can import boto3, and is skipped where there is none.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use appflow_client::fake::FakeAppFlow;
use appflow_client::transport::RecordingTransport;
use appflow_client::types::CreateConnectorProfileRequest;
use bytes::Bytes;
use http::{HeaderMap, Request, Uri};
use serde::Deserialize;
use serde_json::Value;

/// What calls.py prints.
#[derive(Deserialize)]
struct Report {
    requests: Vec<Sent>,
    created: Vec<Outcome>,
    errors: BTreeMap<String, Outcome>,
    campaign: Vec<Attempted>,
}

/// A request of boto3.
#[derive(Deserialize)]
struct Sent {
    method: String,
    url: String,
    headers: BTreeMap<String, String>,
    body: String,
}

#[derive(Deserialize)]
struct Outcome {
    arn: Option<String>,
    class: Option<String>,
    code: Option<String>,
}

#[derive(Deserialize)]
struct Attempted {
    name: String,
    #[serde(flatten)]
    outcome: Outcome,
}

/// The parameters of the model's test cases, which have every connector.
fn cases() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/rules.json");
    let text = std::fs::read_to_string(path).expect("the rules are beside this crate");
    let rules: Value = serde_json::from_str(&text).expect("the rules are JSON");
    let operation = &rules["shapes"]["com.amazonaws.appflow#CreateConnectorProfile"];
    let cases = operation["traits"]["smithy.test#httpRequestTests"].as_array().expect("the operation has cases");
    let numbered = cases.iter().enumerate().map(|(number, case)| {
        let mut params = case["params"].clone();
        params["connectorProfileName"] = format!("case-{number}").into();
        params["clientToken"] = format!("token-of-case-{number}").into();
        params
    });
    numbered.collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boto3_and_this_client_agree() {
    let Some(python) = std::env::var_os("BOTO3_PYTHON") else {
        println!("BOTO3_PYTHON names no interpreter with boto3: this test goes on without it");
        return;
    };
    let fake = FakeAppFlow::start().await.expect("a free port");
    let faulty = FakeAppFlow::builder().quota(1000).start().await.expect("a free port");
    let cases = cases();
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("cases.json");
    std::fs::write(&path, serde_json::to_vec(&cases).expect("JSON")).expect("a file");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/boto3/calls.py");
    let mut command = Command::new(python);
    command.arg(script).args([fake.endpoint_url(), faulty.endpoint_url()]).arg(&path);
    let output = tokio::task::spawn_blocking(move || command.output()).await.expect("no panic").expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Report = serde_json::from_slice(&output.stdout).expect("a report");

    let ours = requests(&fake, &cases).await;
    assert_eq!((ours.len(), report.requests.len()), (cases.len(), cases.len()));
    assert!(cases.len() >= 25);
    ours.iter().zip(&report.requests).for_each(|(ours, theirs)| compare(ours, theirs));
    check_created(&fake, &cases, &report.created);
    check_errors(&report.errors);
    check_campaign(&faulty, &report.campaign);
}

/// What this client sends.
async fn requests(fake: &FakeAppFlow, cases: &[Value]) -> Vec<Request<Bytes>> {
    let transport = cases.iter().fold(RecordingTransport::new(), |transport, _| transport.respond(200, "{}"));
    let client = fake.client_builder().transport(transport.clone()).build().expect("everything is set");
    for case in cases {
        let request: CreateConnectorProfileRequest = serde_json::from_value(case.clone()).expect("a request");
        client.create_connector_profile(request).await.expect("a success");
    }
    transport.requests()
}

#[track_caller]
fn compare(ours: &Request<Bytes>, theirs: &Sent) {
    let url: Uri = theirs.url.parse().expect("a URL");
    assert_eq!((ours.method().as_str(), ours.uri().path()), (theirs.method.as_str(), url.path()));
    assert_eq!((ours.uri().query(), ours.uri().authority()), (url.query(), url.authority()));
    let document = |body: &[u8]| -> Value { serde_json::from_slice(body).expect("JSON") };
    assert_eq!(document(ours.body()), document(theirs.body.as_bytes()));
    let ours_signed = signed(header(ours.headers(), "authorization"));
    let theirs_signed = signed(&theirs.headers["authorization"]);
    assert_eq!(ours_signed, theirs_signed);
    assert_eq!(header(ours.headers(), "content-type"), theirs.headers["content-type"]);
    assert_eq!(header(ours.headers(), "x-amz-date").len(), theirs.headers["x-amz-date"].len());
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers[name].to_str().expect("text")
}

/// The names of the headers that a signature covers.
fn signed(authorization: &str) -> BTreeSet<&str> {
    let names = authorization.split("SignedHeaders=").nth(1).and_then(|rest| rest.split(',').next());
    names.expect("the names of headers").split(';').collect()
}

/// A profile for every connector.
fn check_created(fake: &FakeAppFlow, cases: &[Value], created: &[Outcome]) {
    let profiles: BTreeMap<String, String> =
        fake.profiles().into_iter().map(|profile| (profile.name, profile.arn)).collect();
    let mut connectors = BTreeSet::new();
    for (case, outcome) in cases.iter().zip(created) {
        let name = case["connectorProfileName"].as_str().expect("a name");
        assert_eq!(outcome.arn.as_ref(), profiles.get(name), "{name}: {:?} {:?}", outcome.class, outcome.code);
        assert!(outcome.arn.is_some());
        let properties = &case["connectorProfileConfig"]["connectorProfileProperties"];
        connectors.extend(properties.as_object().expect("an object").keys());
    }
    assert_eq!(connectors.len(), 19, "{connectors:?}");
}

/// Each error that the model declares is a class of its own.
fn check_errors(errors: &BTreeMap<String, Outcome>) {
    assert_eq!(errors.len(), 6);
    for (name, outcome) in errors {
        // The model declares all but this one.
        let class = if name == "InvalidSignatureException" { "ClientError" } else { name };
        assert_eq!((outcome.class.as_deref(), outcome.code.as_deref()), (Some(class), Some(name.as_str())));
    }
}

/// What boto3 was told has succeeded exists once.
fn check_campaign(fake: &FakeAppFlow, calls: &[Attempted]) {
    let profiles: BTreeMap<String, String> =
        fake.profiles().into_iter().map(|profile| (profile.name, profile.arn)).collect();
    let succeeded = calls.iter().filter(|call| call.outcome.arn.is_some());
    for call in succeeded.clone() {
        assert_eq!(profiles.get(&call.name), call.outcome.arn.as_ref(), "{}", call.name);
    }
    assert_eq!(calls.len(), 400);
    assert!(succeeded.count() > 200 && fake.faults().injected() > 50);
}
