//! How members, values and operations are written on the wire, as a reader of a report understands it.
//!
//! Invariant: two texts are equal exactly if the same code sends the same. A label has the name of its field, for
//! the service sees only its position in the path.

use crate::ir::{Binding, Location, Operation, PreludeSchema, SchemaKind, SchemaMember, SchemaRef, Service};
use crate::names;

/// The deepest nesting of lists and maps in which the format of a timestamp is looked for.
const MAX_DEPTH: usize = 16;

/// Where a member travels, and in which format.
pub fn member(service: &Service, member: &SchemaMember) -> String {
    let place = match &member.location {
        Location::Body(key) => format!("`{}` in the body", key.escape_debug()),
        Location::Payload => "the body".to_owned(),
        Location::Label(_) => "part of the path".to_owned(),
        Location::Query(name) => format!("`{}` in the query", name.escape_debug()),
        Location::QueryParams => "the rest of the query".to_owned(),
        // Names of headers are equal in any case.
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

/// The member of a union, which is always in a body.
pub fn variant(service: &Service, described: Option<&SchemaMember>) -> String {
    described.map(|described| member(service, described)).unwrap_or_default()
}

/// A value of an enum of words.
pub fn word(value: &str) -> String {
    format!("`\"{}\"`", value.escape_debug())
}

/// A value of an enum of numbers.
pub fn number(value: &i32) -> String {
    format!("`{value}`")
}

/// Where the requests of an operation go.
pub fn operation(operation: &Operation) -> String {
    let Operation { binding, host_prefix, .. } = operation;
    let host = host_prefix.as_ref().map(|prefix| format!(" at {prefix}")).unwrap_or_default();
    let (name, uri) = match binding {
        Binding::Http { method, uri, .. } => (method, labelled(uri)),
        Binding::Rpc { target } => (target, String::new()),
    };
    format!("`{}`", format!("{name} {uri}{host}").trim().escape_debug())
}

/// The URI with the names of fields as labels.
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

/// The format of the timestamps in a value, and of text that holds a document.
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
