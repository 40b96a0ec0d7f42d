//! Names a discriminator's enum, the constructor that accepts it, and the variables in that constructor.
//!
//! A document chooses the names that users see, so an unusable one is reported, not changed. The generator chooses the
//! names of variables.

use model::{AppliedTrait, Shape};

use super::{DiscriminatedTrait, Tagged};
use crate::lower::Lowering;
use crate::lower::problem::{NameRole, Problem};
use crate::names::{self, STRUCTURE_FUNCTIONS, Scope};

/// The names of a discriminator.
pub(super) struct Names {
    pub(super) static_name: String,
    pub(super) ty: String,
    pub(super) constructor: String,
    pub(super) parameter: String,
    pub(super) value: String,
    pub(super) parts: Vec<String>,
    /// For each variant, the variables for the members that its value requires.
    pub(super) bindings: Vec<Vec<String>>,
}

impl Lowering<'_> {
    /// Returns all names; `None` if one of them is refused.
    pub(super) fn names_of(
        &mut self,
        shape: &Shape,
        applied: &AppliedTrait,
        trait_: &DiscriminatedTrait,
        tagged: &Tagged,
    ) -> Option<Names> {
        let ty = self.tag_type(shape, applied, &trait_.name);
        let constructor = self.constructor(shape, applied, &trait_.constructor);
        let parts = self.part_names(shape, applied, trait_, tagged);
        let (ty, constructor, parts) = (ty?, constructor?, parts?);
        let mut variables = Scope::snake(variables(&self.context.fields(shape), tagged));
        let parameter = variables.claim(names::function_name(&ty));
        let value = variables.claim("value".to_owned());
        Some(Names {
            static_name: self.schemas.claim_static(&ty),
            bindings: bindings(tagged, &parts),
            ty,
            constructor,
            parameter,
            value,
            parts,
        })
    }

    fn tag_type(&mut self, shape: &Shape, applied: &AppliedTrait, name: &str) -> Option<String> {
        let role = NameRole::Type;
        let problem = match names::explicit_type(name) {
            Err(reason) => Problem::unusable(&applied.place, shape, role, name, &reason),
            Ok(ty) if names::is_reserved_type(&ty) => {
                Problem::taken(&applied.place, shape, role, name, "a type of Rust or of the runtime")
            }
            Ok(ty) if self.context.naming.types.reserve(&ty) => return Some(ty),
            Ok(_) => Problem::taken(&applied.place, shape, role, name, "another type"),
        };
        self.problems.push(problem);
        None
    }

    fn constructor(&mut self, shape: &Shape, applied: &AppliedTrait, name: &str) -> Option<String> {
        let role = NameRole::Constructor;
        let problem = match names::explicit_function(name) {
            Err(reason) => Problem::unusable(&applied.place, shape, role, name, &reason),
            Ok(function) if STRUCTURE_FUNCTIONS.contains(&function.as_str()) => {
                Problem::taken(&applied.place, shape, role, name, "a function of every structure")
            }
            Ok(function) if self.context.fields(shape).contains(&function) => {
                Problem::taken(&applied.place, shape, role, name, "a member's setter")
            }
            Ok(function) => return Some(function),
        };
        self.problems.push(problem);
        None
    }

    fn part_names(
        &mut self,
        shape: &Shape,
        applied: &AppliedTrait,
        trait_: &DiscriminatedTrait,
        tagged: &Tagged,
    ) -> Option<Vec<String>> {
        let added = tagged.variants.iter().flat_map(|variant| &variant.additions).map(|(field, _)| field.as_str());
        let mut taken = Scope::snake(added);
        let mut parts = Vec::new();
        let before = self.problems.len();
        for part in &trait_.parts {
            let (role, place) = (NameRole::Part, &applied.place);
            let problem = match names::explicit_function(&part.name) {
                Err(reason) => Problem::unusable(place, shape, role, &part.name, &reason),
                Ok(name) if part_fields(tagged).any(|field| field == name) => {
                    Problem::taken(place, shape, role, &part.name, "a member that contains parts")
                }
                Ok(name) if !taken.reserve(&name) => {
                    Problem::taken(place, shape, role, &part.name, "another field of a variant")
                }
                Ok(name) => {
                    parts.push(name);
                    continue;
                }
            };
            self.problems.push(problem);
        }
        (self.problems.len() == before).then_some(parts)
    }
}

/// Returns the fields that hold the parts.
fn part_fields(tagged: &Tagged) -> impl Iterator<Item = &str> {
    tagged.parts.iter().filter_map(|part| part.steps.last()).map(|step| step.field.as_str())
}

/// Returns the variables of the function that have the names of fields.
fn variables<'t>(fields: &'t [String], tagged: &'t Tagged) -> impl Iterator<Item = &'t str> {
    fields.iter().map(String::as_str).chain(part_fields(tagged))
}

fn bindings(tagged: &Tagged, parts: &[String]) -> Vec<Vec<String>> {
    let added = tagged.variants.iter().flat_map(|variant| &variant.additions).map(|(field, _)| field.as_str());
    let taken = Scope::snake(added.chain(part_fields(tagged)).chain(parts.iter().map(String::as_str)));
    let of_variant = |count: usize| taken.clone().claim_all(std::iter::repeat_n("value".to_owned(), count));
    tagged.variants.iter().map(|variant| of_variant(variant.additions.len())).collect()
}
