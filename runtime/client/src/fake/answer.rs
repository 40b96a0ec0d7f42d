//! Answers of a fake: an output of an operation, or an error in the form that AWS's services have.
//!
//! The message of an error never repeats a value of the request.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use http::{Response, StatusCode};
use http_body_util::Full;
use tinsmith_types::Timestamp;
use tinsmith_types::codegen::TimestampFormat;

/// The media type of errors, and of outputs without a payload of their own.
pub(crate) const JSON: &str = "application/json";

/// The upper bound on the length of a message, in characters.
const MAX_MESSAGE: usize = 2048;

/// A successful answer; [`Request::answer`](super::Request::answer) creates it from an output.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub(crate) status: StatusCode,
    /// The error, if the request failed.
    pub(crate) error: Option<Failure>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// An error of the service: a status, the code that names it, and a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    status: StatusCode,
    code: &'static str,
    message: String,
    retry_after: Option<Duration>,
    /// The code of the same error in AWS's query protocol.
    pub(crate) query_code: Option<&'static str>,
}

impl Answer {
    /// Creates an answer with this status and a JSON document.
    pub fn json(status: StatusCode, body: impl Into<Bytes>) -> Self {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(JSON))]);
        Self { status, error: None, headers, body: body.into() }
    }

    /// Returns the body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Converts it to an HTTP message. Its date is the fake's, so that a client can set its clock by it.
    pub(crate) fn into_response(self, request_id: &str, now: SystemTime) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        let headers = response.headers_mut();
        insert(headers, "x-amzn-requestid", request_id);
        insert(headers, "date", &http_date(now));
        response
    }
}

impl Failure {
    /// Creates an error. The message must not repeat values of the request; the client shows its first 2,048 characters.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after: None, query_code: None }
    }

    /// Creates the error of a service that has failed: `InternalServerException`, status 500.
    pub fn internal() -> Self {
        let message = "The service has an internal error. Try again later.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerException", message)
    }

    /// Asks the client to wait before it retries, by the header `Retry-After` in whole seconds.
    #[must_use]
    pub fn retry_after(mut self, delay: Duration) -> Self {
        self.retry_after = Some(delay);
        self
    }

    /// Sets the code that the error has in AWS's query protocol, for clients that ask for it.
    #[must_use]
    pub const fn query_code(mut self, code: &'static str) -> Self {
        self.query_code = Some(code);
        self
    }

    /// Returns the HTTP status.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the code that names the error.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Returns the message.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the beginning of the message, as much as an answer has of it.
    pub(crate) fn shown_message(&self) -> String {
        self.message.chars().take(MAX_MESSAGE).collect()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({}): {}", self.code, self.status.as_u16(), self.message)
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        let body = serde_json::json!({ "message": failure.shown_message() }).to_string();
        let mut answer = Self::json(failure.status, body);
        if let Some(delay) = failure.retry_after {
            answer.headers.insert(RETRY_AFTER, HeaderValue::from(delay.as_secs()));
        }
        answer.error = Some(failure);
        answer
    }
}

/// Sets a header, unless the text is not a valid header value.
fn insert(headers: &mut HeaderMap, name: &'static str, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        headers.insert(name, value);
    }
}

/// Formats a time in HTTP's format, in whole seconds; times before the epoch become the epoch.
fn http_date(now: SystemTime) -> String {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
    Timestamp::new(seconds, 0).map_or_else(|_| String::new(), |time| time.format(TimestampFormat::HttpDate))
}
