//! Errors of the compared models, which are reported with the changes.
//!
//! Invariant: each part that is not compared is named with the reason; it is never reported as no change.

use model::diff::Verdict;
use model::{Error, Errors, lint};

use super::model_pair::{ComparedModel, ModelPair};
use crate::findings::Finding;

/// The rule of an error of the new model.
const INVALID: &str = "model-invalid";
/// The rule of a model that the generator refuses.
const REFUSED: &str = "not-generated";
/// The number of errors shown in a note.
const FEW: usize = 3;

/// Returns the problems of the new side as findings, and adds everything else to the notes.
///
/// Errors of a model that is not the workspace's own are notes, because they can't be corrected here.
pub fn of_models(models: &ModelPair, notes: &mut Vec<String>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = models.new.unmatched.iter().map(unmatched).collect();
    if models.revision.is_some() {
        findings.extend(models.new.invalid.iter().map(|error| of_error(INVALID, error)));
    }
    if !models.left_out.is_empty() {
        let names: Vec<_> = models.left_out.iter().map(|name| format!("`{name}`")).collect();
        notes.push(format!("Not compared: {}, which cannot be loaded with the other documents.", names.join(", ")));
    }
    let is_noted = |is_old: bool| is_old || models.revision.is_none();
    for (side, name, is_old) in [(&models.old, "old", true), (&models.new, "new", false)] {
        if let Some(note) = note(side).filter(|_| is_noted(is_old)) {
            notes.push(format!("The {name} model is invalid, and is compared as it is: {note}"));
        }
    }
    findings
}

/// Returns the generator's errors as findings if the model is the workspace's own; otherwise adds a note.
pub fn of_generator(errors: &Errors, is_workspace: bool, notes: &mut Vec<String>) -> Vec<Finding> {
    if is_workspace {
        notes.push("The effect of the change on Rust is unknown: the generator refuses the model.".to_owned());
        return errors.iter().map(|error| of_error(REFUSED, error)).collect();
    }
    let text = listed(errors);
    notes.push(format!("The effect on Rust is unknown, because the generator refuses the model: {text}"));
    Vec::new()
}

fn note(side: &ComparedModel) -> Option<String> {
    (!side.invalid.is_empty()).then(|| listed(&side.invalid))
}

/// Lists the first errors, and the number of others.
fn listed(errors: &Errors) -> String {
    let mut texts: Vec<String> = errors.iter().take(FEW).map(ToString::to_string).collect();
    match errors.len().saturating_sub(FEW) {
        0 => {}
        more => texts.push(format!("and {more} more")),
    }
    texts.join("; ") + "."
}

fn unmatched(finding: &lint::Finding) -> Finding {
    let lint::Finding { rule, shape, place, what } = finding.clone();
    Finding {
        rule: rule.to_owned(),
        shape: shape.to_string(),
        anchor: place.clone(),
        place,
        what,
        level: Verdict::Breaking,
        verdicts: None,
        acknowledged: None,
    }
}

fn of_error(rule: &str, error: &Error) -> Finding {
    Finding {
        rule: rule.to_owned(),
        shape: error.shape.as_ref().map(ToString::to_string).unwrap_or_default(),
        place: error.place.clone(),
        anchor: error.place.clone(),
        what: format!("{}, expected {}", error.problem, error.expected),
        level: Verdict::Breaking,
        verdicts: None,
        acknowledged: None,
    }
}
