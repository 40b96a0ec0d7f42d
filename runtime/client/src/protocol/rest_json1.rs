//! `aws.protocols#restJson1`: Smithy's HTTP bindings, and JSON bodies.

use http::Response;
use tinsmith_types::Structure;

use super::{DecodeError, EncodeError, Message, Protocol, error_code, request, response};
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

    /// Finds the code in the header `x-amzn-errortype`, or else in the body.
    fn error_code(response: &Response<Body>) -> Option<String> {
        error_code::read(response, ["code", "__type"])
    }
}
