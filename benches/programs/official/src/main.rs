//! Creates a connector profile, with Amazon's client and the credentials of the environment.

use aws_sdk_appflow::Client;
use aws_sdk_appflow::types::*;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new(&aws_config::load_from_env().await);
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
