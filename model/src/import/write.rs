//! Writes a model as text: shapes by id, members in their order, traits and their contents by name.
//!
//! Empty properties are omitted, except for the members of a structure.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::ast::{Member, Model, Operation, Reference, Resource, Service, Shape, ShapeId, ShapeKind};
use crate::traits::Traits;

/// Returns the document, with a line break at its end.
pub(super) fn text(model: &Model) -> String {
    let shapes = model.shapes.values().map(|shape| (shape.id.as_str(), shape_text(shape))).collect();
    let document = DocumentText { smithy: "2.0", metadata: &model.metadata, shapes: Named(shapes) };
    let text = serde_json::to_string_pretty(&document).expect("its keys are texts and nothing in it can fail");
    text + "\n"
}

#[derive(Serialize)]
struct DocumentText<'m> {
    smithy: &'static str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    metadata: &'m BTreeMap<String, Value>,
    shapes: Named<'m, ShapeText<'m>>,
}

/// The properties of all kinds of shapes, in the order of writing.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct ShapeText<'m> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifiers: Option<Named<'m, Target<'m>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Named<'m, Target<'m>>>,
    #[serde(flatten)]
    lifecycle: Option<Named<'m, Target<'m>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    operations: Vec<Target<'m>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    collection_operations: Vec<Target<'m>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<Target<'m>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<Target<'m>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<Target<'m>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Target<'m>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rename: Option<&'m BTreeMap<ShapeId, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<MemberText<'m>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<MemberText<'m>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<MemberText<'m>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Named<'m, MemberText<'m>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    traits: Option<BTreeMap<&'m str, &'m Value>>,
}

#[derive(Serialize)]
struct MemberText<'m> {
    target: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    traits: Option<BTreeMap<&'m str, &'m Value>>,
}

#[derive(Serialize)]
struct Target<'m> {
    target: &'m str,
}

/// An object whose keys keep their order.
struct Named<'m, T>(Vec<(&'m str, T)>);

impl<T: Serialize> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Serialize for ShapeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

fn shape_text(shape: &Shape) -> ShapeText<'_> {
    let text = ShapeText { r#type: shape.kind.name(), traits: traits(&shape.traits), ..ShapeText::default() };
    match &shape.kind {
        ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members)
        | ShapeKind::Structure(members)
        | ShapeKind::Union(members) => {
            let members = members.iter().map(|member| (member.name.as_str(), self::member(member))).collect();
            ShapeText { members: Some(Named(members)), ..text }
        }
        ShapeKind::List(member) | ShapeKind::Set(member) => ShapeText { member: Some(self::member(member)), ..text },
        ShapeKind::Map { key, value } => ShapeText { key: Some(member(key)), value: Some(member(value)), ..text },
        ShapeKind::Service(service) => service_text(service, text),
        ShapeKind::Resource(resource) => resource_text(resource, text),
        ShapeKind::Operation(operation) => operation_text(operation, text),
        _ => text,
    }
}

fn service_text<'m>(service: &'m Service, text: ShapeText<'m>) -> ShapeText<'m> {
    ShapeText {
        version: &service.version,
        operations: targets(&service.operations),
        resources: targets(&service.resources),
        errors: targets(&service.errors),
        rename: Some(&service.rename).filter(|rename| !rename.is_empty()),
        ..text
    }
}

fn resource_text<'m>(resource: &'m Resource, text: ShapeText<'m>) -> ShapeText<'m> {
    ShapeText {
        identifiers: named(&resource.identifiers),
        properties: named(&resource.properties),
        lifecycle: named(&resource.lifecycle),
        operations: targets(&resource.operations),
        collection_operations: targets(&resource.collection_operations),
        resources: targets(&resource.resources),
        ..text
    }
}

fn operation_text<'m>(operation: &'m Operation, text: ShapeText<'m>) -> ShapeText<'m> {
    ShapeText {
        input: Some(target(&operation.input)),
        output: Some(target(&operation.output)),
        errors: targets(&operation.errors),
        ..text
    }
}

fn member(member: &Member) -> MemberText<'_> {
    MemberText { target: member.target.as_str(), traits: traits(&member.traits) }
}

fn named(references: &[(String, Reference)]) -> Option<Named<'_, Target<'_>>> {
    let named: Vec<_> = references.iter().map(|(name, reference)| (name.as_str(), target(reference))).collect();
    if named.is_empty() { None } else { Some(Named(named)) }
}

fn targets(references: &[Reference]) -> Vec<Target<'_>> {
    references.iter().map(target).collect()
}

fn target(reference: &Reference) -> Target<'_> {
    Target { target: reference.target.as_str() }
}

fn traits(traits: &Traits) -> Option<BTreeMap<&str, &Value>> {
    let traits: BTreeMap<_, _> = traits.iter().map(|applied| (applied.id.as_str(), &applied.value)).collect();
    if traits.is_empty() { None } else { Some(traits) }
}
