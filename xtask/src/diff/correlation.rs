//! Joins the changes of the model with their effects on Rust, by the shape that changed.

use std::collections::{BTreeMap, VecDeque};

use codegen::compatibility::{Bump, RustChange};
use model::diff::{Change, Validation, Verdict};
use model::{Model, Place, ShapeId};

use super::model_pair::{ComparedModel, ModelPair};
use super::request::Requests;
use crate::findings::{Finding, RustVerdict, Verdicts};

/// The rule of a change that affects only documentation.
const DOCUMENTATION: &str = "documentation-changed";
/// The rule of a change of an item without a counterpart in the model.
const RUST: &str = "rust-item-changed";

/// All findings, and the number of changes that affect only documentation.
#[derive(Debug)]
pub struct Correlated {
    /// The findings, in the order in which they were found.
    pub findings: Vec<Finding>,
    /// The number of documentation changes.
    pub documentation: usize,
}

/// Returns the bump required by all changes together.
pub fn bump(rust: &[RustChange]) -> Bump {
    rust.iter().map(|change| change.bump).max().unwrap_or(Bump::None)
}

/// Returns every change with its effect on Rust. An effect without a change becomes a finding of its own.
pub fn correlate(changes: Vec<Change>, rust: Vec<RustChange>, models: &ModelPair) -> Correlated {
    let mut waiting: BTreeMap<ShapeId, VecDeque<RustVerdict>> = BTreeMap::new();
    for RustChange { shape, item, what, witness, bump } in rust {
        waiting.entry(shape).or_default().push_back(RustVerdict { item, what, witness, bump });
    }
    let total = changes.len();
    let changes: Vec<Change> = changes.into_iter().filter(|change| change.rule != DOCUMENTATION).collect();
    let documentation = total - changes.len();
    let requests = Requests::new(&models.old.model);
    let mut findings = Vec::new();
    for change in changes {
        let rust = rust_of(&change, &mut waiting);
        let request = requests.refused(&change);
        findings.push(finding(change, request, rust, models));
    }
    // A change without an effect on signatures requires a bump, but is not listed.
    let is_shown = |verdict: &RustVerdict| verdict.bump > Bump::Patch;
    for (shape, verdicts) in waiting {
        findings.extend(verdicts.into_iter().filter(is_shown).map(|verdict| alone(&shape, verdict, models)));
    }
    Correlated { findings, documentation }
}

/// Returns the effect of a change on Rust. The removal of a renamed item's old name is part of the same change.
fn rust_of(change: &Change, waiting: &mut BTreeMap<ShapeId, VecDeque<RustVerdict>>) -> Option<RustVerdict> {
    let mut take = |shape: &ShapeId| waiting.get_mut(shape).and_then(VecDeque::pop_front);
    let now = take(&change.shape);
    let former = former(change).filter(|former| *former != change.shape);
    match (former.and_then(|former| take(&former)), now) {
        (Some(old), Some(new)) => Some(RustVerdict {
            what: format!("{}; `{}` {}", old.what, new.item, new.what),
            bump: old.bump.max(new.bump),
            witness: old.witness.or(new.witness),
            item: old.item,
        }),
        (old, new) => old.or(new),
    }
}

/// Returns the old id of a renamed shape or member.
fn former(change: &Change) -> Option<ShapeId> {
    let old = change.old.as_deref().filter(|_| change.rule.ends_with("-renamed"))?;
    match change.shape.member() {
        Some(_) => Some(change.shape.without_member().with_member(old)),
        None => Some(ShapeId::new(old)).filter(|old| old.as_str().contains('#')),
    }
}

fn finding(change: Change, request: Option<String>, rust: Option<RustVerdict>, models: &ModelPair) -> Finding {
    let level = level(&change, rust.as_ref());
    let Change { rule, shape, place, what, old, new, wire, reason, validation, code, security } = change;
    let anchor = anchor(&place, &shape, models);
    let verdicts = Verdicts { old, new, wire, reason: reason.or(code), request, rust, validation, security };
    Finding {
        rule: rule.to_owned(),
        shape: shape.to_string(),
        place,
        anchor,
        what,
        level,
        verdicts: Some(verdicts),
        acknowledged: None,
    }
}

fn alone(shape: &ShapeId, verdict: RustVerdict, models: &ModelPair) -> Finding {
    let place = place(&models.new.model, shape)
        .or_else(|| place(&models.old.model, shape))
        .unwrap_or_else(|| start(&models.new));
    let change = Change {
        rule: RUST,
        shape: shape.clone(),
        place,
        what: format!("{} {}", verdict.item, verdict.what),
        old: None,
        new: None,
        wire: Verdict::Safe,
        reason: None,
        validation: Validation::Same,
        code: None,
        security: None,
    };
    finding(change, None, Some(verdict), models)
}

/// Returns the overall severity of a change.
fn level(change: &Change, rust: Option<&RustVerdict>) -> Verdict {
    let rust = match rust.map(|rust| rust.bump) {
        Some(Bump::Major) => Verdict::Breaking,
        _ => Verdict::Safe,
    };
    change.verdict().max(rust)
}

/// Returns the place of a change in the new model.
fn anchor(place: &Place, shape: &ShapeId, models: &ModelPair) -> Place {
    if models.new.documents.iter().any(|name| **name == *place.document) {
        return place.clone();
    }
    let service = || models.new.model.services().next().map(|service| service.place.clone());
    self::place(&models.new.model, &shape.without_member()).or_else(service).unwrap_or_else(|| start(&models.new))
}

fn place(model: &Model, id: &ShapeId) -> Option<Place> {
    let shape = model.shapes.get(&id.without_member())?;
    match id.member() {
        Some(member) => shape.member(member).map(|member| member.place.clone()),
        None => Some(shape.place.clone()),
    }
}

fn start(side: &ComparedModel) -> Place {
    Place { document: side.documents.first().map(String::as_str).unwrap_or_default().into(), line: 1, column: 1 }
}

#[cfg(test)]
mod tests;
