//! `aws.protocols#restJson1`: Smithy's HTTP bindings, and JSON bodies.

use http::Response;
use tinsmith_types::{Document, Structure};

use super::{DecodeError, EncodeError, Message, Protocol, failure, request, response};
use crate::Body;
use crate::operation::Operation;

/// The protocol `aws.protocols#restJson1`.
#[derive(Debug)]
pub enum RestJson1 {}

impl Protocol for RestJson1 {
    fn request<I: Structure>(operation: &Operation, input: &I) -> Result<Message, EncodeError> {
        request::encode(operation, input)
    }

    fn response<O: Structure>(response: &Response<Body>) -> Result<O, DecodeError> {
        response::decode(response)
    }

    /// The code is in the header `x-amzn-errortype`, or else in the body.
    fn error_code(response: &Response<Body>) -> Option<String> {
        let header = response.headers().get("x-amzn-errortype").and_then(|value| value.to_str().ok());
        if let Some(name) = header.and_then(failure::shape_name) {
            return Some(name.to_owned());
        }
        let document = serde_json::from_slice(response.body().bytes()).unwrap_or(Document::Null);
        let body = ["code", "__type"].into_iter().filter_map(|name| document.get(name)?.as_str());
        body.into_iter().find_map(failure::shape_name).map(str::to_owned)
    }
}
