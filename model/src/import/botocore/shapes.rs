//! Converts the shapes and their members.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::reader::{Properties, Reader};
use super::{shape_id, target, traits};
use crate::ast::{Member, Shape, ShapeId, ShapeKind};
use crate::error::quote;
use crate::json::{Entry, NodeKind};
use crate::load::is_identifier;
use crate::prelude;
use crate::symbols;
use crate::traits::Traits;

/// The members bound to labels, by the structure's id: the label's name in the URI, and the member's name.
pub(super) type Labels = BTreeMap<ShapeId, Vec<(String, String)>>;

/// Properties that are documentation, or follow from the rest.
const PASSED_OVER: [&str; 7] = ["box", "documentation", "event", "exception", "locationName", "synthetic", "wrapper"];

pub(super) fn read(reader: &mut Reader<'_>, namespace: &str, entry: Entry, labels: &mut Labels) -> Option<Shape> {
    let (name, offset) = (entry.key, entry.offset);
    let id = shape_id(reader, namespace, &name, offset)?;
    let what = format!("the shape {}", quote(&name));
    let mut properties = reader.object(entry.value, &what);
    let mut traits = Traits::default();
    traits::common(reader, &mut properties, &mut traits, offset);
    traits::constraints(reader, &mut properties, &mut traits, offset);
    traits::error(reader, &mut properties, &mut traits, offset);
    let kind = kind(reader, namespace, &id, &mut properties, &mut traits, labels);
    PASSED_OVER.iter().for_each(|key| drop(properties.take(key)));
    reader.leave_out(properties, &what);
    Some(Shape { id, place: reader.place(offset), kind: kind?, traits })
}

fn kind(
    reader: &mut Reader<'_>,
    namespace: &str,
    id: &ShapeId,
    properties: &mut Properties,
    traits: &mut Traits,
    labels: &mut Labels,
) -> Option<ShapeKind> {
    let offset = properties.offset;
    let name = reader.text(properties, "type").unwrap_or_default();
    let mut fixed = |reader: &mut Reader<'_>, key: &'static str| match properties.take(key) {
        Some(entry) => member(reader, namespace, entry),
        None => {
            reader.error(offset, format!("the {name} has no `{key}`"), "one");
            None
        }
    };
    Some(match name.as_str() {
        "blob" => ShapeKind::Blob,
        "boolean" => ShapeKind::Boolean,
        "byte" => ShapeKind::Byte,
        "short" => ShapeKind::Short,
        "integer" => ShapeKind::Integer,
        "long" => ShapeKind::Long,
        "float" => ShapeKind::Float,
        "double" => ShapeKind::Double,
        "biginteger" => ShapeKind::BigInteger,
        "bigdecimal" => ShapeKind::BigDecimal,
        "timestamp" => ShapeKind::Timestamp,
        "character" => ShapeKind::String,
        "string" => string(reader, properties),
        "list" => ShapeKind::List(fixed(reader, "member")?),
        "map" => ShapeKind::Map { key: fixed(reader, "key")?, value: fixed(reader, "value")? },
        "structure" => structure(reader, namespace, id, properties, traits, labels),
        _ => {
            reader.error(
                offset,
                format!("the unknown type {}", quote(&name)),
                "a type of botocore's, such as `structure`",
            );
            return None;
        }
    })
}

fn string(reader: &mut Reader<'_>, properties: &mut Properties) -> ShapeKind {
    let values = reader.texts(properties, "enum");
    let names = enum_names(values.iter().map(|(value, _)| value.as_str()));
    let members: Vec<Member> = values
        .into_iter()
        .zip(names)
        .map(|((value, offset), name)| {
            let mut traits = Traits::default();
            reader.apply(&mut traits, "smithy.api#enumValue", Value::String(value), offset);
            Member { name, place: reader.place(offset), target: ShapeId::new(prelude::UNIT), traits }
        })
        .collect();
    if members.is_empty() { ShapeKind::String } else { ShapeKind::Enum(members) }
}

/// Returns distinct names for an enum's values: in capitals, with words for symbols, and underscores for characters
/// that names can't contain.
///
/// The first of several equal names keeps it; the others get a number. A number never produces the name of another
/// value, with or without the underscore, because languages that join words would not distinguish the two.
fn enum_names<'v>(values: impl Iterator<Item = &'v str>) -> Vec<String> {
    let plain: Vec<String> = values.map(enum_name).collect();
    let own: BTreeSet<String> = plain.iter().cloned().collect();
    let (mut taken, mut last) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let name = |plain: String| {
        if taken.insert(plain.clone()) {
            return plain;
        }
        let number = last.entry(plain.clone()).or_insert(1);
        loop {
            *number += 1;
            let name = format!("{plain}_{number}");
            if !own.contains(&name) && !own.contains(&format!("{plain}{number}")) && taken.insert(name.clone()) {
                return name;
            }
        }
    };
    plain.into_iter().map(name).collect()
}

/// Returns the name of a value, regardless of the others.
fn enum_name(value: &str) -> String {
    let fits = |character: char| if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' };
    let plain: String = symbols::spelled(value).chars().map(fits).collect();
    if is_identifier(&plain) { plain } else { format!("VALUE_{plain}") }
}

fn structure(
    reader: &mut Reader<'_>,
    namespace: &str,
    id: &ShapeId,
    properties: &mut Properties,
    traits: &mut Traits,
    labels: &mut Labels,
) -> ShapeKind {
    let offset = properties.offset;
    let mut members = Vec::new();
    for entry in reader.child(properties, "members").entries {
        let (name, is_label) = (entry.key.clone(), label(&entry));
        if let Some(label) = is_label {
            labels.entry(id.clone()).or_default().push((label, name));
        }
        members.extend(member(reader, namespace, entry));
    }
    mark(reader, &mut members, properties, "required", "smithy.api#required");
    if let Some(payload) = properties.take("payload") {
        let listed = Properties { offset, entries: vec![as_list(payload)] };
        mark(reader, &mut members, &mut { listed }, "payload", "smithy.api#httpPayload");
    }
    let is_union = reader.flag(properties, "union");
    if reader.flag(properties, "eventstream") {
        reader.apply(traits, "smithy.api#streaming", json!({}), offset);
        return ShapeKind::Union(members);
    }
    match () {
        () if reader.flag(properties, "document") => ShapeKind::Document,
        () if is_union => ShapeKind::Union(members),
        () => ShapeKind::Structure(members),
    }
}

/// Returns the property with its value wrapped in an array.
fn as_list(entry: Entry) -> Entry {
    let offset = entry.value.offset;
    Entry { value: crate::json::Node { offset, kind: NodeKind::Array(vec![entry.value]) }, ..entry }
}

/// Applies a trait to the members listed in a property.
fn mark(reader: &mut Reader<'_>, members: &mut [Member], properties: &mut Properties, key: &str, id: &str) {
    let names: BTreeMap<String, usize> = reader.texts(properties, key).into_iter().collect();
    let mut unknown = names.clone();
    for member in members {
        if let Some(offset) = names.get(&member.name) {
            reader.apply(&mut member.traits, id, json!({}), *offset);
            unknown.remove(&member.name);
        }
    }
    for (name, offset) in unknown {
        reader.error(offset, format!("`{key}` names {}", quote(&name)), "the name of a member");
    }
}

/// Returns the name of the label to which a member is bound, if it is bound to the URI.
fn label(entry: &Entry) -> Option<String> {
    let NodeKind::Object(properties) = &entry.value.kind else { return None };
    let text = |key: &str| {
        properties.iter().find(|property| property.key == key).and_then(|property| match &property.value.kind {
            NodeKind::String(text) => Some(text.clone()),
            _ => None,
        })
    };
    (text("location")? == "uri").then(|| text("locationName").unwrap_or_else(|| entry.key.clone()))
}

fn member(reader: &mut Reader<'_>, namespace: &str, entry: Entry) -> Option<Member> {
    let (name, offset) = (entry.key, entry.offset);
    let what = format!("the member {}", quote(&name));
    if !is_identifier(&name) {
        reader.error(offset, format!("the malformed name {}", quote(&name)), super::reader::NAME);
        return None;
    }
    let mut properties = reader.object(entry.value, &what);
    let target = target(reader, namespace, &mut properties)?;
    let mut traits = Traits::default();
    traits::common(reader, &mut properties, &mut traits, offset);
    traits::location(reader, &mut properties, &mut traits, &name, offset);
    if let Some(parameter) = properties.take("contextParam") {
        reader.apply(&mut traits, "smithy.rules#contextParam", parameter.value.into_value(), offset);
    }
    PASSED_OVER.iter().for_each(|key| drop(properties.take(key)));
    reader.leave_out(properties, &what);
    Some(Member { place: reader.place(offset), name, target, traits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_enum_members() {
        let check = |values: &[&str], expect: &[&str]| assert_eq!(enum_names(values.iter().copied()), expect);
        check(
            &["Public", "us-east-1", "a b", "a-b", "4", ""],
            &["PUBLIC", "US_EAST_1", "A_B", "A_B_2", "VALUE_4", "VALUE_"],
        );
        check(&["1", "-1", "12"], &["VALUE_1", "MINUS_1", "VALUE_12"]);
        check(&["A", "a", "A2", "A_3"], &["A", "A_4", "A2", "A_3"]);
        check(&["=", ">", "<", ">="], &["EQUAL", "GREATER_THAN", "LESS_THAN", "GREATER_THAN_OR_EQUAL"]);
        check(&["\u{e9}", "_", "*"], &["UE9", "UNDERSCORE", "STAR"]);
    }
}
