//! Protocols: encoding an input as an HTTP request, and decoding an HTTP response to an output or an error.
//!
//! All functions here are pure: nothing waits, signs or sends.

mod aws_json;
mod error_code;
mod failure;
pub(crate) mod headers;
mod query_compatible;
mod request;
mod response;
mod rest_json1;
mod uri;

#[cfg(test)]
pub(crate) mod samples;

use std::borrow::Cow;
use std::fmt;

use http::{HeaderMap, Response};
use serde_json::error::Category;
use tinsmith_types::codegen::Schema;
use tinsmith_types::codegen::document::{self, OneLine};
use tinsmith_types::{ProblemKind, Structure};

use crate::Body;
use crate::events::EventError;
use crate::operation::Operation;
use crate::redaction::Secrets;

#[cfg(feature = "fake")]
pub(crate) use aws_json::TARGET;
pub use aws_json::{AwsJson1_0, AwsJson1_1};
pub(crate) use failure::{Failure, failure, is_showable, request_id};
pub use query_compatible::QueryCompatible;
#[cfg(feature = "fake")]
pub(crate) use query_compatible::{QUERY_ERROR, QUERY_MODE};
pub use rest_json1::RestJson1;

/// Finds the code of the error in a response.
pub(crate) type ErrorCode = fn(&Response<Body>) -> Option<String>;

/// The encoding and decoding of a service's messages.
///
/// A generated crate uses one protocol, so the functions need no value of the type.
pub trait Protocol: 'static {
    /// Encodes a request: method and target, headers, and the body with its media type.
    ///
    /// # Errors
    ///
    /// Returns an error for an input that HTTP can't carry.
    fn request<I: Structure>(operation: &Operation, input: &I) -> Result<Message, EncodeError>;

    /// Decodes the output of a successful response.
    ///
    /// # Errors
    ///
    /// Returns an error for a response that does not match the operation.
    fn response<O: Structure>(response: &Response<Body>) -> Result<O, DecodeError>;

    /// Returns the code of the error in a response: the name of a shape, which identifies an error of the model.
    fn error_code(response: &Response<Body>) -> Option<String>;

    /// Returns the code of the error in AWS's query protocol, if the service sends it as well, for programs written for
    /// that protocol.
    fn query_code(response: &Response<Body>) -> Option<String> {
        let _ = response;
        None
    }
}

/// The number of headers to reserve: enough for nearly all calls, including those of the client and the signature.
pub(crate) const HEADERS: usize = 12;

/// A request without address and signature.
#[derive(Debug)]
pub struct Message {
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with the query string if there is one.
    pub target: Cow<'static, str>,
    /// The prefix of the endpoint's host name.
    pub host_prefix: Option<String>,
    /// The headers set by the protocol, without those of endpoint, signature and client.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
}

/// The error of a request that HTTP can't carry.
#[derive(Debug)]
pub struct EncodeError {
    member: Option<&'static str>,
    problem: &'static str,
}

impl EncodeError {
    /// Creates an error about a member.
    pub const fn new(member: &'static str, problem: &'static str) -> Self {
        Self { member: Some(member), problem }
    }

    /// Creates an error about the request as a whole.
    pub const fn whole(problem: &'static str) -> Self {
        Self { member: None, problem }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.member {
            Some(member) => write!(formatter, "member {member} can't be sent: {}", self.problem),
            None => write!(formatter, "the request can't be sent: {}", self.problem),
        }
    }
}

impl std::error::Error for EncodeError {}

/// The error of a response that does not match the operation.
#[derive(Debug)]
pub enum DecodeError {
    /// An invalid header.
    Header {
        /// Its name.
        name: &'static str,
        /// The expected form of its value.
        expected: &'static str,
    },
    /// An invalid JSON body.
    Json {
        /// The kind of problem: truncated, not JSON, or not matching the model.
        category: Category,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// The JSON pointer of the first value of another type, with the expected type and the type found.
        mismatch: Option<Mismatch>,
    },
    /// A text body that is not UTF-8.
    Text,
    /// A body whose media type is not JSON.
    MediaType(String),
    /// An invalid event.
    Event(EventError),
    /// A missing body, although the output has members in it.
    Empty,
    /// A status that is not that of the operation's success.
    Status {
        /// The status in the model.
        expected: u16,
    },
}

/// A value of another type than the model's. The value itself may be a secret and is not kept.
#[derive(Debug)]
pub struct Mismatch {
    path: String,
    expected: &'static str,
    found: &'static str,
}

impl Mismatch {
    /// Finds the first mismatch in a body.
    pub(crate) fn find(body: &[u8], schema: &'static Schema) -> Option<Self> {
        let problem = document::first_mismatch(std::str::from_utf8(body).ok()?, schema)?;
        match problem.kind {
            ProblemKind::Type { expected, found } => Some(Self { path: problem.path, expected, found }),
            _ => None,
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, expected, found } = self;
        if !path.is_empty() {
            write!(formatter, "{}: ", OneLine(path))?;
        }
        write!(formatter, "expected {expected}, found {found}")
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (problem, line, column) = match self {
            Self::Header { name, expected } => {
                return write!(formatter, "header {name} does not match the model: expected {expected}");
            }
            Self::Text => return formatter.write_str("the body is not UTF-8"),
            Self::MediaType(found) => return write!(formatter, "the body is {found}, expected JSON"),
            Self::Event(error) => return error.fmt(formatter),
            Self::Empty => return formatter.write_str("the body is empty, expected a JSON object"),
            Self::Status { expected } => return write!(formatter, "not the status of a success, expected {expected}"),
            Self::Json { category: Category::Eof, line, column, .. } => ("ends too early", line, column),
            Self::Json { category: Category::Data, line, column, .. } => ("does not match the model", line, column),
            Self::Json { line, column, .. } => ("is not JSON", line, column),
        };
        write!(formatter, "the body {problem}, at line {line}, column {column}")?;
        match self {
            Self::Json { mismatch: Some(mismatch), .. } => write!(formatter, ": {mismatch}"),
            _ => Ok(()),
        }
    }
}

impl DecodeError {
    /// Redacts each secret in the texts that come from the service.
    pub(crate) fn mask(&mut self, secrets: &Secrets) {
        match self {
            Self::MediaType(found) => secrets.mask_text(found),
            // A path can contain map keys.
            Self::Json { mismatch: Some(mismatch), .. } => secrets.mask_text(&mut mismatch.path),
            _ => {}
        }
    }
}

impl std::error::Error for DecodeError {}

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json { category: error.classify(), line: error.line(), column: error.column(), mismatch: None }
    }
}

impl DecodeError {
    /// Creates the error of a body, with the first value of another type.
    pub(crate) fn body(error: serde_json::Error, body: &[u8], schema: &'static Schema) -> Self {
        let mut error = Self::from(error);
        if let Self::Json { category: Category::Data, mismatch, .. } = &mut error {
            *mismatch = Mismatch::find(body, schema);
        }
        error
    }
}
