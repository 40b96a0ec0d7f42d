//! Runs the protocol tests of a model: the encoding of requests and the decoding of responses.
//!
//! Only the parts that a case names are compared, as Smithy specifies: an additional header or parameter is not a
//! failure.

use tinsmith_types::codegen::Token;
use tinsmith_types::{Document, Structure, Unit};

use crate::Body;
use crate::call::{RequestBody, complete};
use crate::config::Validation;
use crate::endpoint::{Endpoint, EndpointError, Parameters};
use crate::handle::Handle;
use crate::operation::Operation;
use crate::protocol::{Protocol, RestJson1, failure};
use crate::redaction::Secrets;
use crate::service::Service;
use crate::signing::ChainSlot;
use crate::target::Resolver;

/// The request expected by a case.
pub struct ExpectedRequest<'a> {
    /// The method.
    pub method: &'a str,
    /// The path.
    pub uri: &'a str,
    /// The host in the client's configuration, with its path if it has one, and the host of the request.
    pub host: Option<(&'a str, &'a str)>,
    /// Query parameters, encoded.
    pub query: &'a [&'a str],
    /// Names of query parameters that must be absent.
    pub forbid_query: &'a [&'a str],
    /// Headers with their values.
    pub headers: &'a [(&'a str, &'a str)],
    /// Names of headers that must be absent.
    pub forbid_headers: &'a [&'a str],
    /// The body and its media type.
    pub body: Option<(&'a str, &'a str)>,
}

/// The response of a case.
pub struct Response<'a> {
    /// The status code.
    pub code: u16,
    /// The headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a str,
}

/// The error type of a service without errors.
#[derive(Debug)]
enum NoError {}

tinsmith_types::codegen::service_error!(NoError, {});

/// A service whose endpoint is set by the caller.
#[derive(Debug)]
enum Anywhere {}

impl Service for Anywhere {
    const ID: &'static str = "Anywhere";
    const SIGNING_NAME: &'static str = "anywhere";
    const VERSION: &'static str = "";
    const ENDPOINT_URL_VARIABLE: &'static str = "";
    type Error = NoError;
    type Protocol = RestJson1;
    type Client = Handle<Self>;

    fn endpoint(parameters: &Parameters) -> Result<Endpoint, EndpointError> {
        parameters.endpoint.clone().map(Endpoint::new).ok_or_else(EndpointError::exhausted)
    }

    fn client(handle: Handle<Self>) -> Handle<Self> {
        handle
    }
}

/// The idempotency token that Smithy's own cases expect if an input has none.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// Checks that the input is encoded as this request.
#[track_caller]
pub fn request<S: Service, T: Structure>(operation: &Operation, input: T, expected: &ExpectedRequest<'_>) {
    check_request::<S, T>(operation, input, RequestBody::none(), expected);
}

/// Checks that the input with this stream is encoded as this request.
#[track_caller]
pub fn streaming_request<S: Service, T: Structure>(
    operation: &Operation,
    input: T,
    stream: &str,
    expected: &ExpectedRequest<'_>,
) {
    check_request::<S, T>(operation, input, RequestBody::bytes(stream.to_owned()), expected);
}

#[track_caller]
fn check_request<S: Service, T: Structure>(
    operation: &Operation,
    mut input: T,
    stream: RequestBody,
    expected: &ExpectedRequest<'_>,
) {
    if let Some(token) = input.idempotency_token().filter(Token::is_absent) {
        token.set(TOKEN.to_owned());
    }
    let (given, resolved) = expected.host.unwrap_or(("example.com", "example.com"));
    let parameters = Parameters { endpoint: Some(format!("https://{given}")), ..Parameters::default() };
    let resolver = Resolver { region: "us-east-1".to_owned(), parameters, allow_plain_http: false };
    let target = resolver.target_of_call::<Anywhere, T>(operation, &input).expect("the host is one");
    let message = S::Protocol::request(operation, &input).expect("the input can be sent");
    let message = complete(operation, message, stream, &ChainSlot::default(), Validation::Off);
    let message = message.expect("the body can be sent");
    let message = target.address(message).expect("the request has an address");
    let (uri, body) = (message.uri(), message.body());
    assert_eq!((message.method().as_str(), uri.path(), uri.host()), (expected.method, expected.uri, Some(resolved)));
    let query = uri.query().unwrap_or_default();
    let mut parameters: Vec<&str> = query.split('&').filter(|part| !part.is_empty()).collect();
    for parameter in expected.query {
        let found = parameters.iter().position(|part| part == parameter || part.strip_suffix('=') == Some(parameter));
        assert!(found.is_some(), "query parameter {parameter} is missing in {query}");
        parameters.remove(found.unwrap_or_default());
    }
    for name in expected.forbid_query {
        assert!(!parameters.iter().any(|part| part.split('=').next() == Some(name)), "{name} is in {query}");
    }
    for (name, value) in expected.headers {
        let found = message.headers().get(*name).map(|found| found.to_str().expect("a header of text"));
        assert_eq!(found, Some(*value), "header {name}");
    }
    for name in expected.forbid_headers {
        assert!(!message.headers().contains_key(*name), "header {name} is there");
    }
    let Some((expected, media_type)) = expected.body else { return };
    if media_type == "application/json" {
        assert_eq!(json(body.bytes()), json(expected.as_bytes()));
    } else {
        assert_eq!(String::from_utf8_lossy(body.bytes()), expected);
    }
}

/// Checks that the response is decoded as this output.
#[track_caller]
pub fn response<S: Service, T: Structure + std::fmt::Debug + PartialEq>(
    operation: &Operation,
    response: &Response<'_>,
    output: &T,
) {
    assert!(response.code == operation.status || (200..300).contains(&response.code), "status {}", response.code);
    let read: T = S::Protocol::response(&received(response)).expect("the response can be read");
    same(&read, output);
}

/// Checks that the response is decoded as this error.
#[track_caller]
pub fn error<S: Service>(response: &Response<'_>, error: &S::Error)
where
    S::Error: PartialEq,
{
    let response = received(response);
    let secrets = Secrets::new(&Unit::default(), None);
    let failure = failure::<S::Error>(S::Protocol::error_code(&response), &response, &secrets);
    same(&failure.modeled.expect("the error is one of the model's"), error);
}

/// Checks that the response is an error with this code, as callers see it.
#[track_caller]
pub fn error_code<S: Service>(response: &Response<'_>, code: &str) {
    let response = received(response);
    let found = S::Protocol::query_code(&response).or_else(|| S::Protocol::error_code(&response));
    assert_eq!(found.as_deref(), Some(code));
}

/// Checks that two values are equal, or print the same, as NaN does.
#[track_caller]
fn same<T: std::fmt::Debug + PartialEq>(read: &T, expected: &T) {
    assert!(read == expected || format!("{read:?}") == format!("{expected:?}"), "{read:?} is not {expected:?}");
}

fn received(response: &Response<'_>) -> http::Response<Body> {
    let builder = http::Response::builder().status(response.code);
    let builder = response.headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Body::from(response.body.to_owned())).expect("the case has a response")
}

/// Parses the body; `None` if it is empty.
fn json(body: &[u8]) -> Option<Document> {
    (!body.is_empty()).then(|| serde_json::from_slice(body).expect("the body is JSON"))
}
