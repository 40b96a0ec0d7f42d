//! A complete life cycle, from the first profile to the last deletion, with the client of this crate.

use std::time::Duration;

use appflow_client::types::*;
use serde_json::json;

use crate::support::{flow, on_demand, parse, scheduled, settings, with_profile};

#[tokio::test]
async fn a_flow_lives_from_creation_to_deletion() {
    let fake = with_profile().await;
    let client = fake.client();
    let created = client.create_flow(flow("nightly", &on_demand())).await.unwrap();
    let arn = created.flow_arn.unwrap();
    assert_eq!(arn, "arn:aws:appflow:us-east-1:123456789012:flow/nightly");

    let started = client.start_flow(StartFlowRequest::new("nightly")).await.unwrap();
    let id = started.execution_id.unwrap();
    let records = DescribeFlowExecutionRecordsRequest::new("nightly");
    let runs = client.describe_flow_execution_records(records.clone()).await.unwrap().flow_executions.unwrap();
    assert_eq!((runs.len(), runs[0].execution_id.as_ref()), (1, Some(&id)));
    assert_eq!((&runs[0].execution_status, &runs[0].execution_result), (&Some(ExecutionStatus::InProgress), &None));
    fake.clock().advance(Duration::from_secs(5));
    let runs = client.describe_flow_execution_records(records).await.unwrap().flow_executions.unwrap();
    assert_eq!(runs[0].execution_status, Some(ExecutionStatus::Successful));
    let result = runs[0].execution_result.as_ref().unwrap();
    assert!(result.records_processed > Some(0) && result.bytes_written > Some(0) && result.error_info.is_none());

    let mut update = settings("nightly", &scheduled("rate(1days)"));
    update["description"] = json!("Accounts, every night");
    let updated = client.update_flow(parse(update)).await.unwrap();
    assert_eq!(updated.flow_status, Some(FlowStatus::Draft));
    client.tag_resource(TagResourceRequest::new(arn.clone(), [("team", "crm")])).await.unwrap();
    let described = client.describe_flow(DescribeFlowRequest::new("nightly")).await.unwrap();
    assert_eq!(described.description.as_deref(), Some("Accounts, every night"));
    assert_eq!(described.tags.unwrap()["team"], "crm");
    let last = described.last_run_execution_details.unwrap();
    assert_eq!(last.most_recent_execution_status, Some(ExecutionStatus::Successful));
    let listed = client.list_flows(ListFlowsRequest::new()).await.unwrap().flows.unwrap();
    assert_eq!((listed.len(), &listed[0].trigger_type), (1, &Some(TriggerType::Scheduled)));
    assert_eq!(listed[0].source_connector_type, Some(ConnectorType::Salesforce));

    client.delete_flow(DeleteFlowRequest::new("nightly")).await.unwrap();
    assert!(client.list_flows(ListFlowsRequest::new()).await.unwrap().flows.unwrap().is_empty());
    client.delete_connector_profile(DeleteConnectorProfileRequest::new("crm")).await.unwrap();
    assert!(fake.profiles().is_empty());
}

#[tokio::test]
async fn every_operation_is_served() {
    let fake = with_profile().await;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/rules.json");
    let rules: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut served = std::collections::BTreeSet::new();
    for (name, shape) in rules["shapes"].as_object().unwrap() {
        let Some(cases) = shape["traits"]["smithy.test#httpRequestTests"].as_array() else { continue };
        for case in cases {
            let method: &'static str = ["GET", "POST", "DELETE"].into_iter().find(|it| case["method"] == *it).unwrap();
            let query: Vec<&str> =
                case["queryParams"].as_array().into_iter().flatten().flat_map(|it| it.as_str()).collect();
            let target = format!("{}?{}", case["uri"].as_str().unwrap(), query.join("&"));
            let raw =
                crate::support::Raw::post(target.trim_end_matches('?'), case["body"].as_str().unwrap_or_default());
            let answer = raw.method(method).at(fake.clock().now()).send(&fake).await;
            // Whatever the result for the resources, it has read the request.
            let (status, code) = answer.code();
            let is_read = [200, 402, 404, 409].contains(&status) && code != "UnknownOperationException";
            let is_judged = status == 400 && ["UnsupportedOperationException", "ValidationException"].contains(&code);
            assert!(is_read || is_judged, "{name} {}: {answer:?}", case["id"]);
            served.extend(fake.requests().last().unwrap().operation);
        }
    }
    assert_eq!(served.len(), 25, "{served:?}");
}
