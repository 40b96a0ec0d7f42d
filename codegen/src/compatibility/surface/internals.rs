//! What no code can name: the constraints of shapes, the endpoint's rules, and the names that calls are made with.

use model::{ShapeId, own};

use super::{Item, Line, Signature};
use crate::ir::{Schema, SchemaKind, SchemaMember, Service};

/// What changes how the crates work, and nothing of what they offer.
pub fn items(service: &Service) -> Vec<Item> {
    let Service { sdk_id, protocol, signing_name, version, .. } = service;
    let own = service.schemas.iter().filter(|schema| !has_type(schema));
    let schemas = own.flat_map(|schema| [Some(constraints(schema)), entries(schema)]).flatten();
    let name = &service.name;
    let names = format!("{sdk_id} {protocol:?} {signing_name} {version}");
    let names = internal(&service.id, format!("{name}: Service"), names);
    let rules = format!("{:?} {:?}", service.rule_set, service.client_parameters);
    let rules = internal(&service.id, "endpoints::resolve()".to_owned(), rules);
    let model = if service.model == *version { service.id.clone() } else { ShapeId::new(own::METADATA) };
    let model = internal(&model, "ServiceError: ModeledError".to_owned(), service.model.clone());
    schemas.chain([names, rules, model]).collect()
}

/// The members as the schema of this name has them.
pub fn members<'s>(service: &'s Service, schema: &str) -> &'s [SchemaMember] {
    match kind(service, schema) {
        Some(SchemaKind::Structure(members) | SchemaKind::Union(members)) => members,
        _ => &[],
    }
}

/// The words that violations name.
pub fn shown_words<'s>(service: &'s Service, schema: &str) -> &'s [String] {
    if let Some(SchemaKind::Enum { words, .. }) = kind(service, schema) { words } else { &[] }
}

/// The numbers that violations name.
pub fn shown_numbers<'s>(service: &'s Service, schema: &str) -> &'s [i32] {
    if let Some(SchemaKind::IntEnum(numbers)) = kind(service, schema) { numbers } else { &[] }
}

/// The kind of the schema of this name.
pub fn kind<'s>(service: &'s Service, schema: &str) -> Option<&'s SchemaKind> {
    let index = service.schemas.binary_search_by(|one| one.static_name.as_str().cmp(schema)).ok()?;
    Some(&service.schemas[index].kind)
}

fn internal(shape: &ShapeId, path: String, body: String) -> Item {
    Item { owner: None, ..Item::new(shape, "", path, Signature::Internal, Line::default()).body(body) }
}

/// Whether it describes a type, whose items say all of it.
fn has_type(schema: &Schema) -> bool {
    use SchemaKind::{Enum, IntEnum, Structure, Union};
    matches!(schema.kind, Structure(_) | Union(_) | Enum { .. } | IntEnum(_))
}

/// A pattern stands for its matcher, which may be large.
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

/// What a list or map is made of.
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
