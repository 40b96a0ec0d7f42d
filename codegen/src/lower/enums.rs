//! Lowers enums of strings, including the `enum` trait of Smithy 1.0, and enums of integers.

use model::{Member, Shape, ShapeKind, traits};

use super::{Lowering, documentation};
use crate::ir;
use crate::names::{self, Scope};

impl Lowering<'_> {
    /// Lowers an enum of strings; `None` for other shapes.
    pub fn words(&mut self, shape: &Shape) -> Option<ir::Enum<String>> {
        let variants = word_variants(shape)?;
        Some(self.enum_of(shape, variants))
    }

    /// Lowers an `intEnum`.
    pub fn numbers(&mut self, shape: &Shape, members: &[Member]) -> ir::Enum<i32> {
        let numbers = members.iter().map(|member| (member, number(member))).collect();
        self.enum_of(shape, variants(shape, numbers))
    }

    fn enum_of<T>(&mut self, shape: &Shape, variants: Vec<ir::EnumVariant<T>>) -> ir::Enum<T> {
        ir::Enum {
            id: shape.id.clone(),
            shape: self.context.wire_name(&shape.id),
            name: self.context.naming.type_name(&shape.id),
            schema: self.enumeration(shape),
            docs: documentation::of_shape(shape),
            deprecated: documentation::deprecation(&shape.traits),
            variants,
        }
    }
}

/// Returns `true` if the shape is an enum of strings.
pub fn is_words(shape: &Shape) -> bool {
    match &shape.kind {
        ShapeKind::Enum(_) => true,
        ShapeKind::String => shape.traits.has::<traits::EnumTrait>(),
        _ => false,
    }
}

/// Returns the variants of an enum of strings; `None` for other shapes.
pub fn word_variants(shape: &Shape) -> Option<Vec<ir::EnumVariant<String>>> {
    match &shape.kind {
        ShapeKind::Enum(members) => {
            Some(variants(shape, members.iter().map(|member| (member, word(member))).collect()))
        }
        ShapeKind::String => from_trait(shape),
        _ => None,
    }
}

/// Returns the values that a violation lists, and those that are internal to the service.
pub fn all_words(shape: &Shape) -> (Vec<String>, Vec<String>) {
    let words: Vec<(String, bool)> = match &shape.kind {
        ShapeKind::Enum(members) => {
            members.iter().map(|member| (word(member), member.traits.has::<traits::Internal>())).collect()
        }
        _ => {
            let definitions = shape.traits.get::<traits::EnumTrait>().map(|trait_| trait_.0).unwrap_or_default();
            let is_internal = |definition: &traits::EnumDefinition| definition.tags.iter().any(|tag| tag == "internal");
            definitions.iter().map(|definition| (definition.value.clone(), is_internal(definition))).collect()
        }
    };
    let (internal, shown): (Vec<_>, Vec<_>) = words.into_iter().partition(|(_, internal)| *internal);
    let only_words = |words: Vec<(String, bool)>| words.into_iter().map(|(word, _)| word).collect();
    (only_words(shown), only_words(internal))
}

/// Returns the number of a member of an intEnum; `check` has made sure that it has one.
pub fn number(member: &Member) -> i32 {
    match member.traits.get::<traits::EnumValue>() {
        Some(traits::EnumValue::Number(number)) => number,
        _ => 0,
    }
}

/// Returns the variant for a value of an enum of strings.
pub fn variant_of(shape: &Shape, value: &str) -> Option<String> {
    word_variants(shape)?.into_iter().find(|variant| variant.value == value).map(|variant| variant.name)
}

fn word(member: &Member) -> String {
    match member.traits.get::<traits::EnumValue>() {
        Some(traits::EnumValue::Text(word)) => word,
        _ => member.name.clone(),
    }
}

/// Returns the names of the variants, given the name and the value of each.
fn variant_names<'v>(values: impl IntoIterator<Item = (&'v str, String)>) -> Vec<String> {
    let names = values.into_iter().map(|(name, value)| names::enum_variant_name(name, &value));
    Scope::camel(["Unknown"]).claim_all(names)
}

fn variants<T: ToString>(shape: &Shape, values: Vec<(&Member, T)>) -> Vec<ir::EnumVariant<T>> {
    let names = variant_names(values.iter().map(|(member, value)| (member.name.as_str(), value.to_string())));
    let variants = values.into_iter().zip(names).map(|((member, value), name)| ir::EnumVariant {
        id: shape.id.with_member(&member.name),
        name,
        docs: documentation::of_value(&member.traits, &value.to_string()),
        deprecated: documentation::deprecation(&member.traits),
        value,
    });
    variants.collect()
}

fn from_trait(shape: &Shape) -> Option<Vec<ir::EnumVariant<String>>> {
    let definitions = shape.traits.get::<traits::EnumTrait>()?.0;
    let names = variant_names(
        definitions
            .iter()
            .map(|definition| (definition.name.as_deref().unwrap_or(&definition.value), definition.value.clone())),
    );
    let variants = definitions.into_iter().zip(names).map(|(definition, name)| ir::EnumVariant {
        id: shape.id.clone(),
        name,
        docs: documentation::of_definition(&definition),
        deprecated: definition.deprecated.then(String::new),
        value: definition.value,
    });
    Some(variants.collect())
}
