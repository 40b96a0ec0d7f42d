//! Runs the test cases of a model: what a request becomes, and what a response is read as.
//!
//! Only what a case names is compared, as Smithy defines it: a header or parameter beside it is no failure.

#![allow(dead_code, reason = "a model may have no test cases of one kind")]

use bytes::Bytes;
use types::Document;
use types::structure::Structure;

use crate::operation::Operation;
use crate::protocol::{failure, request as encoding, response as decoding};
use crate::redaction::Secrets;
use crate::service::Service;

/// What a case says about a request.
pub(crate) struct ExpectedRequest<'a> {
    /// The method.
    pub method: &'a str,
    /// The path.
    pub uri: &'a str,
    /// Query parameters, as they travel.
    pub query: &'a [&'a str],
    /// Names of query parameters that are not there.
    pub forbid_query: &'a [&'a str],
    /// Headers with their values.
    pub headers: &'a [(&'a str, &'a str)],
    /// Names of headers that are not there.
    pub forbid_headers: &'a [&'a str],
    /// The body and its media type.
    pub body: Option<(&'a str, &'a str)>,
}

/// The response of a case.
pub(crate) struct Response<'a> {
    /// The status code.
    pub code: u16,
    /// The headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a str,
}

/// The input becomes this request.
#[track_caller]
pub(crate) fn request<T: Structure>(operation: &Operation, input: T, expected: &ExpectedRequest<'_>) {
    let message = encoding::encode(operation, &input).expect("the input can be sent");
    let (path, query) = message.target.split_once('?').unwrap_or((&message.target, ""));
    assert_eq!((message.method, path), (expected.method, expected.uri));
    let mut parameters: Vec<&str> = query.split('&').filter(|part| !part.is_empty()).collect();
    for parameter in expected.query {
        let found = parameters.iter().position(|part| part == parameter || part.strip_suffix('=') == Some(parameter));
        parameters.remove(found.unwrap_or_else(|| panic!("query parameter {parameter} is missing in {query}")));
    }
    for name in expected.forbid_query {
        assert!(!parameters.iter().any(|part| part.split('=').next() == Some(name)), "{name} is in {query}");
    }
    for (name, value) in expected.headers {
        let found = message.headers.get(*name).map(|found| found.to_str().expect("a header of text"));
        assert_eq!(found, Some(*value), "header {name}");
    }
    for name in expected.forbid_headers {
        assert!(!message.headers.contains_key(*name), "header {name} is there");
    }
    let Some((body, media_type)) = expected.body else { return };
    if media_type == "application/json" {
        assert_eq!(json(&message.body), json(body.as_bytes()));
    } else {
        assert_eq!(String::from_utf8_lossy(&message.body), body);
    }
}

/// The response is a success with this output.
#[track_caller]
pub(crate) fn response<T: Structure + std::fmt::Debug + PartialEq>(
    operation: &Operation,
    response: &Response<'_>,
    output: &T,
) {
    assert_eq!(response.code, operation.status);
    let read: T = decoding::decode(&received(response)).expect("the response can be read");
    same(&read, output);
}

/// The response is this error.
#[track_caller]
pub(crate) fn error<S: Service>(response: &Response<'_>, error: &S::Error)
where
    S::Error: PartialEq,
{
    let failure = failure::read::<S::Error>(&received(response), &Secrets::new(&types::Unit::default(), []));
    same(&failure.modeled.expect("the error is one of the model's"), error);
}

/// Equal, or both shown alike, as not-a-number is.
#[track_caller]
fn same<T: std::fmt::Debug + PartialEq>(read: &T, expected: &T) {
    assert!(read == expected || format!("{read:?}") == format!("{expected:?}"), "{read:?} is not {expected:?}");
}

fn received(response: &Response<'_>) -> http::Response<Bytes> {
    let builder = http::Response::builder().status(response.code);
    let builder = response.headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Bytes::from(response.body.to_owned())).expect("the case has a response")
}

/// The document; none for an empty body.
fn json(body: &[u8]) -> Option<Document> {
    (!body.is_empty()).then(|| serde_json::from_slice(body).expect("the body is JSON"))
}
