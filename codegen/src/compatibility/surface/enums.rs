//! Enums: the type, its variants, and the conversions from and to strings or integers.

use std::collections::HashSet;
use std::fmt::Debug;

use super::{FieldType, Item, Line, Signature, internals, text, unions, wire};
use crate::ir::{Enum, Service, Type};

/// Returns the items of an enum of strings.
pub fn words(service: &Service, enum_: &Enum<String>) -> Vec<Item> {
    let shown = internals::shown_words(service, &enum_.schema);
    let shown: HashSet<&String> = shown.iter().collect();
    let mut items = common(
        enum_,
        text::field_type(&Type::String, false),
        |value| wire::word(value),
        |value| !shown.contains(value),
    );
    items.push(function(enum_, "as_str", "&str", "it.as_str()"));
    items.push(conversion(enum_, "&str"));
    items
}

/// Returns the items of an enum of integers.
pub fn numbers(service: &Service, enum_: &Enum<i32>) -> Vec<Item> {
    let shown = internals::shown_numbers(service, &enum_.schema);
    let shown: HashSet<&i32> = shown.iter().collect();
    let mut items = common(enum_, text::field_type(&Type::I32, false), wire::number, |value| !shown.contains(value));
    items.push(function(enum_, "as_i32", "i32", "it.as_i32()"));
    items.push(conversion(enum_, "i32"));
    items
}

/// Returns the items common to both kinds; `unknown` is the type of an unknown value.
fn common<T: Debug>(
    enum_: &Enum<T>,
    unknown: FieldType,
    wire: impl Fn(&T) -> String,
    is_internal: impl Fn(&T) -> bool,
) -> Vec<Item> {
    let Enum { id, name, .. } = enum_;
    let made_of: Vec<_> = enum_.variants.iter().map(|variant| &variant.value).collect();
    let type_ = Item::named_type(id, name)
        .documented(&enum_.docs, enum_.deprecated.as_ref())
        .known_by((!made_of.is_empty()).then(|| format!("{made_of:?}")));
    let variants = enum_.variants.iter().map(|variant| {
        let path = format!("{name}::{}", variant.name);
        let line = Line::new([], format!("let value: {name} = {path};"));
        Item::new(&variant.id, name, path, Signature::Variant(Vec::new()), line)
            .documented(&variant.docs, variant.deprecated.as_ref())
            .known_by(Some(format!("{name} {:?}", variant.value)))
            .wire(wire(&variant.value))
            .body(is_internal(&variant.value).to_string())
    });
    let order = Line::new([("it", name.clone())], "let least = ::std::cmp::Ord::min(it.clone(), it);".to_owned());
    let order = Item::new(id, name, format!("{name}: Ord"), Signature::Presence, order);
    let values = Line::new([], format!("let values: &[{name}] = {name}::VALUES;"));
    let values = Item::new(id, name, format!("{name}::VALUES"), Signature::Presence, values);
    let unknown = unions::variant(id, name, "Unknown", unknown);
    [type_].into_iter().chain(variants).chain([unknown, order, values]).collect()
}

fn function<T>(enum_: &Enum<T>, function: &str, result: &str, call: &str) -> Item {
    let line = Line::new([("it", enum_.name.clone())], format!("let value: {result} = {call};"));
    let signature = Signature::Function { arguments: Vec::new(), result: result.to_owned() };
    Item::new(&enum_.id, &enum_.name, format!("{}::{function}()", enum_.name), signature, line)
}

fn conversion<T>(enum_: &Enum<T>, from: &str) -> Item {
    let name = &enum_.name;
    let line = Line::new([("value", from.to_owned())], format!("let it: {name} = value.into();"));
    Item::new(&enum_.id, name, format!("{name}: From<{from}>"), Signature::Presence, line)
}
