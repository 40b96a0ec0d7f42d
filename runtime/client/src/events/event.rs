//! Converts between frames and the values of a union.
//!
//! An event is converted through its JSON document: some members of the document are headers of the frame, and the
//! others, or a single raw member, are its payload.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use serde_json::Value as Json;
use serde_json::value::{RawValue, Serializer, to_raw_value};
use tinsmith_types::codegen::{Form, Kind, Location, Member, Mode, Schema, Union, UnknownMember, Value};
use tinsmith_types::{Blob, Timestamp};

use super::frame::{Frame, FrameError};
use super::header::HeaderValue;

/// The members of an event as JSON text, so that numbers of any size keep their digits.
type Members = BTreeMap<String, Box<RawValue>>;

/// An event that can't be written or read. Its text shows nothing of the event's value.
#[derive(Debug)]
pub enum EventError {
    /// The bytes are not a frame.
    Frame(FrameError),
    /// The value does not have the shape in the model, or the event can't carry it.
    Shape(&'static str),
    /// The model does not have the event, so it can't be written.
    Unknown,
    /// The frame does not name its type.
    Untyped,
}

impl fmt::Display for EventError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Frame(error) => error.fmt(formatter),
            Self::Shape(event) => write!(formatter, "the event {event} does not match the model"),
            Self::Unknown => formatter.write_str("an event that the model does not know can't be sent"),
            Self::Untyped => formatter.write_str("an event has no type"),
        }
    }
}

impl std::error::Error for EventError {}

impl From<FrameError> for EventError {
    fn from(error: FrameError) -> Self {
        Self::Frame(error)
    }
}

/// Builds a frame with these string headers.
pub(super) fn frame(headers: &[(&str, &str)], payload: Bytes) -> Frame {
    let header = |(name, text): &(&str, &str)| ((*name).to_owned(), HeaderValue::Text((*text).to_owned()));
    Frame { headers: headers.iter().map(header).collect(), payload }
}

/// Returns `true` if a frame holds the members of the output, in protocols without HTTP bindings.
pub(super) fn is_initial_response(frame: &Frame) -> bool {
    frame.text(":message-type") == Some("event") && frame.text(":event-type") == Some("initial-response")
}

/// Encodes an event as a frame.
pub(super) fn encode<T: Union>(event: &T) -> Result<Frame, EventError> {
    let mut text = Vec::new();
    let written = event.serialize(T::SCHEMA, Form::Wire, &mut serde_json::Serializer::new(&mut text));
    written.map_err(|_| EventError::Shape(T::SCHEMA.name))?;
    let document: BTreeMap<String, Members> = serde_json::from_slice(&text).map_err(|_| EventError::Unknown)?;
    let (key, mut members) = document.into_iter().next().ok_or(EventError::Unknown)?;
    let event = T::SCHEMA.members().iter().find(|member| member.json == key).ok_or(EventError::Unknown)?;
    let invalid = || EventError::Shape(event.name);
    let mut frame = frame(&[(":message-type", "event"), (":event-type", event.name)], Bytes::new());
    let mut content_type = None;
    for member in event.schema.members() {
        let Some(value) = bound(member).and_then(|_| members.remove(member.json)) else { continue };
        let value = json(value.get().as_bytes()).ok_or_else(invalid)?;
        if member.location == Location::EventHeader {
            frame.headers.push((member.name.to_owned(), header(member.schema, value).ok_or_else(invalid)?));
        } else {
            let (media_type, payload) = payload(member.schema, value).ok_or_else(invalid)?;
            (content_type, frame.payload) = (Some(media_type), payload);
        }
    }
    if event.schema.members().iter().any(|member| member.location == Location::Body) {
        let document = serde_json::to_vec(&members).map_err(|_| invalid())?;
        (content_type, frame.payload) = (Some("application/json"), document.into());
    }
    if let Some(media_type) = content_type {
        frame.headers.push((":content-type".to_owned(), HeaderValue::Text(media_type.to_owned())));
    }
    Ok(frame)
}

/// Decodes the event in a frame; an unknown event is kept.
pub(super) fn decode<T: Union>(frame: &Frame) -> Result<T, EventError> {
    let name = frame.text(":event-type").ok_or(EventError::Untyped)?;
    let Some(event) = T::SCHEMA.members().iter().find(|member| member.name == name) else {
        let value = json(&frame.payload).unwrap_or_else(|| base64(&frame.payload));
        return Ok(T::unknown(UnknownMember { name: name.to_owned(), value }));
    };
    let invalid = || EventError::Shape(event.name);
    let document = BTreeMap::from([(event.json, members(event.schema, frame).ok_or_else(invalid)?)]);
    let text = serde_json::to_vec(&document).map_err(|_| invalid())?;
    let mut reader = serde_json::Deserializer::from_slice(&text);
    T::deserialize(T::SCHEMA, Mode::Lenient, &mut reader).map_err(|_| invalid())
}

/// Builds the document of an event from its headers and its payload.
fn members(schema: &'static Schema, frame: &Frame) -> Option<Members> {
    let members = schema.members();
    let has_document = !members.iter().any(|member| member.location == Location::EventPayload);
    let mut document = if has_document && !frame.payload.is_empty() {
        serde_json::from_slice(&frame.payload).ok()?
    } else {
        Members::new()
    };
    for member in members.iter().filter(|member| bound(member).is_some()) {
        let value = if member.location == Location::EventPayload {
            payload_value(member.schema, &frame.payload)
        } else {
            let header = frame.headers.iter().find(|(name, _)| name == member.name);
            match header {
                Some((_, value)) => Some(header_value(member.schema, value)?),
                None => None,
            }
        };
        match value {
            Some(value) => document.insert(member.json.to_owned(), to_raw_value(&value).ok()?),
            // A member that the model has in a header, or as the whole payload, is never taken from the document.
            None => document.remove(member.json),
        };
    }
    Some(document)
}

/// Returns the binding of a member that is not in the JSON document.
fn bound(member: &Member) -> Option<Location> {
    Some(member.location).filter(|location| matches!(location, Location::EventHeader | Location::EventPayload))
}

fn header(schema: &'static Schema, value: Json) -> Option<HeaderValue> {
    let integer = value.as_i64();
    Some(match schema.kind {
        Kind::Boolean => HeaderValue::Bool(value.as_bool()?),
        Kind::Byte => HeaderValue::Byte(integer?.try_into().ok()?),
        Kind::Short => HeaderValue::Short(integer?.try_into().ok()?),
        Kind::Integer | Kind::IntEnum(_) => HeaderValue::Integer(integer?.try_into().ok()?),
        Kind::Long => HeaderValue::Long(integer?),
        Kind::Blob => HeaderValue::Bytes(bytes(value)?),
        Kind::Timestamp(_) => HeaderValue::Time(milliseconds(schema, value)?),
        Kind::String | Kind::Enum(_) | Kind::MediaType(_) => HeaderValue::Text(value.as_str()?.to_owned()),
        _ => return None,
    })
}

fn header_value(schema: &'static Schema, header: &HeaderValue) -> Option<Json> {
    Some(match (&schema.kind, header) {
        (Kind::Boolean, HeaderValue::Bool(value)) => Json::from(*value),
        (Kind::Byte | Kind::Short | Kind::Integer | Kind::IntEnum(_) | Kind::Long, value) => Json::from(match value {
            HeaderValue::Byte(value) => i64::from(*value),
            HeaderValue::Short(value) => i64::from(*value),
            HeaderValue::Integer(value) => i64::from(*value),
            HeaderValue::Long(value) => *value,
            _ => return None,
        }),
        (Kind::Blob, HeaderValue::Bytes(value)) => base64(value),
        (Kind::Timestamp(_), HeaderValue::Time(value)) => time(schema, *value)?,
        (Kind::String | Kind::Enum(_) | Kind::MediaType(_), HeaderValue::Text(value)) => Json::from(value.as_str()),
        _ => return None,
    })
}

/// Returns a payload with its media type: a blob or a string unchanged, anything else as JSON.
fn payload(schema: &'static Schema, value: Json) -> Option<(&'static str, Bytes)> {
    Some(match schema.kind {
        Kind::Blob => ("application/octet-stream", bytes(value)?),
        Kind::MediaType(media_type) => (media_type, value.as_str()?.to_owned().into()),
        Kind::String | Kind::Enum(_) => ("text/plain", value.as_str()?.to_owned().into()),
        _ => ("application/json", serde_json::to_vec(&value).ok()?.into()),
    })
}

/// Returns the value of a payload, or `None` if it is absent or does not match the model.
fn payload_value(schema: &'static Schema, payload: &Bytes) -> Option<Json> {
    match schema.kind {
        Kind::Blob => Some(base64(payload)),
        Kind::String | Kind::Enum(_) | Kind::MediaType(_) => Some(std::str::from_utf8(payload).ok()?.into()),
        _ => json(payload),
    }
}

fn json(bytes: &[u8]) -> Option<Json> {
    serde_json::from_slice(bytes).ok()
}

fn bytes(value: Json) -> Option<Bytes> {
    let blob: Blob = serde_json::from_value(value).ok()?;
    Some(blob.into_inner().into())
}

fn base64(bytes: &[u8]) -> Json {
    serde_json::to_value(Blob::from(bytes)).expect("a blob is text in JSON")
}

fn milliseconds(schema: &'static Schema, value: Json) -> Option<i64> {
    let time = <Timestamp as Value>::deserialize(schema, Mode::Strict, value).ok()?;
    time.seconds().checked_mul(1000)?.checked_add(i64::from(time.subsec_nanos() / 1_000_000))
}

fn time(schema: &'static Schema, milliseconds: i64) -> Option<Json> {
    let nanos = u32::try_from(milliseconds.rem_euclid(1000)).ok()? * 1_000_000;
    let time = Timestamp::new(milliseconds.div_euclid(1000), nanos).ok()?;
    Value::serialize(&time, schema, Form::Wire, Serializer).ok()
}
