//! Requests from handwritten documents: refusals, their wording and places, and corrections.

#[path = "../support/mod.rs"]
mod support;

mod hostile;
mod mended;
mod mutations;
mod refused;
mod samples;
mod syntax;

use std::fmt::Write as _;

use appflow_types::{CreateConnectorProfileRequest as Request, DocumentError, Structure as _};
use expect_test::Expect;

/// The samples of the operation's published page, unchanged.
const SAMPLES: [&str; 6] = [
    include_str!("custom-connector.json"),
    include_str!("salesforce-without-oauth.json"),
    include_str!("salesforce-with-oauth.json"),
    include_str!("zendesk.json"),
    include_str!("google-analytics.json"),
    include_str!("marketo.json"),
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

/// Checks the problems of the valid document with one part replaced.
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
            fixed.changes.iter().for_each(|change| writeln!(shown, "{change}").expect("a String takes any text"));
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
