//! Connectors, registered and built-in, and their entities.

use appflow_client::fake::FakeAppFlow;
use appflow_client::types::*;
use serde_json::{Value, json};

use crate::support::{Raw, code, failed, parse, still, with_profile};

fn registration(label: &str) -> RegisterConnectorRequest {
    parse(json!({
        "connectorLabel": label,
        "description": "An inventory",
        "connectorProvisioningType": "LAMBDA",
        "connectorProvisioningConfig": {
            "lambda": { "lambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:inventory" },
        },
    }))
}

fn custom_profile(name: &str, label: &str) -> CreateConnectorProfileRequest {
    parse(json!({
        "connectorProfileName": name,
        "connectorType": "CustomConnector",
        "connectorLabel": label,
        "connectionMode": "Public",
        "connectorProfileConfig": { "connectorProfileProperties": { "CustomConnector": {} } },
    }))
}

#[tokio::test]
async fn a_registration_lives() {
    let fake = still().await;
    let client = fake.client();
    let registered = client.register_connector(registration("inventory")).await.unwrap();
    assert_eq!(registered.connector_arn.as_deref(), Some("arn:aws:appflow:us-east-1:123456789012:connector/inventory"));
    let again = client.register_connector(registration("inventory")).await;
    assert_eq!(failed(again), code(409, "ConflictException"));
    let listed = client.list_connectors(ListConnectorsRequest::new()).await.unwrap().connectors.unwrap();
    assert_eq!((listed.len(), listed[0].connector_label.as_deref()), (1, Some("inventory")));

    let update = UpdateConnectorRegistrationRequest::new("inventory").description("All inventories");
    assert_eq!(client.update_connector_registration(update).await.unwrap().connector_arn, registered.connector_arn);
    let describe = DescribeConnectorRequest::new(ConnectorType::CustomConnector).connector_label("inventory");
    let described = client.describe_connector(describe.clone()).await.unwrap().connector_configuration.unwrap();
    assert_eq!(described.connector_description.as_deref(), Some("All inventories"));
    let function = described.connector_provisioning_config.unwrap().lambda.unwrap().lambda_arn;
    assert!(function.ends_with(":inventory"), "an update without a function leaves it as it is");

    client.create_connector_profile(custom_profile("stock", "inventory")).await.unwrap();
    let unregister = UnregisterConnectorRequest::new("inventory");
    assert_eq!(failed(client.unregister_connector(unregister.clone()).await), code(409, "ConflictException"));
    client.unregister_connector(unregister.clone().force_delete(true)).await.unwrap();
    let expected = code(404, "ResourceNotFoundException");
    assert_eq!(failed(client.unregister_connector(unregister).await), expected);
    assert_eq!(failed(client.describe_connector(describe).await), expected);
    let update = UpdateConnectorRegistrationRequest::new("inventory");
    assert_eq!(failed(client.update_connector_registration(update).await), expected);
    assert_eq!(fake.profiles().len(), 1);
}

#[tokio::test]
async fn registrations_have_a_quota_and_tokens() {
    let fake = FakeAppFlow::builder().connector_quota(1).start().await.unwrap();
    let client = fake.client();
    let first = registration("one").client_token("t");
    client.register_connector(first.clone()).await.unwrap();
    client.register_connector(first).await.unwrap();
    let other = client.register_connector(registration("two").client_token("t")).await;
    assert_eq!(failed(other), code(409, "ConflictException"));
    let other = client.register_connector(registration("two")).await;
    assert_eq!(failed(other), code(402, "ServiceQuotaExceededException"));
    for document in [json!({}), json!({ "connectorLabel": "two" })] {
        let answer = Raw::post("/register-connector", document.to_string()).send(&fake).await;
        assert_eq!(answer.code(), (400, "ValidationException"));
    }
}

#[tokio::test]
async fn the_catalogue_has_all_connectors() {
    let fake = still().await;
    let client = fake.client();
    let all = client.describe_connectors(DescribeConnectorsRequest::new()).await.unwrap();
    assert_eq!((all.connectors.unwrap().len(), all.connector_configurations.unwrap().len()), (23, 23));
    let some = DescribeConnectorsRequest::new().connector_types([ConnectorType::S3, ConnectorType::Slack]);
    let some = client.describe_connectors(some).await.unwrap().connector_configurations.unwrap();
    assert!(some[&ConnectorType::S3].can_use_as_destination && !some[&ConnectorType::Slack].can_use_as_destination);
    let one = client.describe_connector(DescribeConnectorRequest::new(ConnectorType::Salesforce)).await.unwrap();
    assert!(one.connector_configuration.unwrap().supported_trigger_types.unwrap().contains(&TriggerType::Event));
    let body = r#"{"connectorType":"CustomConnector"}"#;
    let without_label = Raw::post("/describe-connector", body).at(fake.clock().now()).send(&fake).await;
    assert_eq!(without_label.code(), (400, "ValidationException"));
}

#[tokio::test]
async fn entities_are_listed_and_described() {
    let fake = with_profile().await;
    let client = fake.client();
    let list = ListConnectorEntitiesRequest::new().connector_profile_name("crm");
    let listed = client.list_connector_entities(list.clone()).await.unwrap().connector_entity_map;
    assert_eq!(listed.keys().collect::<Vec<_>>(), ["Events", "Objects"]);
    let names = |entities: &[ConnectorEntity]| entities.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&listed["Objects"]), ["Account", "Contact", "Order"]);
    assert!(listed["Objects"][2].has_nested_entities && !listed["Objects"][0].has_nested_entities);
    let nested = client.list_connector_entities(list.clone().entities_path("Order")).await.unwrap();
    assert_eq!(names(&nested.connector_entity_map["Objects"]), ["OrderItem", "OrderNote"]);
    let describe = DescribeConnectorEntityRequest::new("Account").connector_profile_name("crm");
    let fields = client.describe_connector_entity(describe.clone()).await.unwrap().connector_entity_fields;
    assert!(fields.iter().any(|field| field.identifier == "Id" && field.is_primary_key));
    let reset = ResetConnectorMetadataCacheRequest::new().connector_profile_name("crm");
    client.reset_connector_metadata_cache(reset.clone()).await.unwrap();

    let expected = code(404, "ResourceNotFoundException");
    let mut unknown = describe;
    unknown.connector_entity_name = "Unknown".to_owned();
    assert_eq!(failed(client.describe_connector_entity(unknown).await), expected);
    assert_eq!(failed(client.list_connector_entities(list.entities_path("Unknown")).await), expected);
    let unknown = reset.connector_entity_name("Unknown");
    assert_eq!(failed(client.reset_connector_metadata_cache(unknown).await), expected);
    let missing = ListConnectorEntitiesRequest::new().connector_profile_name("missing");
    assert_eq!(failed(client.list_connector_entities(missing).await), expected);
}

#[tokio::test]
async fn the_application_must_be_clear() {
    let fake = with_profile().await;
    let send = async |document: Value| {
        let paths = ["/list-connector-entities", "/reset-connector-metadata-cache", "/describe-connector-entity"];
        let mut answers = Vec::new();
        for path in paths {
            let mut document = document.clone();
            if path.starts_with("/describe") {
                document["connectorEntityName"] = json!("Account");
            }
            let answer = Raw::post(path, document.to_string()).at(fake.clock().now()).send(&fake).await;
            answers.push(answer.code().0);
        }
        answers
    };
    assert_eq!(send(json!({})).await, [400; 3]);
    assert_eq!(send(json!({ "connectorType": "Salesforce" })).await, [400; 3]);
    assert_eq!(send(json!({ "connectorType": "Slack", "connectorProfileName": "crm" })).await, [400; 3]);
    assert_eq!(send(json!({ "connectorType": "Salesforce", "connectorProfileName": "crm" })).await, [200; 3]);
    assert_eq!(send(json!({ "connectorType": "S3" })).await, [200; 3]);
}
