//! `cargo xtask diff`: reports the effects of a change of the model before it ships.
//!
//! Invariant: a failed comparison ends with status 2 and the reason; it is never reported as no change.

mod acknowledged;
mod correlation;
mod git;
mod model_pair;
mod options;
mod problems;
mod request;
mod runtime;
mod rust;
mod versions;

use std::path::Path;

use anyhow::{Context, Result};
use codegen::compatibility::{Bump, RustChange};
use model::diff::Scope;
use model::{Model, ShapeId, closure};

use self::model_pair::{ComparedModel, ModelPair};
use crate::findings::{self, Finding, Report};
use crate::outcome::Outcome;
use crate::{date, documents, workspace};

pub use self::options::Options;

/// Runs the command.
pub fn run(options: &Options) -> Outcome {
    match report(options) {
        Ok(report) => report.outcome(&options.shown),
        Err(error) => findings::failed("diff", "compare", &error, options.shown.format),
    }
}

fn report(options: &Options) -> Result<Report> {
    let root = workspace::root()?;
    let directory = options.model_dir.clone().unwrap_or_else(|| root.join("model"));
    let models = match options.old.as_ref().zip(options.new.as_ref()) {
        Some((old, new)) => model_pair::of_files(&root, old, new)?,
        None => model_pair::of_workspace(&root, &directory, options.base.as_deref())?,
    };
    let generated = match &models.revision {
        Some(_) => Generated::of_models(&models),
        None => Generated::of_workspace(&root, &directory, &models),
    };
    let mut notes = Vec::new();
    let scope = scope(options.all, &generated, &models, &mut notes);
    let mut findings = problems::of_models(&models, &mut notes);
    let (rust, mut bump) = rust(&models, &scope, &mut findings, &mut notes);
    let changes = model::diff::diff(&models.old.model, &models.new.model, &scope);
    let correlated = correlation::correlate(changes, rust, &models);
    findings.extend(correlated.findings);
    if let Some(revision) = &models.revision {
        let runtime = runtime::changes(&root, revision)?;
        bump = bump.map(|bump| runtime.iter().filter_map(runtime::bump).fold(bump, Bump::max));
        findings.extend(runtime);
        acknowledged::apply(&root, revision, options.today.unwrap_or_else(date::today), &mut findings, &mut notes)?;
    }
    let versions = versions::find(&root, &models, generated.is_ours, bump)?;
    let mut report = Report {
        command: "diff",
        subject: models.subject(),
        findings,
        documentation: correlated.documentation,
        versions: Some(versions),
        notes,
    };
    report.sort();
    Ok(report)
}

/// Returns the changes of Rust with the required bump, which is `None` if the changes are unknown.
fn rust(
    models: &ModelPair,
    scope: &Scope,
    findings: &mut Vec<Finding>,
    notes: &mut Vec<String>,
) -> (Vec<RustChange>, Option<Bump>) {
    // The generator requires a model that passes `check`.
    if !models.old.invalid.is_empty() || !models.new.invalid.is_empty() {
        notes.push(
            "The effect of the change on Rust is unknown: crates are generated only from valid models.".to_owned(),
        );
        return (Vec::new(), None);
    }
    match rust::changes(&models.old.model, &models.new.model, scope) {
        Ok(rust) => {
            let bump = correlation::bump(&rust);
            (rust, Some(bump))
        }
        Err(errors) => {
            findings.extend(problems::of_generator(&errors, models.revision.is_some(), notes));
            (Vec::new(), None)
        }
    }
}

/// The operations for which crates are generated.
struct Generated {
    operations: Vec<ShapeId>,
    /// Whether the models are of the service whose crates are in this workspace.
    is_ours: bool,
}

impl Generated {
    /// Returns everything that either side binds.
    fn of_models(models: &ModelPair) -> Self {
        let mut operations = [operations(&models.old.model), operations(&models.new.model)].concat();
        operations.sort();
        operations.dedup();
        Self { operations, is_ours: true }
    }

    /// Returns the operations in the workspace's model, if the models are of the same service.
    fn of_workspace(root: &Path, directory: &Path, models: &ModelPair) -> Self {
        let documents = documents::of_directory(root, directory);
        let model = documents.and_then(|documents| Ok(model::load(&documents)?)).unwrap_or_default();
        let is_ours =
            |side: &ComparedModel| side.model.services().any(|service| model.shapes.contains_key(&service.id));
        let is_ours = is_ours(&models.old) && is_ours(&models.new);
        Self { operations: if is_ours { operations(&model) } else { Vec::new() }, is_ours }
    }
}

fn operations(model: &Model) -> Vec<ShapeId> {
    let operations = model.services().flat_map(|service| closure::operations(model, &service.id));
    operations.map(|operation| operation.id.clone()).collect()
}

fn scope(all: bool, generated: &Generated, models: &ModelPair, notes: &mut Vec<String>) -> Scope {
    if all {
        return Scope::default();
    }
    let count = |model: &Model| operations(model).len();
    let most = count(&models.old.model).max(count(&models.new.model));
    match generated.operations.len() {
        0 => notes.push("Everything is compared: nothing of this service is generated here.".to_owned()),
        some if some < most => notes
            .push(format!("Compared: what is generated, {some} of {most} operations; with --all, the rest as well.")),
        _ => {}
    }
    Scope { operations: generated.operations.clone() }
}

/// Reads a text file, with its name in the error.
fn text_of(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read, expected a text file", path.display()))
}
