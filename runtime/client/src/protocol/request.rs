//! Encodes requests: each member goes to the part of the HTTP message to which the model binds it.
//!
//! Nothing else is added except the content type and length of a body.

#[cfg(test)]
mod tests;

use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use tinsmith_types::Structure;
use tinsmith_types::codegen::structure::{self, Scope};
use tinsmith_types::codegen::{Form, Members, Value};
use tinsmith_types::codegen::{Kind, Location, Member, Schema};
use zeroize::Zeroize as _;

use super::uri::{self, Labels};
use super::{EncodeError, HEADERS, Message, headers};
use crate::credentials::sensitive_header;
use crate::operation::Operation;
use crate::wiped::Buffer;

const JSON: &str = "application/json";
const NO_JSON: &str = "it has no form in JSON";

/// Returns the media type of a value that is a raw HTTP body, or `None` if it is a JSON document.
pub(super) const fn raw_media_type(schema: &Schema) -> Option<&'static str> {
    match schema.kind {
        Kind::MediaType(media_type) => Some(media_type),
        Kind::Blob => Some(schema.media_type),
        Kind::String | Kind::Enum(_) => Some("text/plain"),
        _ => None,
    }
}

/// Encodes a request.
pub(super) fn encode<T: Structure>(operation: &Operation, input: &T) -> Result<Message, EncodeError> {
    let mut bindings = Bindings::new(operation);
    let members = T::SCHEMA.members();
    // Most inputs consist of a JSON document only, and need no second walk.
    if operation.host_prefix.is_some() || members.iter().any(|member| member.location != Location::Body) {
        input.visit(&mut bindings);
    }
    if members.iter().any(|member| member.location == Location::Body) {
        let mut body = Buffer::with_capacity(512);
        let mut serializer = serde_json::Serializer::new(&mut body);
        structure::serialize(input, Scope::Body, Form::Wire, &mut serializer)
            .map_err(|_| EncodeError::whole(NO_JSON))?;
        bindings.body(body, JSON);
    }
    bindings.finish()
}

/// Collects the parts of the message to which members are bound.
struct Bindings<'a> {
    operation: &'a Operation,
    labels: Labels,
    query: Vec<(&'static str, String)>,
    query_maps: Vec<(String, String)>,
    headers: HeaderMap,
    body: Buffer,
    content_type: Option<&'static str>,
    result: Result<(), EncodeError>,
}

impl Members for Bindings<'_> {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        self.result = self.bind(member, value);
        self.result.is_ok()
    }
}

impl<'a> Bindings<'a> {
    fn new(operation: &'a Operation) -> Self {
        Self {
            operation,
            labels: Labels::new(),
            query: Vec::new(),
            query_maps: Vec::new(),
            headers: HeaderMap::with_capacity(HEADERS),
            body: Buffer::default(),
            content_type: None,
            result: Ok(()),
        }
    }

    fn bind<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), EncodeError> {
        let schema = member.schema;
        match member.location {
            Location::Label => value.write_text(schema, &mut |text| self.labels.push((member.name, text.to_owned()))),
            Location::Body if self.operation.host_prefix.is_some() => {
                value.write_text(schema, &mut |text| self.labels.push((member.name, text.to_owned())));
            }
            Location::Body | Location::ResponseCode | Location::EventHeader | Location::EventPayload => {}
            Location::Query => {
                value.write_text(schema, &mut |text| self.query.push((member.http, text.to_owned())));
            }
            Location::QueryParams => value.write_entries(schema, &mut |name, text| {
                self.query_maps.push((name.to_owned(), text.to_owned()));
            }),
            Location::Header => {
                let mut line = None;
                value.write_text(schema, &mut |text| headers::join(&mut line, schema, text));
                // An empty list is an empty header, like an empty text.
                let mut line = line.or((!value.is_absent()).then(String::new));
                let result = line.as_deref().map_or(Ok(()), |line| self.header(member, member.http, line));
                line.zeroize();
                result?;
            }
            Location::PrefixHeaders => {
                let mut result = Ok(());
                value.write_entries(schema, &mut |name, text| {
                    let name = format!("{}{name}", member.http);
                    result = std::mem::replace(&mut result, Ok(())).and_then(|()| self.header(member, &name, text));
                });
                result?;
            }
            Location::Payload => self.payload(member, value)?,
        }
        Ok(())
    }

    fn header(&mut self, member: &'static Member, name: &str, text: &str) -> Result<(), EncodeError> {
        let name = HeaderName::try_from(name)
            .map_err(|_| EncodeError::new(member.name, "a key is not the name of a header"))?;
        let value = if member.schema.sensitive {
            sensitive_header(Buffer::from(text.as_bytes()).into_bytes())
        } else {
            HeaderValue::from_str(text).ok()
        };
        let value = value.ok_or(EncodeError::new(member.name, "a header takes no control characters"))?;
        self.headers.insert(name, value);
        Ok(())
    }

    /// Encodes the payload: a string, enum or blob is the raw body, anything else a JSON document, which is empty for
    /// an absent structure.
    fn payload<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), EncodeError> {
        if value.is_absent() {
            if matches!(member.schema.kind, Kind::Structure(_)) {
                self.body(Buffer::from(&b"{}"[..]), JSON);
            }
            return Ok(());
        }
        match (raw_media_type(member.schema), value.as_raw()) {
            (Some(media_type), Some(bytes)) => self.body(Buffer::from(bytes), media_type),
            _ => {
                let mut body = Buffer::default();
                value
                    .serialize(member.schema, Form::Wire, &mut serde_json::Serializer::new(&mut body))
                    .map_err(|_| EncodeError::new(member.name, NO_JSON))?;
                self.body(body, JSON);
            }
        }
        Ok(())
    }

    fn body(&mut self, body: Buffer, content_type: &'static str) {
        self.body = body;
        self.content_type = Some(content_type);
    }

    fn finish(mut self) -> Result<Message, EncodeError> {
        self.result?;
        let (path, literal) = self.operation.uri.split_once('?').unwrap_or((self.operation.uri, ""));
        if let Some((member, text)) = self.operation.label_default {
            uri::set_default(&mut self.labels, member, text);
        }
        let mut target = uri::path(path, &self.labels)?;
        let query = uri::query(literal, &self.query, &self.query_maps);
        if !query.is_empty() {
            target.to_mut().push_str(&query);
        }
        let host_prefix = self.operation.host_prefix.map(|pattern| uri::host_prefix(pattern, &self.labels));
        if let Some(content_type) = self.content_type {
            self.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
        }
        // RFC 9110: methods that have a body should send its length even if it is empty.
        if !self.body.is_empty() || matches!(self.operation.method, "POST" | "PUT" | "PATCH") {
            self.headers.insert(CONTENT_LENGTH, HeaderValue::from(self.body.len()));
        }
        Ok(Message {
            method: self.operation.method,
            target,
            host_prefix: host_prefix.transpose()?,
            headers: self.headers,
            body: self.body.into_bytes().into(),
        })
    }
}
