//! `aws.protocols#awsJson1_0` and `aws.protocols#awsJson1_1`: a `POST` to `/` with the operation in the header
//! `X-Amz-Target`, and all members in the JSON document of the body.
//!
//! The two versions differ in their media types alone. The schemas of such a service bind every member to the body under
//! its own name, because the protocols ignore Smithy's HTTP bindings and `jsonName`.

#[cfg(test)]
mod tests;

use http::Response;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use tinsmith_types::Structure;
use tinsmith_types::codegen::structure::{self, Scope};
use tinsmith_types::codegen::{Form, Member, Members, Value};

use super::uri::{self, Labels};
use super::{DecodeError, EncodeError, Message, Protocol, error_code, response};
use crate::Body;
use crate::operation::Operation;
use crate::wiped::Buffer;

pub(crate) const TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// The protocol `aws.protocols#awsJson1_0`.
#[derive(Debug)]
pub enum AwsJson1_0 {}

/// The protocol `aws.protocols#awsJson1_1`.
#[derive(Debug)]
pub enum AwsJson1_1 {}

impl Protocol for AwsJson1_0 {
    fn request<I: Structure>(operation: &Operation, input: &I) -> Result<Message, EncodeError> {
        encode(operation, input, HeaderValue::from_static("application/x-amz-json-1.0"))
    }

    fn response<O: Structure>(response: &Response<Body>) -> Result<O, DecodeError> {
        response::decode(response)
    }

    fn error_code(response: &Response<Body>) -> Option<String> {
        code(response)
    }
}

impl Protocol for AwsJson1_1 {
    fn request<I: Structure>(operation: &Operation, input: &I) -> Result<Message, EncodeError> {
        encode(operation, input, HeaderValue::from_static("application/x-amz-json-1.1"))
    }

    fn response<O: Structure>(response: &Response<Body>) -> Result<O, DecodeError> {
        response::decode(response)
    }

    fn error_code(response: &Response<Body>) -> Option<String> {
        code(response)
    }
}

/// Finds the code in the header `x-amzn-errortype`, or else in the body. `__type` takes precedence over `code`, because
/// an error may have a member of the latter name.
fn code(response: &Response<Body>) -> Option<String> {
    error_code::read(response, ["__type", "code"])
}

/// Encodes a request; an input without members is the empty document.
fn encode<I: Structure>(operation: &Operation, input: &I, media_type: HeaderValue) -> Result<Message, EncodeError> {
    let mut body = Buffer::with_capacity(512);
    structure::serialize(input, Scope::Document, Form::Wire, &mut serde_json::Serializer::new(&mut body))
        .map_err(|_| EncodeError::whole("it has no form in JSON"))?;
    let mut headers = HeaderMap::with_capacity(16);
    headers.insert(CONTENT_TYPE, media_type);
    headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    headers.insert(TARGET, HeaderValue::from_static(operation.target));
    Ok(Message {
        method: operation.method,
        target: operation.uri.into(),
        host_prefix: operation.host_prefix.map(|pattern| host_prefix(pattern, input)).transpose()?,
        headers,
        body: body.into_bytes().into(),
    })
}

fn host_prefix<I: Structure>(pattern: &'static str, input: &I) -> Result<String, EncodeError> {
    let mut texts = Texts(Labels::new());
    input.visit(&mut texts);
    uri::host_prefix(pattern, &texts.0)
}

/// Collects the texts of members, some of which may be labels of a host prefix.
struct Texts(Labels);

impl Members for Texts {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        value.write_text(member.schema, &mut |text| self.0.push((member.name, text.to_owned())));
        true
    }
}
