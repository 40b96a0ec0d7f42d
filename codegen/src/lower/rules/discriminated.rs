//! Lowers discriminators: members that belong together become one enum, whose variants can't be mixed up. They are
//! either a tag and the members that its values name, or members of the same name in several structures.
//!
//! Every value of the tag must be covered, so that a value added to the model is not forgotten.

mod names;

use std::collections::BTreeMap;

use model::{Member, Shape, ShapeKind, SmithyTrait, extensions};
use serde::Deserialize;

use super::resolve;
use crate::docs;
use crate::ir::{Discriminated, EnumVariant, Part, Presence, Step, Tag, TaggedVariant, Type};
use crate::lower::context::Context;
use crate::lower::problem::Problem;
use crate::lower::{Lowering, documentation, enums, streams, structures};
use crate::names::{self as rust, Scope};
use names::Names;

/// The value of the trait `discriminated`.
#[derive(Deserialize)]
struct DiscriminatedTrait {
    name: String,
    constructor: String,
    tag: Option<String>,
    parts: Vec<PartTrait>,
    #[serde(default)]
    members: BTreeMap<String, String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    bare: Vec<String>,
    #[serde(default, rename = "with")]
    additions: BTreeMap<String, Vec<String>>,
}

impl SmithyTrait for DiscriminatedTrait {
    const ID: &'static str = extensions::DISCRIMINATED;
}

#[derive(Deserialize)]
struct PartTrait {
    name: String,
    path: String,
    required: bool,
}

/// The reason why a trait does not match its structure.
#[derive(Debug, thiserror::Error)]
enum Mismatch {
    #[error("it can't be read: {0}")]
    Unreadable(serde_json::Error),
    #[error("the tag is not a member")]
    NoTag,
    #[error("the tag is not an enum")]
    NoEnum,
    #[error("there are no variants")]
    NoVariants,
    #[error("there are no parts")]
    NoParts,
    #[error("`{0}` is not a member")]
    NoMember(String),
    #[error("`{0}` is not an optional member")]
    NoOptionalMember(String),
    #[error("`{0}` names no member")]
    NamesNoMember(String),
    #[error("`/{0}` is neither a member nor a member of a required structure")]
    NoRequiredHolder(String),
    #[error("`{0}` is not a value of the tag")]
    NoValue(String),
    #[error("the parts are not in one structure")]
    SeveralHolders,
    #[error("the parts are in no structure")]
    NoHolder,
    #[error("`{0}` is not an optional structure in each part")]
    NoOptionalStructure(String),
    #[error("`{0}` has a required member that is not a part")]
    RequiredMember(String),
}

/// The tag and its parts, before they are named.
struct Tagged {
    tag: Option<Tag>,
    holder: Option<(String, String)>,
    parts: Vec<Part>,
    variants: Vec<TaggedVariant>,
}

impl Lowering<'_> {
    /// Lowers the discriminator of a structure, if it has one.
    pub fn discriminated(&mut self, shape: &Shape) -> Option<Discriminated> {
        let applied = shape.traits.applied(DiscriminatedTrait::ID)?;
        let read = DiscriminatedTrait::deserialize(&applied.value).map_err(Mismatch::Unreadable);
        let lowered = read.and_then(|trait_| Ok((tagged(&self.context, shape, &trait_)?, trait_)));
        match lowered {
            Ok((tagged, trait_)) => {
                let names = self.names_of(shape, applied, &trait_, &tagged)?;
                Some(discriminated(&self.context, shape, trait_, tagged, names))
            }
            Err(mismatch) => {
                let problem = format!("`{}`: {mismatch}", DiscriminatedTrait::ID);
                let expected =
                    "a tag whose every value names one member of each part, or none; or parts with the same members";
                self.problems.push(Problem::value(applied, shape, "", problem, expected));
                None
            }
        }
    }
}

fn discriminated(
    context: &Context<'_>,
    shape: &Shape,
    trait_: DiscriminatedTrait,
    tagged: Tagged,
    names: Names,
) -> Discriminated {
    let Tagged { tag, holder, parts, variants } = tagged;
    let required = required(context, shape);
    let order = required.iter().map(|(field, _)| field.clone()).collect();
    let is_argument = |field: &String| {
        let is_tag = tag.as_ref().is_some_and(|tag| tag.field == *field);
        let is_holder = parts.iter().any(|part| part.steps.first().is_some_and(|step| step.field == *field));
        !is_tag && !is_holder
    };
    let arguments = required.into_iter().filter(|(field, _)| is_argument(field)).collect();
    let named = parts.into_iter().zip(names.parts).map(|(part, name)| Part { name, ..part });
    let bound =
        variants.into_iter().zip(names.bindings).map(|(variant, bindings)| TaggedVariant { bindings, ..variant });
    Discriminated {
        static_name: names.static_name,
        name: names.ty,
        constructor: names.constructor,
        parameter: names.parameter,
        value: names.value,
        tag,
        arguments,
        order,
        parts: named.collect(),
        without: trait_.without,
        variants: bound.collect(),
        holder,
    }
}

fn tagged(context: &Context<'_>, shape: &Shape, trait_: &DiscriminatedTrait) -> Result<Tagged, Mismatch> {
    let parts = trait_.parts.iter().map(|part| self::part(context, shape, part)).collect::<Result<Vec<_>, _>>()?;
    let holder = holder(context, shape, &parts)?;
    let tag = trait_.tag.as_ref().map(|tag| self::tag(context, shape, tag)).transpose()?;
    let alternatives = match &tag {
        Some((_, shape)) => of_tag(shape, trait_)?,
        None => of_parts(&parts)?,
    };
    if alternatives.is_empty() {
        return Err(Mismatch::NoVariants);
    }
    let variants = alternatives.into_iter().map(|alternative| variant(context, shape, trait_, &parts, alternative));
    Ok(Tagged {
        tag: tag.map(|(tag, _)| tag),
        holder,
        variants: variants.collect::<Result<_, _>>()?,
        parts: parts.into_iter().map(|(part, _)| part).collect(),
    })
}

fn tag<'m>(context: &Context<'m>, shape: &Shape, name: &str) -> Result<(Tag, &'m Shape), Mismatch> {
    let (steps, target) = resolve(context, shape, &format!("/{name}")).ok_or(Mismatch::NoTag)?;
    let Step { field, optional } = steps.into_iter().next().ok_or(Mismatch::NoTag)?;
    let ty = context.naming.type_name(&target.id);
    Ok((Tag { name: name.to_owned(), field, ty, optional }, target))
}

/// A variant before its members are resolved.
struct Alternative {
    name: String,
    value: Option<String>,
    member: Option<String>,
    docs: String,
}

/// Returns an alternative for each value of the discriminator, except for those without a variant.
fn of_tag(tag: &Shape, trait_: &DiscriminatedTrait) -> Result<Vec<Alternative>, Mismatch> {
    let values = enums::word_variants(tag).ok_or(Mismatch::NoEnum)?;
    let is_value = |word: &&String| values.iter().any(|value| value.value == **word);
    let mut words = trait_.without.iter().chain(&trait_.bare).chain(trait_.members.keys());
    if let Some(word) = words.find(|word| !is_value(word)) {
        return Err(Mismatch::NoValue(word.clone()));
    }
    let values = values.into_iter().filter(|value| !trait_.without.contains(&value.value));
    let alternatives = values.map(|EnumVariant { name, value, docs, .. }| {
        let member = trait_.members.get(&value).unwrap_or(&value).clone();
        let member = (!trait_.bare.contains(&value)).then_some(member);
        Alternative { name, value: Some(value), member, docs }
    });
    Ok(alternatives.collect())
}

/// Returns an alternative for each member of the first part.
fn of_parts(parts: &[(Part, &Shape)]) -> Result<Vec<Alternative>, Mismatch> {
    let (_, first) = parts.first().ok_or(Mismatch::NoParts)?;
    let members = first.members();
    let named = parts.iter().map(|(part, _)| part.name.as_str()).collect::<Vec<_>>().join(" and ");
    let names = Scope::camel([]).claim_all(members.iter().map(|member| rust::variant_name(&member.name)));
    let alternatives = members.into_iter().zip(names).map(|(member, name)| Alternative {
        name,
        value: None,
        member: Some(member.name.clone()),
        docs: format!("The {named} of {}.", docs::code(&member.name)),
    });
    Ok(alternatives.collect())
}

fn variant(
    context: &Context<'_>,
    shape: &Shape,
    trait_: &DiscriminatedTrait,
    parts: &[(Part, &Shape)],
    alternative: Alternative,
) -> Result<TaggedVariant, Mismatch> {
    let Alternative { name, value, member, mut docs } = alternative;
    let key = value.as_ref().or(member.as_ref()).cloned().unwrap_or_default();
    let fields = match &member {
        Some(member) => parts.iter().map(|(_, part)| field(context, part, member, &key)).collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    // If the tag is used in several places, the documentation of the one member that belongs to the value here
    // describes it better.
    if let [(_, part)] = parts
        && let Some(member) = member.as_ref().and_then(|name| part.member(name))
    {
        docs = documentation::of_member(context, member);
    }
    let additions = trait_.additions.get(&key).into_iter().flatten();
    let additions = additions.map(|name| addition(context, shape, name)).collect::<Result<_, _>>()?;
    Ok(TaggedVariant { name, value, member, docs, fields, additions, bindings: Vec::new() })
}

fn part<'m>(context: &Context<'m>, shape: &Shape, part: &PartTrait) -> Result<(Part, &'m Shape), Mismatch> {
    let found = resolve(context, shape, &part.path);
    let (steps, target) = found.ok_or_else(|| Mismatch::NoMember(part.path.clone()))?;
    if !required(context, target).is_empty() {
        return Err(Mismatch::RequiredMember(part.path.clone()));
    }
    let lowered = Part {
        name: part.name.clone(),
        path: part.path.split('/').skip(1).map(str::to_owned).collect(),
        ty: context.naming.type_name(&target.id),
        required: part.required,
        steps,
    };
    Ok((lowered, target))
}

/// Returns the structure that holds all parts, if the parts are not members of `shape` itself.
fn holder(
    context: &Context<'_>,
    shape: &Shape,
    parts: &[(Part, &Shape)],
) -> Result<Option<(String, String)>, Mismatch> {
    let mut holders = parts.iter().map(|(part, _)| match part.steps.as_slice() {
        [_] => Ok(None),
        [holder, _] if !holder.optional => Ok(Some((holder.field.clone(), part.path[0].clone()))),
        _ => Err(Mismatch::NoRequiredHolder(part.path.join("/"))),
    });
    let holder = holders.next().ok_or(Mismatch::NoParts)??;
    for other in holders {
        if other? != holder {
            return Err(Mismatch::SeveralHolders);
        }
    }
    let Some((field, name)) = holder else { return Ok(None) };
    let (_, target) = resolve(context, shape, &format!("/{name}")).ok_or(Mismatch::NoHolder)?;
    let is_part = |(field, _): &(String, Type)| parts.iter().any(|(part, _)| part.steps[1].field == *field);
    if !required(context, target).iter().all(is_part) {
        return Err(Mismatch::RequiredMember(format!("/{name}")));
    }
    Ok(Some((field, context.naming.type_name(&target.id))))
}

/// Returns the field of a part that belongs to a value of the discriminator, and its type.
fn field(context: &Context<'_>, part: &Shape, name: &str, value: &str) -> Result<(String, String), Mismatch> {
    let (member, field) = member(context, part, name).ok_or_else(|| Mismatch::NamesNoMember(value.to_owned()))?;
    let optional = matches!(structures::presence(context, part, member), Presence::Optional);
    match structures::member_type(context, part, member) {
        Type::Aggregate(ty) if optional => Ok((field, ty)),
        _ => Err(Mismatch::NoOptionalStructure(name.to_owned())),
    }
}

/// Returns a member of a structure and its field.
fn member<'s>(context: &Context<'_>, shape: &'s Shape, name: &str) -> Option<(&'s Member, String)> {
    let ShapeKind::Structure(members) = &shape.kind else { return None };
    let is_named = |(member, _): &(&Member, String)| member.name == name && !streams::is_stream(context, member);
    members.iter().zip(context.fields(shape)).find(is_named)
}

/// Returns an optional member of the structure that a value of the discriminator requires.
fn addition(context: &Context<'_>, shape: &Shape, name: &str) -> Result<(String, Type), Mismatch> {
    let is_optional =
        |(member, _): &(&Member, String)| matches!(structures::presence(context, shape, member), Presence::Optional);
    let found = member(context, shape, name).filter(is_optional);
    let (member, field) = found.ok_or_else(|| Mismatch::NoOptionalMember(name.to_owned()))?;
    Ok((field, structures::member_type(context, shape, member)))
}

/// Returns the required members of the structure, in the model's order.
fn required(context: &Context<'_>, shape: &Shape) -> Vec<(String, Type)> {
    let ShapeKind::Structure(members) = &shape.kind else { return Vec::new() };
    let fields = members.iter().zip(context.fields(shape)).filter(|(member, _)| !streams::is_stream(context, member));
    let required =
        fields.filter(|(member, _)| matches!(structures::presence(context, shape, member), Presence::Required));
    required.map(|(member, field)| (field, structures::member_type(context, shape, member))).collect()
}
