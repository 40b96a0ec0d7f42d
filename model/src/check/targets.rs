//! Checks that members and references have targets that exist and are of an allowed kind.

use super::context::{Context, Site};
use crate::ast::{Member, Place, Reference, Shape, ShapeId, ShapeKind};
use crate::error::{Error, quote, with_article};
use crate::prelude;
use crate::traits::{ErrorKind, Mixin, Private, TraitDefinition};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let mut errors = Vec::new();
    for site in context.sites() {
        match site.member {
            Some(member) => errors.extend(check_member(context, site, member)),
            None => errors.extend(roles(site.shape).into_iter().filter_map(|role| role.check(context, site.shape))),
        }
    }
    errors
}

fn check_member(context: &Context<'_>, site: Site<'_>, member: &Member) -> Option<Error> {
    let target = match resolve(context, site.shape, &member.target) {
        Ok(target) => target?,
        Err((problem, expected)) => return Some(site.error(&member.place, problem, expected)),
    };
    let (problem, expected) = wrong_member(site.shape, member, target)?;
    Some(site.error(&member.place, format!("the member targets {problem}"), expected))
}

/// Describes the problem with a member's target, and the expected target.
fn wrong_member(shape: &Shape, member: &Member, target: &Shape) -> Option<(String, &'static str)> {
    let kind = target.kind.name();
    let is_unit = target.id.as_str() == prelude::UNIT;
    match (&shape.kind, &target.kind) {
        (ShapeKind::Enum(_) | ShapeKind::IntEnum(_), _) => {
            (!is_unit).then(|| (format!("`{}`", target.id), "`smithy.api#Unit` as the target of an enum's member"))
        }
        (_, ShapeKind::Service(_) | ShapeKind::Resource(_) | ShapeKind::Operation(_)) => {
            Some((format!("the {kind} `{}`", target.id), "a shape that has values"))
        }
        (ShapeKind::Map { key, .. }, target_kind) if key.name == member.name => {
            let is_string = matches!(target_kind, ShapeKind::String | ShapeKind::Enum(_));
            (!is_string).then(|| (format!("the {kind} `{}`", target.id), "a string as the key of a map"))
        }
        (ShapeKind::Union(_), _) => None,
        _ => is_unit.then(|| {
            (format!("`{}`", target.id), "another shape, because only members of unions and enums may target it")
        }),
    }
}

/// Returns the target if it exists and can be referred to, or `None` if it is broken.
fn resolve<'m>(context: &Context<'m>, from: &Shape, id: &ShapeId) -> Result<Option<&'m Shape>, (String, &'static str)> {
    let Some(target) = context.model.shapes.get(id) else {
        return match context.is_broken(id) {
            true => Ok(None),
            false => Err((format!("the target `{id}` does not exist"), "the id of a shape")),
        };
    };
    if target.traits.has::<TraitDefinition>() {
        return Err((format!("the target `{id}` is a trait"), "a shape that is not a trait"));
    }
    if target.traits.has::<Mixin>() {
        return Err((format!("the target `{id}` is a mixin"), "a shape that is not a trait"));
    }
    if target.traits.has::<Private>() && target.id.namespace() != from.id.namespace() {
        return Err((format!("the target `{id}` is private"), "a shape of the same namespace, or one that is public"));
    }
    Ok(Some(target))
}

/// A reference, with the kind of shape that it must refer to.
struct Role<'m> {
    /// The part of the shape that has the reference.
    name: String,
    reference: &'m Reference,
    expects: Expects,
}

#[derive(Clone, Copy)]
enum Expects {
    Operation,
    Resource,
    Structure,
    Error,
    String,
    Value,
}

impl Role<'_> {
    fn check(&self, context: &Context<'_>, shape: &Shape) -> Option<Error> {
        let error = |place: &Place, problem: String, expected: &str| {
            Some(Error::new(place, format!("{}: {problem}", self.name), expected).about(&shape.id))
        };
        match resolve(context, shape, &self.reference.target) {
            Err((problem, expected)) => error(&self.reference.place, problem, expected),
            Ok(Some(target)) if !self.expects.is_met_by(target) => {
                let problem = format!("the target `{}` is {}", target.id, described(target));
                error(&self.reference.place, problem, self.expects.name())
            }
            Ok(_) => None,
        }
    }
}

impl Expects {
    fn is_met_by(self, target: &Shape) -> bool {
        let is_error = target.traits.has::<ErrorKind>();
        match (self, &target.kind) {
            (Self::Operation, kind) => matches!(kind, ShapeKind::Operation(_)),
            (Self::Resource, kind) => matches!(kind, ShapeKind::Resource(_)),
            (Self::Structure, kind) => matches!(kind, ShapeKind::Structure(_)) && !is_error,
            (Self::Error, kind) => matches!(kind, ShapeKind::Structure(_)) && is_error,
            (Self::String, kind) => matches!(kind, ShapeKind::String | ShapeKind::Enum(_)),
            (Self::Value, kind) => {
                !matches!(kind, ShapeKind::Service(_) | ShapeKind::Resource(_) | ShapeKind::Operation(_))
            }
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Operation => "an operation",
            Self::Resource => "a resource",
            Self::Structure => "a structure without the trait `smithy.api#error`",
            Self::Error => "a structure with the trait `smithy.api#error`",
            Self::String => "a string",
            Self::Value => "a shape that has values",
        }
    }
}

fn described(shape: &Shape) -> String {
    let is_error = matches!(shape.kind, ShapeKind::Structure(_)) && shape.traits.has::<ErrorKind>();
    let detail = if is_error { " with the trait `smithy.api#error`" } else { "" };
    format!("{}{detail}", with_article(shape.kind.name()))
}

fn roles(shape: &Shape) -> Vec<Role<'_>> {
    match &shape.kind {
        ShapeKind::Service(service) => [
            listed("operations", &service.operations, Expects::Operation),
            listed("resources", &service.resources, Expects::Resource),
            listed("errors", &service.errors, Expects::Error),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ShapeKind::Resource(resource) => [
            named(&resource.identifiers, Expects::String),
            named(&resource.properties, Expects::Value),
            named(&resource.lifecycle, Expects::Operation),
            listed("operations", &resource.operations, Expects::Operation),
            listed("collectionOperations", &resource.collection_operations, Expects::Operation),
            listed("resources", &resource.resources, Expects::Resource),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ShapeKind::Operation(operation) => [
            listed("input", std::slice::from_ref(&operation.input), Expects::Structure),
            listed("output", std::slice::from_ref(&operation.output), Expects::Structure),
            listed("errors", &operation.errors, Expects::Error),
        ]
        .into_iter()
        .flatten()
        .collect(),
        _ => Vec::new(),
    }
}

fn listed<'m>(name: &str, references: &'m [Reference], expects: Expects) -> Vec<Role<'m>> {
    references.iter().map(|reference| Role { name: format!("`{name}`"), reference, expects }).collect()
}

fn named(references: &[(String, Reference)], expects: Expects) -> Vec<Role<'_>> {
    references.iter().map(|(name, reference)| Role { name: quote(name), reference, expects }).collect()
}
