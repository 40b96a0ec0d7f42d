//! Traits that hold protocol tests: values beside the HTTP messages that they are written as.
//!
//! Members of `params` go by the names of the model.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

wrappers! {
    /// Inputs, and the requests that they become.
    HttpRequestTests(Vec<HttpRequestTest>) = "smithy.test#httpRequestTests";
    /// Responses, and the outputs or errors that they become.
    HttpResponseTests(Vec<HttpResponseTest>) = "smithy.test#httpResponseTests";
    /// Requests that a server rejects, and how.
    HttpMalformedRequestTests(Vec<HttpMalformedRequestTest>) = "smithy.test#httpMalformedRequestTests";
}

/// An input, and the request that it becomes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpRequestTest {
    /// An identifier, unique among the request tests of a model.
    pub id: String,
    /// The id of the protocol's trait.
    pub protocol: String,
    /// The method.
    pub method: String,
    /// The path, percent-encoded, without the query.
    pub uri: String,
    /// The host that the client is given.
    pub host: Option<String>,
    /// The host that the request goes to.
    pub resolved_host: Option<String>,
    /// The id of the authentication scheme's trait.
    pub auth_scheme: Option<String>,
    /// Parts of the query that must be there, percent-encoded: `name`, `name=` or `name=value`.
    #[serde(default)]
    pub query_params: Vec<String>,
    /// Query parameters that must not be there.
    #[serde(default)]
    pub forbid_query_params: Vec<String>,
    /// Query parameters that must be there with any value.
    #[serde(default)]
    pub require_query_params: Vec<String>,
    /// Headers that must be there.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Headers that must not be there.
    #[serde(default)]
    pub forbid_headers: Vec<String>,
    /// Headers that must be there with any value.
    #[serde(default)]
    pub require_headers: Vec<String>,
    /// The body; where absent, any.
    pub body: Option<String>,
    /// How to compare bodies.
    pub body_media_type: Option<String>,
    /// The input.
    pub params: Option<Value>,
    /// Settings of the vendor.
    pub vendor_params: Option<Value>,
    /// The id of the shape of `vendor_params`.
    pub vendor_params_shape: Option<String>,
    /// What is tested.
    pub documentation: Option<String>,
    /// Tags to group tests by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whom the test is for; both where absent.
    pub applies_to: Option<AppliesTo>,
}

/// A response, and the output or error that it becomes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpResponseTest {
    /// An identifier, unique among the response tests of a model.
    pub id: String,
    /// The id of the protocol's trait.
    pub protocol: String,
    /// The status.
    pub code: u16,
    /// The id of the authentication scheme's trait.
    pub auth_scheme: Option<String>,
    /// Headers that are there.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Headers that are not there.
    #[serde(default)]
    pub forbid_headers: Vec<String>,
    /// Headers that are there with any value.
    #[serde(default)]
    pub require_headers: Vec<String>,
    /// The body; base64 where its media type is binary.
    pub body: Option<String>,
    /// How to compare bodies.
    pub body_media_type: Option<String>,
    /// The output or error.
    pub params: Option<Value>,
    /// Settings of the vendor.
    pub vendor_params: Option<Value>,
    /// The id of the shape of `vendor_params`.
    pub vendor_params_shape: Option<String>,
    /// What is tested.
    pub documentation: Option<String>,
    /// Tags to group tests by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whom the test is for; both where absent.
    pub applies_to: Option<AppliesTo>,
}

/// A request that a server rejects, and its response.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpMalformedRequestTest {
    /// An identifier, unique among the malformed request tests of a model.
    pub id: String,
    /// The id of the protocol's trait.
    pub protocol: String,
    /// The request.
    pub request: MalformedRequest,
    /// The response.
    pub response: MalformedResponse,
    /// What is tested.
    pub documentation: Option<String>,
    /// Tags to group tests by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Values for `$name:L` and `$name:S` in the texts; all lists are of one length, each index one test.
    #[serde(default)]
    pub test_parameters: BTreeMap<String, Vec<String>>,
}

/// The request of a malformed request test.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MalformedRequest {
    /// The method.
    pub method: String,
    /// The path, without the query.
    pub uri: String,
    /// The host.
    pub host: Option<String>,
    /// Parts of the query.
    #[serde(default)]
    pub query_params: Vec<String>,
    /// Headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Option<String>,
    /// The media type of the body.
    pub body_media_type: Option<String>,
}

/// The response of a malformed request test.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct MalformedResponse {
    /// Headers that must be there.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The status.
    pub code: u16,
    /// The body; where absent, any.
    pub body: Option<MalformedResponseBody>,
}

/// The body of the response of a malformed request test.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MalformedResponseBody {
    /// What must hold.
    pub assertion: BodyAssertion,
    /// The media type.
    pub media_type: String,
}

/// What must hold for the body of a response.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BodyAssertion {
    /// It has that content.
    Contents(String),
    /// Its member `message` matches that regular expression.
    MessageRegex(String),
}

/// Whom a protocol test is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AppliesTo {
    /// Clients.
    Client,
    /// Servers.
    Server,
}
