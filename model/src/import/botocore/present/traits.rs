//! The traits that botocore's form has no words for, or words that mean the same.

use serde_json::Value;

use crate::ast::{Model, ShapeId};
use crate::bounds::meaning;
use crate::prelude;
use crate::traits::{AppliedTrait, AwsService, Http, JsonName, Length, Paginated, Pattern, SmithyTrait, Traits};

/// The traits that the form has words for. `paginated` and the rules of endpoints are in files beside it, which may
/// be absent; a media type is only said of JSON, and `http` only of protocols that are bound to it.
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

/// Keeps the traits that the form cannot say, and present values that mean what the form says.
pub(super) fn keep(traits: &mut Traits, before: &Traits, current: &Model) {
    // A trait that the present document defines would lack its definition.
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

/// Keeps a name in JSON that is the member's own, which the form leaves out.
pub(super) fn keep_json_name(traits: &mut Traits, before: &Traits, member: &str) {
    let Some(applied) = before.applied(JsonName::ID) else { return };
    if !traits.has::<JsonName>() && applied.value.as_str() == Some(member) {
        traits.set(applied.clone());
    }
}

/// The value of a trait that both have, if it is to differ from the form's.
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

/// A pattern without what botocore leaves out at its ends, or puts there.
fn core(pattern: &Value) -> Option<&str> {
    let pattern = pattern.as_str()?;
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    let pattern = pattern.strip_suffix('$').filter(|rest| !rest.ends_with('\\')).unwrap_or(pattern);
    let pattern = pattern.strip_prefix(".*").unwrap_or(pattern);
    Some(pattern.strip_suffix(".*").unwrap_or(pattern))
}

/// The service's trait; a prefix of its endpoint that was left out because it follows from the rest stays away.
fn service(now: &AppliedTrait, before: &Value) -> AppliedTrait {
    let mut applied = with_missing(now, before);
    let follows =
        before.get("endpointPrefix").is_none() && before.get("arnNamespace") == now.value.get("endpointPrefix");
    if let Some(entries) = applied.value.as_object_mut().filter(|_| follows) {
        entries.remove("endpointPrefix");
    }
    applied
}

/// A trait with the members of another value that its own does not have.
fn with_missing(applied: &AppliedTrait, before: &Value) -> AppliedTrait {
    let mut applied = applied.clone();
    if let (Some(now), Some(before)) = (applied.value.as_object_mut(), before.as_object()) {
        for (key, value) in before {
            now.entry(key.as_str()).or_insert_with(|| value.clone());
        }
    }
    applied
}

/// Keeps the present binding to HTTP if it means the same; a status that is not said is the present one.
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
