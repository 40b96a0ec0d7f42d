//! Requests from documents that people have written: what is refused, in which words and where, and what is mended.

mod support;

use std::fmt::Write as _;

use appflow_types::{CreateConnectorProfileRequest as Request, DocumentError, ProblemKind};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

/// The samples of the operation's published page as they stand there.
const SAMPLES: [&str; 6] = [
    include_str!("documents/custom-connector.json"),
    include_str!("documents/salesforce-without-oauth.json"),
    include_str!("documents/salesforce-with-oauth.json"),
    include_str!("documents/zendesk.json"),
    include_str!("documents/google-analytics.json"),
    include_str!("documents/marketo.json"),
];

const VALID: &str = r#"{
  "connectorProfileName": "crm",
  "connectorType": "CustomConnector",
  "connectorLabel": "Crm",
  "connectionMode": "Public",
  "connectorProfileConfig": {
    "connectorProfileProperties": {
      "CustomConnector": {
        "profileProperties": {"domain": "example.com"},
        "oAuth2Properties": {"tokenUrl": "https://example.com/token", "oAuth2GrantType": "CLIENT_CREDENTIALS"}
      }
    },
    "connectorProfileCredentials": {
      "CustomConnector": {
        "authenticationType": "CUSTOM",
        "custom": {"customAuthenticationType": "token", "credentialsMap": {"token": "t"}}
      }
    }
  }
}"#;

#[track_caller]
fn check(document: &str, expect: Expect) {
    expect.assert_eq(&refusal(document).to_string());
}

/// Holds the valid document with one part replaced against what is said about it.
#[track_caller]
fn check_with(part: &str, replacement: &str, expect: Expect) {
    check(&with(part, replacement), expect);
}

#[track_caller]
fn check_fix(document: &str, expect: Expect) {
    let mut shown = String::new();
    match Request::fix_json(document) {
        Ok(fixed) => {
            assert_eq!(fixed.value.validate(), Ok(()));
            fixed.changes.iter().for_each(|change| writeln!(shown, "{change}").unwrap());
        }
        Err(error) => shown = error.to_string(),
    }
    expect.assert_eq(&shown);
}

#[track_caller]
fn refusal(document: &str) -> DocumentError {
    Request::from_json(document).expect_err("the document is refused")
}

#[track_caller]
fn with(part: &str, replacement: &str) -> String {
    assert_eq!(VALID.matches(part).count(), 1, "the part stands once");
    VALID.replace(part, replacement)
}

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
    let map = with(r#""domain": "example.com""#, r#""domain": "example.com", "other": null"#);
    assert_eq!(Request::from_json(&map), Request::from_json(VALID));
    check_with(
        "\"crm\"",
        "null",
        expect![[r#"
        1 problem in the document
        1:1: /connectorProfileName: missing, but required"#]],
    );
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
        3:11: /kmsArn: dropped null
        4:18: /connectorType: set connectorType to Salesforce, because Salesforce is the one member that connectorProfileProperties and connectorProfileCredentials have
        11:1: /connectorProfileConfig/connectorProfileProperties/salesforce: renamed salesforce to Salesforce
        19:1: /connectorProfileConfig/connectorProfileCredentials/salesforce: renamed salesforce to Salesforce
        23:1: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest: renamed oauthRequest to oAuthRequest
        25:13: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest/authCode: dropped null
        26:16: /connectorProfileConfig/connectorProfileCredentials/salesforce/oauthRequest/redirectUri: dropped null
    "#]],
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

#[test]
fn what_is_no_json() {
    check(
        "",
        expect![[r#"
        1 problem in the document
        1:1: the document is empty, expected a JSON object"#]],
    );
    check(
        " \r\n\t",
        expect![[r#"
        1 problem in the document
        1:1: the document is empty, expected a JSON object"#]],
    );
    check(
        "\u{feff}{}",
        expect![[r#"
        1 problem in the document
        1:1: the document begins with a byte-order mark, expected UTF-8 without one"#]],
    );
    check(
        "{",
        expect![[r#"
        1 problem in the document
        1:2: the document ends too early, expected a member name in double quotes"#]],
    );
    check(
        "{\"a\": 1,}",
        expect![[r#"
        1 problem in the document
        1:9: unexpected `}`, expected a member name in double quotes"#]],
    );
    check(
        "{\"a\": [1 2]}",
        expect![[r#"
        1 problem in the document
        1:10: an unexpected character, expected `,` or `]`"#]],
    );
    check(
        "{\"a\": [1,]}",
        expect![[r#"
        1 problem in the document
        1:10: unexpected `]`, expected a JSON value"#]],
    );
    check(
        "{'a': 1}",
        expect![[r#"
        1 problem in the document
        1:2: unexpected `'`, expected a member name in double quotes"#]],
    );
    check(
        "{a: 1}",
        expect![[r#"
        1 problem in the document
        1:2: an unexpected character, expected a member name in double quotes"#]],
    );
    check(
        "{\"a\" 1}",
        expect![[r#"
        1 problem in the document
        1:6: an unexpected character, expected `:` after the member name"#]],
    );
    check(
        "{\"a\": hunter2}",
        expect![[r#"
        1 problem in the document
        1:7: a word without quotes, expected `true`, `false`, `null`, or text in double quotes"#]],
    );
    check(
        "{\"a\": True}",
        expect![[r#"
        1 problem in the document
        1:7: a word without quotes, expected `true`, `false`, `null`, or text in double quotes"#]],
    );
    check(
        "{\"a\": 007}",
        expect![[r#"
        1 problem in the document
        1:7: a malformed number, expected a JSON number"#]],
    );
    check(
        "{} // comment",
        expect![[r#"
        1 problem in the document
        1:4: a comment, which JSON does not have, expected the end of the document"#]],
    );
    check(
        "{} {}",
        expect![[r#"
        1 problem in the document
        1:4: unexpected `{`, expected the end of the document"#]],
    );
    check(
        "{\"é𝄞\": \"a\nb\"}",
        expect![[r#"
        1 problem in the document
        1:10: a control character in a string, expected an escape such as `\n`"#]],
    );
    check(
        "{\r\n\"é\":\r\n\"é𝄞\\x\"}",
        expect![[r#"
        1 problem in the document
        3:4: an escape that JSON does not have, expected an escape such as `\n` or `\u00e9`"#]],
    );
    check(
        "{\"a\": \"é\\ud834x\"}",
        expect![[r#"
        1 problem in the document
        1:9: an escape that JSON does not have, expected an escape such as `\n` or `\u00e9`"#]],
    );
    check(
        "{\"a\": \"é\\ude00\"}",
        expect![[r#"
        1 problem in the document
        1:9: an escape that JSON does not have, expected an escape such as `\n` or `\u00e9`"#]],
    );
    check(
        "{\"a\": \"\\u12",
        expect![[r#"
        1 problem in the document
        1:12: the document ends in a string, expected `"`"#]],
    );
    check(
        "{\"a\": \"\\u12é\"}",
        expect![[r#"
        1 problem in the document
        1:8: an escape that JSON does not have, expected an escape such as `\n` or `\u00e9`"#]],
    );
    check(
        "{\"a\": \"\\",
        expect![[r#"
        1 problem in the document
        1:9: the document ends in a string, expected `"`"#]],
    );
    check(
        "{\"a\": \u{3b1}}",
        expect![[r#"
        1 problem in the document
        1:7: an unexpected character, expected a JSON value"#]],
    );
    check(
        "<html>",
        expect![[r#"
        1 problem in the document
        1:1: an unexpected character, expected a JSON value"#]],
    );
    check(
        "\0",
        expect![[r#"
        1 problem in the document
        1:1: an unexpected character, expected a JSON value"#]],
    );
}

#[test]
fn every_escape_is_read() {
    let document = with("\"crm\"", r#""\u0063\/\u002D\"""#);
    check(
        &document,
        expect![[r#"
        1 problem in the document
        2:27: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$"#]],
    );
    let document = with("\"example.com\"", r#""\"\\\/\b\f\n\r\t\u00e9\ud834\udd1e\u0000é""#);
    check(
        &document,
        expect![[r#"
        1 problem in the document
        9:41: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties/domain: must satisfy regular expression pattern: ^\S+$"#]],
    );
    let document = with("\"crm\"", r#""\u0063\/\u002D""#);
    assert_eq!(Request::from_json(&document).unwrap().connector_profile_name, "c/-");
}

#[test]
fn numbers_follow_the_grammar() {
    for number in ["0", "-0", "1", "-1.5e+10", "0.5E-7", "18446744073709551616", "1e999"] {
        check_number(number, true);
    }
    for number in ["01", "-", "1.", ".5", "1e", "1e+", "+1", "0x1", "1-2", "1.2.3", "1e5e5", "--1", "Infinity", "NaN"] {
        check_number(number, false);
    }
}

#[track_caller]
fn check_number(number: &str, is_json: bool) {
    let error = refusal(&with("\"crm\"", number));
    let is_syntax = matches!(error.problems()[0].kind, ProblemKind::Syntax { .. });
    assert_ne!(is_syntax, is_json, "{number}: {error}");
}

#[test]
fn nesting_is_limited() {
    let nested = |levels: usize| format!("{{\"a\": {}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    assert_eq!(refusal(&nested(128)).problems().last().unwrap().path, "/a");
    check(
        &nested(129),
        expect![[r#"
        1 problem in the document
        1:134: the document is nested deeper than 128 levels, expected a shallower document"#]],
    );
    check(
        &"[".repeat(1 << 20),
        expect![[r#"
        1 problem in the document
        1:129: the document is nested deeper than 128 levels, expected a shallower document"#]],
    );
    check(
        &"{\"a\":".repeat(200_000),
        expect![[r#"
        1 problem in the document
        1:641: the document is nested deeper than 128 levels, expected a shallower document"#]],
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
        12 problems in the document
        2:20: /connectorType: must satisfy enum value set: [Salesforce, Singular, Slack, Redshift, S3, Marketo, Googleanalytics, Zendesk, Servicenow, Datadog, Trendmicro, Snowflake, Dynatrace, Infornexus, Amplitude, Veeva, EventBridge, LookoutMetrics, Upsolver, Honeycode, CustomerProfiles, SAPOData, CustomConnector, Pardot]; did you mean Salesforce?
        2:51: /connectionMode: expected a string, found a number
        3:13: /kmsArn: has length 3, must have length between 20 and 2048, inclusive
        3:13: /kmsArn: must satisfy regular expression pattern: ^arn:aws:kms:.*:[0-9]+:
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
fn each_problem_says_what_is_wrong() {
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
        5:31: /connectionMode: stands twice in the object, first at 5:3"#]],
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
fn what_follows_from_another_problem_is_not_said() {
    check_with(
        "\"connectorProfileConfig\"",
        "\"config\"",
        expect![[r#"
        2 problems in the document
        1:1: /connectorProfileConfig: missing, but required
        6:3: /config: unknown member config"#]],
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
        r#""a/b~c": "1", "a/b~c": "2", "é": 3, "": "a b""#,
        expect![[r#"
        7 problems in the document
        9:31: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties: the key here must satisfy regular expression pattern: ^[\w]+$
        9:45: /connectorProfileConfig/connectorProfileProperties/CustomConnector/profileProperties/a~1b~0c: stands twice in the object, first at 9:31
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
        16:114: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap/3: stands twice in the object, first at 16:100
        16:130: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap: the key here has length 0, must have length between 1 and 128, inclusive
        16:130: /connectorProfileConfig/connectorProfileCredentials/CustomConnector/custom/credentialsMap: the key here must satisfy regular expression pattern: ^[\w]+$"#]],
    );
}

#[test]
fn places_count_characters_and_lines_of_any_system() {
    let document = with("\"crm\",\n", "\"é𝄞 \", \"ü/~\": 1,\n").replace('\n', "\r\n");
    check(
        &document,
        expect![[r#"
        2 problems in the document
        2:27: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$
        2:34: /ü~1~0: unknown member ü/~"#]],
    );
    let one_line = with("\"crm\"", "\"é𝄞 \"").replace('\n', " ");
    check(
        &one_line,
        expect![[r#"
        1 problem in the document
        1:29: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$"#]],
    );
}

#[test]
fn names_of_the_document_are_shown_safely() {
    let long = format!("\"{}\": 1, \"Crm\\u001b[31m\\n\\u202e\": 1, ", "é".repeat(1000));
    check_with(
        "\"connectorLabel\"",
        &format!("{long}\"connectorLabel\""),
        expect![[r#"
        2 problems in the document
        4:3: /éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…: unknown member éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…
        4:1010: /Crm\u{1b}[31m\u{a}\u{202e}: unknown member Crm\u{1b}[31m\u{a}\u{202e}"#]],
    );
}

#[test]
fn problems_are_counted_beyond_the_first_hundred() {
    let unknown = |count: usize| (0..count).map(|index| format!("\"x{index}\": {index}, ")).collect::<String>();
    let document = |count| with("\"connectorLabel\"", &(unknown(count) + "\"connectorLabel\""));
    let error = refusal(&document(100));
    assert_eq!((error.problems().len(), error.more()), (100, 0));
    assert!(error.to_string().starts_with("100 problems in the document\n4:3: /x0: unknown member x0\n"), "{error}");
    let error = refusal(&document(101));
    assert_eq!((error.problems().len(), error.more()), (100, 1));
    assert!(error.to_string().starts_with("101 problems in the document\n"), "{error}");
    assert!(error.to_string().ends_with("/x99: unknown member x99\nand 1 more"), "{error}");
}

#[test]
fn hostile_documents_are_refused_in_the_end() {
    let object = |entry: &dyn Fn(usize) -> String| format!("{{{}}}", many(100_000, entry));
    let map = |entry: &dyn Fn(usize) -> String| with(r#""domain": "example.com""#, &many(20_000, entry));
    for (document, problems) in [
        (object(&|index| format!("\"connectorTyp{index}\": 1")), 100_003),
        (object(&|_| "\"connectorTyp\": 1".to_owned()), 100_003),
        (object(&|_| "\"connectorType\": 1".to_owned()), 100_003),
        (map(&|index| format!("\"{index} é\": \"a b\"")), 40_001),
        (map(&|index| format!("\"{index} é\": {{}}")), 40_001),
        (map(&|_| "\"a\": \"1\"".to_owned()), 19_999),
        (format!("[{}]", many(100_000, &|_| "[]".to_owned())), 1),
        (format!("{{\"{}\": 1}}", "a".repeat(1 << 20)), 5),
        (format!("\"{}", "\\u0061".repeat(1 << 18)), 1),
    ] {
        let allocated = allocation_counter::measure(|| {
            let error = refusal(&document);
            assert_eq!(error.problems().len() + error.more(), problems, "{:.300}", error.to_string());
            assert!(error.to_string().len() < 100_000);
        });
        let most = 100 * u64::try_from(document.len()).unwrap();
        assert!(allocated.bytes_max < most, "{} bytes for {:.60}", allocated.bytes_max, document);
        Request::fix_json(&document).expect_err("nothing of it can be mended");
    }
}

fn many(count: usize, entry: &dyn Fn(usize) -> String) -> String {
    (0..count).map(entry).collect::<Vec<_>>().join(",")
}

#[test]
fn what_is_mended() {
    check_fix(VALID, expect![[""]]);
    let fix_with = |part: &str, replacement: &str, expect: Expect| check_fix(&with(part, replacement), expect);
    fix_with(
        "\"connectorLabel\"",
        "\"connector_label\"",
        expect![[r#"
        4:3: /connector_label: renamed connector_label to connectorLabel
    "#]],
    );
    fix_with(
        "\"connectorLabel\"",
        "\"conectorLabel\"",
        expect![[r#"
        4:3: /conectorLabel: renamed conectorLabel to connectorLabel
    "#]],
    );
    fix_with(
        "\"connectorLabel\"",
        "\"connectorLabel\": null, \"ConnectorLabel\"",
        expect![[r#"
        4:21: /connectorLabel: dropped null
        4:27: /ConnectorLabel: renamed ConnectorLabel to connectorLabel
    "#]],
    );
    fix_with(
        "\"Public\"",
        "\"PUBLIC\"",
        expect![[r#"
        5:21: /connectionMode: read connectionMode's value as Public
    "#]],
    );
    fix_with(
        "\"Public\"",
        "\"Public\", \"anything\": null",
        expect![[r#"
        5:43: /anything: dropped null
    "#]],
    );
    fix_with(
        "\"connectorType\": \"CustomConnector\",",
        "",
        expect![[r#"
        1:1: /connectorType: set connectorType to CustomConnector, because CustomConnector is the one member that connectorProfileProperties and connectorProfileCredentials have
    "#]],
    );
    fix_with(
        "\"connectorType\": \"CustomConnector\",",
        "\"connectorType\": null,",
        expect![[r#"
        1:1: /connectorType: set connectorType to CustomConnector, because CustomConnector is the one member that connectorProfileProperties and connectorProfileCredentials have
        3:20: /connectorType: dropped null
    "#]],
    );
    fix_with(
        "\"CustomConnector\",",
        "\"S3\",",
        expect![[r#"
        3:20: /connectorType: set connectorType to CustomConnector, because CustomConnector is the one member that connectorProfileProperties and connectorProfileCredentials have
    "#]],
    );
    fix_with(
        "\"CustomConnector\",",
        "\"none of all\",",
        expect![[r#"
        3:20: /connectorType: set connectorType to CustomConnector, because CustomConnector is the one member that connectorProfileProperties and connectorProfileCredentials have
    "#]],
    );
    check_fix(
        r#"{"connectorProfileName": "n", "connectionMode": "Public", "connectorType": "Slack",
            "connectorProfileConfig": {"connectorProfileProperties": {"GoogleAnalytics": {}}}}"#,
        expect![[r#"
            1:76: /connectorType: set connectorType to Googleanalytics, because GoogleAnalytics is the one member that connectorProfileProperties has
        "#]],
    );
}

#[test]
fn what_is_not_mended() {
    let fix_with = |part: &str, replacement: &str, expect: Expect| check_fix(&with(part, replacement), expect);
    fix_with(
        "\"connectorLabel\"",
        "\"label\"",
        expect![[r#"
        2 problems in the document
        1:1: /connectorLabel: must be the label under which the custom connector is registered, because connectorType is CustomConnector
        4:3: /label: unknown member label"#]],
    );
    fix_with(
        "\"Public\"",
        "\"Public\", \"connectionmode\": \"Private\"",
        expect![[r#"
        1 problem in the document
        5:31: /connectionmode: unknown member connectionmode; did you mean connectionMode?"#]],
    );
    fix_with(
        "\"connectorLabel\"",
        "\"connectorlabel\": \"a\", \"ConnectorLabel\"",
        expect![[r#"
        2 problems in the document
        4:3: /connectorlabel: unknown member connectorlabel; did you mean connectorLabel?
        4:26: /ConnectorLabel: unknown member ConnectorLabel; did you mean connectorLabel?"#]],
    );
    fix_with(
        "\"Public\"",
        "\"Public\", \"connectionMode\": \"Public\"",
        expect![[r#"
        1 problem in the document
        5:31: /connectionMode: stands twice in the object, first at 5:3"#]],
    );
    fix_with(
        "\"Public\"",
        "\"Internal\"",
        expect![[r#"
        1 problem in the document
        5:21: /connectionMode: must satisfy enum value set: [Public, Private]"#]],
    );
    fix_with(
        "\"CustomConnector\",",
        "7,",
        expect![[r#"
        1 problem in the document
        3:20: /connectorType: expected a string, found a number"#]],
    );
    fix_with(
        "\"crm\"",
        "7",
        expect![[r#"
        1 problem in the document
        2:27: /connectorProfileName: expected a string, found a number"#]],
    );
    fix_with(
        "\"crm\"",
        "\"a b\"",
        expect![[r#"
        1 problem in the document
        2:27: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$"#]],
    );
    check_fix(
        "{",
        expect![[r#"
        1 problem in the document
        1:2: the document ends too early, expected a member name in double quotes"#]],
    );
    check_fix(
        r#"{"connectorProfileName": "n", "connectionMode": "Public", "connectorType": "Zendesk",
            "connectorProfileConfig": {"connectorProfileProperties": {"Slack": {"instanceUrl": "u"}},
              "connectorProfileCredentials": {"Singular": {"apiKey": "k"}}}}"#,
        expect![[r#"
            3 problems in the document
            2:70: /connectorProfileConfig/connectorProfileProperties/Zendesk: must be set, because connectorType names Zendesk
            2:80: /connectorProfileConfig/connectorProfileProperties/Slack: must be absent, because connectorType names Zendesk
            3:59: /connectorProfileConfig/connectorProfileCredentials/Singular: must be absent, because connectorType names Zendesk"#]],
    );
    check_fix(
        r#"{"connectorProfileName": "n", "connectionMode": "Public", "connectorType": "Zendesk",
            "connectorProfileConfig": {"connectorProfileProperties": {"Singular": {}, "Trendmicro": {}}}}"#,
        expect![[r#"
            3 problems in the document
            2:70: /connectorProfileConfig/connectorProfileProperties/Zendesk: must be set, because connectorType names Zendesk
            2:83: /connectorProfileConfig/connectorProfileProperties/Singular: must be absent, because connectorType names Zendesk
            2:101: /connectorProfileConfig/connectorProfileProperties/Trendmicro: must be absent, because connectorType names Zendesk"#]],
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
