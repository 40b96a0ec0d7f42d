//! Restores traits that botocore's format can't express, and values that it writes differently.

use serde_json::Value;

use crate::ast::{Model, ShapeId};
use crate::bounds::meaning;
use crate::prelude;
use crate::traits::{AppliedTrait, AwsService, Http, JsonName, Length, Paginated, Pattern, SmithyTrait, Traits};

/// The traits that the format can express. `paginated` and the endpoint rules are in separate files, which may be
/// absent; a media type is only expressed for JSON, and `http` only for protocols that use it.
const SAID: [&str; 40] = [
    "aws.auth#sigv4",
    "aws.auth#unsignedPayload",
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#awsQueryCompatible",
    "aws.protocols#awsQueryError",
    "aws.protocols#ec2Query",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "smithy.api#deprecated",
    "smithy.api#endpoint",
    "smithy.api#enumValue",
    "smithy.api#error",
    "smithy.api#eventHeader",
    "smithy.api#eventPayload",
    "smithy.api#hostLabel",
    "smithy.api#httpChecksumRequired",
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpResponseCode",
    "smithy.api#idempotencyToken",
    "smithy.api#idempotent",
    "smithy.api#input",
    "smithy.api#jsonName",
    "smithy.api#length",
    "smithy.api#output",
    "smithy.api#pattern",
    "smithy.api#range",
    "smithy.api#required",
    "smithy.api#requiresLength",
    "smithy.api#sensitive",
    "smithy.api#streaming",
    "smithy.api#timestampFormat",
    "smithy.api#xmlAttribute",
    "smithy.api#xmlFlattened",
];

/// Restores the traits that the format can't express, and current values that mean the same as the format's.
pub(super) fn keep(traits: &mut Traits, before: &Traits, current: &Model) {
    // A trait defined by the current document would lack its definition.
    let is_known = |id: &ShapeId| id.namespace() == prelude::NAMESPACE || !current.shapes.contains_key(id);
    for applied in before.iter().filter(|applied| is_known(&applied.id)) {
        match traits.applied(applied.id.as_str()) {
            None if !SAID.contains(&applied.id.as_str()) => traits.set(applied.clone()),
            None => {}
            Some(now) => {
                if let Some(kept) = kept(now, applied) {
                    traits.set(kept);
                }
            }
        }
    }
}

/// Restores a JSON name that equals the member's own, which the format omits.
pub(super) fn keep_json_name(traits: &mut Traits, before: &Traits, member: &str) {
    let Some(applied) = before.applied(JsonName::ID) else { return };
    if !traits.has::<JsonName>() && applied.value.as_str() == Some(member) {
        traits.set(applied.clone());
    }
}

/// Returns the value of a trait of both models, if it must differ from the format's.
fn kept(now: &AppliedTrait, before: &AppliedTrait) -> Option<AppliedTrait> {
    let is_same = match before.id.as_str() {
        Length::ID => meaning(now) == meaning(before),
        Pattern::ID => core(&now.value) == core(&before.value),
        Paginated::ID => ["inputToken", "outputToken"].iter().all(|key| now.value.get(key) == before.value.get(key)),
        AwsService::ID => return Some(service(now, &before.value)),
        id if id.starts_with("aws.protocols#") => return Some(with_missing(now, &before.value)),
        _ => false,
    };
    is_same.then(|| before.clone())
}

/// Returns a pattern without the anchors that botocore adds or removes.
fn core(pattern: &Value) -> Option<&str> {
    let pattern = pattern.as_str()?;
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    let pattern = pattern.strip_suffix('$').filter(|rest| !rest.ends_with('\\')).unwrap_or(pattern);
    let pattern = pattern.strip_prefix(".*").unwrap_or(pattern);
    Some(pattern.strip_suffix(".*").unwrap_or(pattern))
}

/// Returns the service's trait, without an endpoint prefix that was omitted because it follows from the rest.
fn service(now: &AppliedTrait, before: &Value) -> AppliedTrait {
    let mut applied = with_missing(now, before);
    let follows =
        before.get("endpointPrefix").is_none() && before.get("arnNamespace") == now.value.get("endpointPrefix");
    if let Some(entries) = applied.value.as_object_mut().filter(|_| follows) {
        entries.remove("endpointPrefix");
    }
    applied
}

/// Returns a trait with the members that only the other value has.
fn with_missing(applied: &AppliedTrait, before: &Value) -> AppliedTrait {
    let mut applied = applied.clone();
    if let (Some(now), Some(before)) = (applied.value.as_object_mut(), before.as_object()) {
        for (key, value) in before {
            now.entry(key.as_str()).or_insert_with(|| value.clone());
        }
    }
    applied
}

/// Keeps the current HTTP binding if it means the same; a missing status becomes the current one.
pub(super) fn keep_http(traits: &mut Traits, before: &Traits, is_code_unsaid: bool) {
    let Some((now, was)) = traits.get::<Http>().zip(before.get::<Http>()) else { return };
    let is_same = now.method == was.method && now.uri == was.uri && (is_code_unsaid || now.code == was.code);
    let Some(applied) = before.applied(Http::ID) else { return };
    if is_same {
        traits.set(applied.clone());
    } else if is_code_unsaid && let Some(now) = traits.applied(Http::ID) {
        let mut now = now.clone();
        if let Some(entries) = now.value.as_object_mut() {
            entries.insert("code".to_string(), was.code.into());
        }
        traits.set(now);
    }
}
