//! The structures of a request to create a profile as one would write them by hand, with derived serde.
//!
//! They have every member of the model that a request can set at their level. Connectors other than Salesforce are
//! values, because no request of the comparison sets them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// `CreateConnectorProfileRequest`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mirror {
    connector_profile_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kms_arn: Option<String>,
    connector_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    connector_label: Option<String>,
    connection_mode: String,
    connector_profile_config: Config,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_token: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Config {
    connector_profile_properties: Parts<Properties>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connector_profile_credentials: Option<Parts<Credentials>>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    #[serde(skip_serializing_if = "Option::is_none")]
    instance_url: Option<String>,
    #[serde(default)]
    is_sandbox_environment: bool,
    #[serde(rename = "usePrivateLinkForMetadataAndAuthorization", default)]
    use_private_link: bool,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Credentials {
    #[serde(skip_serializing_if = "Option::is_none")]
    access_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    #[serde(rename = "oAuthRequest", skip_serializing_if = "Option::is_none")]
    oauth_request: Option<OAuthRequest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_credentials_arn: Option<String>,
    #[serde(rename = "oAuth2GrantType", skip_serializing_if = "Option::is_none")]
    oauth2_grant_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jwt_token: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct OAuthRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_verifier: Option<String>,
}

/// A member for each connector.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Parts<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    amplitude: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datadog: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dynatrace: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    google_analytics: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    honeycode: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    infor_nexus: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marketo: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redshift: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    salesforce: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_now: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    singular: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slack: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snowflake: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trendmicro: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    veeva: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zendesk: Option<Value>,
    #[serde(rename = "SAPOData", skip_serializing_if = "Option::is_none")]
    sap_odata: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_connector: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pardot: Option<Value>,
}
