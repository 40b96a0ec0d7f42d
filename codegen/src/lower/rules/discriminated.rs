//! A tag and its parts as one type, whose variants can't be mixed up.
//!
//! Every value of the tag must be accounted for, so that a value that the model gains can't be forgotten.

mod names;

use std::collections::BTreeMap;

use model::{Member, Shape, ShapeKind, SmithyTrait, own};
use serde::Deserialize;

use super::resolve;
use crate::ir::{Discriminated, Part, Presence, TaggedVariant, Type};
use crate::lower::context::Context;
use crate::lower::problem::Problem;
use crate::lower::{Lowering, enums, streams, structures};
use names::Names;

/// The tag of a structure.
#[derive(Deserialize)]
struct DiscriminatedTrait {
    name: String,
    constructor: String,
    tag: String,
    parts: Vec<PartTrait>,
    #[serde(default)]
    members: BTreeMap<String, String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default, rename = "with")]
    additions: BTreeMap<String, Vec<String>>,
}

impl SmithyTrait for DiscriminatedTrait {
    const ID: &'static str = own::DISCRIMINATED;
}

#[derive(Deserialize)]
struct PartTrait {
    name: String,
    path: String,
    required: bool,
}

/// Why a trait describes no tag of its structure.
#[derive(Debug, thiserror::Error)]
enum Mismatch {
    #[error("it can't be read: {0}")]
    Unreadable(serde_json::Error),
    #[error("the tag is no member")]
    NoTag,
    #[error("the tag is no enum")]
    NoEnum,
    #[error("there are no parts")]
    NoParts,
    #[error("`{0}` is no member")]
    NoMember(String),
    #[error("`{0}` is no optional member")]
    NoOptionalMember(String),
    #[error("`{0}` names no member")]
    NamesNoMember(String),
    #[error("`/{0}` is not a member of a required structure")]
    NoRequiredHolder(String),
    #[error("the parts are not in one structure")]
    SeveralHolders,
    #[error("the parts are in no structure")]
    NoHolder,
    #[error("`{0}` is not an optional structure in each part")]
    NoOptionalStructure(String),
    #[error("`{0}` has a required member that is no part")]
    RequiredMember(String),
}

/// The tag and its parts before they have names.
struct Tagged<'m> {
    tag: &'m Shape,
    tag_field: String,
    holder: (String, String),
    parts: Vec<Part>,
    variants: Vec<TaggedVariant>,
}

impl Lowering<'_> {
    /// The tag of a structure, if it has one.
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
                let expected = "a tag whose every value names one member of each part, or none";
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
    tagged: Tagged<'_>,
    names: Names,
) -> Discriminated {
    let Tagged { tag, tag_field, holder, parts, variants } = tagged;
    let required = required(context, shape);
    let order = required.iter().map(|(field, _)| field.clone()).collect();
    let except = |(field, _): &(String, Type)| *field != tag_field && *field != holder.0;
    let named = parts.into_iter().zip(names.parts).map(|(part, name)| Part { name, ..part });
    let bound =
        variants.into_iter().zip(names.bindings).map(|(variant, bindings)| TaggedVariant { bindings, ..variant });
    Discriminated {
        static_name: names.static_name,
        name: names.ty,
        constructor: names.constructor,
        parameter: names.parameter,
        value: names.value,
        tag: trait_.tag,
        tag_type: context.naming.type_name(&tag.id),
        arguments: required.into_iter().filter(except).collect(),
        order,
        parts: named.collect(),
        without: trait_.without,
        variants: bound.collect(),
        tag_field,
        holder,
    }
}

fn tagged<'m>(context: &Context<'m>, shape: &Shape, trait_: &DiscriminatedTrait) -> Result<Tagged<'m>, Mismatch> {
    let (tag_steps, tag) = resolve(context, shape, &format!("/{}", trait_.tag)).ok_or(Mismatch::NoTag)?;
    let tag_field = tag_steps.into_iter().next().ok_or(Mismatch::NoTag)?.field;
    let parts = trait_.parts.iter().map(|part| self::part(context, shape, part)).collect::<Result<Vec<_>, _>>()?;
    let holder = holder(context, shape, &parts)?;
    let mut variants = Vec::new();
    for value in enums::word_variants(tag).ok_or(Mismatch::NoEnum)? {
        if trait_.without.contains(&value.value) {
            continue;
        }
        let member = trait_.members.get(&value.value).unwrap_or(&value.value);
        let fields = parts.iter().map(|(_, part)| field(context, part, member, &value.value));
        let fields = fields.collect::<Result<Vec<_>, _>>()?;
        let additions = trait_.additions.get(&value.value).into_iter().flatten();
        let additions = additions.map(|name| addition(context, shape, name)).collect::<Result<Vec<_>, _>>()?;
        let (name, member, docs) = (value.name, member.clone(), value.docs);
        let bindings = Vec::new();
        variants.push(TaggedVariant { name, value: value.value, member, docs, fields, additions, bindings });
    }
    Ok(Tagged { tag, tag_field, holder, parts: parts.into_iter().map(|(part, _)| part).collect(), variants })
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

/// The one structure between the tag's structure and all of the parts.
fn holder(context: &Context<'_>, shape: &Shape, parts: &[(Part, &Shape)]) -> Result<(String, String), Mismatch> {
    let mut holders = parts.iter().map(|(part, _)| match part.steps.as_slice() {
        [holder, _] if !holder.optional => Ok((holder.field.clone(), part.path[0].clone())),
        _ => Err(Mismatch::NoRequiredHolder(part.path.join("/"))),
    });
    let (field, name) = holders.next().ok_or(Mismatch::NoParts)??;
    for other in holders {
        if other?.0 != field {
            return Err(Mismatch::SeveralHolders);
        }
    }
    let (_, target) = resolve(context, shape, &format!("/{name}")).ok_or(Mismatch::NoHolder)?;
    let is_part = |(field, _): &(String, Type)| parts.iter().any(|(part, _)| part.steps[1].field == *field);
    if !required(context, target).iter().all(is_part) {
        return Err(Mismatch::RequiredMember(format!("/{name}")));
    }
    Ok((field, context.naming.type_name(&target.id)))
}

/// The field of a part that a value of the tag names, and its type.
fn field(context: &Context<'_>, part: &Shape, name: &str, value: &str) -> Result<(String, String), Mismatch> {
    let (member, field) = member(context, part, name).ok_or_else(|| Mismatch::NamesNoMember(value.to_owned()))?;
    let optional = matches!(structures::presence(context, part, member), Presence::Optional);
    match structures::member_type(context, part, member) {
        Type::Aggregate(ty) if optional => Ok((field, ty)),
        _ => Err(Mismatch::NoOptionalStructure(name.to_owned())),
    }
}

/// A member of a structure and its field.
fn member<'s>(context: &Context<'_>, shape: &'s Shape, name: &str) -> Option<(&'s Member, String)> {
    let ShapeKind::Structure(members) = &shape.kind else { return None };
    let is_named = |(member, _): &(&Member, String)| member.name == name && !streams::is_stream(context, member);
    members.iter().zip(context.fields(shape)).find(is_named)
}

/// An optional member of the structure that a value of the tag can't do without.
fn addition(context: &Context<'_>, shape: &Shape, name: &str) -> Result<(String, Type), Mismatch> {
    let is_optional =
        |(member, _): &(&Member, String)| matches!(structures::presence(context, shape, member), Presence::Optional);
    let found = member(context, shape, name).filter(is_optional);
    let (member, field) = found.ok_or_else(|| Mismatch::NoOptionalMember(name.to_owned()))?;
    Ok((field, structures::member_type(context, shape, member)))
}

/// The required members of the structure, in its order.
fn required(context: &Context<'_>, shape: &Shape) -> Vec<(String, Type)> {
    let ShapeKind::Structure(members) = &shape.kind else { return Vec::new() };
    let fields = members.iter().zip(context.fields(shape)).filter(|(member, _)| !streams::is_stream(context, member));
    let required =
        fields.filter(|(member, _)| matches!(structures::presence(context, shape, member), Presence::Required));
    required.map(|(member, field)| (field, structures::member_type(context, shape, member))).collect()
}
