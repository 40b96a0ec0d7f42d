//! Describes the wire format of members, values and operations for a report.
//!
//! Invariant: two texts are equal exactly if the same code sends the same bytes. A label is described by the name of
//! its field, because the service sees only its position in the path.

use crate::ir::{Binding, Location, Operation, PreludeSchema, SchemaKind, SchemaMember, SchemaRef, Service};
use crate::names;

/// The maximum nesting of lists and maps in which a timestamp is searched.
const MAX_DEPTH: usize = 16;

/// Describes the location and format of a member.
pub fn member(service: &Service, member: &SchemaMember) -> String {
    let place = match &member.location {
        Location::Body(key) => format!("`{}` in the body", key.escape_debug()),
        Location::Payload => "the body".to_owned(),
        Location::Label(_) => "part of the path".to_owned(),
        Location::Query(name) => format!("`{}` in the query", name.escape_debug()),
        Location::QueryParams => "the rest of the query".to_owned(),
        // Header names are case-insensitive.
        Location::Header(name) => format!("the header `{}`", name.to_ascii_lowercase().escape_debug()),
        Location::PrefixHeaders(prefix) => format!("the headers `{}*`", prefix.to_ascii_lowercase().escape_debug()),
        Location::ResponseCode => "the status".to_owned(),
        Location::EventHeader => "a header of the event".to_owned(),
        Location::EventPayload => "the payload of the event".to_owned(),
    };
    match format(service, &member.schema) {
        Some(format) => format!("{place} as {format}"),
        None => place,
    }
}

/// Describes the member of a union, which is always in a body.
pub fn variant(service: &Service, described: Option<&SchemaMember>) -> String {
    described.map(|described| member(service, described)).unwrap_or_default()
}

/// Describes a value of an enum of strings.
pub fn word(value: &str) -> String {
    format!("`\"{}\"`", value.escape_debug())
}

/// Describes a value of an enum of integers.
pub fn number(value: &i32) -> String {
    format!("`{value}`")
}

/// Describes the request target of an operation.
pub fn operation(operation: &Operation) -> String {
    let Operation { binding, host_prefix, .. } = operation;
    let host = host_prefix.as_ref().map(|prefix| format!(" at {prefix}")).unwrap_or_default();
    let (name, uri) = match binding {
        Binding::Http { method, uri, .. } => (method, labelled(uri)),
        Binding::Rpc { target } => (target, String::new()),
    };
    format!("`{}`", format!("{name} {uri}{host}").trim().escape_debug())
}

/// Returns the URI with the names of fields as labels.
fn labelled(uri: &str) -> String {
    let mut parts = uri.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (label, rest) = part.split_once('}').unwrap_or((part, ""));
        let (name, greedy) = label.strip_suffix('+').map_or((label, ""), |name| (name, "+"));
        text.push_str(&format!("{{{}{greedy}}}{rest}", names::field_name(name)));
    }
    text
}

/// Returns the format of the timestamps in a value, or the media type of a string.
fn format(service: &Service, schema: &SchemaRef) -> Option<String> {
    let mut next = schema;
    for _ in 0..MAX_DEPTH {
        match next {
            SchemaRef::Prelude(PreludeSchema::Timestamp) => return Some("epoch-seconds".to_owned()),
            SchemaRef::Prelude(PreludeSchema::DateTime) => return Some("date-time".to_owned()),
            SchemaRef::Prelude(PreludeSchema::HttpDate) => return Some("http-date".to_owned()),
            SchemaRef::Prelude(_) => return None,
            SchemaRef::Own(name) => match super::internals::kind(service, name)? {
                SchemaKind::Timestamp(format) => return Some(timestamp(*format).to_owned()),
                SchemaKind::MediaType(media_type) => return Some(format!("`{}`", media_type.escape_debug())),
                SchemaKind::List { member, .. } => next = member,
                SchemaKind::Map { value, .. } => next = value,
                _ => return None,
            },
        }
    }
    None
}

fn timestamp(format: crate::ir::TimestampFormat) -> &'static str {
    match format {
        crate::ir::TimestampFormat::EpochSeconds => "epoch-seconds",
        crate::ir::TimestampFormat::DateTime => "date-time",
        crate::ir::TimestampFormat::HttpDate => "http-date",
    }
}
