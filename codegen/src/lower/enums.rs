//! Enums: of words, also those that Smithy 1.0 writes as a trait of a string, and of numbers.

use model::{Member, Shape, ShapeKind, traits};

use super::context::Context;
use super::documentation;
use super::schemas::{self, Schemas};
use crate::ir;
use crate::names::{self, Scope};

/// Whether the shape is an enum of words.
pub fn is_words(shape: &Shape) -> bool {
    match &shape.kind {
        ShapeKind::Enum(_) => true,
        ShapeKind::String => shape.traits.has::<traits::EnumTrait>(),
        _ => false,
    }
}

/// An enum of words; nothing for other shapes.
pub fn words(context: &Context<'_>, shape: &Shape, schemas: &mut Schemas) -> Option<ir::Enum<String>> {
    let variants = match &shape.kind {
        ShapeKind::Enum(members) => {
            let mut scope = scope();
            members.iter().map(|member| variant(shape, member, word(member), &mut scope)).collect()
        }
        ShapeKind::String => from_trait(shape)?,
        _ => return None,
    };
    Some(enumeration(context, shape, variants, schemas))
}

/// An enum of numbers.
pub fn numbers(context: &Context<'_>, shape: &Shape, members: &[Member], schemas: &mut Schemas) -> ir::Enum<i32> {
    let mut scope = scope();
    let variants = members.iter().map(|member| variant(shape, member, number(member), &mut scope)).collect();
    enumeration(context, shape, variants, schemas)
}

/// The words that a violation names, and those that are internal to the service.
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

/// The number of a member of an intEnum; `check` has found it.
pub fn number(member: &Member) -> i32 {
    match member.traits.get::<traits::EnumValue>() {
        Some(traits::EnumValue::Number(number)) => number,
        _ => 0,
    }
}

/// The variant that stands for a word.
pub fn variant_of(context: &Context<'_>, shape: &Shape, value: &str) -> Option<String> {
    let enum_ = words(context, shape, &mut Schemas::default())?;
    enum_.variants.into_iter().find(|variant| variant.value == value).map(|variant| variant.name)
}

fn word(member: &Member) -> String {
    match member.traits.get::<traits::EnumValue>() {
        Some(traits::EnumValue::Text(word)) => word,
        _ => member.name.clone(),
    }
}

fn scope() -> Scope {
    Scope::with(["Unknown".to_owned()])
}

fn enumeration<T>(
    context: &Context<'_>,
    shape: &Shape,
    variants: Vec<ir::EnumVariant<T>>,
    schemas: &mut Schemas,
) -> ir::Enum<T> {
    ir::Enum {
        id: shape.id.clone(),
        shape: context.wire_name(&shape.id),
        name: context.type_name(&shape.id),
        schema: schemas::enumeration(context, shape, schemas),
        docs: documentation::of_shape(shape),
        deprecated: documentation::deprecation(&shape.traits),
        variants,
    }
}

fn variant<T: ToString>(shape: &Shape, member: &Member, value: T, scope: &mut Scope) -> ir::EnumVariant<T> {
    ir::EnumVariant {
        id: shape.id.with_member(&member.name),
        name: scope.claim_type(names::enum_variant_name(&member.name, &value.to_string())),
        docs: documentation::of_value(&member.traits, &value.to_string()),
        deprecated: documentation::deprecation(&member.traits),
        value,
    }
}

fn from_trait(shape: &Shape) -> Option<Vec<ir::EnumVariant<String>>> {
    let mut scope = scope();
    let definitions = shape.traits.get::<traits::EnumTrait>()?.0;
    let variants = definitions.into_iter().map(|definition| ir::EnumVariant {
        id: shape.id.clone(),
        name: {
            let name = definition.name.as_deref().unwrap_or(&definition.value);
            scope.claim_type(names::enum_variant_name(name, &definition.value))
        },
        docs: documentation::of_text(definition.documentation.as_deref(), || format!("`{}`", definition.value)),
        deprecated: definition.deprecated.then(String::new),
        value: definition.value,
    });
    Some(variants.collect())
}
