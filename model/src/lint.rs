//! Lints this project's own documents, which may have problems although they are a valid model.
//!
//! Every rule is a function from the model to its findings; a finding names the shape and its place.

mod documents;
mod patterns;
mod secrets;
mod sources;
mod undocumented;

use std::collections::BTreeSet;

use crate::ast::{Model, Place, Shape, ShapeId};
use crate::closure;
use crate::document::Document;
use crate::error::Errors;
use crate::import::{Matched, matching};
use crate::load::load;
use crate::prelude;

/// A problem that should be fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it: a stable id such as `undocumented`.
    pub rule: &'static str,
    /// The shape or member concerned.
    pub shape: ShapeId,
    /// Its place.
    pub place: Place,
    /// A short description of the problem.
    pub what: String,
}

/// The rules, each with its requirement.
pub const RULES: [(&str, &str); 5] = [
    (undocumented::RULE, "Every shape and member that is generated has documentation."),
    (documents::RULE, "Every `apply` statement names a shape or member that exists."),
    (secrets::RULE, "Every member that is named like a secret is marked as secret or as not secret."),
    (sources::RULE, "Every statement beyond the published model names its source."),
    (patterns::RULE, "Every pattern matches some text of an allowed length."),
];

/// Returns the findings of all rules in a model, sorted by place.
pub fn lint(model: &Model) -> Vec<Finding> {
    let generated = generated(model);
    let mut findings = undocumented::find(&generated);
    findings.extend(secrets::find(model, &generated));
    findings.extend(sources::find(model));
    findings.extend(patterns::find(model));
    findings.sort_by(|one, other| (&one.place, &one.shape, one.rule).cmp(&(&other.place, &other.shape, other.rule)));
    findings
}

/// Returns the documents without `apply` statements that match nothing, and a finding for each of these.
///
/// # Errors
///
/// Returns an error if the definitions in the documents are not a valid model.
pub fn unmatched(documents: &[Document]) -> Result<(Vec<Document>, Vec<Finding>), Errors> {
    let all = |model: &Model| -> Result<Vec<Matched>, Errors> {
        documents.iter().map(|document| matching(document, model)).collect()
    };
    // No statement matches an empty model, so only definitions are left.
    let definitions: Vec<Document> = all(&Model::default())?.into_iter().map(|matched| matched.document).collect();
    let matched = all(&load(&definitions)?)?;
    let findings = matched.iter().flat_map(|matched| documents::findings(&matched.unmatched)).collect();
    Ok((matched.into_iter().map(|matched| matched.document).collect(), findings))
}

/// Returns the shapes for which code is generated: all that the operations of the services reach.
fn generated(model: &Model) -> Vec<&Shape> {
    let services: BTreeSet<&ShapeId> = model.services().map(|service| &service.id).collect();
    let shapes = closure::shapes(model, services).into_iter();
    shapes.filter(|shape| shape.id.namespace() != prelude::NAMESPACE).collect()
}
