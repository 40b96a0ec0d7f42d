//! Protocols: how an input becomes an HTTP request, and an HTTP response an output or an error.
//!
//! Everything here is a function of its input; nothing waits, signs or sends.

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

/// Reads the code of the error that a response is.
pub(crate) type ErrorCode = fn(&Response<Body>) -> Option<String>;

/// The rules by which the messages of a service are written and read.
///
/// A generated crate speaks one protocol, so the functions need no value of the type.
pub trait Protocol: 'static {
    /// Writes a request: its method and target, its headers, its body and the media type of that.
    ///
    /// # Errors
    ///
    /// An input that no HTTP message can carry.
    fn request<I: Structure>(operation: &Operation, input: &I) -> Result<Message, EncodeError>;

    /// Reads the output of a successful response.
    ///
    /// # Errors
    ///
    /// A response that is not the operation's.
    fn response<O: Structure>(response: &Response<Body>) -> Result<O, DecodeError>;

    /// The code of the error that a response is: a shape's name, by which the model's errors are told apart.
    fn error_code(response: &Response<Body>) -> Option<String>;

    /// The code that the same error has in AWS's query protocol, if the service sends that as well: programs written for
    /// that protocol go by it.
    fn query_code(response: &Response<Body>) -> Option<String> {
        let _ = response;
        None
    }
}

/// The number of headers that a message has room for: those of nearly all calls, with the client's and the signature's.
pub(crate) const HEADERS: usize = 12;

/// A request that has no address and no signature yet.
#[derive(Debug)]
pub struct Message {
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with the query string where there is one.
    pub target: Cow<'static, str>,
    /// The prefix of the endpoint's host name.
    pub host_prefix: Option<String>,
    /// The headers that the protocol says, without those of endpoint, signature and client.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
}

/// A request that no HTTP message can carry.
#[derive(Debug)]
pub struct EncodeError {
    member: Option<&'static str>,
    problem: &'static str,
}

impl EncodeError {
    /// Because of a member.
    pub const fn new(member: &'static str, problem: &'static str) -> Self {
        Self { member: Some(member), problem }
    }

    /// Because of all of it together.
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

/// An answer that is not the operation's.
#[derive(Debug)]
pub enum DecodeError {
    /// A header.
    Header {
        /// Its name.
        name: &'static str,
        /// The form that its value should have.
        expected: &'static str,
    },
    /// A body that is a JSON document.
    Json {
        /// Whether it ends too early, is no JSON, or is not what the model says.
        category: Category,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// The JSON pointer of the first value of another type, and what was expected instead of what.
        mismatch: Option<Mismatch>,
    },
    /// A body that is text, but not in UTF-8.
    Text,
    /// A body of another media type than JSON.
    MediaType(String),
    /// An event.
    Event(EventError),
    /// No body, although the output has members in it.
    Empty,
    /// A status of success that the operation does not have.
    Status {
        /// The status that the model says.
        expected: u16,
    },
}

/// A value of another type than the model says. The value itself may be a secret and is not kept.
#[derive(Debug)]
pub struct Mismatch {
    path: String,
    expected: &'static str,
    found: &'static str,
}

impl Mismatch {
    /// Finds the first one in a body.
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
                return write!(formatter, "header {name} is not what the model says: expected {expected}");
            }
            Self::Text => return formatter.write_str("the body is not UTF-8"),
            Self::MediaType(found) => return write!(formatter, "the body is {found}, expected JSON"),
            Self::Event(error) => return error.fmt(formatter),
            Self::Empty => return formatter.write_str("the body is empty, expected a JSON object"),
            Self::Status { expected } => return write!(formatter, "not the status of a success, expected {expected}"),
            Self::Json { category: Category::Eof, line, column, .. } => ("ends too early", line, column),
            Self::Json { category: Category::Data, line, column, .. } => ("is not what the model says", line, column),
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
    /// Puts a mark in place of each secret in the texts that are the service's.
    pub(crate) fn mask(&mut self, secrets: &Secrets) {
        match self {
            Self::MediaType(found) => secrets.mask_text(found),
            // A path has the keys of maps.
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
    /// An error of a body, with the first value that is not of its type.
    pub(crate) fn body(error: serde_json::Error, body: &[u8], schema: &'static Schema) -> Self {
        let mut error = Self::from(error);
        if let Self::Json { category: Category::Data, mismatch, .. } = &mut error {
            *mismatch = Mismatch::find(body, schema);
        }
        error
    }
}
