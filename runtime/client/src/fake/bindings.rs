//! Reads the members of an input from the path, the query string, the headers and the body of a request.
//!
//! The result is one document, as if all members had been in the body. If a text is not of its member's type, the whole
//! request is invalid. Errors never repeat values.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use http::HeaderMap;
use serde_json::{Map, Number};
use tinsmith_types::codegen::{Kind, Location, Member, Schema, TimestampFormat, Value};
use tinsmith_types::{BigInteger, Blob, Document};

use super::route::{Labels, Query};
use crate::protocol::headers;

/// The parts of a request that members are bound to.
pub(crate) struct RequestParts<'a> {
    pub labels: &'a Labels,
    pub query: &'a Query<'a>,
    pub headers: &'a HeaderMap,
    pub body: &'a [u8],
}

/// The error of a request whose members can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BindError {
    /// The body is not JSON.
    NotJson,
    /// A member has another type than the model says.
    Type,
}

/// Returns whether the body of a request with this input is a JSON document.
pub(crate) fn has_json_body(input: &Schema) -> bool {
    input.members().iter().any(|member| match member.location {
        Location::Body => true,
        Location::Payload => !is_raw(member.schema),
        _ => false,
    })
}

impl RequestParts<'_> {
    /// Builds the document with the members of an input.
    pub fn document(&self, input: &'static Schema) -> Result<Document, BindError> {
        let members = input.members();
        let mut document = if members.iter().any(|member| member.location == Location::Body) {
            match self.json()? {
                Some(Document::Object(body)) => body,
                None => Map::new(),
                Some(_) => return Err(BindError::Type),
            }
        } else {
            Map::new()
        };
        for member in members.iter().filter(|member| member.location != Location::Body) {
            // A member of the body must not replace one that is bound elsewhere.
            document.remove(member.json);
            if let Some(value) = self.member(member)? {
                document.insert(member.json.to_owned(), value);
            }
        }
        Ok(Document::Object(document))
    }

    fn member(&self, member: &'static Member) -> Result<Option<Document>, BindError> {
        let Member { schema, http, .. } = *member;
        match member.location {
            Location::Label => {
                let label = self.labels.iter().find(|(name, _)| *name == member.name);
                value_of(schema, label.map(|(_, text)| Cow::Borrowed(text.as_str())).into_iter().collect())
            }
            Location::Query => value_of(schema, self.parameters(http)),
            // By Smithy's rules, the map has all parameters, including those bound to other members.
            Location::QueryParams => {
                let names = self.query.iter().map(|(name, _)| &**name);
                entries(schema, names.map(|name| (name.to_owned(), self.parameters(name))))
            }
            Location::Header => {
                let texts = headers::texts(self.headers, http, schema).map_err(|_| BindError::Type)?;
                let is_list = matches!(schema.kind, Kind::List { .. });
                if texts.is_empty() && is_list && self.headers.contains_key(http) {
                    return Ok(Some(Document::Array(Vec::new())));
                }
                value_of(schema, texts)
            }
            Location::PrefixHeaders => {
                let prefix = http.to_ascii_lowercase();
                let names = self.headers.keys().filter_map(|name| Some((name, name.as_str().strip_prefix(&prefix)?)));
                entries(schema, names.map(|(header, name)| (name.to_owned(), self.header(header.as_str()))))
            }
            Location::Payload => self.payload(schema),
            Location::Body | Location::ResponseCode | Location::EventHeader | Location::EventPayload => Ok(None),
        }
    }

    fn parameters(&self, name: &str) -> Vec<Cow<'_, str>> {
        let values = self.query.iter().filter(|(known, _)| known == name);
        values.map(|(_, value)| Cow::Borrowed(&**value)).collect()
    }

    fn header(&self, name: &str) -> Vec<Cow<'_, str>> {
        let values = self.headers.get_all(name).iter();
        values.map(|value| String::from_utf8_lossy(value.as_bytes())).collect()
    }

    fn payload(&self, schema: &'static Schema) -> Result<Option<Document>, BindError> {
        if !is_raw(schema) {
            return self.json();
        }
        if self.body.is_empty() {
            return Ok(None);
        }
        if matches!(schema.kind, Kind::Blob) {
            return serde_json::to_value(Blob::new(self.body)).map(Some).map_err(|_| BindError::Type);
        }
        let text = std::str::from_utf8(self.body).map_err(|_| BindError::Type)?;
        Ok(Some(Document::String(text.to_owned())))
    }

    /// Reads the body as JSON; an empty body is absent.
    fn json(&self) -> Result<Option<Document>, BindError> {
        if self.body.trim_ascii().is_empty() {
            return Ok(None);
        }
        serde_json::from_slice(self.body).map(Some).map_err(|_| BindError::NotJson)
    }
}

/// Returns whether a payload of this shape is the raw body.
const fn is_raw(schema: &Schema) -> bool {
    matches!(schema.kind, Kind::String | Kind::Enum(_) | Kind::MediaType(_) | Kind::Blob)
}

/// Reads the entries of a map whose values are strings or lists of strings.
fn entries<'a>(
    schema: &'static Schema,
    texts: impl Iterator<Item = (String, Vec<Cow<'a, str>>)>,
) -> Result<Option<Document>, BindError> {
    let Kind::Map { value, .. } = schema.kind else { return Err(BindError::Type) };
    let mut map = Map::new();
    for (name, texts) in texts {
        if let Some(value) = value_of(value, texts)? {
            map.insert(name, value);
        }
    }
    Ok((!map.is_empty()).then_some(Document::Object(map)))
}

/// Reads a list from all texts, and any other shape from the first; without a text, there is no value.
fn value_of(schema: &'static Schema, texts: Vec<Cow<'_, str>>) -> Result<Option<Document>, BindError> {
    if texts.is_empty() {
        return Ok(None);
    }
    let value = match schema.kind {
        Kind::List { member, .. } => {
            texts.iter().map(|text| scalar(member, text)).collect::<Option<_>>().map(Document::Array)
        }
        _ => scalar(schema, &texts[0]),
    };
    value.map(Some).ok_or(BindError::Type)
}

/// Converts the text of a header, label or query parameter to its JSON value.
fn scalar(schema: &'static Schema, text: &str) -> Option<Document> {
    match schema.kind {
        Kind::Boolean => text.parse().ok().map(Document::Bool),
        Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::IntEnum(_) => {
            text.parse::<i64>().ok().map(Document::from)
        }
        Kind::Float | Kind::Double if matches!(text, "NaN" | "Infinity" | "-Infinity") => Some(Document::from(text)),
        Kind::Float | Kind::Double | Kind::Timestamp(TimestampFormat::EpochSeconds) => {
            text.parse().ok().and_then(Number::from_f64).map(Document::Number)
        }
        // A document has no more than 64 bits, which is enough for a fake.
        Kind::BigInteger => text.parse::<BigInteger>().ok().and_then(|_| text.parse().ok()).map(Document::Number),
        Kind::BigDecimal => text.parse().ok().map(Document::Number),
        Kind::MediaType(_) => String::read_text(schema, &[Cow::Borrowed(text)]).ok().map(Document::String),
        Kind::String | Kind::Enum(_) | Kind::Blob | Kind::Timestamp(_) => Some(Document::from(text)),
        Kind::Document | Kind::List { .. } | Kind::Map { .. } | Kind::Structure(_) | Kind::Union(_) => None,
    }
}
