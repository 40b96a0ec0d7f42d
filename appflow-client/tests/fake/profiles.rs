//! Connector profiles after their creation.

use std::time::Duration;

use appflow_client::types::*;
use serde_json::{Value, json};

use crate::support::{Raw, SECRET, code, failed, parse, request, shows_a_secret, with_profile};

fn update(name: &str) -> Value {
    json!({
        "connectorProfileName": name,
        "connectionMode": "Private",
        "connectorProfileConfig": {
            "connectorProfileProperties": { "Salesforce": { "instanceUrl": "https://new.my.salesforce.com" } },
            "connectorProfileCredentials": { "Salesforce": { "accessToken": SECRET, "refreshToken": "hunter2-r" } },
        },
    })
}

fn redshift(name: &str) -> CreateConnectorProfileRequest {
    parse(json!({
        "connectorProfileName": name,
        "connectorType": "Redshift",
        "connectionMode": "Public",
        "connectorProfileConfig": {
            "connectorProfileProperties": { "Redshift": {
                "databaseUrl": "jdbc:redshift://acme.example:5439/dev",
                "bucketName": "acme-stage",
                "roleArn": "arn:aws:iam::123456789012:role/redshift",
            } },
        },
    }))
}

async fn describe(fake: &appflow_client::fake::FakeAppFlow, document: Value) -> Vec<ConnectorProfile> {
    let response = fake.client().describe_connector_profiles(parse(document)).await.expect("a valid request");
    response.connector_profile_details.expect("a list")
}

#[tokio::test]
async fn profiles_are_described_by_name_and_type() {
    let fake = with_profile().await;
    let client = fake.client();
    client.create_connector_profile(request("sales")).await.unwrap();
    client.create_connector_profile(redshift("warehouse")).await.unwrap();
    let names = async |document: Value| -> Vec<String> {
        describe(&fake, document).await.into_iter().filter_map(|profile| profile.connector_profile_name).collect()
    };
    assert_eq!(names(json!({})).await, ["crm", "sales", "warehouse"]);
    assert_eq!(names(json!({ "connectorProfileNames": ["warehouse", "crm", "unknown"] })).await, ["crm", "warehouse"]);
    assert_eq!(names(json!({ "connectorProfileNames": [] })).await, [""; 0]);
    assert_eq!(names(json!({ "connectorType": "Salesforce" })).await, ["crm", "sales"]);
    let both = json!({ "connectorType": "Redshift", "connectorProfileNames": ["crm", "warehouse"] });
    assert_eq!(names(both).await, ["warehouse"]);
    let redshift = &describe(&fake, json!({ "connectorType": "Redshift" })).await[0];
    let properties = redshift.connector_profile_properties.as_ref().unwrap().redshift.as_ref().unwrap();
    assert_eq!(properties.database_url.as_ref().unwrap().expose(), "jdbc:redshift://acme.example:5439/dev");
}

#[tokio::test]
async fn an_update_replaces_the_settings() {
    let fake = with_profile().await;
    let client = fake.client();
    fake.clock().advance(Duration::from_secs(60));
    let updated = client.update_connector_profile(parse(update("crm"))).await.unwrap();
    let profile = &describe(&fake, json!({})).await[0];
    assert_eq!(updated.connector_profile_arn, profile.connector_profile_arn);
    assert_eq!(profile.connection_mode, Some(ConnectionMode::Private));
    let state = profile.private_connection_provisioning_state.as_ref().unwrap();
    assert_eq!(state.status, Some(PrivateConnectionProvisioningStatus::Created));
    let properties = profile.connector_profile_properties.as_ref().unwrap().salesforce.as_ref().unwrap();
    assert_eq!(properties.instance_url.as_deref(), Some("https://new.my.salesforce.com"));
    assert!(profile.last_updated_at > profile.created_at);
    let answer = Raw::post("/describe-connector-profiles", "{}").at(fake.clock().now()).send(&fake).await;
    assert!(answer.status == 200 && !shows_a_secret(&answer.json().to_string()));
}

#[tokio::test]
async fn an_update_fits_the_profile() {
    let fake = with_profile().await;
    let client = fake.client();
    let before = describe(&fake, json!({})).await;
    let mut other = update("crm");
    other["connectorProfileConfig"] = json!({ "connectorProfileProperties": { "Singular": {} } });
    assert_eq!(failed(client.update_connector_profile(parse(other)).await), code(400, "ValidationException"));
    let missing = client.update_connector_profile(parse(update("missing"))).await;
    assert_eq!(failed(missing), code(404, "ResourceNotFoundException"));
    fake.reject_credentials(SECRET);
    let refused = client.update_connector_profile(parse(update("crm"))).await;
    assert_eq!(failed(refused), code(401, "ConnectorAuthenticationException"));
    assert_eq!(describe(&fake, json!({})).await, before);
}

#[tokio::test]
async fn a_deleted_profile_is_gone_and_its_name_is_free() {
    let fake = with_profile().await;
    let client = fake.client();
    client.delete_connector_profile(DeleteConnectorProfileRequest::new("crm")).await.unwrap();
    let again = client.delete_connector_profile(DeleteConnectorProfileRequest::new("crm")).await;
    assert_eq!(failed(again), code(404, "ResourceNotFoundException"));
    client.create_connector_profile(request("crm")).await.unwrap();
}
