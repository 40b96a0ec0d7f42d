//! Internal items, which code can't name: constraints, endpoint rules, and the names used in calls.

use model::{ShapeId, extensions};

use super::{Item, Line, Signature};
use crate::ir::{Schema, SchemaKind, SchemaMember, Service};

/// Returns items that affect behaviour but are not part of the API.
pub fn items(service: &Service) -> Vec<Item> {
    let Service { sdk_id, protocol, signing_name, version, .. } = service;
    let own = service.schemas.iter().filter(|schema| !has_type(schema));
    let schemas = own.flat_map(|schema| [Some(constraints(schema)), entries(schema)]).flatten();
    let name = &service.name;
    let names = format!("{sdk_id} {protocol:?} {signing_name} {version}");
    let names = internal(&service.id, format!("{name}: Service"), names);
    let rules = format!("{:?} {:?}", service.rule_set, service.client_parameters);
    let rules = internal(&service.id, "endpoints::resolve()".to_owned(), rules);
    let model = if service.model == *version { service.id.clone() } else { ShapeId::new(extensions::METADATA) };
    let model = internal(&model, "ServiceError: ModeledError".to_owned(), service.model.clone());
    schemas.chain([names, rules, model]).collect()
}

/// Returns the members of the schema of this name.
pub fn members<'s>(service: &'s Service, schema: &str) -> &'s [SchemaMember] {
    match kind(service, schema) {
        Some(SchemaKind::Structure(members) | SchemaKind::Union(members)) => members,
        _ => &[],
    }
}

/// Returns the strings that violations list.
pub fn shown_words<'s>(service: &'s Service, schema: &str) -> &'s [String] {
    if let Some(SchemaKind::Enum { words, .. }) = kind(service, schema) { words } else { &[] }
}

/// Returns the numbers that violations list.
pub fn shown_numbers<'s>(service: &'s Service, schema: &str) -> &'s [i32] {
    if let Some(SchemaKind::IntEnum(numbers)) = kind(service, schema) { numbers } else { &[] }
}

/// Returns the kind of the schema of this name.
pub fn kind<'s>(service: &'s Service, schema: &str) -> Option<&'s SchemaKind> {
    let index = service.schemas.binary_search_by(|one| one.static_name.as_str().cmp(schema)).ok()?;
    Some(&service.schemas[index].kind)
}

fn internal(shape: &ShapeId, path: String, body: String) -> Item {
    Item { owner: None, ..Item::new(shape, "", path, Signature::Internal, Line::default()).body(body) }
}

/// Returns `true` if it describes a type, whose items include everything about it.
fn has_type(schema: &Schema) -> bool {
    use SchemaKind::{Enum, IntEnum, Structure, Union};
    matches!(schema.kind, Structure(_) | Union(_) | Enum { .. } | IntEnum(_))
}

/// Describes the constraints. A pattern represents its matcher, which may be large.
fn constraints(schema: &Schema) -> Item {
    let Schema { shape, sensitive, constraints, .. } = schema;
    let kind = match &schema.kind {
        SchemaKind::List { sparse, .. } | SchemaKind::Map { sparse, .. } => format!("{sparse}"),
        kind => format!("{kind:?}"),
    };
    let pattern = constraints.pattern.as_ref().map(|(pattern, _)| pattern);
    let (length, range, unique) = (constraints.length, &constraints.range, constraints.unique_items);
    let body = format!("{shape} {kind} {sensitive} {length:?} {range:?} {pattern:?} {unique}");
    internal(&schema.id, format!("validators::{}", schema.static_name), body)
}

/// Describes the entries of a list or map.
fn entries(schema: &Schema) -> Option<Item> {
    let (member, body) = match &schema.kind {
        SchemaKind::List { member, .. } => ("member", format!("{member:?}")),
        SchemaKind::Map { key, value, .. } => ("value", format!("{key:?} {value:?}")),
        _ => return None,
    };
    let id = if schema.id.member().is_some() { schema.id.clone() } else { schema.id.with_member(member) };
    let owner = format!("validators::{}", schema.static_name);
    let item = internal(&id, format!("{owner}.{member}"), body);
    Some(Item { owner: Some(owner), ..item })
}
