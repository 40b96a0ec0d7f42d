//! Traits with protocol tests: values with the HTTP messages in which they are encoded.
//!
//! Members in `params` have their names in the model.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

wrappers! {
    /// Inputs, and the requests that encode them.
    HttpRequestTests(Vec<HttpRequestTest>) = "smithy.test#httpRequestTests";
    /// Responses, and the outputs or errors that they decode to.
    HttpResponseTests(Vec<HttpResponseTest>) = "smithy.test#httpResponseTests";
    /// Requests that a server rejects, with its responses.
    HttpMalformedRequestTests(Vec<HttpMalformedRequestTest>) = "smithy.test#httpMalformedRequestTests";
}

/// An input, and the request that encodes it.
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
    /// The host in the client's configuration.
    pub host: Option<String>,
    /// The host of the request.
    pub resolved_host: Option<String>,
    /// The id of the authentication scheme's trait.
    pub auth_scheme: Option<String>,
    /// Required parts of the query, percent-encoded: `name`, `name=` or `name=value`.
    #[serde(default)]
    pub query_params: Vec<String>,
    /// Query parameters that must be absent.
    #[serde(default)]
    pub forbid_query_params: Vec<String>,
    /// Query parameters that must be present, with any value.
    #[serde(default)]
    pub require_query_params: Vec<String>,
    /// Required headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Headers that must be absent.
    #[serde(default)]
    pub forbid_headers: Vec<String>,
    /// Headers that must be present, with any value.
    #[serde(default)]
    pub require_headers: Vec<String>,
    /// The body; any if absent.
    pub body: Option<String>,
    /// The media type, which selects how bodies are compared.
    pub body_media_type: Option<String>,
    /// The input.
    pub params: Option<Value>,
    /// Vendor-specific parameters.
    pub vendor_params: Option<Value>,
    /// The id of the shape of `vendor_params`.
    pub vendor_params_shape: Option<String>,
    /// A description of the test.
    pub documentation: Option<String>,
    /// Tags to group tests by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The side to which the test applies; both if absent.
    pub applies_to: Option<AppliesTo>,
}

/// A response, and the output or error that it decodes to.
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
    /// Headers of the response.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Headers that are absent.
    #[serde(default)]
    pub forbid_headers: Vec<String>,
    /// Headers that are present, with any value.
    #[serde(default)]
    pub require_headers: Vec<String>,
    /// The body; base64 if its media type is binary.
    pub body: Option<String>,
    /// The media type, which selects how bodies are compared.
    pub body_media_type: Option<String>,
    /// The output or error.
    pub params: Option<Value>,
    /// Vendor-specific parameters.
    pub vendor_params: Option<Value>,
    /// The id of the shape of `vendor_params`.
    pub vendor_params_shape: Option<String>,
    /// A description of the test.
    pub documentation: Option<String>,
    /// Tags to group tests by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The side to which the test applies; both if absent.
    pub applies_to: Option<AppliesTo>,
}

/// A request that a server rejects, with its response.
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
    /// A description of the test.
    pub documentation: Option<String>,
    /// Tags to group tests by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Values for `$name:L` and `$name:S` in the texts. All lists have the same length, and each index is a separate
    /// test.
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
    /// Required headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The status.
    pub code: u16,
    /// The body; any if absent.
    pub body: Option<MalformedResponseBody>,
}

/// The body of the response of a malformed request test.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MalformedResponseBody {
    /// The assertion.
    pub assertion: BodyAssertion,
    /// The media type.
    pub media_type: String,
}

/// An assertion about the body of a response.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BodyAssertion {
    /// It has this content.
    Contents(String),
    /// Its member `message` matches this regular expression.
    MessageRegex(String),
}

/// The side to which a protocol test applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AppliesTo {
    /// Clients.
    Client,
    /// Servers.
    Server,
}
