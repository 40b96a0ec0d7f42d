//! The model with the lookups that checks need.
//!
//! A site is anything that traits can be applied to: a shape or a member.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::ast::{Member, Model, Place, Shape, ShapeId};
use crate::error::Error;
use crate::prelude;
use crate::traits::{TraitDefinition, Traits};

/// A model, and the ids of shapes that could not be loaded.
pub(super) struct Context<'m> {
    pub model: &'m Model,
    broken: &'m BTreeSet<ShapeId>,
    namespaces: HashSet<&'m str>,
    definitions: HashMap<&'m str, Definition<'m>>,
}

/// The definition of a trait, with its selector.
pub(super) struct Definition<'m> {
    pub shape: &'m Shape,
    pub rules: TraitDefinition,
}

/// A shape, or a member of it.
#[derive(Clone, Copy)]
pub(super) struct Site<'m> {
    pub shape: &'m Shape,
    pub member: Option<&'m Member>,
}

impl<'m> Context<'m> {
    pub fn new(model: &'m Model, broken: &'m BTreeSet<ShapeId>) -> Self {
        let namespaces = model.shapes.keys().map(ShapeId::namespace).collect();
        let shapes = prelude::shapes().chain(model.shapes.values());
        let definitions = shapes.filter_map(|shape| {
            let rules = shape.traits.get::<TraitDefinition>()?;
            Some((shape.id.as_str(), Definition { shape, rules }))
        });
        Self { model, broken, namespaces, definitions: definitions.collect() }
    }

    /// Returns the shape with that id, including those that define well-known traits.
    pub fn shape(&self, id: &str) -> Option<&'m Shape> {
        self.model.shapes.get(id).or_else(|| prelude::shape(id))
    }

    /// Returns the definition of a trait.
    pub fn definition(&self, id: &str) -> Option<&Definition<'m>> {
        self.definitions.get(id)
    }

    /// Returns `true` if a problem with the shape is already reported.
    pub fn is_broken(&self, id: &ShapeId) -> bool {
        self.broken.contains(id)
    }

    /// Returns `true` if the model defines shapes in that namespace.
    pub fn has_namespace(&self, namespace: &str) -> bool {
        self.namespaces.contains(namespace)
    }

    /// Returns the shapes of the documents.
    pub fn shapes(&self) -> impl Iterator<Item = &'m Shape> + use<'m> {
        self.model.shapes.values().filter(|shape| shape.id.namespace() != prelude::NAMESPACE)
    }

    /// Returns the shapes of the documents, each followed by its members.
    pub fn sites(&self) -> impl Iterator<Item = Site<'m>> + use<'m> {
        self.shapes().flat_map(|shape| {
            let members = shape.members().into_iter().map(move |member| Site { shape, member: Some(member) });
            std::iter::once(Site { shape, member: None }).chain(members)
        })
    }
}

impl<'m> Site<'m> {
    pub fn traits(&self) -> &'m Traits {
        self.member.map_or(&self.shape.traits, |member| &member.traits)
    }

    pub fn id(&self) -> ShapeId {
        self.member.map_or_else(|| self.shape.id.clone(), |member| self.shape.id.with_member(&member.name))
    }

    /// Returns the shape of the values at this site: the target of a member, otherwise the shape itself.
    pub fn target(&self, context: &Context<'m>) -> Option<&'m Shape> {
        self.member.map_or(Some(self.shape), |member| context.shape(member.target.as_str()))
    }

    /// Creates an error about this site, at the place of a part of it.
    pub fn error(&self, place: &Place, problem: impl Into<String>, expected: impl Into<String>) -> Error {
        Error::new(place, problem, expected).about(&self.id())
    }
}
