//! Discriminated members: their constructors, and the violations if they contradict one another.

use appflow_types::*;
use serde_json::{Value, json};

/// Checks the violations, one per line.
#[track_caller]
fn check<T: Structure>(value: &T, errors: &[&str]) {
    let line = |violation: &Violation| format!("{}: must {}", violation.path, violation.constraint);
    let found = value.validate().map_or_else(|error| error.violations().iter().map(line).collect(), |()| Vec::new());
    assert_eq!(found, errors);
}

fn read<T: Structure + serde_core::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the value is of the shape")
}

#[test]
fn a_source_is_one_connector() {
    let properties = SalesforceSourceProperties::new("Account");
    let made = SourceFlowConfig::for_connector(SourceConnector::Salesforce {
        connector_profile_name: "crm".into(),
        properties: properties.clone(),
    });
    let plain =
        SourceFlowConfig::new(ConnectorType::Salesforce, SourceConnectorProperties::new().salesforce(properties));
    assert_eq!(made, plain.connector_profile_name("crm"));
    check(&made, &[]);
    let made = SourceFlowConfig::for_connector(SourceConnector::S3 { properties: S3SourceProperties::new("bucket") });
    assert_eq!((made.connector_type.as_str(), &made.connector_profile_name), ("S3", &None));
    check(&made, &[]);
}

#[test]
fn sources_that_contradict_themselves() {
    let source = |kind: &str, properties: Value| -> SourceFlowConfig {
        read(json!({"connectorType": kind, "connectorProfileName": "crm", "sourceConnectorProperties": properties}))
    };
    let s3 = json!({"S3": {"bucketName": "bucket"}});
    check(
        &source("Salesforce", s3.clone()),
        &[
            "/sourceConnectorProperties/S3: must be absent, because connectorType names Salesforce",
            "/sourceConnectorProperties/Salesforce: must be set, because connectorType names Salesforce",
        ],
    );
    check(
        &source("Googleanalytics", json!({})),
        &["/sourceConnectorProperties/GoogleAnalytics: must be set, because connectorType names GoogleAnalytics"],
    );
    check(&source("Googleanalytics", json!({"GoogleAnalytics": {"object": "a"}})), &[]);
    check(
        &source("EventBridge", s3),
        &["/connectorType: must name something that can be set here, which Redshift, Snowflake, EventBridge, \
           LookoutMetrics, Upsolver, Honeycode, CustomerProfiles can't"],
    );
}

#[test]
fn mistakes_in_a_flow_have_whole_paths() {
    let destination =
        json!({"connectorType": "S3", "destinationConnectorProperties": {"EventBridge": {"object": "a"}}});
    let flow: CreateFlowRequest = read(json!({
        "flowName": "flow", "triggerConfig": {"triggerType": "Scheduled"}, "tasks": [],
        "sourceFlowConfig": {"connectorType": "S3", "sourceConnectorProperties": {}},
        "destinationFlowConfigList": [destination],
    }));
    check(
        &flow,
        &[
            "/triggerConfig/triggerProperties/Scheduled: must be set, because triggerType names Scheduled",
            "/sourceFlowConfig/sourceConnectorProperties/S3: must be set, because connectorType names S3",
            "/destinationFlowConfigList/0/destinationConnectorProperties/EventBridge: must be absent, because \
             connectorType names S3",
            "/destinationFlowConfigList/0/destinationConnectorProperties/S3: must be set, because connectorType names S3",
        ],
    );
}

#[test]
fn a_destination_is_one_connector() {
    let made = DestinationFlowConfig::for_connector(DestinationConnector::Snowflake {
        connector_profile_name: "warehouse".into(),
        properties: SnowflakeDestinationProperties::new("a.b.c", "bucket"),
    });
    assert_eq!(made.connector_profile_name.as_deref(), Some("warehouse"));
    assert!(made.destination_connector_properties.snowflake.is_some());
    check(&made, &[]);
}

#[test]
fn a_trigger_has_a_schedule_or_none() {
    let scheduled = Trigger::Scheduled { properties: ScheduledTriggerProperties::new("rate(1hours)") };
    let made = TriggerConfig::for_trigger(scheduled);
    assert_eq!(made.trigger_type, TriggerType::Scheduled);
    assert!(made.trigger_properties.as_ref().is_some_and(|properties| properties.scheduled.is_some()));
    check(&made, &[]);
    let made = TriggerConfig::for_trigger(Trigger::OnDemand);
    assert_eq!(made, TriggerConfig::new(TriggerType::OnDemand));
    check(&made, &[]);
    // Unnecessary properties are a warning.
    let scheduled = Trigger::Scheduled { properties: ScheduledTriggerProperties::new("rate(1hours)") };
    let superfluous = TriggerConfig::for_trigger(scheduled).trigger_type(TriggerType::Event);
    check(&superfluous, &[]);
    assert_eq!(superfluous.warnings().len(), 1);
}

const CONFIG: &str = "/connectorProfileConfig/connectorProfile";

fn update(properties: Value, credentials: Value) -> UpdateConnectorProfileRequest {
    read(json!({
        "connectorProfileName": "crm", "connectionMode": "Public",
        "connectorProfileConfig": {
            "connectorProfileProperties": properties, "connectorProfileCredentials": credentials,
        },
    }))
}

#[test]
fn an_update_is_of_one_connector() {
    let made = UpdateConnectorProfileRequest::for_connector(
        "crm",
        ConnectionMode::Public,
        ConnectorSettings::Veeva {
            properties: VeevaConnectorProfileProperties::new("https://x"),
            credentials: Some(VeevaConnectorProfileCredentials::new("user", "hunter2")),
        },
    );
    let properties = json!({"Veeva": {"instanceUrl": "https://x"}});
    assert_eq!(made, update(properties, json!({"Veeva": {"username": "user", "password": "hunter2"}})));
    check(&made, &[]);
    let properties = SalesforceConnectorProfileProperties::new();
    let settings = ConnectorSettings::Salesforce { properties, credentials: None };
    let made = UpdateConnectorProfileRequest::for_connector("crm", ConnectionMode::Public, settings);
    assert_eq!(made.connector_profile_config.connector_profile_credentials, None);
    check(&made, &[]);
}

#[test]
fn updates_that_contradict_themselves() {
    let one_of = format!("{CONFIG}Properties: must have exactly one member set");
    check(&update(json!({}), json!(null)), &[&one_of]);
    check(&update(json!({"Salesforce": {}, "Singular": {}}), json!(null)), &[&one_of]);
    check(&update(json!({"Salesforce": {}}), json!({})), &[]);
    let veeva = json!({"Veeva": {"username": "u", "password": "p"}});
    check(
        &update(json!({"Salesforce": {}}), veeva),
        &[&format!("{CONFIG}Credentials/Veeva: must be absent, because connectorProfileProperties has Salesforce")],
    );
    let both = json!({"Salesforce": {}, "Singular": {"apiKey": "k"}});
    check(
        &update(json!({"Salesforce": {}}), both.clone()),
        &[&format!("{CONFIG}Credentials/Singular: must be absent, because connectorProfileProperties has Salesforce")],
    );
    check(&update(json!({}), both), &[&one_of, &format!("{CONFIG}Credentials: must have at most one member set")]);
}

/// A document is corrected if the parts name one value, and a trigger without properties is unchanged.
#[test]
fn documents_are_corrected() {
    let fixed = SourceFlowConfig::fix_json(r#"{"sourceConnectorProperties": {"S3": {"bucketName": "bucket"}}}"#);
    let fixed = fixed.expect("one reading");
    assert_eq!((fixed.value.connector_type, fixed.changes.len()), (ConnectorType::S3, 1));
    let document =
        r#"{"triggerType": "OnDemand", "triggerProperties": {"Scheduled": {"scheduleExpression": "rate(1hours)"}}}"#;
    let fixed = TriggerConfig::fix_json(document).expect("a warning is no problem");
    assert_eq!((fixed.value.trigger_type, fixed.changes.len()), (TriggerType::OnDemand, 0));
    let update = r#"{"connectorProfileName": "crm", "connectionMode": "public", "connectorProfileConfig": {
        "connectorProfileProperties": {"Salesforce": {}}}}"#;
    let fixed = UpdateConnectorProfileRequest::fix_json(update).expect("one reading");
    assert_eq!(fixed.changes.len(), 1);
}
