//! The enum that replaces a discriminator and its members, and the constructor that accepts it.

use model::ShapeId;

use super::{Argument, FieldType, Item, Line, Signature, text};
use crate::ir::{Discriminated, Service, Structure, TaggedVariant, Type};

/// Returns the type, its variants and the constructor.
pub fn items(service: &Service, structure: &Structure, discriminated: &Discriminated) -> Vec<Item> {
    let variants = discriminated.variants.iter().map(|tagged| variant(service, structure, discriminated, tagged));
    [Item::named_type(&structure.id, &discriminated.name), constructor(structure, discriminated)]
        .into_iter()
        .chain(variants)
        .collect()
}

/// Returns a variant, which is generated from a value of the tag or a member of the parts.
fn variant(service: &Service, structure: &Structure, discriminated: &Discriminated, variant: &TaggedVariant) -> Item {
    let additions = variant.additions.iter().map(|(field, ty)| (field, text::field_type(ty, false)));
    let parts = discriminated
        .parts
        .iter()
        .zip(&variant.fields)
        .map(|(part, (_, ty))| (&part.name, text::field_type(&Type::Aggregate(ty.clone()), !part.required)));
    let fields: Vec<(String, FieldType)> = additions.chain(parts).map(|(name, ty)| (name.clone(), ty)).collect();
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    let given = fields.iter().map(|(name, ty)| (name.as_str(), ty.text.clone()));
    let owner = &discriminated.name;
    let path = format!("{owner}::{}", variant.name);
    let members = if names.is_empty() { String::new() } else { format!(" {{ {} }}", names.join(", ")) };
    let line = Line::new(given, format!("let it: {owner} = {path}{members};"));
    let signature = Signature::Variant(fields);
    let fields: Vec<&String> = variant.fields.iter().map(|(field, _)| field).collect();
    Item::new(value(service, discriminated, variant).unwrap_or(&structure.id), owner, path, signature, line)
        .documented(&variant.docs, None)
        .wire(wire(variant))
        .body(format!("{fields:?}"))
}

/// Describes the value of the tag, and the member.
fn wire(variant: &TaggedVariant) -> String {
    let parts = [&variant.value, &variant.member].into_iter().flatten();
    parts.map(|part| format!("`{}`", part.escape_debug())).collect::<Vec<_>>().join(" with ")
}

/// Finds the value of the tag's enum.
fn value<'s>(service: &'s Service, discriminated: &Discriminated, variant: &TaggedVariant) -> Option<&'s ShapeId> {
    let tag = service.enums.iter().find(|enum_| Some(&enum_.name) == discriminated.tag.as_ref().map(|tag| &tag.ty))?;
    tag.variants.iter().find(|value| value.name == variant.name).map(|value| &value.id)
}

fn constructor(structure: &Structure, discriminated: &Discriminated) -> Item {
    let member = |field: &str| structure.members.iter().find(|member| member.field == field);
    let shape = |field: &str| member(field).map_or(&structure.id, |member| &member.id).clone();
    let arguments = discriminated.arguments.iter();
    let arguments = arguments.map(|(field, ty)| text::argument(&shape(field), field, ty));
    let tag =
        discriminated.tag.as_ref().map_or(&structure.id, |tag| member(&tag.field).map_or(&structure.id, |tag| &tag.id));
    let (tag, name) = (tag.clone(), discriminated.parameter.clone());
    let whole = text::argument(&tag, &name, &Type::Aggregate(discriminated.name.clone()));
    let arguments: Vec<Argument> = arguments.chain([whole]).collect();
    let given = arguments.iter().map(|argument| (argument.name.as_str(), text::given(&argument.ty)));
    let names: Vec<&str> = arguments.iter().map(|argument| argument.name.as_str()).collect();
    let (name, function) = (&structure.name, &discriminated.constructor);
    let line = Line::new(given, format!("let value: {name} = {name}::{function}({});", names.join(", ")));
    let path = format!("{name}::{function}()");
    let signature = Signature::Function { arguments, result: name.clone() };
    Item::new(&structure.id, name, path, signature, line)
}
