//! Converts properties of shapes and members to traits.

use serde_json::{Map, Value, json};

use super::reader::{Properties, Reader};
use crate::error::quote;
use crate::json::NodeKind;
use crate::traits::Traits;

/// Properties that become a trait without a value.
const FLAGS: [(&str, &str); 9] = [
    ("sensitive", "smithy.api#sensitive"),
    ("idempotencyToken", "smithy.api#idempotencyToken"),
    ("hostLabel", "smithy.api#hostLabel"),
    ("eventpayload", "smithy.api#eventPayload"),
    ("eventheader", "smithy.api#eventHeader"),
    ("flattened", "smithy.api#xmlFlattened"),
    ("xmlAttribute", "smithy.api#xmlAttribute"),
    ("requiresLength", "smithy.api#requiresLength"),
    ("streaming", "smithy.api#streaming"),
];

/// Converts the properties that are allowed on both shapes and members.
pub(super) fn common(reader: &mut Reader<'_>, properties: &mut Properties, traits: &mut Traits, offset: usize) {
    for (key, id) in FLAGS {
        if reader.flag(properties, key) {
            reader.apply(traits, id, json!({}), offset);
        }
    }
    deprecation(reader, properties, traits, offset);
    if reader.flag(properties, "jsonvalue") {
        reader.apply(traits, "smithy.api#mediaType", json!("application/json"), offset);
    }
    if let Some(format) = reader.text(properties, "timestampFormat") {
        let format = match format.as_str() {
            "iso8601" => "date-time",
            "unixTimestamp" => "epoch-seconds",
            "rfc822" => "http-date",
            other => other,
        };
        reader.apply(traits, "smithy.api#timestampFormat", json!(format), offset);
    }
    if let Some(entry) = properties.take("xmlNamespace") {
        reader.apply(traits, "smithy.api#xmlNamespace", entry.value.into_value(), offset);
    }
}

pub(super) fn deprecation(reader: &mut Reader<'_>, properties: &mut Properties, traits: &mut Traits, offset: usize) {
    let mut value = Map::new();
    for (key, name) in [("deprecatedMessage", "message"), ("deprecatedSince", "since")] {
        value.extend(reader.text(properties, key).map(|text| (name.to_string(), Value::String(text))));
    }
    if reader.flag(properties, "deprecated") {
        reader.apply(traits, "smithy.api#deprecated", Value::Object(value), offset);
    }
}

pub(super) fn constraints(reader: &mut Reader<'_>, properties: &mut Properties, traits: &mut Traits, offset: usize) {
    let is_number = properties.entries.iter().any(|entry| {
        let numbers = ["byte", "short", "integer", "long", "float", "double", "biginteger", "bigdecimal"];
        entry.key == "type" && matches!(&entry.value.kind, NodeKind::String(kind) if numbers.contains(&kind.as_str()))
    });
    let mut bounds = Map::new();
    for key in ["max", "min"] {
        bounds.extend(properties.take(key).map(|entry| (entry.key, entry.value.into_value())));
    }
    if !bounds.is_empty() {
        let id = if is_number { "smithy.api#range" } else { "smithy.api#length" };
        reader.apply(traits, id, Value::Object(bounds), offset);
    }
    if let Some(pattern) = reader.text(properties, "pattern") {
        reader.apply(traits, "smithy.api#pattern", json!(anchored(&pattern)), offset);
    }
}

/// Anchors a pattern: botocore matches whole texts, and Smithy searches. AWS publishes the same patterns in both
/// formats with this difference, which reads `a|b` as `^a|b$`.
fn anchored(pattern: &str) -> String {
    let is_escaped = |text: &str| text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    let (mut start, mut end, mut core) = ("", "", pattern);
    if core == ".*" {
        return core.to_string();
    }
    match core.strip_prefix(".*") {
        Some(rest) => core = rest,
        None if core.starts_with('^') => {}
        None => start = "^",
    }
    match (core.strip_suffix(".*"), core.strip_suffix('$')) {
        (Some(rest), _) if !is_escaped(rest) => core = rest,
        (_, Some(rest)) if !is_escaped(rest) => {}
        _ => end = "$",
    }
    format!("{start}{core}{end}")
}

pub(super) fn error(reader: &mut Reader<'_>, properties: &mut Properties, traits: &mut Traits, offset: usize) {
    let is_error = properties.entries.iter().any(|entry| entry.key == "exception");
    let mut error = reader.child(properties, "error");
    let is_fault = reader.flag(properties, "fault") | reader.flag(&mut error, "fault");
    let status = error.take("httpStatusCode").map(|entry| entry.value.into_value());
    // Whether the sender is at fault follows from the kind of the error, and that from the status.
    error.take("senderFault");
    let code = reader.text(&mut error, "code");
    reader.leave_out(error, "the error");
    if let Some(entry) = properties.take("retryable") {
        let mut value = match entry.value.into_value() {
            Value::Object(value) => value,
            _ => Map::new(),
        };
        // Smithy omits false values.
        value.retain(|_, is_so| *is_so != json!(false));
        reader.apply(traits, "smithy.api#retryable", Value::Object(value), offset);
    }
    if !is_error {
        return;
    }
    let is_fault = is_fault || status.as_ref().and_then(Value::as_u64).is_some_and(|status| status >= 500);
    reader.apply(traits, "smithy.api#error", json!(if is_fault { "server" } else { "client" }), offset);
    if let Some(code) = code {
        let status = status.clone().unwrap_or_else(|| json!(if is_fault { 500 } else { 400 }));
        let value = json!({ "code": code, "httpResponseCode": status });
        reader.apply(traits, "aws.protocols#awsQueryError", value, offset);
    }
    if let Some(status) = status {
        reader.apply(traits, "smithy.api#httpError", status, offset);
    }
}

pub(super) fn location(
    reader: &mut Reader<'_>,
    properties: &mut Properties,
    traits: &mut Traits,
    name: &str,
    offset: usize,
) {
    let location = reader.text(properties, "location");
    let called = reader.text(properties, "locationName");
    let called_or_name = || json!(called.as_deref().unwrap_or(name));
    let (id, value) = match location.as_deref() {
        Some("header") => ("smithy.api#httpHeader", called_or_name()),
        Some("headers") => ("smithy.api#httpPrefixHeaders", json!(called.unwrap_or_default())),
        Some("uri") => ("smithy.api#httpLabel", json!({})),
        Some("querystring") if called.is_none() => ("smithy.api#httpQueryParams", json!({})),
        Some("querystring") => ("smithy.api#httpQuery", called_or_name()),
        Some("statusCode") => ("smithy.api#httpResponseCode", json!({})),
        Some(other) => {
            reader.error(
                offset,
                format!("the unknown location {}", quote(other)),
                "a location of botocore's, such as `uri`",
            );
            return;
        }
        // The name of the member of a list or map only matters in XML.
        None if called.as_deref().is_none_or(|called| called == name) => return,
        None => ("smithy.api#jsonName", called_or_name()),
    };
    reader.apply(traits, id, value, offset);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_searched_for() {
        let cases = [
            ("", "^$"),
            (".*", ".*"),
            (".+", "^.+$"),
            ("\\S+", "^\\S+$"),
            ("^a$", "^a$"),
            ("^$|a", "^$|a$"),
            ("arn:.*:[0-9]+:.*", "^arn:.*:[0-9]+:"),
            (".*a", "a$"),
            (r"a\.*", r"^a\.*$"),
            (r"a\\.*", r"^a\\"),
            (r"a\$", r"^a\$$"),
            (".*.*", ""),
        ];
        for (pattern, expect) in cases {
            assert_eq!(anchored(pattern), expect, "{pattern}");
        }
    }
}
