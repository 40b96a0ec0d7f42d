//! The code, the message and the request id of a failed response.
//!
//! Values of another form are ignored: the error page of a proxy has no code and no message.

use http::{HeaderMap, HeaderValue, Response};
use tinsmith_types::codegen::{Location, REDACTED};
use tinsmith_types::{Document, ErrorSource, ModeledError, Structure};

use super::response;
use crate::Body;
use crate::error::is_known;
use crate::redaction::Secrets;

/// A failure reported by a service.
#[derive(Debug)]
pub(crate) struct Failure<E> {
    pub code: Option<String>,
    /// The code of the same error in AWS's query protocol.
    pub query_code: Option<String>,
    pub message: Option<String>,
    pub modeled: Option<E>,
    /// Whether the model says that it is a conflict, whatever the status of the response is.
    pub is_modeled_conflict: bool,
}

/// Decodes a failure with this code; no part of it shows one of the secrets.
pub(crate) fn failure<E: ModeledError>(
    code: Option<String>,
    response: &Response<Body>,
    secrets: &Secrets,
) -> Failure<E> {
    let masked = Masked::new(response, secrets);
    let modeled = code.as_deref().and_then(|code| E::from_source(code, &masked));
    let message =
        modeled.as_ref().and_then(|error| error.message().map(str::to_owned)).or_else(|| message(&masked.document));
    let code = code.filter(|code| modeled.is_some() || is_showable(code, secrets));
    let is_modeled_conflict = modeled.as_ref().is_some_and(E::is_conflict);
    Failure { code, query_code: None, message, modeled, is_modeled_conflict }
}

/// A response with each secret redacted.
struct Masked<'a> {
    response: &'a Response<Body>,
    secrets: &'a Secrets,
    headers: HeaderMap,
    /// The body, if it is JSON.
    document: Document,
}

impl<'a> Masked<'a> {
    fn new(response: &'a Response<Body>, secrets: &'a Secrets) -> Self {
        let mut document = serde_json::from_slice(response.body().bytes()).unwrap_or(Document::Null);
        secrets.mask(&mut document);
        let mut headers = response.headers().clone();
        headers.values_mut().for_each(|value| mask_header(value, secrets));
        Self { response, secrets, headers, document }
    }

    /// Returns the body for a member that is the raw payload; a blob need not be text.
    fn payload(&self) -> Body {
        let mut text = String::from_utf8_lossy(self.response.body().bytes()).into_owned();
        if !self.secrets.are_in(&text) {
            return Body::from(self.response.body().bytes().to_vec());
        }
        self.secrets.mask_text(&mut text);
        Body::from(text)
    }
}

impl ErrorSource for Masked<'_> {
    fn read<T: Structure>(&self) -> Option<T> {
        let body = match &self.document {
            _ if T::SCHEMA.members().iter().any(|member| member.location == Location::Payload) => self.payload(),
            // An error page of a proxy has no members.
            Document::Null => Body::from("{}".to_owned()),
            document => Body::from(document.to_string()),
        };
        let mut masked = Response::new(body);
        *masked.status_mut() = self.response.status();
        *masked.headers_mut() = self.headers.clone();
        response::decode_error(&masked)
    }
}

fn mask_header(value: &mut HeaderValue, secrets: &Secrets) {
    let mut text = String::from_utf8_lossy(value.as_bytes()).into_owned();
    if secrets.are_in(&text) {
        secrets.mask_text(&mut text);
        *value = HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(REDACTED));
    }
}

/// Returns `true` if a code may be shown: it is common to AWS's services, or contains no secret.
pub(crate) fn is_showable(code: &str, secrets: &Secrets) -> bool {
    is_known(code) || !secrets.are_in(code)
}

/// Returns the id that AWS assigned to the request, unless it has another form or contains a secret.
pub(crate) fn request_id(headers: &HeaderMap, secrets: &Secrets) -> Option<String> {
    let header = ["x-amzn-requestid", "x-amz-request-id"].into_iter().find_map(|name| headers.get(name));
    let id = header?.to_str().ok()?;
    let is_id = (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
    (is_id && !secrets.are_in(id)).then(|| id.to_owned())
}

fn message(document: &Document) -> Option<String> {
    let texts = ["message", "Message", "errorMessage"].into_iter().filter_map(|name| document.get(name)?.as_str());
    texts.into_iter().next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use tinsmith_types::Unit;

    use super::super::samples::RefusedSample;
    use super::super::{Protocol, RestJson1};
    use super::*;

    /// The only error of the test service.
    #[derive(Debug)]
    struct Refused {
        message: Option<String>,
        after: Option<String>,
    }

    impl std::fmt::Display for Refused {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("Refused")
        }
    }

    impl std::error::Error for Refused {}

    impl ModeledError for Refused {
        fn from_source<S: ErrorSource>(code: &str, source: &S) -> Option<Self> {
            let RefusedSample { message, after } = source.read().filter(|_| code == "Refused")?;
            Some(Self { message, after })
        }

        fn code(&self) -> &'static str {
            "Refused"
        }

        fn message(&self) -> Option<&str> {
            self.message.as_deref()
        }
    }

    fn response(headers: &[(&str, &str)], body: &str) -> Response<Body> {
        let builder = headers.iter().fold(Response::builder(), |builder, (name, value)| builder.header(*name, *value));
        builder.status(400).body(Body::from(body.to_owned())).unwrap()
    }

    /// Checks code and message.
    #[track_caller]
    fn check(headers: &[(&str, &str)], body: &str, code: Option<&str>, message: Option<&str>) {
        let secrets = Secrets::new(&Unit::default(), ["hunter2"]);
        let response = response(headers, body);
        let failure: Failure<Refused> = failure(RestJson1::error_code(&response), &response, &secrets);
        assert_eq!((failure.code.as_deref(), failure.message.as_deref()), (code, message));
        assert_eq!(failure.modeled.is_some(), code == Some("Refused"));
        assert!(!format!("{failure:?}").contains("hunter2"));
    }

    #[test]
    fn codes() {
        let uri = "http://internal.amazon.com/coral/com.amazon.coral.service/#x";
        for spelling in
            ["Refused", " Refused ", "a.b#Refused", &format!("Refused:{uri}"), &format!("a.b#Refused:{uri}")]
        {
            check(&[("X-Amzn-Errortype", spelling)], "", Some("Refused"), None);
            check(&[], &format!(r#"{{"code":"{spelling}"}}"#), Some("Refused"), None);
            check(&[], &format!(r#"{{"__type":"{spelling}","message":"m"}}"#), Some("Refused"), Some("m"));
        }
        check(&[("x-amzn-errortype", "Other")], r#"{"code":"Refused"}"#, Some("Other"), None);
        check(&[], r#"{"__type":"Other","code":"Refused"}"#, Some("Refused"), None);
        // Text that is not the name of a shape is ignored.
        check(&[("x-amzn-errortype", "")], r#"{"code":7,"__type":"Refused"}"#, Some("Refused"), None);
        check(&[("x-amzn-errortype", "<b>")], r#"{"code":"a b"}"#, None, None);
        check(&[("x-amzn-errortype", &"x".repeat(128))], "", Some(&"x".repeat(128)), None);
        check(&[("x-amzn-errortype", &"x".repeat(129))], "", None, None);
        for code in ["hunter2", "a.hunter2_Exception", "aHVudGVyMg"] {
            check(&[("x-amzn-errortype", code)], "", None, None);
            check(&[], &format!(r#"{{"__type":"{code}","message":"m"}}"#), None, Some("m"));
        }
        for body in ["", "<html>", "[]", "null", "\"Refused\"", "{", "{}"] {
            check(&[], body, None, None);
        }
    }

    #[test]
    fn messages() {
        let header = [("x-amzn-errortype", "Other")];
        for body in
            [r#"{"message":"m"}"#, r#"{"Message":"m"}"#, r#"{"errorMessage":"m"}"#, r#"{"message":1,"Message":"m"}"#]
        {
            check(&header, body, Some("Other"), Some("m"));
            check(&[], body, None, Some("m"));
        }
        check(&header, "not JSON, hunter2", Some("Other"), None);
        check(&header, r#"{"message":"Value 'hunter2' at"}"#, Some("Other"), Some("Value '**redacted**' at"));
        let header = [("x-amzn-errortype", "Refused")];
        check(&header, r#"{"message":"hunter2"}"#, Some("Refused"), Some("**redacted**"));
        check(&header, r#"{"message":"h\u0075nter2"}"#, Some("Refused"), Some("**redacted**"));
        check(&header, "cut sho", Some("Refused"), None);
    }

    #[test]
    fn members_in_headers() {
        #[track_caller]
        fn check(headers: &[(&str, &str)], body: &str, expected: Option<&str>) {
            let secrets = Secrets::new(&Unit::default(), ["hunter2"]);
            let response = response(headers, body);
            let failure: Failure<Refused> = failure(Some("Refused".to_owned()), &response, &secrets);
            assert_eq!(failure.modeled.expect("the error is read").after.as_deref(), expected);
        }
        check(&[("Retry-After", "7")], r#"{"message":"m"}"#, Some("7"));
        check(&[("retry-after", "hunter2")], "", Some("**redacted**"));
        check(&[], r#"{"after":"7"}"#, None);
        check(&[("retry-after", "soon")], "<html>", Some("soon"));
    }

    #[test]
    fn request_ids() {
        #[track_caller]
        fn check(headers: &[(&str, &str)], expected: Option<&str>) {
            let secrets = Secrets::new(&Unit::default(), ["hunter2"]);
            assert_eq!(request_id(response(headers, "").headers(), &secrets).as_deref(), expected);
        }
        check(&[], None);
        check(&[("x-amzn-RequestId", "7a-1")], Some("7a-1"));
        check(&[("x-amz-request-id", "7a-2")], Some("7a-2"));
        check(&[("x-amz-request-id", "7a-2"), ("x-amzn-requestid", "7a-1")], Some("7a-1"));
        check(&[("x-amzn-requestid", "")], None);
        check(&[("x-amzn-requestid", "7a-hunter2")], None);
        check(&[("x-amz-request-id", "aHVudGVyMg==")], None);
        check(&[("x-amzn-requestid", "a b")], None);
        check(&[("x-amzn-requestid", &"x".repeat(128))], Some(&"x".repeat(128)));
        check(&[("x-amzn-requestid", &"x".repeat(129))], None);
    }
}
