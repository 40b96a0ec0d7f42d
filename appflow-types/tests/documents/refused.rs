//! The problems for which documents are refused, with their wording and order.

use appflow_types::Structure as _;
use expect_test::expect;
use serde_json::{Value, json};

use crate::support;
use crate::{Request, VALID, check, check_with, refusal, with};

#[test]
fn valid_documents_are_read() {
    let request = Request::from_json(VALID).unwrap();
    assert_eq!(serde_json::to_value(&request).unwrap(), serde_json::from_str::<Value>(VALID).unwrap());
    for (id, sample) in support::samples() {
        let document = serde_json::to_string_pretty(&sample).unwrap();
        assert_eq!(Request::from_json(&document), Ok(sample.clone()), "{id}");
        let fixed = Request::fix_json(&document).unwrap();
        assert_eq!((fixed.value, fixed.changes), (sample, Vec::new()), "{id}");
    }
}

#[test]
fn null_is_absent() {
    assert_eq!(Request::from_json(&with("\"Crm\",", "\"Crm\", \"kmsArn\": null,")), Request::from_json(VALID));
    check_with(
        "\"crm\"",
        "null",
        expect![[r#"
        1 problem in the document
        1:1: /connectorProfileName: missing, but required"#]],
    );
}

/// A map without `@sparse` has a value for each key.
#[test]
fn null_is_not_an_entry_of_a_map() {
    check_with(
        r#""domain": "example.com""#,
        r#""domain": "example.com", "other": null"#,
        expect![[r#"
        1 problem in the document
        9:65: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties/other: expected a string, found null"#]],
    );
}

#[test]
fn every_problem_at_once_in_the_order_of_the_document() {
    check(
        "{}",
        expect![[r#"
        4 problems in the document
        1:1: /connectorProfileName: missing, but required
        1:1: /connectorType: missing, but required
        1:1: /connectionMode: missing, but required
        1:1: /connectorProfileConfig: missing, but required"#]],
    );
    check(
        "[]",
        expect![[r#"
        1 problem in the document
        1:1: expected an object, found an array"#]],
    );
    check(
        "null",
        expect![[r#"
        1 problem in the document
        1:1: expected an object, found null"#]],
    );
    let document = r#"{
  "connectorType": "Saleforce", "connectionMode": 7,
  "kmsArn": "key",
  "connectorProfileConfig": {"connectorProfileProperties": {"Slack": {"instanceURL": "a b", "é": 1}},
    "connectorProfileCredentials": []},
  "connectorProfileName": "a b", "colour": "red"
}"#;
    check(
        document,
        expect![[r#"
            11 problems in the document
            2:20: /connectorType: must satisfy enum value set: [Salesforce, Singular, Slack, Redshift, S3, Marketo, Googleanalytics, Zendesk, Servicenow, Datadog, Trendmicro, Snowflake, Dynatrace, Infornexus, Amplitude, Veeva, EventBridge, LookoutMetrics, Upsolver, Honeycode, CustomerProfiles, SAPOData, CustomConnector, Pardot]; did you mean Salesforce?
            2:51: /connectionMode: expected a string, found a number
            3:13: /kmsArn: has length 3, must have length between 20 and 2048, inclusive
            4:60: /connectorProfileConfig/connectorProfileProperties/Salesforce: must be set, because connectorType names Salesforce
            4:70: /connectorProfileConfig/connectorProfileProperties/Slack: must be absent, because connectorType names Salesforce
            4:71: /connectorProfileConfig/connectorProfileProperties/Slack/instanceURL: unknown member instanceURL; did you mean instanceUrl?
            4:86: /connectorProfileConfig/connectorProfileProperties/Slack/instanceURL: must satisfy regular expression pattern: ^\S+$
            4:93: /connectorProfileConfig/connectorProfileProperties/Slack/é: unknown member é
            5:36: /connectorProfileConfig/connectorProfileCredentials: expected an object, found an array
            6:27: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$
            6:34: /colour: unknown member colour"#]],
    );
}

#[test]
fn each_problem_is_described() {
    check_with(
        "\"crm\"",
        "[\"crm\"]",
        expect![[r#"
        1 problem in the document
        2:27: /connectorProfileName: expected a string, found an array"#]],
    );
    check_with(
        "\"connectorLabel\"",
        "\"connectorName\"",
        expect![[r#"
        2 problems in the document
        1:1: /connectorLabel: must be the label under which the custom connector is registered, because connectorType is CustomConnector
        4:3: /connectorName: unknown member connectorName"#]],
    );
    check_with(
        "\"connectorLabel\"",
        "\"connectorLable\"",
        expect![[r#"
        1 problem in the document
        4:3: /connectorLable: unknown member connectorLable; did you mean connectorLabel?"#]],
    );
    check_with(
        "\"Public\"",
        "\"public\"",
        expect![[r#"
        1 problem in the document
        5:21: /connectionMode: must satisfy enum value set: [Public, Private]; did you mean Public?"#]],
    );
    check_with(
        "\"Public\"",
        "\"Protected\"",
        expect![[r#"
        1 problem in the document
        5:21: /connectionMode: must satisfy enum value set: [Public, Private]"#]],
    );
    check_with(
        "\"Public\"",
        "\"Public\", \"connectionMode\": \"Private\"",
        expect![[r#"
        1 problem in the document
        5:31: /connectionMode: occurs twice in the object, first at 5:3"#]],
    );
    check_with(
        "\"CUSTOM\"",
        "\"API_KEY\"",
        expect![[r#"
        1 problem in the document
        15:31: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/authenticationType: must satisfy enum value set: [OAUTH2, APIKEY, BASIC, CUSTOM]; did you mean APIKEY?"#]],
    );
    check_with(
        "\"crm\"",
        "\"\"",
        expect![[r#"
        1 problem in the document
        2:27: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$"#]],
    );
    check_with(
        "\"crm\"",
        &format!("\"{}\"", "n".repeat(257)),
        expect![[r#"
        1 problem in the document
        2:27: /connectorProfileName: has length 257, must have length between 0 and 256, inclusive"#]],
    );
    check_with(
        "\"Crm\"",
        "null",
        expect![[r#"
        1 problem in the document
        1:1: /connectorLabel: must be the label under which the custom connector is registered, because connectorType is CustomConnector"#]],
    );
    check_with(
        "\"Crm\"",
        "7",
        expect![[r#"
        1 problem in the document
        4:21: /connectorLabel: expected a string, found a number"#]],
    );
    check_with(
        "\"CustomConnector\",",
        "\"S3\",",
        expect![[r#"
        1 problem in the document
        3:20: /connectorType: must name something that can be set here, which S3, EventBridge, LookoutMetrics, Upsolver, CustomerProfiles can't"#]],
    );
    check_with(
        "\"CustomConnector\",",
        "\"Salesforce\",",
        expect![[r#"
        3 problems in the document
        7:35: /connectorProfileConfig/connectorProfileProperties/Salesforce: must be set, because connectorType names Salesforce
        8:26: /connectorProfileConfig/connectorProfileProperties/CustomConnector: must be absent, because connectorType names Salesforce
        14:26: /connectorProfileConfig/connectorProfileCredentials/CustomConnector: must be absent, because connectorType names Salesforce"#]],
    );
    check_with(
        "\"CustomConnector\",",
        "7,",
        expect![[r#"
        1 problem in the document
        3:20: /connectorType: expected a string, found a number"#]],
    );
}

#[test]
fn consequences_of_a_problem_are_not_reported() {
    check_with(
        "\"connectorProfileConfig\"",
        "\"config\"",
        expect![[r#"
            1 problem in the document
            6:3: /config: unknown member config; did you mean connectorProfileConfig?"#]],
    );
    check_with(
        r#"{"token": "t"}"#,
        "[]",
        expect![[r#"
        1 problem in the document
        16:75: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap: expected an object, found an array"#]],
    );
    check(
        r#"{"connectorProfileName": "crm", "connectionMode": "Public", "connectorType": 7,
            "connectorProfileConfig": {"connectorProfileProperties": {"Slack": 7}}}"#,
        expect![[r#"
            2 problems in the document
            1:78: /connectorType: expected a string, found a number
            2:80: /connectorProfileConfig/connectorProfileProperties/Slack: expected an object, found a number"#]],
    );
    check(
        r#"{"connectorProfileName": "crm", "connectionMode": "Public", "connectorType": "Slack",
            "connectorProfileConfig": {"connectorProfileProperties": {"slack": {}, "SLACK": {}}}}"#,
        expect![[r#"
            2 problems in the document
            2:71: /connectorProfileConfig/connectorProfileProperties/slack: unknown member slack; did you mean Slack?
            2:84: /connectorProfileConfig/connectorProfileProperties/SLACK: unknown member SLACK; did you mean Slack?"#]],
    );
}

#[test]
fn entries_of_maps() {
    check_with(
        r#""domain": "example.com""#,
        r#""a/b~1~c": "a b""#,
        expect![[r#"
        2 problems in the document
        9:31: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties: the key here must satisfy regular expression pattern: ^[\w]+$
        9:42: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties/a~1b~01~0c: must satisfy regular expression pattern: ^\S+$"#]],
    );
    check_with(
        r#""domain": "example.com""#,
        r#""a/b~c": "1", "a/b~c": "2", "é": 3, "": "a b""#,
        expect![[r#"
        7 problems in the document
        9:31: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties: the key here must satisfy regular expression pattern: ^[\w]+$
        9:45: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties/a~1b~0c: occurs twice in the object, first at 9:31
        9:59: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties: the key here must satisfy regular expression pattern: ^[\w]+$
        9:64: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties/é: expected a string, found a number
        9:67: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties: the key here has length 0, must have length between 1 and 128, inclusive
        9:67: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties: the key here must satisfy regular expression pattern: ^[\w]+$
        9:71: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties/: must satisfy regular expression pattern: ^\S+$"#]],
    );
    check_with(
        r#""domain""#,
        &format!("\"{}\"", "k".repeat(129)),
        expect![[r#"
        1 problem in the document
        9:31: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties: the key here has length 129, must have length between 1 and 128, inclusive"#]],
    );
    check_with(
        r#""token": "t""#,
        r#""z y": "1", "a": "a b", "hunter2": 7, "hunter2": "8", "": "1""#,
        expect![[r#"
        6 problems in the document
        16:76: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap: the key here must satisfy regular expression pattern: ^[\w]+$
        16:93: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap/1: must satisfy regular expression pattern: ^\S+$
        16:111: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap/2: expected a string, found a number
        16:114: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap/3: occurs twice in the object, first at 16:100
        16:130: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap: the key here has length 0, must have length between 1 and 128, inclusive
        16:130: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap: the key here must satisfy regular expression pattern: ^[\w]+$"#]],
    );
}

#[test]
fn programs_get_the_same_as_json() {
    let error = refusal(&with("\"Public\"", "\"public\", \"colour\": \"red\""));
    let shown = serde_json::to_value(&error).unwrap();
    let values = "must satisfy enum value set: [Public, Private]; did you mean Public?";
    assert_eq!(
        shown,
        json!({"more": 0, "problems": [
            {"path": "/connectionMode", "line": 5, "column": 21, "kind": "unknownValue", "message": values,
                "suggestion": "Public"},
            {"path": "/colour", "line": 5, "column": 31, "kind": "unknownMember", "message": "unknown member colour"},
        ]})
    );
    let fixed = Request::fix_json(&with("\"Public\"", "\"public\"")).unwrap();
    assert_eq!(
        serde_json::to_value(&fixed.changes).unwrap(),
        json!([{"path": "/connectionMode", "line": 5, "column": 21, "kind": "readAs",
            "message": "read connectionMode's value as Public"}])
    );
}
