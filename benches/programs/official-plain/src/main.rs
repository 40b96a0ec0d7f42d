//! Creates a connector profile, with Amazon's client and the credentials of the environment, without the crate aws-config.

use std::env;

use aws_sdk_appflow::Client;
use aws_sdk_appflow::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_appflow::types::*;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (id, secret) = (env::var("AWS_ACCESS_KEY_ID")?, env::var("AWS_SECRET_ACCESS_KEY")?);
    let config = aws_sdk_appflow::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(env::var("AWS_REGION")?))
        .credentials_provider(Credentials::new(id, secret, env::var("AWS_SESSION_TOKEN").ok(), None, "environment"));
    let client = Client::from_conf(config.build());
    let properties =
        SalesforceConnectorProfileProperties::builder().instance_url("https://acme.my.salesforce.com").build();
    let credentials =
        SalesforceConnectorProfileCredentials::builder().access_token("access").refresh_token("refresh").build();
    let config = ConnectorProfileConfig::builder()
        .connector_profile_properties(ConnectorProfileProperties::builder().salesforce(properties).build())
        .connector_profile_credentials(ConnectorProfileCredentials::builder().salesforce(credentials).build())
        .build();
    let call = client
        .create_connector_profile()
        .connector_profile_name("crm-production")
        .connector_type(ConnectorType::Salesforce)
        .connection_mode(ConnectionMode::Public)
        .connector_profile_config(config);
    let response = call.send().await?;
    println!("{}", response.connector_profile_arn().unwrap_or_default());
    Ok(())
}
