//! What an answer other than a success says about itself: its error's code, its message, and the id of the request.
//!
//! Only what has the form of such a thing is taken for it: an error page of a proxy has no code and no message.

use http::{HeaderMap, Response};
use tinsmith_types::Document;
use tinsmith_types::ModeledError;

use crate::Body;
use crate::error::is_known;
use crate::redaction::Secrets;

/// What a service says about a failure.
#[derive(Debug)]
pub(crate) struct Failure<E> {
    pub code: Option<String>,
    /// The code of the same error in AWS's query protocol.
    pub query_code: Option<String>,
    pub message: Option<String>,
    pub modeled: Option<E>,
}

/// Reads a failure of this code; nothing in it shows one of the secrets.
pub(crate) fn failure<E: ModeledError>(
    code: Option<String>,
    response: &Response<Body>,
    secrets: &Secrets,
) -> Failure<E> {
    let mut document = serde_json::from_slice(response.body().bytes()).unwrap_or(Document::Null);
    secrets.mask(&mut document);
    let modeled = code.as_deref().and_then(|code| {
        let body = if document.is_null() { String::new() } else { document.to_string() };
        E::from_body(code, body.as_bytes())
    });
    let message = modeled.as_ref().and_then(|error| error.message().map(str::to_owned)).or_else(|| message(&document));
    let code = code.filter(|code| modeled.is_some() || is_showable(code, secrets));
    Failure { code, query_code: None, message, modeled }
}

/// Whether a code may be shown: it is one that all services have, or has no secret in it.
pub(crate) fn is_showable(code: &str, secrets: &Secrets) -> bool {
    is_known(code) || !secrets.are_in(code)
}

/// The id by which AWS knows the request; none that is of another form or has a secret in it.
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

    use super::super::{Protocol, RestJson1};
    use super::*;

    /// The one error of a service of the tests.
    #[derive(Debug)]
    struct Refused {
        message: Option<String>,
    }

    impl std::fmt::Display for Refused {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("Refused")
        }
    }

    impl std::error::Error for Refused {}

    impl ModeledError for Refused {
        fn from_body(code: &str, body: &[u8]) -> Option<Self> {
            let document: Document = serde_json::from_slice(body).unwrap_or(Document::Null);
            let message = document.get("message").and_then(|message| Some(message.as_str()?.to_owned()));
            (code == "Refused").then_some(Self { message })
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
        // What is no name of a shape is passed over.
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
