//! The protocol of a request, which is also that of its response.
//!
//! A fake of a service that speaks awsJson supports both versions, and responds in that of the request.

use bytes::Bytes;
use http::HeaderValue;
use http::header::{CONTENT_TYPE, HeaderMap};

use super::answer::{Answer, Failure, JSON};
use crate::protocol::{QUERY_ERROR, QUERY_MODE};

/// The media types of the versions of awsJson.
pub(crate) const AWS_JSON: [&str; 2] = ["application/x-amz-json-1.0", "application/x-amz-json-1.1"];

/// The protocol of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// restJson1.
    Rest,
    /// awsJson.
    AwsJson {
        /// The media type of the version.
        media_type: &'static str,
        /// Whether the client asks for the codes of AWS's query protocol.
        query_mode: bool,
    },
}

impl Dialect {
    /// Finds the protocol by the content type of a request.
    pub fn of(headers: &HeaderMap) -> Self {
        let given = media_type(headers).unwrap_or_default();
        let known = AWS_JSON.into_iter().find(|known| known.eq_ignore_ascii_case(given));
        known
            .map_or(Self::Rest, |media_type| Self::AwsJson { media_type, query_mode: headers.contains_key(QUERY_MODE) })
    }

    /// Converts a response from restJson1 to this protocol.
    pub fn write(self, mut answer: Answer) -> Answer {
        let Self::AwsJson { media_type, query_mode } = self else { return rest(answer) };
        if answer.headers.get(CONTENT_TYPE).is_some_and(|given| given == JSON) {
            answer.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        if let Some(failure) = &answer.error {
            let document = serde_json::json!({ "__type": failure.code(), "message": failure.shown_message() });
            answer.body = Bytes::from(document.to_string());
            if let Some(code) = failure.query_code.filter(|_| query_mode).and_then(|code| query_error(failure, code)) {
                answer.headers.insert(QUERY_ERROR, code);
            }
        }
        answer
    }
}

/// Writes a restJson1 response, in which the code of an error is a header.
fn rest(mut answer: Answer) -> Answer {
    if let Some(code) = answer.error.as_ref().and_then(|failure| HeaderValue::from_str(failure.code()).ok()) {
        answer.headers.insert("x-amzn-errortype", code);
    }
    answer
}

fn query_error(failure: &Failure, code: &str) -> Option<HeaderValue> {
    let fault = if failure.status().is_server_error() { "Receiver" } else { "Sender" };
    HeaderValue::try_from(format!("{code};{fault}")).ok()
}

/// Returns the media type of a body, without its parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(given.split(';').next().unwrap_or_default().trim())
}
