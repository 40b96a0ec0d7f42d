//! Converts the operations, and finds structures that only one operation uses.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::companions::Companions;
use super::reader::{Properties, Reader};
use super::shapes::Labels;
use super::traits::deprecation;
use super::{operation_id, target};
use crate::ast::{Model, Operation, Reference, Shape, ShapeId, ShapeKind};
use crate::error::quote;
use crate::json::{Entry, Node};
use crate::prelude;
use crate::traits::{AppliedTrait, Traits};

/// Properties that become a trait without a value.
const FLAGS: [(&str, &str); 4] = [
    ("idempotent", "smithy.api#idempotent"),
    ("readonly", "smithy.api#readonly"),
    ("httpChecksumRequired", "smithy.api#httpChecksumRequired"),
    ("unsignedPayload", "aws.auth#unsignedPayload"),
];

/// Properties that become a trait with the same value.
const VALUES: [(&str, &str); 6] = [
    ("endpoint", "smithy.api#endpoint"),
    ("requestcompression", "smithy.api#requestCompression"),
    ("httpChecksum", "aws.protocols#httpChecksum"),
    ("staticContextParams", "smithy.rules#staticContextParams"),
    ("operationContextParams", "smithy.rules#operationContextParams"),
    ("auth", "smithy.api#auth"),
];

pub(super) fn read(
    reader: &mut Reader<'_>,
    namespace: &str,
    entry: Entry,
    labels: &Labels,
    companions: &mut Companions,
) -> Option<Shape> {
    let (name, offset) = (entry.key, entry.offset);
    let id = operation_id(reader, namespace, &name, offset)?;
    let what = format!("the operation {}", quote(&name));
    let mut properties = reader.object(entry.value, &what);
    let mut traits = Traits::default();
    let input = reference(reader, namespace, &mut properties, "input");
    let output = reference(reader, namespace, &mut properties, "output");
    let errors = reader.items(&mut properties, "errors");
    let errors = errors.into_iter().filter_map(|error| to_shape(reader, namespace, error)).collect();
    http(reader, &id, &mut properties, &mut traits, labels.get(&input.target), offset);
    behavior(reader, &mut properties, &mut traits, offset);
    if let Some((value, place)) = companions.pagination(&name) {
        traits.set(AppliedTrait { id: ShapeId::new("smithy.api#paginated"), value, place });
    }
    ["name", "documentation", "documentationUrl"].iter().for_each(|key| drop(properties.take(key)));
    reader.leave_out(properties, &what);
    let kind = ShapeKind::Operation(Operation { input, output, errors });
    Some(Shape { id, place: reader.place(offset), kind, traits })
}

fn reference(reader: &mut Reader<'_>, namespace: &str, properties: &mut Properties, key: &str) -> Reference {
    let offset = properties.offset;
    let read = properties.take(key).and_then(|entry| to_shape(reader, namespace, entry.value));
    read.unwrap_or_else(|| Reference { target: ShapeId::new(prelude::UNIT), place: reader.place(offset) })
}

fn to_shape(reader: &mut Reader<'_>, namespace: &str, node: Node) -> Option<Reference> {
    let offset = node.offset;
    let mut properties = reader.object(node, "a reference");
    let target = target(reader, namespace, &mut properties)?;
    // An error repeats properties of its shape; the others name the root of an XML document.
    for key in ["documentation", "exception", "error", "fault", "locationName", "xmlNamespace"] {
        properties.take(key);
    }
    reader.leave_out(properties, "a reference");
    Some(Reference { target, place: reader.place(offset) })
}

/// Converts method, URI and status. Labels get the names of members, as in Smithy.
fn http(
    reader: &mut Reader<'_>,
    id: &ShapeId,
    properties: &mut Properties,
    traits: &mut Traits,
    labels: Option<&Vec<(String, String)>>,
    offset: usize,
) {
    let mut http = reader.child(properties, "http");
    let method = reader.text(&mut http, "method").unwrap_or_else(|| "POST".to_string());
    let mut uri = reader.text(&mut http, "requestUri").unwrap_or_else(|| "/".to_string());
    for (called, name) in labels.into_iter().flatten().filter(|(called, name)| called != name) {
        for end in ["}", "+}"] {
            uri = uri.replace(&format!("{{{called}{end}"), &format!("{{{name}{end}"));
        }
    }
    let code = http.take("responseCode").map(|entry| entry.value.into_value());
    if code.is_none() {
        reader.without_status.insert(id.clone());
    }
    let code = code.unwrap_or(json!(200));
    reader.leave_out(http, "`http`");
    if !reader.is_rest {
        // Every operation is a `POST` to `/`, which the protocol implies.
        return;
    }
    reader.apply(traits, "smithy.api#http", json!({ "method": method, "uri": uri, "code": code }), offset);
}

fn behavior(reader: &mut Reader<'_>, properties: &mut Properties, traits: &mut Traits, offset: usize) {
    for (key, id) in FLAGS {
        if reader.flag(properties, key) {
            reader.apply(traits, id, json!({}), offset);
        }
    }
    for (key, id) in VALUES {
        if let Some(entry) = properties.take(key) {
            reader.apply(traits, id, value(key, entry.value.into_value()), offset);
        }
    }
    match reader.text(properties, "authtype").as_deref() {
        Some("none") => reader.apply(traits, "smithy.api#auth", json!([]), offset),
        Some("v4-unsigned-body") => reader.apply(traits, "aws.auth#unsignedPayload", json!({}), offset),
        _ => {}
    }
    deprecation(reader, properties, traits, offset);
}

/// Converts a value to its form in Smithy, if it differs.
fn value(key: &str, value: Value) -> Value {
    match (key, value) {
        ("auth", Value::Array(schemes)) => {
            Value::Array(schemes.into_iter().filter(|scheme| scheme != "smithy.api#noAuth").collect())
        }
        (_, value) => value,
    }
}

/// Marks the structures that are only the input or output of one operation.
pub(super) fn mark_inputs_and_outputs(model: &mut Model) {
    let mut uses: BTreeMap<ShapeId, usize> = BTreeMap::new();
    let mut roles: Vec<(ShapeId, &str)> = Vec::new();
    for shape in model.shapes.values() {
        if let ShapeKind::Operation(operation) = &shape.kind {
            roles.push((operation.input.target.clone(), "smithy.api#input"));
            roles.push((operation.output.target.clone(), "smithy.api#output"));
        }
        let references = crate::closure::references(shape);
        let members = shape.members();
        let targets = references.iter().map(|reference| &reference.target);
        for target in targets.chain(members.iter().map(|member| &member.target)) {
            *uses.entry(target.clone()).or_default() += 1;
        }
    }
    for (id, role) in roles {
        let is_alone = uses.get(&id) == Some(&1);
        if let Some(shape) = model.shapes.get_mut(&id).filter(|shape| is_alone && is_structure(shape)) {
            let (id, value, place) = (ShapeId::new(role), Value::Object(Map::new()), shape.place.clone());
            shape.traits.set(AppliedTrait { id, value, place });
        }
    }
}

fn is_structure(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_))
}
