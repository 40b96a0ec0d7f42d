//! Estimates the memory needed by a copy of a shape.
//!
//! The constants are the sizes of the types on a 64-bit machine, rounded up.

use serde_json::Value;

use crate::load::draft::{Body, Draft};
use crate::traits::Traits;

/// Estimates the size in bytes of a copy of a shape's members and traits.
pub(super) fn size(draft: &Draft) -> usize {
    let members = match &draft.body {
        Body::Members(_, members) => members.iter().map(|member| 128 + traits_size(&member.traits)).sum(),
        Body::Service(service) => 64 * (service.operations.len() + service.resources.len() + service.rename.len()),
        _ => 64,
    };
    members + traits_size(&draft.traits)
}

fn traits_size(traits: &Traits) -> usize {
    traits.iter().map(|applied| 64 + value_size(&applied.value)).sum()
}

fn value_size(value: &Value) -> usize {
    32 + match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(value_size).sum(),
        Value::Object(entries) => entries.iter().map(|(key, value)| key.len() + value_size(value)).sum(),
    }
}
