//! Requests in formats other than JSON: misspellings are found, and written values can be read again.

use appflow_types::*;
use serde_json::{Value, json};

fn request() -> Value {
    json!({
        "connectorProfileName": "crm",
        "connectorType": "Salesforce",
        "connectionMode": "Public",
        "connectorProfileConfig": {
            "connectorProfileProperties": { "Salesforce": {} },
            "connectorProfileCredentials": { "Salesforce": { "accessToken": "hunter2", "refreshToken": "hunter3" } },
        },
    })
}

/// Changes the request, and reads it strictly from every format.
#[track_caller]
fn check(change: impl Fn(&mut Value), expected: Result<(), &str>) {
    let mut document = request();
    change(&mut document);
    let yaml = serde_yaml_ng::to_string(&document).expect("YAML");
    let toml = toml::to_string(&document).expect("TOML");
    let found = [
        serde_json::from_value::<Strict<CreateConnectorProfileRequest>>(document).map_err(|error| error.to_string()),
        serde_yaml_ng::from_str(&yaml).map_err(|error| error.to_string()),
        toml::from_str(&toml).map_err(|error| error.message().to_owned()),
    ];
    for found in found {
        assert_eq!(found.as_ref().map(drop).map_err(String::as_str), expected);
    }
}

#[test]
fn strict_reading_finds_unknown_members_in_every_format() {
    check(|_| (), Ok(()));
    check(
        |document| document["kmsARN"] = json!("arn:aws:kms:eu-west-1:123456789012:key/a"),
        Err("1 problem: at /kmsARN: unknown member kmsARN; did you mean kmsArn?"),
    );
    check(
        |document| {
            document["connectorProfileConfig"]["connectorProfileProperties"]["Salesforce"]["sandbox"] = json!(true)
        },
        Err(
            "1 problem: at /connectorProfileConfig/connectorProfileProperties/Salesforce/sandbox: unknown member sandbox",
        ),
    );
    check(
        |document| document["connectorProfileName"] = json!(["hunter2"]),
        Err("1 problem: at /connectorProfileName: expected a string, found an array"),
    );
    check(
        |document| document["connectorProfileName"] = json!("a b"),
        Err("1 problem: at /connectorProfileName: must satisfy regular expression pattern: ^[\\w/!@#+=.-]+$"),
    );
}

#[test]
fn lenient_reading_names_kinds_and_never_values() {
    let mut document = request();
    document["kmsARN"] = json!("ignored");
    serde_json::from_value::<CreateConnectorProfileRequest>(document.clone()).expect("unknown members are ignored");
    document["connectorProfileName"] = json!(31337);
    let error = serde_json::from_value::<CreateConnectorProfileRequest>(document).expect_err("a number is no name");
    assert_eq!(error.to_string(), "invalid type: an integer, expected a string");
}

#[test]
fn requests_survive_binary_formats() {
    let request: CreateConnectorProfileRequest = serde_json::from_value(request()).expect("a request");
    for bytes in [rmp_serde::to_vec(&request).expect("MessagePack"), rmp_serde::to_vec_named(&request).expect("named")]
    {
        let read: CreateConnectorProfileRequest = rmp_serde::from_slice(&bytes).expect("a request");
        assert_eq!(read, request);
    }
}

#[test]
fn arns_of_other_partitions_only_warn() {
    let mut request: CreateConnectorProfileRequest = serde_json::from_value(request()).expect("a request");
    for (arn, warnings) in [
        ("arn:aws:kms:eu-west-1:123456789012:key/a", 0),
        ("arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/a", 1),
        ("arn:aws-cn:kms:cn-north-1:123456789012:key/a", 1),
    ] {
        request.kms_arn = Some(arn.to_owned());
        assert_eq!(request.validate(), Ok(()), "{arn}");
        let found = request.warnings();
        assert_eq!(found.len(), warnings, "{arn}");
        assert!(found.iter().all(|warning| warning.path == "/kmsArn"));
        CreateConnectorProfileRequest::from_json(&serde_json::to_string(&request).expect("JSON")).expect("a request");
    }
    request.kms_arn = Some("arn:aws-cn".to_owned());
    assert!(request.validate().is_err(), "the length is an error all the same");
}

#[test]
fn views_for_logs_print() {
    let request: CreateConnectorProfileRequest = serde_json::from_value(request()).expect("a request");
    let view = request.redacted();
    let text = format!("{view} {view:?}");
    assert!(text.contains("\"connectorProfileName\":\"crm\"") && text.contains("**redacted**"), "{text}");
    assert!(!text.contains("hunter"), "{text}");
    assert_eq!(format!("{:>11}|{}", ConnectionMode::Private, ConnectorType::from("New")), "    Private|New");
}
