//! Checks that the test modules of generated clients call, behind the feature `test-support`.

pub mod endpoints;

mod protocol;

pub use protocol::{ExpectedRequest, Response, error, error_code, request, response, streaming_request};

/// Parses a JSON document of the model.
///
/// # Panics
///
/// Panics if the text is not JSON.
pub fn document(json: &str) -> tinsmith_types::Document {
    serde_json::from_str(json).expect("the model has JSON")
}
