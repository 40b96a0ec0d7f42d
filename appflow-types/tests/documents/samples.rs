//! The samples of the operation's published page, which do not match its own schema.

use expect_test::expect;

use appflow_types::Structure as _;

use crate::{Request, SAMPLES, check, check_fix};

#[test]
fn the_sample_of_the_readme_is_valid() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let readme = std::fs::read_to_string(path).expect("the README is beside this crate");
    let (_, rest) = readme.split_once("```json\n").expect("the README has a request");
    let (document, _) = rest.split_once("```").expect("the block ends");
    let request = Request::from_json(document).expect("the request is valid");
    assert!(request.warnings().is_empty());
}

#[test]
fn published_samples() {
    check(
        SAMPLES[0],
        expect![[r#"
        7 problems in the document
        4:18: /connectorType: must satisfy enum value set: [Salesforce, Singular, Slack, Redshift, S3, Marketo, Googleanalytics, Zendesk, Servicenow, Datadog, Trendmicro, Snowflake, Dynatrace, Infornexus, Amplitude, Veeva, EventBridge, LookoutMetrics, Upsolver, Honeycode, CustomerProfiles, SAPOData, CustomConnector, Pardot]; did you mean CustomConnector?
        10:1: /connectorProfileConfig/connectorProfileProperties/CustomConnector: must be set, because connectorType names CustomConnector
        11:1: /connectorProfileConfig/connectorProfileProperties/salesforce: unknown member salesforce; did you mean Salesforce?
        12:1: /connectorProfileConfig/connectorProfileProperties/salesforce: must be absent, because connectorType names CustomConnector
        19:1: /connectorProfileConfig/connectorProfileCredentials/salesforce: unknown member salesforce; did you mean Salesforce?
        20:1: /connectorProfileConfig/connectorProfileCredentials/salesforce: must be absent, because connectorType names CustomConnector
        23:1: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest: unknown member oauthRequest; did you mean oAuthRequest?"#]],
    );
    check(
        SAMPLES[1],
        expect![[r#"
        3 problems in the document
        9:1: /connectorProfileConfig/connectorProfileProperties/salesforce: unknown member salesforce; did you mean Salesforce?
        15:1: /connectorProfileConfig/connectorProfileCredentials/salesforce: unknown member salesforce; did you mean Salesforce?
        18:1: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest: unknown member oauthRequest; did you mean oAuthRequest?"#]],
    );
    check(
        SAMPLES[2],
        expect![[r#"
        3 problems in the document
        8:1: /connectorProfileConfig/connectorProfileProperties/salesforce: unknown member salesforce; did you mean Salesforce?
        13:1: /connectorProfileConfig/connectorProfileCredentials/salesforce: unknown member salesforce; did you mean Salesforce?
        14:1: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest: unknown member oauthRequest; did you mean oAuthRequest?"#]],
    );
    check(
        SAMPLES[3],
        expect![[r#"
        3 problems in the document
        7:1: /connectorProfileConfig/connectorProfileProperties/zendesk: unknown member zendesk; did you mean Zendesk?
        12:1: /connectorProfileConfig/connectorProfileCredentials/zendesk: unknown member zendesk; did you mean Zendesk?
        16:1: /connectorProfileConfig/connectorProfileCredentials/zendesk/oauthRequest: unknown member oauthRequest; did you mean oAuthRequest?"#]],
    );
    check(
        SAMPLES[4],
        expect![[r#"
        3 problems in the document
        7:1: /connectorProfileConfig/connectorProfileProperties/googleAnalytics: unknown member googleAnalytics; did you mean GoogleAnalytics?
        10:1: /connectorProfileConfig/connectorProfileCredentials/googleAnalytics: unknown member googleAnalytics; did you mean GoogleAnalytics?
        15:1: /connectorProfileConfig/connectorProfileCredentials/googleAnalytics/oauthRequest: unknown member oauthRequest; did you mean oAuthRequest?"#]],
    );
    check(
        SAMPLES[5],
        expect![[r#"
        3 problems in the document
        7:1: /connectorProfileConfig/connectorProfileProperties/marketo: unknown member marketo; did you mean Marketo?
        12:1: /connectorProfileConfig/connectorProfileCredentials/marketo: unknown member marketo; did you mean Marketo?
        16:1: /connectorProfileConfig/connectorProfileCredentials/marketo/oauthRequest: unknown member oauthRequest; did you mean oAuthRequest?"#]],
    );
}

#[test]
fn published_samples_mended() {
    check_fix(
        SAMPLES[0],
        expect![[r#"
            4 problems in the document
            4:18: /connectorType: either CustomConnector is meant, or Salesforce, because Salesforce is the one member that connectorProfileProperties and connectorProfileCredentials have: change one
            10:1: /connectorProfileConfig/connectorProfileProperties/CustomConnector: must be set, because connectorType names CustomConnector
            12:1: /connectorProfileConfig/connectorProfileProperties/salesforce: must be absent, because connectorType names CustomConnector
            20:1: /connectorProfileConfig/connectorProfileCredentials/salesforce: must be absent, because connectorType names CustomConnector"#]],
    );
    check_fix(
        SAMPLES[1],
        expect![[r#"
        3:11: /kmsArn: dropped null
        9:1: /connectorProfileConfig/connectorProfileProperties/salesforce: renamed salesforce to Salesforce
        15:1: /connectorProfileConfig/connectorProfileCredentials/salesforce: renamed salesforce to Salesforce
        18:1: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest: renamed oauthRequest to oAuthRequest
        19:13: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest/authCode: dropped null
        20:16: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest/redirectUri: dropped null
    "#]],
    );
    check_fix(
        SAMPLES[2],
        expect![[r#"
        3:11: /kmsArn: dropped null
        8:1: /connectorProfileConfig/connectorProfileProperties/salesforce: renamed salesforce to Salesforce
        13:1: /connectorProfileConfig/connectorProfileCredentials/salesforce: renamed salesforce to Salesforce
        14:1: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest: renamed oauthRequest to oAuthRequest
    "#]],
    );
    check_fix(
        SAMPLES[3],
        expect![[r#"
        7:1: /connectorProfileConfig/connectorProfileProperties/zendesk: renamed zendesk to Zendesk
        12:1: /connectorProfileConfig/connectorProfileCredentials/zendesk: renamed zendesk to Zendesk
        16:1: /connectorProfileConfig/connectorProfileCredentials/zendesk/oauthRequest: renamed oauthRequest to oAuthRequest
        17:13: /connectorProfileConfig/connectorProfileCredentials/zendesk/oauthRequest/authCode: dropped null
        18:16: /connectorProfileConfig/connectorProfileCredentials/zendesk/oauthRequest/redirectUri: dropped null
    "#]],
    );
    check_fix(
        SAMPLES[4],
        expect![[r#"
        7:1: /connectorProfileConfig/connectorProfileProperties/googleAnalytics: renamed googleAnalytics to GoogleAnalytics
        10:1: /connectorProfileConfig/connectorProfileCredentials/googleAnalytics: renamed googleAnalytics to GoogleAnalytics
        15:1: /connectorProfileConfig/connectorProfileCredentials/googleAnalytics/oauthRequest: renamed oauthRequest to oAuthRequest
        16:13: /connectorProfileConfig/connectorProfileCredentials/googleAnalytics/oauthRequest/authCode: dropped null
        17:16: /connectorProfileConfig/connectorProfileCredentials/googleAnalytics/oauthRequest/redirectUri: dropped null
    "#]],
    );
    check_fix(
        SAMPLES[5],
        expect![[r#"
        7:1: /connectorProfileConfig/connectorProfileProperties/marketo: renamed marketo to Marketo
        12:1: /connectorProfileConfig/connectorProfileCredentials/marketo: renamed marketo to Marketo
        16:1: /connectorProfileConfig/connectorProfileCredentials/marketo/oauthRequest: renamed oauthRequest to oAuthRequest
        17:13: /connectorProfileConfig/connectorProfileCredentials/marketo/oauthRequest/authCode: dropped null
        18:16: /connectorProfileConfig/connectorProfileCredentials/marketo/oauthRequest/redirectUri: dropped null
    "#]],
    );
}
