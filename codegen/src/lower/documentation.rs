//! Rustdoc of the generated items: the model's documentation or, without any, text derived from the model.

use model::{Member, Shape, Traits, traits};

use super::context::Context;
use crate::docs;

/// Returns the rustdoc of the service.
pub fn of_service(context: &Context<'_>) -> String {
    let title = context.service.traits.get::<traits::Title>().map_or_else(|| context.sdk_id(), |title| title.0);
    of_text(text(&context.service.traits).as_deref(), || format!("{}.", docs::plain(&title)))
}

/// Returns the rustdoc of a shape.
pub fn of_shape(shape: &Shape) -> String {
    of_text(text(&shape.traits).as_deref(), || format!("`{}`.", shape.id))
}

/// Returns the first sentence of the documentation of a shape.
pub fn summary_of_shape(shape: &Shape) -> String {
    let summary = text(&shape.traits).map(|text| docs::summary(&text)).filter(|summary| !summary.is_empty());
    summary.unwrap_or_else(|| format!("`{}`.", shape.id))
}

/// Returns the rustdoc of a member: its own documentation or its target's, then its constraints.
pub fn of_member(context: &Context<'_>, member: &Member) -> String {
    let target = context.target(member);
    let documentation = text(&member.traits).or_else(|| target.and_then(|target| text(&target.traits)));
    let docs = of_text(documentation.as_deref(), || format!("`{}`.", member.name));
    let constraints = constraints(member, target);
    if constraints.is_empty() { docs } else { format!("{docs}\n\n{constraints}") }
}

/// Returns the first sentence of the documentation of a member or its target; `None` if neither has any.
pub fn summary_of_member(context: &Context<'_>, member: &Member) -> Option<String> {
    let target = context.target(member);
    let documentation = text(&member.traits).or_else(|| target.and_then(|target| text(&target.traits)))?;
    Some(docs::summary(&documentation)).filter(|summary| !summary.is_empty())
}

/// Returns the rustdoc of a value of an enum.
pub fn of_value(traits: &Traits, value: &str) -> String {
    of_text(text(traits).as_deref(), || format!("{}.", docs::code(value)))
}

/// Returns the rustdoc of a value of an `enum` trait.
pub fn of_definition(definition: &traits::EnumDefinition) -> String {
    of_text(definition.documentation.as_deref(), || docs::code(&definition.value))
}

/// Returns the documentation as rustdoc, or a substitute if there is none.
fn of_text(documentation: Option<&str>, otherwise: impl Fn() -> String) -> String {
    let docs = documentation.map(docs::rustdoc).unwrap_or_default();
    if docs.is_empty() { otherwise() } else { docs }
}

/// Returns the deprecation note; `None` if the item is not deprecated.
pub fn deprecation(traits: &Traits) -> Option<String> {
    let deprecated = traits.get::<traits::Deprecated>()?;
    let message = deprecated.message.or(deprecated.since.map(|since| format!("since {since}")));
    Some(docs::note(&message.unwrap_or_default()))
}

fn text(traits: &Traits) -> Option<String> {
    traits.get::<traits::Documentation>().map(|documentation| documentation.0)
}

/// Describes the length, range and pattern of a member.
fn constraints(member: &Member, target: Option<&Shape>) -> String {
    let layers: Vec<&Traits> =
        [Some(&member.traits), target.map(|target| &target.traits)].into_iter().flatten().collect();
    let length = layers.iter().find_map(|traits| traits.get::<traits::Length>());
    let range = layers.iter().find_map(|traits| traits.get::<traits::Range>());
    let pattern = layers.iter().find_map(|traits| traits.get::<traits::Pattern>());
    let length = length.and_then(|length| bounds("Length", length.min.filter(|min| *min > 0), length.max));
    let range = range.and_then(|range| bounds("Range", range.min, range.max));
    let pattern = pattern.filter(|pattern| pattern.0 != ".*").map(|pattern| {
        let narrow = crate::pattern::knows_one_partition(&pattern.0);
        let only_warns = if narrow { " ARNs of other partitions than `aws` only cause a warning." } else { "" };
        format!("Pattern {}.{only_warns}", docs::code(&visible(&pattern.0)))
    });
    [length, range, pattern].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn bounds<T: ToString>(what: &str, min: Option<T>, max: Option<T>) -> Option<String> {
    match (min.map(|min| min.to_string()), max.map(|max| max.to_string())) {
        (Some(min), Some(max)) if min == max => Some(format!("{what} {min}.")),
        (Some(min), Some(max)) => Some(format!("{what} {min} to {max}.")),
        (Some(min), None) => Some(format!("{what} at least {min}.")),
        (None, Some(max)) => Some(format!("{what} at most {max}.")),
        (None, None) => None,
    }
}

/// Escapes the white space in a pattern: a comment has one line and no tabs.
fn visible(pattern: &str) -> String {
    pattern.replace('\t', r"\t").replace('\n', r"\n").replace('\r', r"\r")
}
