//! What is wrong with our own documents although they are a valid model.
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

/// Something that should be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it: a stable id such as `undocumented`.
    pub rule: &'static str,
    /// The shape or member that it is about.
    pub shape: ShapeId,
    /// Where that is written.
    pub place: Place,
    /// What is wrong, in a few words.
    pub what: String,
}

/// The rules, each with what it demands.
pub const RULES: [(&str, &str); 5] = [
    (undocumented::RULE, "Every shape and member that is generated has documentation."),
    (documents::RULE, "What is applied is applied to a shape or member that exists."),
    (secrets::RULE, "What is named like a secret is marked as one, or as none."),
    (sources::RULE, "What the published model does not say has a source."),
    (patterns::RULE, "Every pattern matches some text of an allowed length."),
];

/// Everything that the rules find in a model, sorted by place.
pub fn lint(model: &Model) -> Vec<Finding> {
    let generated = generated(model);
    let mut findings = undocumented::find(&generated);
    findings.extend(secrets::find(model, &generated));
    findings.extend(sources::find(model));
    findings.extend(patterns::find(model));
    findings.sort_by(|one, other| (&one.place, &one.shape, one.rule).cmp(&(&other.place, &other.shape, other.rule)));
    findings
}

/// The documents without the statements that apply to nothing, and a finding for each of these.
///
/// # Errors
///
/// What the documents define is no model.
pub fn unmatched(documents: &[Document]) -> Result<(Vec<Document>, Vec<Finding>), Errors> {
    let all = |model: &Model| -> Result<Vec<Matched>, Errors> {
        documents.iter().map(|document| matching(document, model)).collect()
    };
    // Nothing matches a model that has nothing.
    let definitions: Vec<Document> = all(&Model::default())?.into_iter().map(|matched| matched.document).collect();
    let matched = all(&load(&definitions)?)?;
    let findings = matched.iter().flat_map(|matched| documents::findings(&matched.unmatched)).collect();
    Ok((matched.into_iter().map(|matched| matched.document).collect(), findings))
}

/// What is generated: all that the operations of the services reach.
fn generated(model: &Model) -> Vec<&Shape> {
    let services: BTreeSet<&ShapeId> = model.services().map(|service| &service.id).collect();
    let shapes = closure::shapes(model, services).into_iter();
    shapes.filter(|shape| shape.id.namespace() != prelude::NAMESPACE).collect()
}
