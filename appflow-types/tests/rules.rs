//! The rules that constraints of a single member can't express: each violated once, and satisfied once.

mod support;

use appflow_types::*;
use serde_json::{Value, json};

/// Returns a request with these parts.
fn request(
    kind: &str,
    mode: &str,
    properties: Value,
    credentials: Value,
    more: Value,
) -> CreateConnectorProfileRequest {
    let mut request = json!({
        "connectorProfileName": "n", "connectorType": kind, "connectionMode": mode,
        "connectorProfileConfig": {
            "connectorProfileProperties": properties, "connectorProfileCredentials": credentials,
        },
    });
    if let (Some(request), Value::Object(more)) = (request.as_object_mut(), more) {
        request.extend(more);
    }
    serde_json::from_value(request).expect("a request")
}

/// Checks the violations and the warnings of the request, one per line.
#[track_caller]
fn check(request: &CreateConnectorProfileRequest, errors: &[&str], warnings: &[&str]) {
    let line = |violation: &Violation| format!("{}: must {}", violation.path, violation.constraint);
    let found = request.validate().map_or_else(|error| error.violations().iter().map(line).collect(), |()| Vec::new());
    assert_eq!(found, errors);
    let found: Vec<_> = request.warnings().iter().map(line).collect();
    assert_eq!(found, warnings);
}

const CONFIG: &str = "/connectorProfileConfig/connectorProfile";

#[test]
fn every_sample_keeps_every_rule() {
    for (id, sample) in support::samples() {
        assert_eq!(sample.validate(), Ok(()), "{id}");
    }
}

#[test]
fn one_connector_everywhere() {
    let salesforce = json!({"Salesforce": {}});
    check(&request("Salesforce", "Public", salesforce.clone(), json!(null), json!({})), &[], &[]);
    check(&request("Salesforce", "Public", salesforce.clone(), salesforce.clone(), json!({})), &[], &[]);
    check(
        &request("Salesforce", "Public", json!({}), json!({}), json!({})),
        &[&format!("{CONFIG}Properties/Salesforce: must be set, because connectorType names Salesforce")],
        &[],
    );
    let veeva = json!({"Veeva": {"username": "u", "password": "p"}});
    check(
        &request("Salesforce", "Public", salesforce.clone(), veeva, json!({})),
        &[&format!("{CONFIG}Credentials/Veeva: must be absent, because connectorType names Salesforce")],
        &[],
    );
    let both = json!({"Salesforce": {}, "Singular": {}});
    check(
        &request("Salesforce", "Public", both.clone(), json!(null), json!({})),
        &[&format!("{CONFIG}Properties/Singular: must be absent, because connectorType names Salesforce")],
        &[],
    );
    let words = "must satisfy enum value set: [Salesforce, Singular, Slack, Redshift, S3, Marketo, Googleanalytics, \
                 Zendesk, Servicenow, Datadog, Trendmicro, Snowflake, Dynatrace, Infornexus, Amplitude, Veeva, \
                 EventBridge, LookoutMetrics, Upsolver, Honeycode, CustomerProfiles, SAPOData, CustomConnector, Pardot]";
    check(
        &request("New", "Public", both, json!(null), json!({})),
        &[&format!("/connectorType: {words}"), &format!("{CONFIG}Properties: must have exactly one member set")],
        &[],
    );
}

#[test]
fn spellings_of_tag_and_member_differ() {
    for (tag, member, properties) in [
        ("Googleanalytics", "GoogleAnalytics", json!({})),
        ("Servicenow", "ServiceNow", json!({"instanceUrl": "https://x"})),
        ("Infornexus", "InforNexus", json!({"instanceUrl": "https://x"})),
    ] {
        check(&request(tag, "Public", json!({member: properties}), json!(null), json!({})), &[], &[]);
    }
}

#[test]
fn connectors_without_a_profile() {
    for tag in ["S3", "EventBridge", "LookoutMetrics", "Upsolver", "CustomerProfiles"] {
        let error = "/connectorType: must name something that can be set here, which S3, EventBridge, \
                     LookoutMetrics, Upsolver, CustomerProfiles can't";
        check(&request(tag, "Public", json!({}), json!(null), json!({})), &[error], &[]);
    }
}

#[test]
fn labels() {
    let custom = || json!({"CustomConnector": {}});
    let label = || json!({"connectorLabel": "label"});
    check(&request("CustomConnector", "Public", custom(), json!(null), label()), &[], &[]);
    check(
        &request("CustomConnector", "Public", custom(), json!(null), json!({})),
        &["/connectorLabel: must be the label under which the custom connector is registered, because connectorType \
           is CustomConnector"],
        &[],
    );
    check(
        &request("Singular", "Public", json!({"Singular": {}}), json!(null), label()),
        &[],
        &["/connectorLabel: must be absent, because only custom connectors have labels"],
    );
}

#[test]
fn private_link_outside_of_private_mode() {
    let salesforce = |private| json!({"Salesforce": {"usePrivateLinkForMetadataAndAuthorization": private}});
    check(&request("Salesforce", "Private", salesforce(true), json!(null), json!({})), &[], &[]);
    check(&request("Salesforce", "Public", salesforce(false), json!(null), json!({})), &[], &[]);
    let warning = format!(
        "{CONFIG}Properties/Salesforce/usePrivateLinkForMetadataAndAuthorization: must be false, because \
         connectionMode is not Private"
    );
    check(&request("Salesforce", "Public", salesforce(true), json!(null), json!({})), &[], &[&warning]);
    let snowflake = json!({"Snowflake": {
        "warehouse": "w", "stage": "s", "bucketName": "bucket", "privateLinkServiceName": "com.amazonaws.vpce.x",
    }});
    let warning = format!(
        "{CONFIG}Properties/Snowflake/privateLinkServiceName: must be absent or empty, because connectionMode is not Private"
    );
    check(&request("Snowflake", "Public", snowflake.clone(), json!(null), json!({})), &[], &[&warning]);
    check(&request("Snowflake", "Private", snowflake, json!(null), json!({})), &[], &[]);
}

/// The published pattern allows the empty string, which names no service.
#[test]
fn empty_private_link_service_names() {
    let properties = |name: &str| {
        [
            ("Snowflake", json!({"warehouse": "w", "stage": "s", "bucketName": "bucket"})),
            (
                "SAPOData",
                json!({"applicationHostUrl": "https://x", "applicationServicePath": "/s", "portNumber": 443,
                       "clientNumber": "100"}),
            ),
        ]
        .map(|(kind, mut properties)| {
            properties["privateLinkServiceName"] = name.into();
            (kind, json!({kind: properties}))
        })
    };
    for mode in ["Public", "Private"] {
        for (kind, properties) in properties("") {
            check(&request(kind, mode, properties.clone(), json!(null), json!({})), &[], &[]);
            assert_eq!(update(mode, properties).warnings(), [], "{kind} {mode}");
        }
    }
    for (kind, properties) in properties("com.amazonaws.vpce.x") {
        assert_eq!(update("Public", properties.clone()).warnings().len(), 1, "{kind}");
        assert_eq!(update("Private", properties).warnings(), [], "{kind}");
    }
}

/// Returns an update of a profile with these properties.
fn update(mode: &str, properties: Value) -> UpdateConnectorProfileRequest {
    let update = json!({
        "connectorProfileName": "n", "connectionMode": mode,
        "connectorProfileConfig": {"connectorProfileProperties": properties},
    });
    serde_json::from_value(update).expect("an update")
}

/// The empty name of a field names none, and an empty prefix needs no bucket.
#[test]
fn empty_texts_in_flows() {
    let task = |field: &str| Task::new(Vec::<String>::new(), TaskType::Map).destination_field(field);
    assert_eq!(task("").warnings().len(), 1);
    assert_eq!(task("id").warnings(), []);
    assert_eq!(ErrorHandlingConfig::new().bucket_prefix("").warnings(), []);
    assert_eq!(ErrorHandlingConfig::new().bucket_prefix("p").warnings().len(), 1);
    assert_eq!(SuccessResponseHandlingConfig::new().bucket_prefix("").warnings(), []);
    assert_eq!(SuccessResponseHandlingConfig::new().bucket_prefix("p").warnings().len(), 1);
}

/// The ARN of a connected app names a client, but does not authenticate anyone.
#[test]
fn client_credentials_alone() {
    let arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:s";
    let salesforce = || SalesforceConnectorProfileCredentials::new().client_credentials_arn(arn);
    let code = || ConnectorOAuthRequest::new().auth_code("c");
    assert_eq!(paths(&salesforce().warnings()), ["/oAuthRequest"]);
    assert_eq!(paths(&salesforce().oauth_request(ConnectorOAuthRequest::new()).warnings()), ["/oAuthRequest"]);
    assert_eq!(salesforce().oauth_request(code()).warnings(), []);
    assert_eq!(salesforce().access_token("t").warnings(), []);
    assert_eq!(salesforce().refresh_token("t").warnings(), []);
    assert_eq!(salesforce().jwt_token("a.b.c").warnings(), []);
    for grant in ["CLIENT_CREDENTIALS", "AUTHORIZATION_CODE", "JWT_BEARER"] {
        assert_eq!(salesforce().oauth2_grant_type(OAuth2GrantType::from(grant)).warnings().len(), 1, "{grant}");
    }
    let pardot = || PardotConnectorProfileCredentials::new().client_credentials_arn(arn);
    assert_eq!(paths(&pardot().warnings()), ["/oAuthRequest"]);
    assert_eq!(pardot().oauth_request(code()).warnings(), []);
    assert_eq!(pardot().refresh_token("t").warnings(), []);
}

fn paths(warnings: &[Violation]) -> Vec<String> {
    warnings.iter().map(|warning| warning.path.to_string()).collect()
}

#[test]
fn custom_grants_without_credentials() {
    let warnings = |grant: &str, credentials: Value| {
        let oauth2 = json!({"tokenUrl": "https://x", "oAuth2GrantType": grant});
        let properties = json!({"CustomConnector": {"oAuth2Properties": oauth2}});
        let label = json!({"connectorLabel": "label"});
        let request = request("CustomConnector", "Public", properties, credentials, label);
        assert_eq!(request.validate(), Ok(()));
        paths(&request.warnings())
    };
    let custom = |oauth2: Value| json!({"CustomConnector": {"authenticationType": "OAUTH2", "oauth2": oauth2}});
    let none: [String; 0] = [];
    let absent = [format!("{CONFIG}Credentials/CustomConnector")];
    let empty = [format!("{CONFIG}Credentials/CustomConnector/oauth2")];
    for grant in ["AUTHORIZATION_CODE", "CLIENT_CREDENTIALS"] {
        assert_eq!(warnings(grant, json!(null)), absent, "{grant}");
        assert_eq!(warnings(grant, json!({})), absent, "{grant}");
        assert_eq!(warnings(grant, custom(json!(null))), empty, "{grant}");
        assert_eq!(warnings(grant, custom(json!({}))), empty, "{grant}");
    }
    assert_eq!(warnings("AUTHORIZATION_CODE", custom(json!({"oAuthRequest": {}}))), empty);
    assert_eq!(warnings("AUTHORIZATION_CODE", custom(json!({"oAuthRequest": {"authCode": "c"}}))), none);
    assert_eq!(warnings("AUTHORIZATION_CODE", custom(json!({"refreshToken": "t"}))), none);
    assert_eq!(warnings("CLIENT_CREDENTIALS", custom(json!({"clientId": "i", "clientSecret": "s"}))), none);
    assert_eq!(warnings("CLIENT_CREDENTIALS", custom(json!({"clientId": "i"}))), empty);
}

#[test]
fn grant_types_and_their_requirements() {
    let warnings = |grant: &str, more: Value| {
        let mut credentials = json!({"oAuth2GrantType": grant});
        if let (Some(credentials), Value::Object(more)) = (credentials.as_object_mut(), more) {
            credentials.extend(more);
        }
        let properties = json!({"Salesforce": {}});
        let request = request("Salesforce", "Public", properties, json!({"Salesforce": credentials}), json!({}));
        let warnings = request.warnings();
        warnings
            .iter()
            .filter_map(|warning| warning.path.segments().last())
            .map(|last| last.to_string()[1..].to_owned())
            .collect()
    };
    let none: [String; 0] = [];
    let of = |grant, more| -> Vec<String> { warnings(grant, more) };
    assert_eq!(of("CLIENT_CREDENTIALS", json!({})), ["oAuth2GrantType"]);
    assert_eq!(of("JWT_BEARER", json!({})), ["jwtToken"]);
    assert_eq!(of("JWT_BEARER", json!({"jwtToken": "a.b.c"})), none);
    assert_eq!(of("AUTHORIZATION_CODE", json!({})), ["oAuthRequest"]);
    assert_eq!(of("AUTHORIZATION_CODE", json!({"oAuthRequest": {}})), ["oAuthRequest"]);
    assert_eq!(of("AUTHORIZATION_CODE", json!({"oAuthRequest": {"authCode": "c"}})), none);
    assert_eq!(of("AUTHORIZATION_CODE", json!({"refreshToken": "t"})), none);
}

#[test]
fn authentication_types_and_credentials() {
    let cases = [
        ("BASIC", "basic", json!({"username": "u", "password": "p"})),
        ("OAUTH2", "oauth2", json!({})),
        ("APIKEY", "apiKey", json!({"apiKey": "k"})),
        ("CUSTOM", "custom", json!({"customAuthenticationType": "t"})),
    ];
    for (kind, member, value) in &cases {
        for (other, _, _) in &cases {
            let mut credentials = CustomConnectorProfileCredentials::new(AuthenticationType::from(*other));
            assert_eq!(credentials.warnings().len(), 1, "{other} without its credentials");
            let mut document = serde_json::to_value(&credentials).expect("JSON");
            document[*member] = value.clone();
            credentials = serde_json::from_value(document).expect("credentials");
            let warnings = credentials.warnings();
            if kind == other {
                assert_eq!(warnings, [], "{kind} with its credentials");
            } else {
                assert_eq!(warnings.len(), 2, "{other} with those of {kind}");
            }
        }
    }
}

#[test]
fn redshift_and_snowflake() {
    let properties = || RedshiftConnectorProfileProperties::new("bucket", "arn:aws:iam::111122223333:role/r");
    let paths = |properties: RedshiftConnectorProfileProperties| -> Vec<String> {
        properties.warnings().iter().map(|warning| warning.path.to_string()).collect()
    };
    let none: [String; 0] = [];
    assert_eq!(paths(properties()), ["/clusterIdentifier"]);
    assert_eq!(paths(properties().cluster_identifier("c")), none);
    assert_eq!(paths(properties().workgroup_name("w")), none);
    assert_eq!(paths(properties().cluster_identifier("c").workgroup_name("w")), ["/workgroupName"]);
    let serverless = || properties().is_redshift_serverless(true);
    assert_eq!(paths(serverless()), ["/clusterIdentifier"]);
    assert_eq!(paths(serverless().cluster_identifier("c")), ["/workgroupName"]);
    assert_eq!(paths(serverless().database_url("jdbc:redshift://x/dev")), ["/workgroupName"]);
    assert_eq!(paths(serverless().workgroup_name("w")), none);
    assert_eq!(paths(serverless().cluster_identifier("c").workgroup_name("w")), ["/clusterIdentifier"]);
    let snowflake = SnowflakeConnectorProfileCredentials::new("user");
    assert_eq!(snowflake.warnings().len(), 1);
    assert_eq!(snowflake.clone().password("p").warnings(), []);
    assert_eq!(snowflake.private_key("k").warnings(), []);
}
