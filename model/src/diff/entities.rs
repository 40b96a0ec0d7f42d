//! Changes of the properties of services, resources and operations.
//!
//! Invariant: the order of references has no meaning, and an added or removed shape is reported once, by itself.

use std::collections::{BTreeMap, HashSet};

use super::Change;
use super::context::{Subject, Usage};
use super::retarget::Retarget;
use crate::ast::{Operation, Reference, Resource, Service, ShapeId, ShapeKind};

pub(super) fn compare<'c, 'm>(subject: &Subject<'c, 'm>, retargets: &mut Vec<Retarget<'c, 'm>>) -> Vec<Change> {
    match (&subject.old.shape.kind, &subject.new.shape.kind) {
        (ShapeKind::Operation(old), ShapeKind::Operation(new)) => operations(subject, old, new, retargets),
        (ShapeKind::Service(old), ShapeKind::Service(new)) => services(subject, old, new),
        (ShapeKind::Resource(old), ShapeKind::Resource(new)) => resources(subject, old, new),
        _ => Vec::new(),
    }
}

fn operations<'c, 'm>(
    subject: &Subject<'c, 'm>,
    old: &'m Operation,
    new: &'m Operation,
    retargets: &mut Vec<Retarget<'c, 'm>>,
) -> Vec<Change> {
    let ends = [
        ("operation-input-changed", "has another input", &old.input, &new.input, true),
        ("operation-output-changed", "has another output", &old.output, &new.output, false),
    ];
    for (rule, what, old, new, is_input) in ends {
        if !subject.context.is_same(&old.target, &new.target) {
            let usage = Usage { input: is_input, output: !is_input };
            let Subject { context, old: before, new: after, .. } = *subject;
            let subject = Subject { context, id: subject.id.clone(), old: before, new: after, usage };
            retargets.push(Retarget { subject, rule, what, old: &old.target, new: &new.target, place: &new.place });
        }
    }
    let rules = [
        ("operation-error-added", "may return another error"),
        ("operation-error-removed", "no longer returns an error"),
    ];
    errors(subject, rules, &old.errors, &new.errors)
}

fn services(subject: &Subject<'_, '_>, old: &Service, new: &Service) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.version != new.version {
        let change = change(subject, "service-version-changed", "another version");
        let change = change.values(Some(old.version.clone()), Some(new.version.clone()));
        changes.push(match super::services::sends_names(subject.new.model) {
            true => change.risky("the version may be part of requests"),
            false => change,
        });
    }
    changes.extend(service_renames(subject, &old.rename, &new.rename));
    let rules = [
        ("service-error-added", "all operations may return another error"),
        ("service-error-removed", "an error is no longer common to all operations"),
    ];
    changes.extend(errors(subject, rules, &old.errors, &new.errors));
    changes.extend(bindings(subject, "operation", &old.operations, &new.operations));
    if !subject.context.is_scoped {
        changes.extend(bindings(subject, "resource", &old.resources, &new.resources));
    }
    changes
}

fn service_renames(
    subject: &Subject<'_, '_>,
    old: &BTreeMap<ShapeId, String>,
    new: &BTreeMap<ShapeId, String>,
) -> Vec<Change> {
    let context = subject.context;
    let ids: std::collections::BTreeSet<&ShapeId> =
        old.keys().map(|id| context.renames.new_of(id)).chain(new.keys()).collect();
    let one = |id: &ShapeId| {
        let (before, after) = (old.get(context.renames.old_of(id)), new.get(id));
        let (rule, what) = match (before, after) {
            (None, _) => ("service-rename-added", "renamed within the service"),
            (_, None) => ("service-rename-removed", "no longer renamed within the service"),
            _ => ("service-rename-changed", "renamed differently within the service"),
        };
        let is_new = before.is_none() && !context.old.shapes.contains_key(context.renames.old_of(id));
        let change = change(subject, rule, &format!("{what}: {id}")).values(before.cloned(), after.cloned());
        let change = if is_new { change } else { change.code("a type may have its name") };
        (before != after).then_some(change)
    };
    ids.into_iter().filter_map(one).collect()
}

fn resources(subject: &Subject<'_, '_>, old: &Resource, new: &Resource) -> Vec<Change> {
    let mut changes = Vec::new();
    let named = [
        ("resource-identifiers-changed", "has other identifiers", &old.identifiers, &new.identifiers),
        ("resource-properties-changed", "has other properties", &old.properties, &new.properties),
        ("resource-lifecycle-changed", "has other operations of its lifecycle", &old.lifecycle, &new.lifecycle),
    ];
    for (rule, what, old, new) in named {
        let renames = &subject.context.renames;
        let old: BTreeMap<&str, &ShapeId> =
            old.iter().map(|(name, reference)| (name.as_str(), renames.new_of(&reference.target))).collect();
        let new: BTreeMap<&str, &ShapeId> =
            new.iter().map(|(name, reference)| (name.as_str(), &reference.target)).collect();
        if old != new {
            let change = change(subject, rule, what).values(Some(listed(&old)), Some(listed(&new)));
            changes.push(change.code("code that handles resources depends on it"));
        }
    }
    changes.extend(bindings(subject, "operation", &old.operations, &new.operations));
    changes.extend(bindings(subject, "operation", &old.collection_operations, &new.collection_operations));
    changes.extend(bindings(subject, "resource", &old.resources, &new.resources));
    changes
}

fn listed(named: &BTreeMap<&str, &ShapeId>) -> String {
    let parts: Vec<String> = named.iter().map(|(name, target)| format!("{name}: {}", target.name())).collect();
    super::value::shorten(&parts.join(", "))
}

/// Returns the changes of the errors that may be returned.
fn errors(
    subject: &Subject<'_, '_>,
    [added, removed]: [(&'static str, &str); 2],
    old: &[Reference],
    new: &[Reference],
) -> Vec<Change> {
    let (gone, fresh) = differing(subject, old, new);
    let gone = gone
        .into_iter()
        .map(|error| change(subject, removed.0, removed.1).values(Some(error.target.to_string()), None));
    let fresh = fresh.into_iter().map(|error| {
        let change = Change::new(added.0, &subject.id, &error.place, added.1);
        change.values(None, Some(error.target.to_string()))
    });
    gone.chain(fresh).collect()
}

/// Returns changes for operations or resources that exist in both models but are bound in only one.
fn bindings(subject: &Subject<'_, '_>, kind: &str, old: &[Reference], new: &[Reference]) -> Vec<Change> {
    let context = subject.context;
    let (gone, fresh) = differing(subject, old, new);
    let is_operation = kind == "operation";
    let (bound, unbound) =
        if is_operation { ("operation-bound", "operation-unbound") } else { ("resource-bound", "resource-unbound") };
    let gone = gone.into_iter().filter(|gone| context.new.shapes.contains_key(context.renames.new_of(&gone.target)));
    let gone = gone.map(|gone| {
        let change = change(subject, unbound, &format!("{kind} no longer bound"));
        let change = change.values(Some(gone.target.to_string()), None).code("code that depends on the binding");
        match is_operation && !context.new.bound.contains(context.renames.new_of(&gone.target)) {
            true => change.breaking("old clients may call it"),
            false => change,
        }
    });
    let fresh = fresh.into_iter().filter(|fresh| {
        context.new.shapes.contains_key(&fresh.target)
            && context.old.shapes.contains_key(context.renames.old_of(&fresh.target))
    });
    let fresh = fresh.map(|fresh| {
        let change = Change::new(bound, &subject.id, &fresh.place, format!("{kind} now bound"));
        change.values(None, Some(fresh.target.to_string()))
    });
    gone.chain(fresh).collect()
}

/// Returns the references that only the old list has, and those that only the new one has.
fn differing<'r>(
    subject: &Subject<'_, '_>,
    old: &'r [Reference],
    new: &'r [Reference],
) -> (Vec<&'r Reference>, Vec<&'r Reference>) {
    let renames = &subject.context.renames;
    let before: HashSet<&ShapeId> = old.iter().map(|reference| renames.new_of(&reference.target)).collect();
    let after: HashSet<&ShapeId> = new.iter().map(|reference| &reference.target).collect();
    let gone = old.iter().filter(|reference| !after.contains(renames.new_of(&reference.target)));
    let fresh = new.iter().filter(|reference| !before.contains(&reference.target));
    (gone.collect(), fresh.collect())
}

fn change(subject: &Subject<'_, '_>, rule: &'static str, what: &str) -> Change {
    Change::new(rule, &subject.id, subject.new.place(), what)
}
