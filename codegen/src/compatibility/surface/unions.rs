//! Unions: the type and its variants.

use model::ShapeId;

use super::{FieldType, Item, Line, Signature, internals, structures, text, wire};
use crate::ir::{Service, Union};

/// Returns the items of a union.
pub fn items(service: &Service, union: &Union) -> Vec<Item> {
    let name = &union.name;
    let made_of: Vec<_> = union.variants.iter().map(|variant| (&variant.name, &variant.target)).collect();
    let type_ = Item::named_type(&union.id, name)
        .known_by(Some(format!("{made_of:?}")))
        .documented(&union.docs, union.deprecated.as_ref())
        .body(union.sensitive.to_string());
    let described = internals::members(service, &union.schema);
    let variants = union.variants.iter().enumerate().map(|(index, variant)| {
        let field_type = text::field_type(&variant.ty, false);
        let travels = described.get(index).map(structures::travels).unwrap_or_default();
        self::variant(&variant.id, name, &variant.name, field_type)
            .documented(&variant.docs, None)
            .wire(wire::variant(service, described.get(index)))
            .body(format!("{} {travels}", variant.target))
    });
    let unknown = variant(&union.id, name, "Unknown", text::named("UnknownMember"));
    [type_].into_iter().chain(variants).chain([unknown]).collect()
}

/// Returns a variant with one value.
pub fn variant(shape: &ShapeId, owner: &str, name: &str, field_type: FieldType) -> Item {
    let path = format!("{owner}::{name}");
    let line = Line::new([("value", field_type.text.clone())], format!("let it: {owner} = {path}(value);"));
    let signature = Signature::Variant(vec![("0".to_owned(), field_type)]);
    Item::new(shape, owner, path, signature, line)
}
