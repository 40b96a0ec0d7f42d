//! The requests of the model's own test cases.

use appflow_types::CreateConnectorProfileRequest;
use serde_json::Value;

/// Returns every request test of the model, by its id.
pub fn samples() -> Vec<(String, CreateConnectorProfileRequest)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/rules.json");
    let text = std::fs::read_to_string(path).expect("the model's documents are beside the crate");
    let rules: Value = serde_json::from_str(&text).expect("JSON");
    let traits = &rules["shapes"]["com.amazonaws.appflow#CreateConnectorProfile"]["traits"];
    let cases = traits["smithy.test#httpRequestTests"].as_array().expect("request tests");
    assert!(cases.len() >= 19, "one for each connector at least");
    let sample = |case: &Value| {
        let request = serde_json::from_value(case["params"].clone()).expect("the params of a test are a request");
        (case["id"].as_str().expect("a test has an id").to_owned(), request)
    };
    cases.iter().map(sample).collect()
}
