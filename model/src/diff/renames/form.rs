//! The form of a shape without its name, which must be equal for two shapes to be the same.
//!
//! Invariant: it excludes documentation, and keeps references to shapes that may be renamed apart from the rest.

use std::fmt::Write as _;

use super::Pairs;
use crate::ast::{Shape, ShapeId, ShapeKind};
use crate::closure::references;
use crate::diff::traits::is_documentation;
use crate::traits::Traits;

pub(super) struct Form<'m> {
    /// Everything except the name and the references below.
    pub text: String,
    /// The shapes in its own model alone to which it refers, in order.
    pub own: Vec<&'m ShapeId>,
}

impl<'m> Form<'m> {
    pub fn new(shape: &'m Shape, is_only_here: impl Fn(&ShapeId) -> bool) -> Self {
        let mut form = Self { text: shape.kind.name().to_owned(), own: Vec::new() };
        form.traits(&shape.traits);
        for member in shape.members() {
            form.part(&member.name);
            form.traits(&member.traits);
            form.reference(&member.target, is_only_here(&member.target));
        }
        match &shape.kind {
            ShapeKind::Service(service) => {
                form.part(&service.version);
                form.part(&format!("{:?}", service.rename));
            }
            ShapeKind::Resource(resource) => {
                let named = resource.identifiers.iter().chain(&resource.properties).chain(&resource.lifecycle);
                named.for_each(|(name, _)| form.part(name));
            }
            _ => {}
        }
        for reference in references(shape) {
            form.reference(&reference.target, is_only_here(&reference.target));
        }
        form
    }

    /// Returns `true` if this form equals the other after renaming the pairs.
    pub fn becomes(&self, other: &Self, pairs: &Pairs<'m>) -> bool {
        let mut targets = self.own.iter().zip(&other.own);
        self.text == other.text
            && self.own.len() == other.own.len()
            && targets.all(|(before, after)| pairs.get(before) == Some(after))
    }

    fn traits(&mut self, traits: &Traits) {
        for applied in traits.iter().filter(|applied| !is_documentation(applied.id.as_str())) {
            self.part(applied.id.as_str());
            self.part(&applied.value.to_string());
        }
    }

    fn reference(&mut self, target: &'m ShapeId, is_only_here: bool) {
        if is_only_here {
            self.own.push(target);
            self.part("");
        } else {
            self.part(target.as_str());
        }
    }

    /// Appends a part with its length, so that parts can't run together.
    fn part(&mut self, part: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "\n{}:{part}", part.len());
    }
}

/// Returns the references of a shape, each with the name of its role.
pub(super) fn slots(shape: &Shape) -> Vec<(&str, &ShapeId)> {
    let members = shape.members().into_iter().map(|member| (member.name.as_str(), &member.target));
    let references = references(shape).into_iter();
    match &shape.kind {
        ShapeKind::Operation(operation) => {
            let ends = [("input", &operation.input.target), ("output", &operation.output.target)];
            ends.into_iter().chain(operation.errors.iter().map(|error| ("errors", &error.target))).collect()
        }
        ShapeKind::Service(_) | ShapeKind::Resource(_) => {
            references.map(|reference| ("references", &reference.target)).collect()
        }
        _ => members.collect(),
    }
}
