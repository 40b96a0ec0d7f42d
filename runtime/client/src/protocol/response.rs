//! Decodes responses: each member is read from the part of the HTTP message to which the model binds it.
//!
//! Reading is lenient, because a service may stop sending a member: unknown members are ignored, and missing ones are
//! empty. No error shows a value, which may be a secret.

use http::Response;
use http::header::CONTENT_TYPE;
use serde_json::Deserializer;
use tinsmith_types::Structure;
use tinsmith_types::codegen::{Kind, Location, Member, MembersMut, Mode, Value, document, structure};

use super::request::raw_media_type;
use super::{DecodeError, headers};
use crate::Body;

/// Decodes a response. Its media type is checked only if the body can't be read.
pub(super) fn decode<T: Structure>(response: &Response<Body>) -> Result<T, DecodeError> {
    read(response).map_err(|error| match (&error, media_type(response)) {
        (DecodeError::Json { .. }, Some(found)) if !is_json(&found) => DecodeError::MediaType(found),
        _ => error,
    })
}

/// Returns the media type of the body without its parameters, if it is well formed.
fn media_type(response: &Response<Body>) -> Option<String> {
    let text = response.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    // The original case is kept, so that a secret in it is recognized.
    let found = text.split(';').next()?.trim();
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~/".contains(&byte);
    ((1..=100).contains(&found.len()) && found.bytes().all(is_token)).then(|| found.to_owned())
}

/// Returns `true` for a JSON media type, such as `application/json` and `application/x-amz-json-1.0`.
fn is_json(media_type: &str) -> bool {
    let subtype = media_type.split('/').next_back().unwrap_or_default().to_ascii_lowercase();
    subtype.ends_with("json") || subtype.starts_with("x-amz-json-")
}

/// Decodes an error. A header that does not match its member is ignored, because the rest of the error is more
/// important.
pub(super) fn decode_error<T: Structure>(response: &Response<Body>) -> Option<T> {
    let mut error: T = read_body(response).ok()?;
    for member in bound::<T>() {
        match read_member(&mut error, response, member) {
            Ok(()) | Err(DecodeError::Header { .. }) => {}
            Err(_) => return None,
        }
    }
    Some(error)
}

fn read<T: Structure>(response: &Response<Body>) -> Result<T, DecodeError> {
    let mut output: T = read_body(response)?;
    for member in bound::<T>() {
        read_member(&mut output, response, member)?;
    }
    Ok(output)
}

/// Reads a member that is not in the JSON document of the body.
fn read_member<T: Structure>(
    structure: &mut T,
    response: &Response<Body>,
    member: &'static Member,
) -> Result<(), DecodeError> {
    let mut bindings = Bindings { response, member, result: Ok(()) };
    structure.visit_mut(member.name, &mut bindings);
    bindings.result
}

/// Returns the members that are not in the JSON document of the body.
fn bound<T: Structure>() -> impl Iterator<Item = &'static Member> {
    T::SCHEMA.members().iter().filter(|member| member.location != Location::Body)
}

/// Reads the members of the JSON document, if there are any.
fn read_body<T: Structure>(response: &Response<Body>) -> Result<T, DecodeError> {
    let members = T::SCHEMA.members();
    let body = response.body().bytes();
    let mut output = T::empty();
    if members.iter().any(|member| member.location == Location::Body) {
        // The smallest response is `{}`. If an empty body were accepted, a body lost in transit would be an empty
        // success.
        if body.trim_ascii().is_empty() {
            return Err(DecodeError::Empty);
        }
        let mut deserializer = Deserializer::from_slice(body);
        output = structure::deserialize_body(&mut deserializer)
            .map_err(|error| DecodeError::body(error, body, T::SCHEMA))?;
        deserializer.end()?;
    }
    Ok(output)
}

struct Bindings<'a> {
    response: &'a Response<Body>,
    member: &'static Member,
    result: Result<(), DecodeError>,
}

impl MembersMut for Bindings<'_> {
    fn member<T: Value>(&mut self, slot: &mut T) {
        self.result = self.read().map(|value| {
            if let Some(value) = value {
                *slot = value;
            }
        });
    }
}

impl Bindings<'_> {
    fn read<T: Value>(&self) -> Result<Option<T>, DecodeError> {
        let member = self.member;
        Ok(match member.location {
            Location::Header => self.header(member)?,
            Location::PrefixHeaders => self.prefix_headers(member)?,
            Location::Payload => self.payload(member)?,
            Location::ResponseCode => {
                let status = self.response.status();
                T::read_text(member.schema, &[status.as_str().into()]).ok()
            }
            Location::Body
            | Location::Label
            | Location::Query
            | Location::QueryParams
            | Location::EventHeader
            | Location::EventPayload => None,
        })
    }

    fn header<T: Value>(&self, member: &'static Member) -> Result<Option<T>, DecodeError> {
        let error = unreadable(member);
        match headers::texts(self.response.headers(), member.http, member.schema) {
            Ok(texts) if texts.is_empty() => Ok(None),
            Ok(texts) => T::read_text(member.schema, &texts).map(Some).map_err(|_| error),
            Err(headers::MalformedHeader) => Err(error),
        }
    }

    /// Reads a map from headers with a prefix. The keys are in lower case, because header names are case-insensitive.
    fn prefix_headers<T: Value>(&self, member: &'static Member) -> Result<Option<T>, DecodeError> {
        let prefix = member.http.to_ascii_lowercase();
        let mut entries = Vec::new();
        for (name, value) in self.response.headers() {
            if let Some(key) = name.as_str().strip_prefix(&prefix) {
                let text = std::str::from_utf8(value.as_bytes()).map_err(|_| unreadable(member))?;
                entries.push((key, text));
            }
        }
        if entries.is_empty() {
            return Ok(None);
        }
        T::read_entries(member.schema, &entries).map(Some).map_err(|_| unreadable(member))
    }

    fn payload<T: Value>(&self, member: &'static Member) -> Result<Option<T>, DecodeError> {
        let body = self.response.body().bytes();
        if body.is_empty() {
            return Ok(None);
        }
        if raw_media_type(member.schema).is_some() {
            return T::from_raw(body).map(Some).ok_or(DecodeError::Text);
        }
        let mut deserializer = Deserializer::from_slice(body);
        let value = T::deserialize(member.schema, Mode::Lenient, &mut deserializer)
            .map_err(|error| DecodeError::body(error, body, member.schema))?;
        deserializer.end()?;
        Ok(Some(value))
    }
}

/// Creates the error of a header that does not match its member; for a list, it describes the shape of the entries.
fn unreadable(member: &'static Member) -> DecodeError {
    let kind = match &member.schema.kind {
        Kind::List { member, .. } => &member.kind,
        Kind::Map { value, .. } => &value.kind,
        kind => kind,
    };
    DecodeError::Header { name: member.http, expected: document::expected(kind) }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use tinsmith_types::{Blob, Document, Timestamp, Unit};

    use super::super::samples::*;
    use super::*;

    fn response(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Response<Body> {
        let builder = headers.iter().fold(Response::builder(), |builder, (name, value)| builder.header(*name, *value));
        builder.status(status).body(Body::from(body.to_vec())).unwrap()
    }

    #[track_caller]
    fn check<T: Structure + PartialEq + fmt::Debug>(headers: &[(&str, &str)], body: &str, expected: &T) {
        assert_eq!(&decode::<T>(&response(200, headers, body.as_bytes())).expect("the answer is readable"), expected);
    }

    #[track_caller]
    fn check_refused<T: Structure + fmt::Debug>(headers: &[(&str, &str)], body: &[u8], expected: &str) {
        let error = decode::<T>(&response(200, headers, body)).expect_err("the answer is not readable");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn headers() {
        let time = Timestamp::new(1_576_540_098, 0).unwrap();
        let date = "Mon, 16 Dec 2019 23:48:18 GMT";
        let expected = HeadersSample {
            text: Some("a, b".into()),
            secret: Some("s".into()),
            list: strings(["a", "b,c"]),
            numbers: Some(vec![1, -2]),
            dates: Some(vec![time, time]),
            epoch: Some(time),
            json: Some("true".into()),
            map: map([("a", "1".to_owned()), ("b-c", String::new())]),
        };
        let dates = format!("{date}, {date}");
        let headers = [
            ("x-text", "a"),
            ("X-Text", "b"),
            ("X-SECRET", "s"),
            ("x-list", "a, \"b,c\""),
            ("x-numbers", "1,-2"),
            ("x-dates", &dates),
            ("x-epoch", "1576540098"),
            ("x-json", "dHJ1ZQ=="),
            ("X-Map-A", "1"),
            ("x-map-b-c", ""),
            ("x-other", "ignored"),
        ];
        check(&headers, "", &expected);
        check(&headers, "garbage that no member is read from", &expected);
        check(&[], "", &HeadersSample::default());
        check(
            &[("x-text", ""), ("x-list", "")],
            "",
            &HeadersSample { text: Some(String::new()), ..Default::default() },
        );
        for (name, value, expected) in [
            ("X-Numbers", "1, x", "an integer from -2147483648 to 2147483647"),
            ("X-Epoch", "secret", "a time in seconds since 1970-01-01T00:00:00Z"),
            ("X-Json", "?", "a string"),
            ("X-Dates", "Mon", "a time such as Tue, 29 Apr 2014 18:30:38 GMT"),
        ] {
            let expected = format!("header {name} does not match the model: expected {expected}");
            check_refused::<HeadersSample>(&[(name, value)], b"", &expected);
        }
    }

    #[test]
    fn bodies() {
        let full = BodySample {
            id: Some("i".into()),
            text: Some("longer than the model has it".into()),
            secret: Some("s".into()),
            status: Some(200),
            ..Default::default()
        };
        let body = r#"{"other":[{}],"Text":"longer than the model has it","secret":"s","clientToken":null}"#;
        check(&[("X-Id", "i")], body, &full);
        let empty = BodySample { status: Some(200), ..Default::default() };
        check(&[], "{}", &empty);
        check(&[], " {}\r\n", &empty);
        check(&[("content-type", "text/html")], "{}", &empty);
        check(&[], "anything at all", &Unit::default());
        let created: BodySample = decode(&response(201, &[], b"{}")).unwrap();
        assert_eq!(created.status, Some(201));
    }

    #[test]
    fn bodies_that_do_not_match_the_model() {
        for body in [&b""[..], b" \r\n"] {
            check_refused::<BodySample>(&[], body, "the body is empty, expected a JSON object");
        }
        for (body, expected) in [
            (&b"<html>hunter2</html>"[..], "the body is not JSON, at line 1, column 1"),
            (b"{\"Text\":\"hunter2", "the body ends too early, at line 1, column 16"),
            (b"{\"Text\":\"a\"} hunter2", "the body is not JSON, at line 1, column 14"),
            (
                b"{\n\"Text\":[\"hunter2\"]}",
                "the body does not match the model, at line 2, column 8: /Text: expected a string, found an array",
            ),
            (
                b"[\"hunter2\"]",
                "the body does not match the model, at line 1, column 1: expected an object, found an array",
            ),
            (
                b"\"hunter2\"",
                "the body does not match the model, at line 1, column 9: expected an object, found a string",
            ),
            (b"null", "the body does not match the model, at line 1, column 4: expected an object, found null"),
            (b"{\"Text\":\"\xff\"}", "the body is not JSON, at line 1, column 10"),
            (b"\xef\xbb\xbf{}", "the body is not JSON, at line 1, column 1"),
        ] {
            check_refused::<BodySample>(&[], body, expected);
        }
        // Neither ignored nor kept values may overflow the stack by deep nesting.
        let deep = "[".repeat(1 << 20);
        let ignored = format!("{{\"x\":{deep}");
        check_refused::<BodySample>(&[], ignored.as_bytes(), "the body ends too early, at line 1, column 1048581");
        check_refused::<DocumentPayload>(&[], deep.as_bytes(), "the body is not JSON, at line 1, column 128");
    }

    #[test]
    fn bodies_of_another_type() {
        let html = [("content-type", "text/HTML; charset=utf-8")];
        check_refused::<BodySample>(&html, b"<html>", "the body is text/HTML, expected JSON");
        for json in ["application/x-json", "application/X-Amz-JSON-1.1", "<script>"] {
            let header = [("content-type", json)];
            check_refused::<BodySample>(&header, b"<", "the body is not JSON, at line 1, column 1");
        }
        // A readable body is accepted whatever its media type.
        check(&html, "{}", &BodySample { status: Some(200), ..BodySample::default() });
    }

    #[test]
    fn payloads() {
        check(
            &[("Content-Type", "image/jpg")],
            "\0",
            &BlobPayload { media_type: Some("image/jpg".into()), blob: Some(Blob::from("\0")) },
        );
        check(&[], "", &BlobPayload::default());
        check(&[], "\"raw\"", &StringPayload { text: Some("\"raw\"".into()) });
        check(&[], "\"raw\"", &JsonPayload { text: Some("\"raw\"".into()) });
        check(&[], "{\"a\":1}", &StructurePayload { nested: Some(Nested {}) });
        check(&[], "", &StructurePayload::default());
        check(&[], "\"x\"", &DocumentPayload { document: Some(Document::from("x")) });
        check_refused::<StringPayload>(&[], b"\xff", "the body is not UTF-8");
        check_refused::<DocumentPayload>(&[], b"{", "the body ends too early, at line 1, column 1");
        check_refused::<StructurePayload>(&[], b"{}{}", "the body is not JSON, at line 1, column 3");
    }
}
