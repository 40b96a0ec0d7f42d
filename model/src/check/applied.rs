//! Checks that traits exist, have well-formed values, and are applied where they are allowed.

use super::context::{Context, Site};
use super::selector::Selectors;
use super::value::{Rules, Values};
use crate::ast::{Member, Shape, ShapeKind};
use crate::error::{Error, quote, with_article};
use crate::prelude;
use crate::traits::{AppliedTrait, StructurallyExclusive, TraitDefinition, misread};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let mut checker = Checker { context, values: Values::new(context), selectors: Selectors::new(context) };
    let mut errors = Vec::new();
    for site in context.sites() {
        for applied in site.traits().iter() {
            checker.applied(&site, applied, &mut errors);
        }
        if site.member.is_none() {
            checker.exclusive(site.shape, &mut errors);
        }
    }
    errors
}

struct Checker<'c, 'm> {
    context: &'c Context<'m>,
    values: Values<'c, 'm>,
    selectors: Selectors<'c, 'm>,
}

impl<'m> Checker<'_, 'm> {
    fn applied(&mut self, site: &Site<'m>, applied: &'m AppliedTrait, errors: &mut Vec<Error>) {
        let id = applied.id.as_str();
        let Some(definition) = self.context.definition(id) else {
            let problem = self.undefined(applied);
            errors.extend(problem.map(|(problem, expected)| site.error(&applied.place, problem, expected)));
            return;
        };
        let rules =
            if applied.id.namespace() == crate::extensions::NAMESPACE { Rules::Constrained } else { Rules::Open };
        let mismatches = self.values.check(&applied.value, definition.shape, None, rules);
        let is_told = !mismatches.is_empty();
        for mismatch in mismatches {
            let at = if mismatch.pointer.is_empty() { String::new() } else { format!(" at {}", mismatch.pointer) };
            let problem = format!("wrong value of `{id}`{at}: {}", mismatch.problem);
            errors.push(site.error(&applied.place, problem, mismatch.expected));
        }
        if let Some(problem) = misread(id, &applied.value).filter(|_| !is_told) {
            let problem = format!("wrong value of `{id}`: {}", quote(&problem));
            errors.push(site.error(&applied.place, problem, "a value of the trait's form"));
        }
        let selector = definition.rules.selector.as_deref().unwrap_or("*");
        if self.selectors.selects(selector, site) == Some(false) {
            let problem = format!("the trait `{id}` does not apply to this {}", described(site));
            errors.push(site.error(&applied.place, problem, format!("what {} selects", quote(selector))));
        }
        self.conflicts(site, applied, &definition.rules, errors);
    }

    /// Describes the problem with a trait that has no definition.
    fn undefined(&self, applied: &AppliedTrait) -> Option<(String, &'static str)> {
        let id = &applied.id;
        if self.context.is_broken(id) {
            return None;
        }
        if self.context.model.shapes.contains_key(id) {
            return Some((format!("`{id}` is not a trait"), "a shape with the trait `smithy.api#trait`"));
        }
        if id.namespace() == prelude::NAMESPACE {
            return Some((format!("unsupported trait `{id}`"), "a trait of Smithy's prelude"));
        }
        // A trait of a namespace without any shape in the model may belong to someone else.
        let is_ours = self.context.has_namespace(id.namespace()) && !prelude::is_well_known(id.namespace());
        is_ours.then(|| (format!("the trait `{id}` does not exist"), "a trait that its namespace defines"))
    }

    fn conflicts(
        &self,
        site: &Site<'m>,
        applied: &AppliedTrait,
        definition: &TraitDefinition,
        errors: &mut Vec<Error>,
    ) {
        for other in definition.conflicts.iter().filter_map(|other| site.traits().applied(other)) {
            let back = self.context.definition(other.id.as_str()).map(|other| &other.rules.conflicts);
            let is_mutual = back.is_some_and(|back| back.iter().any(|id| id == applied.id.as_str()));
            // A mutual conflict is reported once, at the trait that sorts first.
            if !is_mutual || applied.id < other.id {
                let problem = format!("the traits `{}` and `{}` exclude each other", applied.id, other.id);
                errors.push(site.error(&applied.place, problem, "one of them"));
            }
        }
    }

    /// Finds traits that only one member, or only the target of one member, may have.
    fn exclusive(&self, shape: &'m Shape, errors: &mut Vec<Error>) {
        let (ShapeKind::Structure(members) | ShapeKind::Union(members)) = &shape.kind else { return };
        let own = members.iter().flat_map(|member| member.traits.iter().map(move |applied| (member, applied)));
        self.exclusive_of(shape, own, StructurallyExclusive::Member, errors);
        let of_target = |member: &'m Member| {
            let target = self.context.model.target(member)?;
            Some(target.traits.iter().map(move |applied| (member, applied)))
        };
        let targets = members.iter().filter_map(of_target).flatten();
        self.exclusive_of(shape, targets, StructurallyExclusive::Target, errors);
    }

    fn exclusive_of(
        &self,
        shape: &Shape,
        applied: impl Iterator<Item = (&'m Member, &'m AppliedTrait)>,
        what: StructurallyExclusive,
        errors: &mut Vec<Error>,
    ) {
        let mut found: Vec<(&str, &Member)> = Vec::new();
        for (member, applied) in applied {
            let definition = self.context.definition(applied.id.as_str());
            if definition.and_then(|definition| definition.rules.structurally_exclusive) != Some(what) {
                continue;
            }
            match found.iter().find(|(id, _)| *id == applied.id.as_str()) {
                None => found.push((applied.id.as_str(), member)),
                Some((_, first)) => {
                    let problem = format!("the trait `{}` is also on the member {}", applied.id, quote(&first.name));
                    let id = shape.id.with_member(&member.name);
                    errors.push(Error::new(&member.place, problem, "one member with it").about(&id));
                }
            }
        }
    }
}

fn described(site: &Site<'_>) -> String {
    match site.member {
        Some(_) => format!("member of {}", with_article(site.shape.kind.name())),
        None => site.shape.kind.name().to_string(),
    }
}
