//! Creates a connector profile, with this project's client and the credentials of the environment.

use appflow_client::Client;
use appflow_client::types::*;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let request = CreateConnectorProfileRequest::for_connector(
        "crm-production",
        ConnectionMode::Public,
        Connector::Salesforce {
            properties: SalesforceConnectorProfileProperties::new().instance_url("https://acme.my.salesforce.com"),
            credentials: Some(
                SalesforceConnectorProfileCredentials::new().access_token("access").refresh_token("refresh"),
            ),
        },
    );
    let response = client.create_connector_profile(request).await?;
    println!("{}", response.connector_profile_arn.unwrap_or_default());
    Ok(())
}
