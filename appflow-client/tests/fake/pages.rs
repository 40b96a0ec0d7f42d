//! Pages, and the tokens between them.

use std::time::Duration;

use appflow_client::fake::FakeAppFlow;
use appflow_client::types::*;
use serde_json::{Value, json};

use crate::support::{Raw, flow, on_demand, request, with_profile};

async fn post(fake: &FakeAppFlow, path: &str, document: &Value) -> crate::support::Answer {
    Raw::post(path, document.to_string()).at(fake.clock().now()).send(fake).await
}

async fn flows(fake: &FakeAppFlow, count: usize) {
    for number in 0..count {
        fake.client().create_flow(flow(&format!("flow-{number}"), &on_demand())).await.expect("it is new");
    }
}

/// Returns the sizes of all pages, and the number of distinct entries.
async fn sizes(fake: &FakeAppFlow, path: &str, mut request: Value, list: &str) -> (Vec<usize>, usize) {
    let (mut sizes, mut all) = (Vec::new(), std::collections::BTreeSet::new());
    loop {
        let answer = post(fake, path, &request).await.json();
        let entries = answer[list].as_array().expect("a list");
        sizes.push(entries.len());
        all.extend(entries.iter().map(Value::to_string));
        match answer.get("nextToken") {
            Some(token) => request["nextToken"] = token.clone(),
            None => return (sizes, all.len()),
        }
    }
}

#[tokio::test]
async fn all_entries_are_on_one_page_each() {
    let fake = with_profile().await;
    flows(&fake, 5).await;
    for (size, expected) in [(1, vec![1; 5]), (2, vec![2, 2, 1]), (4, vec![4, 1]), (5, vec![5]), (100, vec![5])] {
        let pages = sizes(&fake, "/list-flows", json!({ "maxResults": size }), "flows").await;
        assert_eq!(pages, (expected, 5));
    }
    let pages = sizes(&fake, "/describe-connectors", json!({ "maxResults": 10 }), "connectors").await;
    assert_eq!(pages, (vec![10, 10, 3], 23));
    for number in 0..3 {
        fake.client().create_connector_profile(request(&format!("crm/{number}"))).await.unwrap();
        fake.client().start_flow(StartFlowRequest::new("flow-0")).await.unwrap();
        fake.clock().advance(Duration::from_secs(5));
    }
    let details = "connectorProfileDetails";
    let pages = sizes(&fake, "/describe-connector-profiles", json!({ "maxResults": 3 }), details).await;
    assert_eq!(pages, (vec![3, 1], 4));
    let runs = json!({ "flowName": "flow-0", "maxResults": 2 });
    assert_eq!(sizes(&fake, "/describe-flow-execution-records", runs, "flowExecutions").await, (vec![2, 1], 3));
}

#[tokio::test]
async fn entities_come_in_pages_across_their_groups() {
    let fake = with_profile().await;
    let mut request = ListConnectorEntitiesRequest::new().connector_profile_name("crm").max_results(2);
    let mut pages = Vec::new();
    loop {
        let page = fake.client().list_connector_entities(request.clone()).await.unwrap();
        pages.push(page.connector_entity_map.into_iter().map(|(group, it)| (group, it.len())).collect::<Vec<_>>());
        request.next_token = page.next_token;
        if request.next_token.is_none() {
            break;
        }
    }
    let group = |name: &str, count| (name.to_owned(), count);
    assert_eq!(pages, [vec![group("Events", 1), group("Objects", 1)], vec![group("Objects", 2)]]);
}

#[tokio::test]
async fn pages_do_not_shift_when_entries_change() {
    let fake = with_profile().await;
    flows(&fake, 4).await;
    let first = post(&fake, "/list-flows", &json!({ "maxResults": 2 })).await.json();
    let client = fake.client();
    // The last entry of the page, one before it, and one after it.
    client.delete_flow(DeleteFlowRequest::new("flow-1")).await.unwrap();
    client.create_flow(flow("flow-00", &on_demand())).await.unwrap();
    client.create_flow(flow("flow-9", &on_demand())).await.unwrap();
    // The size may differ.
    let second = post(&fake, "/list-flows", &json!({ "nextToken": first["nextToken"] })).await.json();
    let names: Vec<&str> =
        second["flows"].as_array().unwrap().iter().filter_map(|it| it["flowName"].as_str()).collect();
    assert_eq!(names, ["flow-2", "flow-3", "flow-9"]);
}

#[tokio::test]
async fn a_token_is_for_its_own_list() {
    let fake = with_profile().await;
    fake.client().create_connector_profile(request("sales")).await.unwrap();
    flows(&fake, 2).await;
    let one = json!({ "maxResults": 1, "connectorType": "Salesforce" });
    let token = post(&fake, "/describe-connector-profiles", &one).await.json()["nextToken"].clone();
    let text = token.as_str().unwrap();
    assert!(!text.contains("crm"), "{text}");
    let check = async |path: &str, document: Value, status: u16| {
        let answer = post(&fake, path, &document).await;
        let expected = if status == 200 { "" } else { "ValidationException" };
        assert_eq!(answer.code(), (status, expected), "{path} {document}");
    };
    let path = "/describe-connector-profiles";
    check(path, json!({ "nextToken": token, "connectorType": "Salesforce" }), 200).await;
    check(path, json!({ "nextToken": token }), 400).await;
    check(path, json!({ "nextToken": token, "connectorType": "Slack" }), 400).await;
    check("/list-flows", json!({ "nextToken": token }), 400).await;
    let flows = post(&fake, "/list-flows", &json!({ "maxResults": 1 })).await.json()["nextToken"].clone();
    check("/list-flows", json!({ "nextToken": flows }), 200).await;
    check("/list-connectors", json!({ "nextToken": flows }), 400).await;
    let flows = flows.as_str().unwrap();
    let last = if flows.ends_with('0') { "1" } else { "0" };
    for wrong in ["x", "é", &"0".repeat(64), &"0".repeat(65), &flows[..flows.len() - 1], &flows[1..], &"é".repeat(64)]
    {
        check("/list-flows", json!({ "nextToken": wrong }), 400).await;
    }
    check("/list-flows", json!({ "nextToken": format!("{}{last}", &flows[..flows.len() - 1]) }), 400).await;
    check("/list-flows", json!({ "nextToken": format!("{flows}ff") }), 400).await;
    for size in [0, 101, -1] {
        check("/list-flows", json!({ "maxResults": size }), 400).await;
    }
}

#[tokio::test]
async fn the_pages_of_the_client_are_all_there() {
    let fake = with_profile().await;
    flows(&fake, 5).await;
    let client = fake.client();
    let mut pages = client.list_flows(ListFlowsRequest::new().max_results(2)).pages();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        count += page.unwrap().flows.unwrap().len();
    }
    assert_eq!(count, 5);
}
