//! Evaluates a selector.
//!
//! Each site is selected once, however many paths lead to it. The number of visited sites is limited.

use std::collections::HashSet;

use super::super::context::{Context, Site};
use super::{FUEL, Part, Selector, Step};
use crate::ast::{Reference, Shape, ShapeKind};

/// The sites selected by a selector.
pub(in crate::check) struct Selection(HashSet<Key>);

/// A site by its address; a shape and its first member may have the same one.
type Key = (bool, usize);

impl Selection {
    pub fn contains(&self, site: &Site<'_>) -> bool {
        self.0.contains(&key(site))
    }
}

/// Evaluates a selector on all sites of the model; returns `None` if that takes too long.
pub(super) fn select(context: &Context<'_>, selector: &Selector) -> Option<Selection> {
    let mut evaluation = Evaluation { context, fuel: FUEL };
    let selected = evaluation.run(selector, context.sites().collect())?;
    Some(Selection(selected.iter().map(key).collect()))
}

struct Evaluation<'c, 'm> {
    context: &'c Context<'m>,
    fuel: u64,
}

impl<'m> Evaluation<'_, 'm> {
    fn run(&mut self, selector: &Selector, mut sites: Vec<Site<'m>>) -> Option<Vec<Site<'m>>> {
        for step in &selector.0 {
            self.fuel = self.fuel.checked_sub(sites.len() as u64)?;
            sites = self.step(step, sites)?;
        }
        Some(sites)
    }

    fn step(&mut self, step: &Step, mut sites: Vec<Site<'m>>) -> Option<Vec<Site<'m>>> {
        match step {
            Step::Kind(kind) => sites.retain(|site| is_kind(site, kind)),
            Step::Trait(id) => sites.retain(|site| site.traits().value(id).is_some()),
            Step::Id(part, value) => sites.retain(|site| has_id(site, *part, value)),
            Step::Test(selectors) => sites = self.filter(selectors, sites, true)?,
            Step::Not(selectors) => sites = self.filter(selectors, sites, false)?,
            Step::Is(selectors) => {
                let mut selected = Vec::new();
                for selector in selectors {
                    selected.extend(self.run(selector, sites.clone())?);
                }
                sites = distinct(selected);
            }
            Step::Neighbors(names) => {
                let neighbors = sites.iter().flat_map(|site| self.neighbors(site, names.as_deref()));
                sites = distinct(neighbors.collect());
            }
        }
        Some(sites)
    }

    /// Keeps the sites for which one of the selectors selects anything or, if not `keep`, for which none does.
    fn filter(&mut self, selectors: &[Selector], sites: Vec<Site<'m>>, keep: bool) -> Option<Vec<Site<'m>>> {
        let mut kept = Vec::new();
        for site in sites {
            let mut gives = false;
            for selector in selectors {
                gives = gives || !self.run(selector, vec![site])?.is_empty();
            }
            if gives == keep {
                kept.push(site);
            }
        }
        Some(kept)
    }

    fn neighbors(&self, site: &Site<'m>, names: Option<&[String]>) -> Vec<Site<'m>> {
        let wanted = |name: &str| names.is_none_or(|names| names.iter().any(|wanted| wanted == name));
        if let Some(member) = site.member {
            let target = self.context.shape(member.target.as_str()).filter(|_| names.is_none());
            return target.map(whole).into_iter().collect();
        }
        if wanted("member") {
            let members = site.shape.members().into_iter();
            let members: Vec<Site<'m>> =
                members.map(|member| Site { shape: site.shape, member: Some(member) }).collect();
            if !members.is_empty() {
                return members;
            }
        }
        let references = references(site.shape).into_iter().filter(|(name, _)| wanted(name));
        references.filter_map(|(_, reference)| self.context.shape(reference.target.as_str())).map(whole).collect()
    }
}

fn whole(shape: &Shape) -> Site<'_> {
    Site { shape, member: None }
}

fn key(site: &Site<'_>) -> Key {
    match site.member {
        Some(member) => (true, std::ptr::from_ref(member).addr()),
        None => (false, std::ptr::from_ref(site.shape).addr()),
    }
}

fn distinct(mut sites: Vec<Site<'_>>) -> Vec<Site<'_>> {
    if sites.len() > 1 {
        let mut seen = HashSet::with_capacity(sites.len());
        sites.retain(|site| seen.insert(key(site)));
    }
    sites
}

fn is_kind(site: &Site<'_>, name: &str) -> bool {
    if site.member.is_some() || name == "*" {
        return matches!(name, "*" | "member");
    }
    let kind = &site.shape.kind;
    match name {
        "simpleType" => is_simple(kind),
        "number" => is_number(kind),
        "string" => matches!(kind, ShapeKind::String | ShapeKind::Enum(_)),
        "integer" => matches!(kind, ShapeKind::Integer | ShapeKind::IntEnum(_)),
        "list" | "collection" => matches!(kind, ShapeKind::List(_) | ShapeKind::Set(_)),
        _ => kind.name() == name,
    }
}

fn is_simple(kind: &ShapeKind) -> bool {
    is_number(kind)
        || matches!(
            kind,
            ShapeKind::Blob
                | ShapeKind::Boolean
                | ShapeKind::String
                | ShapeKind::Timestamp
                | ShapeKind::Document
                | ShapeKind::Enum(_)
        )
}

fn is_number(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Byte
            | ShapeKind::Short
            | ShapeKind::Integer
            | ShapeKind::Long
            | ShapeKind::Float
            | ShapeKind::Double
            | ShapeKind::BigInteger
            | ShapeKind::BigDecimal
            | ShapeKind::IntEnum(_)
    )
}

fn has_id(site: &Site<'_>, part: Part, value: &str) -> bool {
    match part {
        Part::Whole => site.id().as_str() == value,
        Part::Namespace => site.shape.id.namespace() == value,
        Part::Name => site.shape.id.name() == value,
        Part::Member => site.member.is_some_and(|member| member.name == value),
    }
}

/// Returns the references of a service, resource or operation, with the names of the relationships.
fn references(shape: &Shape) -> Vec<(&str, &Reference)> {
    fn all<'m>(name: &'static str, references: &'m [Reference]) -> impl Iterator<Item = (&'m str, &'m Reference)> {
        references.iter().map(move |reference| (name, reference))
    }
    match &shape.kind {
        ShapeKind::Service(service) => all("operation", &service.operations)
            .chain(all("resource", &service.resources))
            .chain(all("error", &service.errors))
            .collect(),
        ShapeKind::Resource(resource) => {
            let lifecycle = resource.lifecycle.iter().map(|(name, reference)| (name.as_str(), reference));
            let operations = all("operation", &resource.operations);
            let collection_operations = all("operation", &resource.collection_operations);
            lifecycle
                .chain(operations)
                .chain(collection_operations)
                .chain(all("resource", &resource.resources))
                .collect()
        }
        ShapeKind::Operation(operation) => all("input", std::slice::from_ref(&operation.input))
            .chain(all("output", std::slice::from_ref(&operation.output)))
            .chain(all("error", &operation.errors))
            .collect(),
        _ => Vec::new(),
    }
}
