//! A tag and its parts as one type, whose variants can't be mixed up.
//!
//! Every value of the tag must be accounted for, so that a value that the model gains can't be forgotten.

use std::collections::BTreeMap;

use model::{Error, Shape, ShapeKind, SmithyTrait};
use serde::Deserialize;

use super::resolve;
use crate::ir::{Discriminated, Part, Presence, TaggedVariant, Type};
use crate::lower::context::Context;
use crate::lower::schemas::Schemas;
use crate::lower::{enums, structures};
use crate::names;

/// `rust.codegen#discriminated`.
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
    const ID: &'static str = "rust.codegen#discriminated";
}

#[derive(Deserialize)]
struct PartTrait {
    name: String,
    path: String,
    required: bool,
}

/// The tag of a structure, if it has one.
pub fn lower(context: &Context<'_>, shape: &Shape, problems: &mut Vec<Error>) -> Option<Discriminated> {
    let applied = shape.traits.applied(DiscriminatedTrait::ID)?;
    let lowered = match DiscriminatedTrait::deserialize(&applied.value) {
        Ok(trait_) => discriminated(context, shape, &trait_),
        Err(error) => Err(format!("it can't be read: {error}")),
    };
    lowered
        .map_err(|problem| {
            let problem = format!("`{}`: {problem}", DiscriminatedTrait::ID);
            let expected = "a tag whose every value names one member of each part, or none";
            problems.push(Error::new(&applied.place, problem, expected).about(&shape.id));
        })
        .ok()
}

fn discriminated(context: &Context<'_>, shape: &Shape, trait_: &DiscriminatedTrait) -> Result<Discriminated, String> {
    let (tag_steps, tag) = resolve(context, shape, &format!("/{}", trait_.tag)).ok_or("the tag is no member")?;
    let tag_field = tag_steps.into_iter().next().ok_or("the tag is no member")?.field;
    let parts = trait_.parts.iter().map(|part| self::part(context, shape, part)).collect::<Result<Vec<_>, _>>()?;
    let holder = holder(context, shape, &parts)?;
    check_names(&parts)?;
    let enum_ = enums::words(context, tag, &mut Schemas::default()).ok_or("the tag is no enum")?;
    let mut variants = Vec::new();
    for value in enum_.variants {
        if trait_.without.contains(&value.value) {
            continue;
        }
        let member = trait_.members.get(&value.value).unwrap_or(&value.value);
        let fields = parts.iter().map(|(_, part)| field(context, part, member));
        let fields = fields.collect::<Option<Vec<_>>>().ok_or_else(|| format!("`{}` names no member", value.value))?;
        let additions = trait_.additions.get(&value.value).into_iter().flatten();
        let additions = additions.map(|name| addition(context, shape, name)).collect::<Result<Vec<_>, _>>()?;
        let (name, member, docs) = (value.name, member.clone(), value.docs);
        variants.push(TaggedVariant { name, value: value.value, member, docs, fields, additions });
    }
    Ok(Discriminated {
        static_name: names::static_name(&trait_.name),
        name: names::type_name(&trait_.name),
        constructor: names::field_name(&trait_.constructor).trim_end_matches('_').to_owned(),
        tag: trait_.tag.clone(),
        tag_type: context.type_name(&tag.id),
        arguments: {
            let except = |(field, _): &(String, Type)| *field != tag_field && *field != holder.0;
            required(context, shape).into_iter().filter(except).collect()
        },
        order: required(context, shape).into_iter().map(|(field, _)| field).collect(),
        tag_field,
        holder,
        parts: parts.into_iter().map(|(part, _)| part).collect(),
        without: trait_.without.clone(),
        variants,
    })
}

fn part<'m>(context: &Context<'m>, shape: &Shape, part: &PartTrait) -> Result<(Part, &'m Shape), String> {
    let (steps, target) = resolve(context, shape, &part.path).ok_or_else(|| format!("`{}` is no member", part.path))?;
    let lowered = Part {
        name: names::field_name(&part.name),
        path: part.path.split('/').skip(1).map(str::to_owned).collect(),
        ty: context.type_name(&target.id),
        required: part.required,
        steps,
    };
    Ok((lowered, target))
}

/// A part and the member that it goes into are variables of one function.
fn check_names(parts: &[(Part, &Shape)]) -> Result<(), String> {
    let held = |name: &String| parts.iter().any(|(part, _)| part.steps.last().is_some_and(|step| step.field == *name));
    match parts.iter().find(|(part, _)| held(&part.name)) {
        Some((part, _)) => Err(format!("the part `{}` is named like a member that holds one", part.name)),
        None => Ok(()),
    }
}

/// The one structure between the tag's structure and all of the parts.
fn holder(context: &Context<'_>, shape: &Shape, parts: &[(Part, &Shape)]) -> Result<(String, String), String> {
    let mut holders = parts.iter().map(|(part, _)| match part.steps.as_slice() {
        [holder, _] if !holder.optional => Ok((holder.field.clone(), part.path[0].clone())),
        _ => Err(format!("`/{}` is not a member of a required structure", part.path.join("/"))),
    });
    let (field, name) = holders.next().ok_or("there are no parts")??;
    for other in holders {
        if other?.0 != field {
            return Err("the parts are not in one structure".to_owned());
        }
    }
    let (_, target) = resolve(context, shape, &format!("/{name}")).ok_or("the parts are in no structure")?;
    Ok((field, context.type_name(&target.id)))
}

/// The field of a part that a value of the tag names, and its type.
fn field(context: &Context<'_>, part: &Shape, name: &str) -> Option<(String, String)> {
    let (steps, target) = resolve(context, part, &format!("/{name}"))?;
    Some((steps.into_iter().next()?.field, context.type_name(&target.id)))
}

fn addition(context: &Context<'_>, shape: &Shape, name: &str) -> Result<(String, Type), String> {
    member(context, shape, name).ok_or_else(|| format!("`{name}` is no optional member"))
}

fn member(context: &Context<'_>, shape: &Shape, name: &str) -> Option<(String, Type)> {
    let ShapeKind::Structure(members) = &shape.kind else { return None };
    let index = members.iter().position(|member| member.name == name)?;
    let optional = matches!(structures::presence(context, shape, &members[index]), Presence::Optional);
    let field = structures::fields(members).into_iter().nth(index)?;
    optional.then(|| (field, structures::member_type(context, shape, &members[index])))
}

/// The required members of the structure, in its order.
fn required(context: &Context<'_>, shape: &Shape) -> Vec<(String, Type)> {
    let ShapeKind::Structure(members) = &shape.kind else { return Vec::new() };
    let fields = members.iter().zip(structures::fields(members));
    let required =
        fields.filter(|(member, _)| matches!(structures::presence(context, shape, member), Presence::Required));
    required.map(|(member, field)| (field, structures::member_type(context, shape, member))).collect()
}
