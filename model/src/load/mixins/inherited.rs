//! The parts that a shape inherits from its mixins, and their merge with the shape's own.
//!
//! Parts added later override those added earlier.

use std::collections::{BTreeSet, HashMap};

use super::{MOST, size};
use crate::ast::{Member, Operation, Place, Reference, Resource, Service, ShapeId};
use crate::error::Error;
use crate::load::apply;
use crate::load::draft::{Body, Draft, Holder};
use crate::prelude;
use crate::traits::{Mixin, SmithyTrait, Traits};

/// The parts inherited from mixins.
#[derive(Default)]
pub(super) struct Inherited {
    traits: Traits,
    members: Members,
    service: Service,
    errors: Vec<Reference>,
}

#[derive(Default)]
struct Members {
    list: Vec<Member>,
    indices: HashMap<String, usize>,
}

impl Inherited {
    /// Adds the parts of one more mixin, or returns the reason why it can't be mixed in.
    pub fn add(&mut self, draft: &Draft, place: &Place, mixin: &Draft, budget: &mut usize) -> Option<Error> {
        let Some(applied) = mixin.traits.applied(Mixin::ID) else {
            let problem = format!("`{}` is not a mixin", mixin.id);
            return Some(draft.error(place, problem, "a shape with the trait `smithy.api#mixin`"));
        };
        let kind = draft.body.kind_name();
        if kind != mixin.body.kind_name() {
            let problem = format!("the mixin `{}` is of the type `{}`", mixin.id, mixin.body.kind_name());
            return Some(draft.error(place, problem, format!("one of the type `{kind}`")));
        }
        let Some(rest) = budget.checked_sub(size::size(mixin)) else {
            let problem = format!("mixins add more than {} MiB", MOST >> 20);
            return Some(draft.error(place, problem, "fewer members and traits, or fewer mixins"));
        };
        *budget = rest;
        let local = mixin.traits.get::<Mixin>().map(|mixin| mixin.local_traits).unwrap_or_default();
        let handed_on =
            mixin.traits.iter().filter(|one| one.id != applied.id && !local.iter().any(|id| one.id.as_str() == id));
        handed_on.for_each(|one| self.traits.set(one.clone()));
        self.add_body(draft, place, mixin)
    }

    fn add_body(&mut self, draft: &Draft, place: &Place, mixin: &Draft) -> Option<Error> {
        match &mixin.body {
            Body::Members(_, members) => {
                members.iter().find_map(|member| self.members.add(member.clone(), place, &draft.id))
            }
            Body::Service(service) => {
                self.service.version.clone_from(&service.version);
                extend(&mut self.service.operations, &service.operations);
                extend(&mut self.service.resources, &service.resources);
                extend(&mut self.service.errors, &service.errors);
                self.service.rename.extend(service.rename.clone());
                None
            }
            Body::Operation(operation) => {
                extend(&mut self.errors, &operation.errors);
                let unit = |reference: &Reference| reference.target.as_str() == prelude::UNIT;
                let is_allowed = unit(&operation.input) && unit(&operation.output);
                let problem = format!("the mixin `{}` is an operation with input or output", mixin.id);
                (!is_allowed).then(|| draft.error(place, problem, "an operation without"))
            }
            Body::Resource(resource) => {
                let problem = format!("the mixin `{}` is a resource with properties", mixin.id);
                (*resource != Resource::default()).then(|| draft.error(place, problem, "a resource without"))
            }
            Body::Simple(_) => None,
        }
    }

    /// Returns the shape merged with the inherited parts.
    pub fn merge(mut self, mut draft: Draft) -> (Draft, Vec<Error>) {
        let mut errors = Vec::new();
        let own = std::mem::take(&mut draft.traits);
        own.iter().for_each(|applied| self.traits.set(applied.clone()));
        draft.traits = self.traits;
        match &mut draft.body {
            Body::Members(holder, members) => {
                let holder = *holder;
                for member in std::mem::take(members) {
                    let place = member.place.clone();
                    errors.extend(self.members.add(member, &place, &draft.id));
                }
                for (name, applied) in std::mem::take(&mut draft.introduced) {
                    match self.members.get_mut(&name) {
                        Some(member) => applied.traits.iter().for_each(|one| member.traits.set(one.clone())),
                        None => errors.push(apply::no_member(&applied)),
                    }
                }
                *members = self.members.list;
                sort_map(holder, members);
            }
            Body::Service(service) => merge_service(service, self.service),
            Body::Operation(Operation { errors, .. }) => {
                let own = std::mem::replace(errors, self.errors);
                extend(errors, &own);
            }
            Body::Simple(_) | Body::Resource(_) => {}
        }
        errors.extend(draft.introduced.values().map(apply::no_member));
        (draft, errors)
    }
}

impl Members {
    /// Adds a member, or merges its traits into the one of the same name.
    fn add(&mut self, member: Member, place: &Place, shape: &ShapeId) -> Option<Error> {
        let Some(present) = self.get_mut(&member.name) else {
            self.indices.insert(member.name.clone(), self.list.len());
            self.list.push(member);
            return None;
        };
        if present.target != member.target {
            let problem =
                format!("the member targets `{}`, but a mixin sets the target `{}`", member.target, present.target);
            return Some(Error::new(place, problem, "the same target").about(&shape.with_member(&member.name)));
        }
        present.place = member.place;
        member.traits.iter().for_each(|applied| present.traits.set(applied.clone()));
        None
    }

    fn get_mut(&mut self, name: &str) -> Option<&mut Member> {
        self.list.get_mut(*self.indices.get(name)?)
    }
}

fn merge_service(own: &mut Service, inherited: Service) {
    let Service { version, operations, resources, errors, rename } = std::mem::replace(own, inherited);
    if !version.is_empty() {
        own.version = version;
    }
    extend(&mut own.operations, &operations);
    extend(&mut own.resources, &resources);
    extend(&mut own.errors, &errors);
    own.rename.extend(rename);
}

/// Adds the references whose targets are not in the list yet.
fn extend(references: &mut Vec<Reference>, added: &[Reference]) {
    let mut present: BTreeSet<ShapeId> = references.iter().map(|reference| reference.target.clone()).collect();
    references.extend(added.iter().filter(|reference| present.insert(reference.target.clone())).cloned());
}

/// Puts the key of a map before the value, whichever mixin they come from.
fn sort_map(holder: Holder, members: &mut [Member]) {
    if holder == Holder::Map {
        members.sort_by(|left, right| left.name.cmp(&right.name));
    }
}
