//! The life of a flow, and every error of the model, by Amazon's client against this project's fake.
//!
//! The fake and the client of this project share their types, so that a mistake in both would not show in the tests of
//! either. Amazon's client shares nothing with them.

use std::time::Duration;

use appflow_client::fake::{ACCESS_KEY_ID, Failure, FakeAppFlow, FakeBuilder, Fault, SECRET_ACCESS_KEY, StatusCode};
use aws_sdk_appflow::Client;
use aws_sdk_appflow::config::retry::RetryConfig;
use aws_sdk_appflow::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_appflow::error::ProvideErrorMetadata as _;
use aws_sdk_appflow::operation::create_connector_profile::builders::CreateConnectorProfileFluentBuilder;
use aws_sdk_appflow::operation::create_flow::builders::CreateFlowFluentBuilder;
use aws_sdk_appflow::types::*;

/// Starts a fake, and returns it with a client that does not retry.
async fn start(builder: FakeBuilder) -> (FakeAppFlow, Client) {
    let fake = builder.start().await.expect("a port is free");
    let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "tests");
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(fake.region().to_owned()))
        .credentials_provider(credentials)
        .retry_config(RetryConfig::disabled())
        .endpoint_url(fake.endpoint_url());
    (fake, Client::from_conf(config.build()))
}

/// Returns a request to create a Salesforce profile.
fn profile(client: &Client, name: &str) -> CreateConnectorProfileFluentBuilder {
    let properties =
        SalesforceConnectorProfileProperties::builder().instance_url("https://acme.my.salesforce.com").build();
    let credentials =
        SalesforceConnectorProfileCredentials::builder().access_token("access").refresh_token("refresh").build();
    let config = ConnectorProfileConfig::builder()
        .connector_profile_properties(ConnectorProfileProperties::builder().salesforce(properties).build())
        .connector_profile_credentials(ConnectorProfileCredentials::builder().salesforce(credentials).build());
    client
        .create_connector_profile()
        .connector_profile_name(name)
        .connector_type(ConnectorType::Salesforce)
        .connection_mode(ConnectionMode::Public)
        .connector_profile_config(config.build())
}

fn source() -> SourceFlowConfig {
    let object = SalesforceSourceProperties::builder().object("Account").build().expect("it has an object");
    let properties = SourceConnectorProperties::builder().salesforce(object).build();
    let source = SourceFlowConfig::builder().connector_type(ConnectorType::Salesforce).connector_profile_name("crm");
    source.source_connector_properties(properties).build().expect("it has a connector")
}

fn destination() -> DestinationFlowConfig {
    let bucket = S3DestinationProperties::builder().bucket_name("acme-lake").build().expect("it has a bucket");
    let properties = DestinationConnectorProperties::builder().s3(bucket).build();
    let destination = DestinationFlowConfig::builder().connector_type(ConnectorType::S3);
    destination.destination_connector_properties(properties).build().expect("it has a connector")
}

fn task() -> Task {
    let task = Task::builder().task_type(TaskType::MapAll).set_source_fields(Some(Vec::new()));
    task.build().expect("it has a type and fields")
}

fn on_demand() -> TriggerConfig {
    TriggerConfig::builder().trigger_type(TriggerType::Ondemand).build().expect("it has a type")
}

fn every_day() -> TriggerConfig {
    let schedule = ScheduledTriggerProperties::builder().schedule_expression("rate(1days)").build();
    let properties = TriggerProperties::builder().scheduled(schedule.expect("it has an expression")).build();
    let trigger = TriggerConfig::builder().trigger_type(TriggerType::Scheduled).trigger_properties(properties);
    trigger.build().expect("it has a type")
}

/// Returns a request to create a flow from the profile `crm`.
fn flow(client: &Client, name: &str) -> CreateFlowFluentBuilder {
    client
        .create_flow()
        .flow_name(name)
        .trigger_config(on_demand())
        .source_flow_config(source())
        .destination_flow_config_list(destination())
        .tasks(task())
}

#[tokio::test]
async fn a_flow_lives_from_creation_to_deletion() {
    let (fake, client) = start(FakeAppFlow::builder()).await;
    let created = profile(&client, "crm").send().await.expect("the profile is valid");
    let arn = created.connector_profile_arn().expect("a profile has an ARN");
    assert!(arn.ends_with(":connectorprofile/crm"), "{arn}");
    let created = flow(&client, "nightly").send().await.expect("the flow is valid");
    let arn = created.flow_arn().expect("a flow has an ARN").to_owned();

    let started = client.start_flow().flow_name("nightly").send().await.expect("it can be run");
    assert_eq!(runs(&client).await, [(started.execution_id().map(str::to_owned), Some(ExecutionStatus::Inprogress))]);
    fake.clock().advance(Duration::from_secs(5));
    assert_eq!(runs(&client).await, [(started.execution_id().map(str::to_owned), Some(ExecutionStatus::Successful))]);

    let update = client.update_flow().flow_name("nightly").description("Every night").trigger_config(every_day());
    let update = update.source_flow_config(source()).destination_flow_config_list(destination()).tasks(task());
    assert_eq!(update.send().await.expect("it is valid").flow_status(), Some(&FlowStatus::Draft));
    client.tag_resource().resource_arn(&arn).tags("team", "crm").send().await.expect("a flow can be tagged");
    let described = client.describe_flow().flow_name("nightly").send().await.expect("it exists");
    assert_eq!(described.description(), Some("Every night"));
    assert_eq!(described.tags().and_then(|tags| tags.get("team")).map(String::as_str), Some("crm"));
    let tags = client.list_tags_for_resource().resource_arn(&arn).send().await.expect("it exists");
    assert_eq!(tags.tags().map(|tags| tags.len()), Some(1));
    client.untag_resource().resource_arn(&arn).tag_keys("team").send().await.expect("it has the tag");

    client.delete_flow().flow_name("nightly").send().await.expect("it is not in use");
    client.delete_connector_profile().connector_profile_name("crm").send().await.expect("it is not in use");
    assert!(client.list_flows().send().await.expect("a list").flows().is_empty() && fake.profiles().is_empty());
}

/// Returns the ids and states of the runs of the flow `nightly`.
async fn runs(client: &Client) -> Vec<(Option<String>, Option<ExecutionStatus>)> {
    let records = client.describe_flow_execution_records().flow_name("nightly").send().await.expect("it exists");
    let run = |record: &ExecutionRecord| (record.execution_id().map(str::to_owned), record.execution_status().cloned());
    records.flow_executions().iter().map(run).collect()
}

#[tokio::test]
async fn lists_are_read_page_by_page() {
    let (fake, client) = start(FakeAppFlow::builder()).await;
    profile(&client, "crm").send().await.expect("the profile is valid");
    for name in ["f1", "f2", "f3", "f4", "f5"] {
        flow(&client, name).send().await.expect("the flow is valid");
    }
    let before = fake.request_count();
    let mut pages = client.list_flows().max_results(2).into_paginator().send();
    let mut names = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        names.push(page.flows().iter().flat_map(FlowDefinition::flow_name).collect::<Vec<_>>().join(" "));
    }
    names.sort();
    assert_eq!((names, fake.request_count() - before), (["f1 f2", "f3 f4", "f5"].map(str::to_owned).to_vec(), 3));
}

/// Expects that a call failed with this error of its operation, and that its code and message were read.
macro_rules! fails {
    ($call:expr, $predicate:ident, $code:literal) => {
        let error = $call.await.expect_err($code).into_service_error();
        assert!(error.$predicate(), "{error:?}");
        assert_eq!(error.code(), Some($code));
        assert!(error.message().is_some_and(|message| !message.is_empty()), "{error:?}");
    };
}

#[tokio::test]
async fn errors_of_the_fakes_state_are_read() {
    let (fake, client) = start(FakeAppFlow::builder().quota(2)).await;
    fails!(profile(&client, "a b").send(), is_validation_exception, "ValidationException");
    profile(&client, "crm").send().await.expect("the profile is valid");
    fails!(profile(&client, "crm").send(), is_conflict_exception, "ConflictException");
    fake.reject_credentials("refresh");
    let refused = profile(&client, "refused").send();
    fails!(refused, is_connector_authentication_exception, "ConnectorAuthenticationException");
    flow(&client, "nightly").send().await.expect("the flow is valid");
    let stopped = client.stop_flow().flow_name("nightly").send();
    fails!(stopped, is_unsupported_operation_exception, "UnsupportedOperationException");
    let unknown = client.describe_flow().flow_name("unknown").send();
    fails!(unknown, is_resource_not_found_exception, "ResourceNotFoundException");
}

#[tokio::test]
async fn a_quota_is_read() {
    let (_fake, client) = start(FakeAppFlow::builder().quota(1)).await;
    profile(&client, "crm").send().await.expect("the profile is valid");
    fails!(profile(&client, "more").send(), is_service_quota_exceeded_exception, "ServiceQuotaExceededException");
}

/// The errors that nothing in the fake's state brings about.
#[tokio::test]
async fn errors_on_request_are_read() {
    let (fake, client) = start(FakeAppFlow::builder()).await;
    let fail = |status, code| fake.faults().push(Fault::Error(Failure::new(status, code, "On request.")));
    let create = || flow(&client, "nightly").send();
    fail(StatusCode::FORBIDDEN, "AccessDeniedException");
    fails!(create(), is_access_denied_exception, "AccessDeniedException");
    fail(StatusCode::BAD_REQUEST, "ConnectorServerException");
    fails!(create(), is_connector_server_exception, "ConnectorServerException");
    fake.faults().push(Fault::InternalError);
    fails!(create(), is_internal_server_exception, "InternalServerException");
    fake.faults().push(Fault::Throttling { retry_after: None });
    let cancelled = client.cancel_flow_executions().flow_name("nightly").send();
    fails!(cancelled, is_throttling_exception, "ThrottlingException");
}
