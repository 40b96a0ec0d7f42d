//! `cargo xtask import`: writes `appflow.json` from a published model.
//!
//! If the published model has an error, or the result does not fit the project's own documents, nothing is written.
//! Necessary changes of those documents are reported, and left to people.

mod operations;
mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use model::import::{Published, import};
use model::{Document, Model};

use crate::files::{Tree, lock};
use crate::outcome::Outcome;
use crate::{documents, workspace};

/// Write the facts of model/ from a published model.
///
/// Only the shapes that the operations reach are kept, without documentation; by default, these are the operations in
/// the current model. Reports new shapes, and statements in the other documents of model/ that no longer match or are
/// missing.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Exit status: 0 if the facts are written or unchanged, 1 if they are not written, 2 for an invalid \
                  command line."
)]
pub struct Options {
    /// A Smithy JSON AST model, or botocore's service-2.json.
    ///
    /// With the latter, the endpoint-rule-set-1.json and paginators-1.json beside it are read too, and information that
    /// botocore's format lacks is kept from the current model.
    #[arg(verbatim_doc_comment)]
    file: PathBuf,
    #[command(flatten)]
    operations: operations::Choice,
    /// Write even if docs.json or rules.json no longer fit the result.
    #[arg(long)]
    force: bool,
    /// Write appflow.json in this directory instead of the workspace's model/.
    #[arg(long, value_name = "DIR")]
    model_dir: Option<PathBuf>,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let root = workspace::root()?;
    let directory = options.model_dir.clone().unwrap_or_else(|| root.join("model"));
    let label = options.model_dir.clone().unwrap_or_else(|| PathBuf::from("model"));
    let model = documents::read(&root, std::slice::from_ref(&options.file))?.remove(0);
    let [endpoint_rules, paginators] =
        ["endpoint-rule-set-1.json", "paginators-1.json"].map(|name| beside(&root, &options.file, name));
    let (endpoint_rules, paginators) = (endpoint_rules?, paginators?);
    let published =
        Published { model: &model, endpoint_rules: endpoint_rules.as_ref(), paginators: paginators.as_ref() };

    let facts = format!("{}.json", workspace::NAME);
    let current = current(&root, &directory.join(&facts))?;
    let operations = operations::chosen(&options.operations, published, current.as_ref())?;
    let imported = import(published, &operations, current.as_ref())?;
    let files = BTreeMap::from([(facts.clone(), imported.text.clone().into_bytes())]);
    let tree = Tree { root: directory.clone(), label, files, generated: BTreeSet::new() };
    let others = others(&root, &directory, &facts)?;
    let fit = report::Fit::new(&tree, &others)?;
    if !options.force && !fit.is_good() {
        return Ok(report::refused(&tree, &imported, current.as_ref(), &fit));
    }
    // A missing directory is created here, once there are no errors.
    let _lock = lock::exclusive(&directory)?;
    let differences = tree.compare()?;
    tree.apply(&differences)?;
    Ok(report::written(&tree, &differences, &imported, current.as_ref(), &fit))
}

/// Returns a file that botocore keeps beside its model, if it exists.
fn beside(root: &Path, file: &Path, name: &str) -> Result<Option<Document>> {
    let path = file.with_file_name(name);
    let compressed = file.with_file_name(format!("{name}.gz"));
    if path.exists() {
        return Ok(Some(documents::read(root, &[path])?.remove(0)));
    }
    if file.file_name().is_some_and(|file| file == "service-2.json") && compressed.exists() {
        bail!("{}: compressed, expected JSON text as `gunzip` gives it", compressed.display());
    }
    Ok(None)
}

/// Returns the current facts, or `None` if there are none yet.
fn current(root: &Path, path: &Path) -> Result<Option<Model>> {
    if !path.exists() {
        return Ok(None);
    }
    let documents = documents::read(root, &[path.to_owned()])?;
    Ok(Some(model::load(&documents)?))
}

/// Returns the project's own documents.
fn others(root: &Path, directory: &Path, facts: &str) -> Result<Vec<Document>> {
    let name = |document: &Document| document.name.rsplit('/').next().unwrap_or_default() == facts;
    if !documents::has_model(directory) {
        return Ok(Vec::new());
    }
    let documents = documents::of_directory(root, directory)?;
    Ok(documents.into_iter().filter(|document| !name(document)).collect())
}
