//! Traits that define the endpoint of an operation.
//!
//! Rule sets stay JSON: they are a language of their own.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

wrappers! {
    /// The rules, as JSON of the endpoint rule set language.
    EndpointRuleSet(Value) = "smithy.rules#endpointRuleSet";
    /// Fixed parameters of an operation, by name.
    StaticContextParams(BTreeMap<String, StaticContextParam>) = "smithy.rules#staticContextParams";
    /// Parameters that an operation takes from its input, by name.
    OperationContextParams(BTreeMap<String, OperationContextParam>) = "smithy.rules#operationContextParams";
    /// Parameters that a client is built with, by name.
    ClientContextParams(BTreeMap<String, ClientContextParam>) = "smithy.rules#clientContextParams";
}

identifiers! {
    EndpointTests = "smithy.rules#endpointTests";
    ContextParam = "smithy.rules#contextParam";
}

/// The endpoint tests of a service.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointTests {
    /// The version of the test language.
    pub version: String,
    /// The cases.
    #[serde(default)]
    pub test_cases: Vec<EndpointTest>,
}

/// Parameters, with the endpoint or error that is expected for them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointTest {
    /// A description of the test.
    pub documentation: Option<String>,
    /// Parameters by name.
    #[serde(default)]
    pub params: BTreeMap<String, Value>,
    /// Calls with these parameters.
    #[serde(default)]
    pub operation_inputs: Vec<EndpointOperationInput>,
    /// The result.
    pub expect: EndpointExpectation,
}

/// A call of an operation in an endpoint test.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointOperationInput {
    /// The operation's name, without its namespace.
    pub operation_name: String,
    /// The input.
    pub operation_params: Option<Value>,
    /// Values of built-in parameters.
    pub built_in_params: Option<Value>,
    /// Values of client parameters.
    pub client_params: Option<Value>,
}

/// The expected result of an endpoint test.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EndpointExpectation {
    /// An endpoint.
    Endpoint(ExpectedEndpoint),
    /// An error with that message.
    Error(String),
}

/// The expected endpoint of a test.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ExpectedEndpoint {
    /// The URL.
    pub url: Option<String>,
    /// Headers with their values.
    #[serde(default)]
    pub headers: BTreeMap<String, Vec<String>>,
    /// Properties, such as authentication schemes.
    #[serde(default)]
    pub properties: BTreeMap<String, Value>,
}

/// The member is a parameter of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ContextParam {
    /// The parameter's name.
    pub name: String,
}

/// A fixed parameter.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct StaticContextParam {
    /// Its value.
    pub value: Value,
}

/// A parameter that is taken from the input.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OperationContextParam {
    /// A JMESPath expression.
    pub path: String,
}

/// A parameter of the client.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ClientContextParam {
    /// `string` or `boolean`.
    #[serde(rename = "type")]
    pub kind: String,
    /// A description of its purpose.
    pub documentation: Option<String>,
}
