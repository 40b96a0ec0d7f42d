//! The same requests for both clients.

use appflow_client::types as ours;
use aws_sdk_appflow::types as official;
use aws_sdk_appflow::types::builders::ConnectorProfileConfigBuilder;

const NAME: &str = "crm-production";
const INSTANCE_URL: &str = "https://acme.my.salesforce.com";

/// Returns a request of this project's client to create a Salesforce profile.
pub fn ours() -> ours::CreateConnectorProfileRequest {
    ours::CreateConnectorProfileRequest::for_connector(
        NAME,
        ours::ConnectionMode::Public,
        ours::Connector::Salesforce {
            properties: ours::SalesforceConnectorProfileProperties::new().instance_url(INSTANCE_URL),
            credentials: Some(
                ours::SalesforceConnectorProfileCredentials::new().access_token("access").refresh_token("refresh"),
            ),
        },
    )
}

/// Returns the configuration of the same profile in the types of Amazon's client.
pub fn official() -> official::ConnectorProfileConfig {
    let properties = official::SalesforceConnectorProfileProperties::builder().instance_url(INSTANCE_URL).build();
    let credentials = official::SalesforceConnectorProfileCredentials::builder()
        .access_token("access")
        .refresh_token("refresh")
        .build();
    ConnectorProfileConfigBuilder::default()
        .connector_profile_properties(official::ConnectorProfileProperties::builder().salesforce(properties).build())
        .connector_profile_credentials(official::ConnectorProfileCredentials::builder().salesforce(credentials).build())
        .build()
}

/// Sends the request of [`ours()`] with Amazon's client, and returns whether it succeeded.
pub async fn send(client: &aws_sdk_appflow::Client, config: official::ConnectorProfileConfig) -> bool {
    let call = client
        .create_connector_profile()
        .connector_profile_name(NAME)
        .connector_type(official::ConnectorType::Salesforce)
        .connection_mode(official::ConnectionMode::Public)
        .connector_profile_config(config);
    call.send().await.is_ok()
}

/// Returns a request with every member that a Salesforce profile can have.
pub fn full() -> ours::CreateConnectorProfileRequest {
    let token = "00D5g000004Xyz!AQEAQKs8mTtYyPq3nVbWcXdZeRfTgUhJkLmNoPqRsTuVwXyZ0123456789abcdefghijklmnopqrs";
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHOWxLY1BvTklOVkJJIn0.c2lnbmF0dXJl-_3Rlc3Q=";
    ours::CreateConnectorProfileRequest::for_connector(
        NAME,
        ours::ConnectionMode::Public,
        ours::Connector::Salesforce {
            properties: ours::SalesforceConnectorProfileProperties::new()
                .instance_url(INSTANCE_URL)
                .is_sandbox_environment(false),
            credentials: Some(
                ours::SalesforceConnectorProfileCredentials::new()
                    .access_token(token)
                    .refresh_token(token)
                    .jwt_token(jwt)
                    .oauth2_grant_type(ours::OAuth2GrantType::JwtBearer)
                    .client_credentials_arn("arn:aws:secretsmanager:eu-west-1:111122223333:secret:crm-AbCdEf")
                    .oauth_request(
                        ours::ConnectorOAuthRequest::new()
                            .auth_code("aPrx1Zb2cD3eF4gH5iJ6kL7m")
                            .redirect_uri("https://console.aws.amazon.com/appflow/oauth")
                            .code_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                    ),
            ),
        },
    )
    .kms_arn("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
    .client_token("0c8f6d1e-52b7-4a39-9e04-000000000001")
}
