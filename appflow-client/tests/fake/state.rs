//! The state file, and the state of the next fake.

use std::fs;
use std::time::{Duration, SystemTime};

use appflow_client::fake::{Clock, FakeAppFlow, FakeBuilder};
use appflow_client::types::{
    CreateConnectorProfileRequest, DescribeConnectorProfilesRequest, DescribeFlowExecutionRecordsRequest,
    DescribeFlowRequest, ListConnectorsRequest, ListFlowsRequest, StartFlowRequest, StopFlowRequest,
};
use serde_json::{Value, json};

use crate::support::{
    Raw, control, document, flow, names, on_demand, parse, request, scheduled, settings, shows_a_secret,
};

fn on(directory: &tempfile::TempDir) -> FakeBuilder {
    FakeAppFlow::builder().state_file(directory.path().join("state"))
}

#[tokio::test]
async fn it_goes_on_where_it_stopped() {
    let directory = tempfile::tempdir().unwrap();
    let clock = Clock::fixed(SystemTime::now());
    let fake = on(&directory).clock(clock.clone()).start().await.unwrap();
    let send = async |fake: &FakeAppFlow, name: &str, token: &str| {
        Raw::create(&document(name, token)).at(clock.now()).send(fake).await
    };
    let first = send(&fake, "crm", "t").await;
    assert_eq!(first.status, 200);
    let profiles = fake.profiles();
    drop(fake);
    let fake = on(&directory).clock(clock.clone()).quota(1).start().await.unwrap();
    assert_eq!(fake.profiles(), profiles);
    let again = send(&fake, "crm", "t").await;
    assert_eq!((again.status, again.body), (200, first.body));
    assert_eq!(send(&fake, "other", "t").await.code(), (409, "ConflictException"));
    assert_eq!(send(&fake, "crm", "u").await.code(), (409, "ConflictException"));
    assert_eq!(send(&fake, "other", "u").await.code(), (402, "ServiceQuotaExceededException"));
    fake.shutdown(Duration::from_secs(1)).await;
    // Stopping the fake does not extend the life of a token.
    clock.advance(Duration::from_secs(8 * 3600));
    let fake = on(&directory).clock(clock.clone()).start().await.unwrap();
    assert_eq!(send(&fake, "other", "t").await.status, 200);
    assert_eq!(names(&fake), ["crm", "other"]);
}

#[tokio::test]
async fn no_secret_is_in_it() {
    let directory = tempfile::tempdir().unwrap();
    let fake = on(&directory).start().await.unwrap();
    fake.client().create_connector_profile(request("crm").client_token("t")).await.unwrap();
    let text = fs::read_to_string(directory.path().join("state")).unwrap();
    assert!(text.contains("\"crm\"") && !shows_a_secret(&text), "{text}");
    for line in text.lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
}

#[tokio::test]
async fn a_fake_is_alone_with_it() {
    let directory = tempfile::tempdir().unwrap();
    let fake = on(&directory).start().await.unwrap();
    let error = on(&directory).start().await.unwrap_err();
    assert!(error.to_string().ends_with("in use, expected a state file that no other fake has open"), "{error}");
    drop(fake);
    on(&directory).start().await.unwrap();
}

#[tokio::test]
async fn other_files_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state");
    let fake = on(&directory).start().await.unwrap();
    fake.client().create_connector_profile(request("crm")).await.unwrap();
    drop(fake);
    let good = fs::read_to_string(&path).unwrap();
    let bad = good.replacen("crm", "srm", 1);
    fs::write(&path, &bad).unwrap();
    let error = on(&directory).start().await.unwrap_err();
    let expected = format!("{}:2: the checksum does not match, expected", path.display());
    assert!(error.to_string().starts_with(&expected), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), bad);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_at_once_are_all_in_it() {
    const CALLS: usize = 256;
    let directory = tempfile::tempdir().unwrap();
    let fake = on(&directory).quota(CALLS).start().await.unwrap();
    let calls: Vec<_> = (0..CALLS)
        .map(|number| {
            let client = fake.client();
            tokio::spawn(async move { client.create_connector_profile(request(&format!("crm-{number}"))).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let profiles = fake.profiles();
    drop(fake);
    let fake = on(&directory).start().await.unwrap();
    assert_eq!((fake.profiles().len(), fake.profiles() == profiles), (CALLS, true));
}

/// Returns everything that the fake's operations show.
async fn snapshot(fake: &FakeAppFlow) -> Vec<String> {
    let client = fake.client();
    let profiles = client.describe_connector_profiles(DescribeConnectorProfilesRequest::new()).await.expect("a list");
    let flows = client.list_flows(ListFlowsRequest::new()).await.expect("a list");
    let connectors = client.list_connectors(ListConnectorsRequest::new()).await.expect("a list");
    let mut all = vec![format!("{profiles:?}"), format!("{flows:?}"), format!("{connectors:?}")];
    for flow in flows.flows.unwrap_or_default() {
        let name = flow.flow_name.expect("flows have names");
        all.push(format!("{:?}", client.describe_flow(DescribeFlowRequest::new(&name)).await.expect("a list")));
        let runs = client.describe_flow_execution_records(DescribeFlowExecutionRecordsRequest::new(name)).await;
        all.push(format!("{:?}", runs.expect("a list")));
    }
    all
}

/// Returns a command of every kind, with its path.
fn commands() -> Vec<(&'static str, &'static str, Value)> {
    let tags = "/tags/arn%3Aaws%3Aappflow%3Aus-east-1%3A123456789012%3Aflow%2Ff1";
    let untag = "/tags/arn%3Aaws%3Aappflow%3Aus-east-1%3A123456789012%3Aflow%2Ff1?tagKeys=team";
    let function = json!({ "lambda": { "lambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:f" } });
    let mut update = document("crm", "t2");
    update.as_object_mut().expect("a request is an object").remove("connectorType");
    update["connectionMode"] = json!("Private");
    let mut described = settings("f1", &scheduled("rate(1minutes)"));
    described["description"] = json!("updated");
    vec![
        ("POST", "/create-connector-profile", document("crm", "t1")),
        ("POST", "/update-connector-profile", update),
        ("POST", "/create-flow", settings("f1", &scheduled("rate(5minutes)"))),
        ("POST", "/create-flow", settings("f2", &on_demand())),
        ("POST", "/update-flow", described),
        ("POST", "/start-flow", json!({ "flowName": "f1", "clientToken": "t3" })),
        ("POST", "/start-flow", json!({ "flowName": "f2", "clientToken": "t4" })),
        ("POST", "/cancel-flow-executions", json!({ "flowName": "f2" })),
        ("POST", tags, json!({ "tags": { "team": "crm", "stage": "test" } })),
        ("DELETE", untag, json!({})),
        ("POST", "/register-connector", json!({ "connectorLabel": "c1", "connectorProvisioningConfig": function })),
        ("POST", "/update-connector-registration", json!({ "connectorLabel": "c1", "description": "updated" })),
        ("POST", "/unregister-connector", json!({ "connectorLabel": "c1" })),
        ("POST", "/stop-flow", json!({ "flowName": "f1" })),
        ("POST", "/delete-flow", json!({ "flowName": "f1" })),
        ("POST", "/delete-connector-profile", json!({ "connectorProfileName": "crm", "forceDelete": true })),
    ]
}

#[tokio::test]
async fn a_file_that_ends_anywhere_has_everything_up_to_its_last_whole_line() {
    let directory = tempfile::tempdir().unwrap();
    let clock = Clock::fixed(SystemTime::now());
    let path = directory.path().join("state");
    let fake = on(&directory).clock(clock.clone()).start().await.unwrap();
    let mut snapshots = vec![snapshot(&fake).await];
    for (method, path, document) in commands() {
        let raw = Raw::post(path, document.to_string()).method(method).at(clock.now());
        let answer = raw.send(&fake).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        snapshots.push(snapshot(&fake).await);
    }
    drop(fake);
    let bytes = fs::read(&path).unwrap();
    assert!(!shows_a_secret(&String::from_utf8_lossy(&bytes)));
    let ends: Vec<usize> = (1..=bytes.len()).filter(|end| bytes[end - 1] == b'\n').collect();
    assert_eq!(ends.len(), snapshots.len());
    for (index, end) in ends.iter().enumerate() {
        let next = ends.get(index + 1).copied().unwrap_or(*end);
        for length in [*end, end + 1, (end + next) / 2, next - 1] {
            if length < *end || bytes.len() < length {
                continue;
            }
            fs::write(&path, &bytes[..length]).unwrap();
            let fake = on(&directory).clock(clock.clone()).start().await.unwrap();
            assert_eq!(snapshot(&fake).await, snapshots[index], "{length} bytes");
        }
    }
}

#[tokio::test]
async fn time_goes_on_while_the_fake_is_stopped() {
    let directory = tempfile::tempdir().unwrap();
    let clock = Clock::fixed(SystemTime::now());
    let fake = on(&directory).clock(clock.clone()).start().await.unwrap();
    let client = fake.client();
    client.create_connector_profile(request("crm")).await.unwrap();
    client.create_flow(flow("f1", &scheduled("rate(1minutes)"))).await.unwrap();
    client.start_flow(StartFlowRequest::new("f1").client_token("t")).await.unwrap();
    clock.advance(Duration::from_secs(120));
    let before = snapshot(&fake).await;
    drop((fake, client));
    let fake = on(&directory).clock(clock.clone()).start().await.unwrap();
    assert_eq!(snapshot(&fake).await, before);
    clock.advance(Duration::from_secs(60));
    let runs = DescribeFlowExecutionRecordsRequest::new("f1");
    let runs = fake.client().describe_flow_execution_records(runs).await.unwrap().flow_executions.unwrap();
    assert_eq!(runs.len(), 3);
}

#[tokio::test]
async fn time_does_not_go_back() {
    let directory = tempfile::tempdir().unwrap();
    let fake = on(&directory).start().await.unwrap();
    let client = fake.client();
    client.create_connector_profile(request("crm")).await.unwrap();
    client.create_flow(flow("f1", &scheduled("rate(5minutes)"))).await.unwrap();
    client.start_flow(StartFlowRequest::new("f1")).await.unwrap();
    control(&fake, "/_fake/clock", json!({ "advanceSeconds": 3600 })).await;
    let runs = async |fake: &FakeAppFlow| {
        let runs = DescribeFlowExecutionRecordsRequest::new("f1");
        fake.client().describe_flow_execution_records(runs).await.unwrap().flow_executions.unwrap().len()
    };
    let (count, time) = (runs(&fake).await, fake.clock().now());
    drop((fake, client));
    let fake = on(&directory).start().await.unwrap();
    assert_eq!((count, runs(&fake).await), (12, 12));
    assert!(fake.clock().now() >= time - Duration::from_secs(1));
    // Without a request to the path of the clock, the latest event counts.
    fake.clock().advance(Duration::from_secs(5 * 3600));
    fake.client().stop_flow(StopFlowRequest::new("f1")).await.unwrap();
    let count = runs(&fake).await;
    drop(fake);
    let fake = on(&directory).start().await.unwrap();
    assert_eq!((runs(&fake).await, count), (count, 12 + 60));
}

#[tokio::test]
async fn settings_that_are_secrets_are_marked_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let fake = on(&directory).start().await.unwrap();
    let create: CreateConnectorProfileRequest = parse(json!({
        "connectorProfileName": "custom",
        "connectorType": "CustomConnector",
        "connectorLabel": "inventory",
        "connectionMode": "Public",
        "connectorProfileConfig": { "connectorProfileProperties": {
            "CustomConnector": { "profileProperties": { "password": "hunter2-setting" } },
        } },
    }));
    fake.client().create_connector_profile(create).await.unwrap();
    let shown = async |fake: &FakeAppFlow| {
        let answer = Raw::post("/describe-connector-profiles", "{}").send(fake).await.json();
        let properties = &answer["connectorProfileDetails"][0]["connectorProfileProperties"];
        properties["CustomConnector"]["profileProperties"]["password"].as_str().map(str::to_owned)
    };
    assert_eq!(shown(&fake).await.as_deref(), Some("hunter2-setting"));
    drop(fake);
    assert!(!shows_a_secret(&fs::read_to_string(directory.path().join("state")).unwrap()));
    let fake = on(&directory).start().await.unwrap();
    assert_eq!(shown(&fake).await.as_deref(), Some("**redacted**"));
}
