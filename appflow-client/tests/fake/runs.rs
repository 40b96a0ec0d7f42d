//! Runs: schedules, progress by the clock, cancellation, failures.

use std::time::Duration;

use appflow_client::fake::FakeAppFlow;
use appflow_client::types::*;
use serde_json::json;

use crate::support::{code, control, failed, flow, on_demand, request, scheduled, with_profile};

async fn runs(fake: &FakeAppFlow, name: &str) -> Vec<ExecutionRecord> {
    let request = DescribeFlowExecutionRecordsRequest::new(name);
    let records = fake.client().describe_flow_execution_records(request).await.expect("it exists");
    records.flow_executions.expect("a list")
}

async fn statuses(fake: &FakeAppFlow, name: &str) -> Vec<ExecutionStatus> {
    runs(fake, name).await.into_iter().filter_map(|run| run.execution_status).collect()
}

#[tokio::test]
async fn scheduled_runs_appear_by_the_clock() {
    let fake = with_profile().await;
    let client = fake.client();
    client.create_flow(flow("f1", &scheduled("rate(1minutes)"))).await.unwrap();
    let advance = async |seconds: u64| control(&fake, "/_fake/clock", json!({ "advanceSeconds": seconds })).await;
    advance(600).await;
    assert!(runs(&fake, "f1").await.is_empty(), "a draft does not run");
    client.start_flow(StartFlowRequest::new("f1")).await.unwrap();
    advance(60).await;
    assert_eq!(statuses(&fake, "f1").await, [ExecutionStatus::InProgress]);
    advance(60).await;
    assert_eq!(statuses(&fake, "f1").await, [ExecutionStatus::InProgress, ExecutionStatus::Successful]);
    let all = runs(&fake, "f1").await;
    assert!(all[0].started_at > all[1].started_at && all[0].execution_id != all[1].execution_id);
    client.stop_flow(StopFlowRequest::new("f1")).await.unwrap();
    advance(600).await;
    assert_eq!(runs(&fake, "f1").await.len(), 2);
}

#[tokio::test]
async fn a_flow_on_demand_has_several_runs_at_once() {
    let fake = with_profile().await;
    let client = fake.client();
    client.create_flow(flow("f1", &on_demand())).await.unwrap();
    let mut ids = Vec::new();
    for _ in 0..12 {
        ids.extend(client.start_flow(StartFlowRequest::new("f1")).await.unwrap().execution_id);
    }
    ids.reverse();
    // The latest comes first, also if all have started in the same millisecond.
    let shown: Vec<String> = runs(&fake, "f1").await.into_iter().filter_map(|run| run.execution_id).collect();
    assert_eq!(shown, ids);
    fake.clock().advance(Duration::from_millis(4999));
    assert_eq!(statuses(&fake, "f1").await, vec![ExecutionStatus::InProgress; 12]);
    fake.clock().advance(Duration::from_millis(1));
    assert_eq!(statuses(&fake, "f1").await, vec![ExecutionStatus::Successful; 12]);
    let mut pages =
        client.describe_flow_execution_records(DescribeFlowExecutionRecordsRequest::new("f1").max_results(5)).pages();
    let mut paged = Vec::new();
    while let Some(page) = pages.next().await {
        paged.extend(page.unwrap().flow_executions.unwrap().into_iter().filter_map(|run| run.execution_id));
    }
    assert_eq!(paged, ids);
}

#[tokio::test]
async fn the_quota_of_runs_is_kept() {
    let fake = FakeAppFlow::builder().run_quota(1).start().await.unwrap();
    let client = fake.client();
    client.create_connector_profile(request("crm")).await.unwrap();
    for name in ["f1", "f2"] {
        client.create_flow(flow(name, &on_demand())).await.unwrap();
    }
    client.start_flow(StartFlowRequest::new("f1")).await.unwrap();
    let second = client.start_flow(StartFlowRequest::new("f2")).await;
    assert_eq!(failed(second), code(402, "ServiceQuotaExceededException"));
    fake.clock().advance(Duration::from_secs(5));
    client.start_flow(StartFlowRequest::new("f2")).await.unwrap();
}

#[tokio::test]
async fn runs_in_progress_are_canceled() {
    let fake = with_profile().await;
    let client = fake.client();
    client.create_flow(flow("f1", &on_demand())).await.unwrap();
    let start = async || client.start_flow(StartFlowRequest::new("f1")).await.unwrap().execution_id.unwrap();
    let first = start().await;
    fake.clock().advance(Duration::from_secs(5));
    let second = start().await;
    let cancel = CancelFlowExecutionsRequest::new("f1").execution_ids([&first, &second, "unknown"]);
    let canceled = client.cancel_flow_executions(cancel).await.unwrap();
    assert_eq!(canceled.invalid_executions, Some(vec![first, "unknown".to_owned()]));
    assert_eq!(statuses(&fake, "f1").await, [ExecutionStatus::CancelStarted, ExecutionStatus::Successful]);
    // A run that is being canceled can't be canceled again.
    let again = CancelFlowExecutionsRequest::new("f1").execution_ids([&second]);
    assert_eq!(client.cancel_flow_executions(again).await.unwrap().invalid_executions, Some(vec![second]));
    fake.clock().advance(Duration::from_secs(2));
    assert_eq!(statuses(&fake, "f1").await, [ExecutionStatus::Canceled, ExecutionStatus::Successful]);
    start().await;
    let all = client.cancel_flow_executions(CancelFlowExecutionsRequest::new("f1")).await.unwrap();
    assert_eq!(all.invalid_executions.unwrap_or_default(), [""; 0]);
    assert_eq!(statuses(&fake, "f1").await[0], ExecutionStatus::CancelStarted);
}

#[tokio::test]
async fn runs_without_a_profile_fail() {
    let fake = with_profile().await;
    let client = fake.client();
    let mut trigger = scheduled("rate(1minutes)");
    trigger["triggerProperties"]["Scheduled"]["flowErrorDeactivationThreshold"] = json!(2);
    client.create_flow(flow("f1", &trigger)).await.unwrap();
    client.start_flow(StartFlowRequest::new("f1")).await.unwrap();
    let by_force = DeleteConnectorProfileRequest::new("crm").force_delete(true);
    client.delete_connector_profile(by_force).await.unwrap();
    fake.clock().advance(Duration::from_secs(3600));
    assert_eq!(statuses(&fake, "f1").await, [ExecutionStatus::Error, ExecutionStatus::Error]);
    let info = runs(&fake, "f1").await[0].execution_result.clone().unwrap().error_info.unwrap();
    assert_eq!(info.execution_message.as_deref(), Some("The connector profile crm does not exist."));
    let described = client.describe_flow(DescribeFlowRequest::new("f1")).await.unwrap();
    assert_eq!(described.flow_status, Some(FlowStatus::Errored));
    assert!(described.flow_status_message.is_some());
}
