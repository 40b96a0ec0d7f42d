//! boto3, AWS's client for Python, with the fake and compared with this client.
//!
//! The tests use the interpreter in `BOTO3_PYTHON`, which must be able to import boto3, and are skipped if it is not
//! set.

mod operations;

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Output};

use appflow_client::fake::FakeAppFlow;
use appflow_client::transport::RecordingTransport;
use bytes::Bytes;
use http::{HeaderMap, Request, Uri};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The output of calls.py.
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

/// A call: the operation, and its parameters.
#[derive(Clone, Serialize)]
struct Case {
    operation: String,
    params: Value,
}

const CREATE: &str = "CreateConnectorProfile";

/// Returns the model's test cases, which have every operation and every connector.
fn cases() -> Vec<Case> {
    let document = |name: &str| -> Value {
        let path = format!("{}/../model/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the model is beside this crate");
        serde_json::from_str(&text).expect("the model is JSON")
    };
    let (rules, model) = (document("rules.json"), document("appflow.json"));
    let mut cases = Vec::new();
    for (id, shape) in rules["shapes"].as_object().expect("shapes") {
        let operation = id.split('#').nth(1).expect("an absolute shape id");
        let input = &model["shapes"][format!("com.amazonaws.appflow#{operation}Request")];
        let tests = shape["traits"]["smithy.test#httpRequestTests"].as_array();
        for test in tests.into_iter().flatten() {
            let mut params = test["params"].clone();
            let number = cases.len();
            if operation == CREATE {
                params["connectorProfileName"] = format!("case-{number}").into();
            }
            // Otherwise, each client would create a token of its own.
            if input["members"].get("clientToken").is_some() {
                params["clientToken"] = format!("token-of-case-{number}").into();
            }
            cases.push(Case { operation: operation.to_owned(), params });
        }
    }
    cases
}

/// Returns the interpreter with boto3, if there is one.
fn python() -> Option<std::ffi::OsString> {
    let python = std::env::var_os("BOTO3_PYTHON");
    if python.is_none() {
        println!("BOTO3_PYTHON names no interpreter with boto3: this test goes on without it");
    }
    python
}

/// Runs a script of this directory to its end.
async fn run(python: std::ffi::OsString, script: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(python);
    command.arg(format!("{}/tests/boto3/{script}", env!("CARGO_MANIFEST_DIR"))).args(arguments);
    let output = tokio::task::spawn_blocking(move || command.output()).await.expect("no panic").expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boto3_lives_a_whole_life_cycle() {
    let Some(python) = python() else { return };
    let fake = FakeAppFlow::start().await.expect("a free port");
    run(python, "life_cycle.py", &[&fake.endpoint_url()]).await;
    let operations: BTreeSet<&str> = fake.requests().iter().filter_map(|request| request.operation).collect();
    assert_eq!(operations.len(), 25, "{operations:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boto3_and_this_client_agree() {
    let Some(python) = python() else { return };
    let fake = FakeAppFlow::start().await.expect("a free port");
    let faulty = FakeAppFlow::builder().quota(1000).start().await.expect("a free port");
    let cases = cases();
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("cases.json");
    std::fs::write(&path, serde_json::to_vec(&cases).expect("JSON")).expect("a file");
    let path = path.to_str().expect("the path is text");
    let output = run(python, "calls.py", &[&fake.endpoint_url(), &faulty.endpoint_url(), path]).await;
    let report: Report = serde_json::from_slice(&output.stdout).expect("a report");

    let ours = requests(&fake, &cases).await;
    assert_eq!((ours.len(), report.requests.len()), (cases.len(), cases.len()));
    let operations: BTreeSet<&str> = cases.iter().map(|case| case.operation.as_str()).collect();
    assert_eq!(operations.len(), 25);
    ours.iter().zip(&report.requests).for_each(|(ours, theirs)| compare(ours, theirs));
    let created: Vec<&Value> = cases.iter().filter(|case| case.operation == CREATE).map(|case| &case.params).collect();
    check_created(&fake, &created, &report.created);
    check_errors(&report.errors);
    check_campaign(&faulty, &report.campaign);
}

/// Returns the requests that this client sends.
async fn requests(fake: &FakeAppFlow, cases: &[Case]) -> Vec<Request<Bytes>> {
    let transport = cases.iter().fold(RecordingTransport::new(), |transport, _| transport.respond(200, "{}"));
    let client = fake.client_builder().transport(transport.clone()).build().expect("everything is set");
    for case in cases {
        operations::send(&client, &case.operation, case.params.clone()).await;
    }
    transport.requests()
}

#[track_caller]
fn compare(ours: &Request<Bytes>, theirs: &Sent) {
    let url: Uri = theirs.url.parse().expect("a URL");
    assert_eq!((ours.method().as_str(), ours.uri().path()), (theirs.method.as_str(), url.path()));
    assert_eq!((ours.uri().query(), ours.uri().authority()), (url.query(), url.authority()));
    let document =
        |body: &[u8]| -> Option<Value> { (!body.is_empty()).then(|| serde_json::from_slice(body).expect("JSON")) };
    assert_eq!(document(ours.body()), document(theirs.body.as_bytes()));
    let ours_signed = signed(header(ours.headers(), "authorization"));
    let theirs_signed = signed(&theirs.headers["authorization"]);
    assert_eq!(ours_signed, theirs_signed);
    let content_type = ours.headers().get("content-type").map(|_| header(ours.headers(), "content-type"));
    assert_eq!(content_type, theirs.headers.get("content-type").map(String::as_str));
    assert_eq!(header(ours.headers(), "x-amz-date").len(), theirs.headers["x-amz-date"].len());
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers[name].to_str().expect("text")
}

/// Returns the names of the headers that a signature covers.
fn signed(authorization: &str) -> BTreeSet<&str> {
    let names = authorization.split("SignedHeaders=").nth(1).and_then(|rest| rest.split(',').next());
    names.expect("the names of headers").split(';').collect()
}

/// Checks that there is a profile for every connector.
fn check_created(fake: &FakeAppFlow, cases: &[&Value], created: &[Outcome]) {
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

/// Checks that each error in the model is a class of its own.
fn check_errors(errors: &BTreeMap<String, Outcome>) {
    assert_eq!(errors.len(), 6);
    for (name, outcome) in errors {
        // The model declares all except this one.
        let class = if name == "InvalidSignatureException" { "ClientError" } else { name };
        assert_eq!((outcome.class.as_deref(), outcome.code.as_deref()), (Some(class), Some(name.as_str())));
    }
}

/// Checks that every call that boto3 reported as successful took effect once.
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
