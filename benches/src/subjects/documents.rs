//! Writing and reading the JSON document of a full request, against the same structures with derived serde.

use appflow_client::types::CreateConnectorProfileRequest;
use serde_json::Value;

use super::mirror::Mirror;
use super::{compare, request};
use crate::timing::{Plan, Subject};

/// Times writing.
pub fn serialize(plan: Plan) {
    let request = request::full();
    let document = serde_json::to_vec(&request).expect("JSON");
    let mirror: Mirror = serde_json::from_slice(&document).expect("the same structure");
    let again = serde_json::to_value(&mirror).expect("JSON");
    assert_eq!(again, serde_json::from_slice::<Value>(&document).expect("JSON"), "both write the same document");
    let ours = Subject::new("this project", || serde_json::to_vec(&request).expect("JSON"));
    let derived = Subject::new("derived serde", || serde_json::to_vec(&mirror).expect("JSON"));
    compare("serialize", vec![ours, derived], plan);
}

/// Times reading, without validation.
pub fn parse(plan: Plan) {
    let document = serde_json::to_vec(&request::full()).expect("JSON");
    let ours = Subject::new("this project", || {
        serde_json::from_slice::<CreateConnectorProfileRequest>(&document).expect("a request")
    });
    let derived = Subject::new("derived serde", || serde_json::from_slice::<Mirror>(&document).expect("a request"));
    compare("parse", vec![ours, derived], plan);
}
