//! Answers, before they are HTTP messages: what was asked for, or an error in the words of AWS.
//!
//! No text of an error repeats a value of the request.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use http_body_util::Full;
use tinsmith_types::Timestamp;
use tinsmith_types::codegen::TimestampFormat;

/// The model's limit of a message, in characters.
const MESSAGE: usize = 2048;

/// An answer of the service.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub status: StatusCode,
    /// The code of an error.
    pub code: Option<&'static str>,
    /// A JSON document.
    pub body: Bytes,
    pub retry_after: Option<Duration>,
}

/// An error of the service.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    pub status: StatusCode,
    pub code: &'static str,
    pub message: String,
    pub retry_after: Option<Duration>,
}

impl Answer {
    /// What was asked for, a JSON document.
    pub fn success(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self { status, code: None, body: body.into(), retry_after: None }
    }

    /// The HTTP message. Its date is the fake's, so that a client can set its clock by it.
    pub fn into_response(self, request_id: &str, now: SystemTime) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let mut text = |name: &'static str, text: &str| {
            // A text of ours that no header takes is left out, as there is nobody to tell.
            if let Ok(value) = HeaderValue::from_str(text) {
                headers.insert(name, value);
            }
        };
        text("x-amzn-requestid", request_id);
        text("date", &http_date(now));
        if let Some(code) = self.code {
            text("x-amzn-errortype", code);
        }
        if let Some(retry_after) = self.retry_after {
            text("retry-after", &retry_after.as_secs().to_string());
        }
        response
    }
}

impl Failure {
    /// An error with this status, code and message.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after: None }
    }

    /// The error of a service that has failed.
    pub fn internal() -> Self {
        let message = "The service has an internal error. Try again later.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerException", message)
    }
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        let message: String = failure.message.chars().take(MESSAGE).collect();
        let body = serde_json::json!({ "message": message }).to_string();
        Self { status: failure.status, code: Some(failure.code), body: body.into(), retry_after: failure.retry_after }
    }
}

/// The time as HTTP has it, in whole seconds; the epoch for what no calendar has.
fn http_date(now: SystemTime) -> String {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
    Timestamp::new(seconds, 0).map_or_else(|_| String::new(), |time| time.format(TimestampFormat::HttpDate))
}
