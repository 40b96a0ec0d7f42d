//! Flows: status, conflicts, profiles in use, and updates that are refused.

use std::time::Duration;

use appflow_client::fake::FakeAppFlow;
use appflow_client::types::*;
use serde_json::{Value, json};

use crate::support::{
    Raw, code, failed, flow, on_demand, on_event, parse, request, scheduled, settings, still, with_profile,
};

async fn status(fake: &FakeAppFlow, name: &str) -> FlowStatus {
    let flow = fake.client().describe_flow(DescribeFlowRequest::new(name)).await.expect("it exists");
    flow.flow_status.expect("flows have a status")
}

#[tokio::test]
async fn the_status_is_that_of_the_trigger() {
    let fake = with_profile().await;
    let client = fake.client();
    for (name, trigger) in [("f-event", on_event()), ("f-schedule", scheduled("rate(5minutes)"))] {
        let created = client.create_flow(flow(name, &trigger)).await.unwrap();
        assert_eq!(created.flow_status, Some(FlowStatus::Draft));
        for _ in 0..2 {
            let started = client.start_flow(StartFlowRequest::new(name)).await.unwrap();
            assert_eq!((started.flow_status, started.execution_id), (Some(FlowStatus::Active), None));
        }
        assert_eq!(status(&fake, name).await, FlowStatus::Active);
        for _ in 0..2 {
            let stopped = client.stop_flow(StopFlowRequest::new(name)).await.unwrap();
            assert_eq!((stopped.flow_status, stopped.flow_arn), (Some(FlowStatus::Suspended), started_arn(name)));
        }
        assert_eq!(status(&fake, name).await, FlowStatus::Suspended);
    }
    let created = client.create_flow(flow("f-demand", &on_demand())).await.unwrap();
    assert_eq!(created.flow_status, Some(FlowStatus::Active));
    let stopped = client.stop_flow(StopFlowRequest::new("f-demand")).await;
    assert_eq!(failed(stopped), code(400, "UnsupportedOperationException"));
    let update = client.update_flow(parse(settings("f-demand", &scheduled("rate(1hours)")))).await.unwrap();
    assert_eq!(update.flow_status, Some(FlowStatus::Draft));
    let update = client.update_flow(parse(settings("f-demand", &on_demand()))).await.unwrap();
    assert_eq!(update.flow_status, Some(FlowStatus::Active));
}

fn started_arn(name: &str) -> Option<String> {
    Some(format!("arn:aws:appflow:us-east-1:123456789012:flow/{name}"))
}

#[tokio::test]
async fn missing_resources_are_not_found() {
    let fake = still().await;
    let client = fake.client();
    let expected = code(404, "ResourceNotFoundException");
    assert_eq!(failed(client.describe_flow(DescribeFlowRequest::new("f0")).await), expected);
    assert_eq!(failed(client.start_flow(StartFlowRequest::new("f0")).await), expected);
    assert_eq!(failed(client.stop_flow(StopFlowRequest::new("f0")).await), expected);
    assert_eq!(failed(client.delete_flow(DeleteFlowRequest::new("f0")).await), expected);
    assert_eq!(failed(client.update_flow(parse(settings("f0", &on_demand()))).await), expected);
    let runs = DescribeFlowExecutionRecordsRequest::new("f0");
    assert_eq!(failed(client.describe_flow_execution_records(runs).await), expected);
    assert_eq!(failed(client.cancel_flow_executions(CancelFlowExecutionsRequest::new("f0")).await), expected);
    // The profile is missing.
    assert_eq!(failed(client.create_flow(flow("f0", &on_demand())).await), expected);
}

#[tokio::test]
async fn names_are_unique_and_the_quota_is_kept() {
    let fake = FakeAppFlow::builder().flow_quota(2).start().await.unwrap();
    let client = fake.client();
    client.create_connector_profile(request("crm")).await.unwrap();
    for name in ["f1", "F1"] {
        client.create_flow(flow(name, &on_demand())).await.unwrap();
    }
    assert_eq!(failed(client.create_flow(flow("f1", &on_demand())).await), code(409, "ConflictException"));
    let one_more = client.create_flow(flow("f2", &on_demand())).await;
    assert_eq!(failed(one_more), code(402, "ServiceQuotaExceededException"));
    client.delete_flow(DeleteFlowRequest::new("F1")).await.unwrap();
    client.create_flow(flow("f2", &on_demand())).await.unwrap();
}

#[tokio::test]
async fn a_token_makes_repeating_safe() {
    let fake = with_profile().await;
    let client = fake.client();
    let create = flow("f1", &on_demand()).client_token("t");
    let first = client.create_flow(create.clone()).await.unwrap();
    assert_eq!(client.create_flow(create.clone()).await.unwrap(), first);
    let other = client.create_flow(create.description("other")).await;
    assert_eq!(failed(other), code(409, "ConflictException"));
    // Tokens belong to an operation.
    let start = StartFlowRequest::new("f1").client_token("t");
    let started = client.start_flow(start.clone()).await.unwrap();
    assert_eq!(client.start_flow(start.clone()).await.unwrap(), started);
    fake.clock().advance(Duration::from_secs(8 * 3600 - 1));
    assert_eq!(client.start_flow(start.clone()).await.unwrap(), started);
    fake.clock().advance(Duration::from_secs(1));
    assert_ne!(client.start_flow(start).await.unwrap().execution_id, started.execution_id);
}

#[tokio::test]
async fn a_token_of_a_start_is_free_for_flows_on_demand_only() {
    let fake = with_profile().await;
    let client = fake.client();
    for (name, trigger) in [("f1", on_demand()), ("f2", on_demand()), ("f3", scheduled("rate(1days)"))] {
        client.create_flow(flow(name, &trigger)).await.unwrap();
    }
    let start = async |name: &str| client.start_flow(StartFlowRequest::new(name).client_token("t")).await;
    let ids = [start("f1").await.unwrap().execution_id, start("f2").await.unwrap().execution_id];
    assert!(ids[0].is_some() && ids[0] != ids[1]);
    assert_eq!(failed(start("f3").await), code(409, "ConflictException"));
}

#[tokio::test]
async fn a_flow_in_use_is_deleted_by_force_only() {
    let fake = with_profile().await;
    let client = fake.client();
    client.create_flow(flow("f1", &scheduled("rate(1days)"))).await.unwrap();
    client.create_flow(flow("f2", &on_demand())).await.unwrap();
    for name in ["f1", "f2"] {
        client.start_flow(StartFlowRequest::new(name)).await.unwrap();
        let deleted = client.delete_flow(DeleteFlowRequest::new(name).force_delete(false)).await;
        assert_eq!(failed(deleted), code(409, "ConflictException"));
    }
    client.delete_flow(DeleteFlowRequest::new("f1").force_delete(true)).await.unwrap();
    fake.clock().advance(Duration::from_secs(5));
    client.delete_flow(DeleteFlowRequest::new("f2")).await.unwrap();
}

#[tokio::test]
async fn a_profile_in_use_is_deleted_by_force_only() {
    let fake = with_profile().await;
    let client = fake.client();
    client.create_flow(flow("f1", &on_demand())).await.unwrap();
    let deleted = client.delete_connector_profile(DeleteConnectorProfileRequest::new("crm")).await;
    assert_eq!(failed(deleted), code(409, "ConflictException"));
    let by_force = DeleteConnectorProfileRequest::new("crm").force_delete(true);
    client.delete_connector_profile(by_force).await.unwrap();
    let started = client.start_flow(StartFlowRequest::new("f1")).await;
    assert_eq!(failed(started), code(404, "ResourceNotFoundException"));
}

#[tokio::test]
async fn settings_are_kept_as_they_are() {
    let fake = with_profile().await;
    let mut given = settings("f1", &scheduled("rate(5minutes)"));
    given["kmsArn"] = json!("arn:aws:kms:us-east-1:123456789012:key/1234abcd");
    given["metadataCatalogConfig"] = json!({ "glueDataCatalog": {
        "roleArn": "arn:aws:iam::123456789012:role/catalog", "databaseName": "crm", "tablePrefix": "lake",
    } });
    given["tags"] = json!({ "team": "crm" });
    fake.client().create_flow(parse(given.clone())).await.unwrap();
    let answer = Raw::post("/describe-flow", r#"{"flowName":"f1"}"#).at(fake.clock().now()).send(&fake).await.json();
    for (name, value) in given.as_object().unwrap() {
        assert!(contains(&answer[name], value), "{name}: {} is not {value}", answer[name]);
    }
    assert_eq!((&answer["schemaVersion"], &answer["flowStatus"]), (&json!(1), &json!("Draft")));
    assert_eq!(answer["createdBy"], "arn:aws:iam::123456789012:user/fake");
    assert_eq!(answer["createdAt"], answer["lastUpdatedAt"]);
    assert!(answer.get("lastRunExecutionDetails").is_none());
}

/// Returns whether a value has all members of another; it may have defaults besides.
fn contains(value: &Value, other: &Value) -> bool {
    match (value, other) {
        (Value::Object(value), Value::Object(other)) => {
            other.iter().all(|(name, other)| value.get(name).is_some_and(|value| contains(value, other)))
        }
        (Value::Array(value), Value::Array(other)) => {
            value.len() == other.len() && value.iter().zip(other).all(|(value, other)| contains(value, other))
        }
        _ => value == other,
    }
}

#[tokio::test]
async fn an_update_changes_everything_but_the_destination() {
    let fake = with_profile().await;
    let client = fake.client();
    client.create_flow(flow("f1", &on_demand())).await.unwrap();
    fake.clock().advance(Duration::from_secs(60));
    let mut update = settings("f1", &on_demand());
    update["description"] = json!("new");
    update["tasks"] = json!([{ "sourceFields": ["Id"], "taskType": "Map", "destinationField": "Id" }]);
    update["destinationFlowConfigList"][0]["destinationConnectorProperties"]["S3"]["bucketPrefix"] = json!("new");
    client.update_flow(parse(update.clone())).await.unwrap();
    let described = client.describe_flow(DescribeFlowRequest::new("f1")).await.unwrap();
    assert_eq!((described.description.as_deref(), described.schema_version), (Some("new"), Some(2)));
    assert!(described.last_updated_at > described.created_at);
    for pointer in ["S3/bucketName", ""] {
        let mut other = update.clone();
        let destination = &mut other["destinationFlowConfigList"][0];
        if pointer.is_empty() {
            *destination = json!({
                "connectorType": "EventBridge",
                "destinationConnectorProperties": { "EventBridge": { "object": "Account" } },
            });
        } else {
            destination["destinationConnectorProperties"]["S3"]["bucketName"] = json!("other-bucket");
        }
        assert_eq!(failed(client.update_flow(parse(other)).await), code(400, "ValidationException"), "{pointer}");
    }
    let same = client.describe_flow(DescribeFlowRequest::new("f1")).await.unwrap();
    assert_eq!(same, described);
}

#[tokio::test]
async fn settings_that_do_not_fit_are_refused() {
    let fake = with_profile().await;
    let check = async |change: fn(&mut Value)| {
        let mut settings = settings("f1", &scheduled("rate(5minutes)"));
        change(&mut settings);
        let answer = Raw::post("/create-flow", settings.to_string()).at(fake.clock().now()).send(&fake).await;
        assert_eq!(answer.code(), (400, "ValidationException"), "{settings}");
    };
    fn properties(settings: &mut Value) -> &mut Value {
        &mut settings["triggerConfig"]["triggerProperties"]["Scheduled"]
    }
    check(|settings| properties(settings)["scheduleExpression"] = json!("every day")).await;
    check(|settings| properties(settings)["scheduleExpression"] = json!("")).await;
    check(|settings| settings["triggerConfig"]["triggerProperties"] = Value::Null).await;
    check(|settings| {
        properties(settings)["scheduleStartTime"] = json!(2_000_000_000);
        properties(settings)["scheduleEndTime"] = json!(2_000_000_000);
    })
    .await;
    check(|settings| settings["destinationFlowConfigList"] = json!([])).await;
    check(|settings| settings["flowName"] = json!("a b")).await;
    check(|settings| {
        settings["sourceFlowConfig"]["connectorType"] = json!("Slack");
        settings["sourceFlowConfig"]["sourceConnectorProperties"] = json!({ "Slack": { "object": "Account" } });
    })
    .await;
    check(|settings| settings["sourceFlowConfig"]["sourceConnectorProperties"] = json!({ "Slack": { "object": "x" } }))
        .await;
    assert!(fake.client().list_flows(ListFlowsRequest::new()).await.unwrap().flows.unwrap().is_empty());
}
