//! `cargo xtask import`: writes `appflow.json` from a published model.
//!
//! If the published model has an error, or the result does not fit the project's own documents, nothing is written.
//! Necessary changes of those documents are reported, and left to people.

mod operations;
mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use lexopt::{Arg, Parser};
use model::import::{Published, import};
use model::{Document, Model};

use crate::files::{Tree, lock};
use crate::outcome::Outcome;
use crate::{args, documents, workspace};

/// The summary of the command.
pub const ABOUT: &str = "Write the facts of model/ from a published model";

const HELP: &str = "\
Write the facts of model/ from a published model.

FILE is a Smithy JSON AST model, or botocore's service-2.json; with the latter, the endpoint-rule-set-1.json and
paginators-1.json beside it are read too, and information that botocore's format lacks is kept from the current model.
Only the shapes that the operations reach are kept, without documentation; by default, these are the operations in the
current model. Reports new shapes, and statements in the other documents of model/ that no longer match or are missing.

Usage: cargo xtask import FILE [OPTIONS]

Options:
      --add NAMES        Additional operations to keep, separated by commas; may be repeated
      --remove NAMES     Operations to remove
      --all              Keep every operation of the service
      --operation NAMES  Keep only these operations; needs --replace if that drops others
      --replace          Let --operation drop the other operations
      --force            Write even if docs.json or rules.json no longer fit the result
      --model-dir DIR    Write appflow.json in DIR instead of the workspace's model/
  -h, --help             Print this

Exit status: 0 if the facts are written or unchanged, 1 if they are not written, 2 for an invalid command line.
";

#[derive(Debug, Default)]
struct Options {
    file: PathBuf,
    operations: operations::Choice,
    force: bool,
    model_dir: Option<PathBuf>,
}

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome> {
    let Some(options) = options(parser)? else {
        return Ok(Outcome::success(HELP.to_owned()));
    };
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

/// Returns `None` for `--help`.
fn options(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
    let mut options = Options::default();
    let mut file = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(path) if !path.is_empty() && file.is_none() => file = Some(PathBuf::from(path)),
            Arg::Long("operation") => args::names(&mut parser, &mut options.operations.only, "--operation")?,
            Arg::Long("add") => args::names(&mut parser, &mut options.operations.add, "--add")?,
            Arg::Long("remove") => args::names(&mut parser, &mut options.operations.remove, "--remove")?,
            Arg::Long("all") => options.operations.all = true,
            Arg::Long("replace") => options.operations.replace = true,
            Arg::Long("force") => options.force = true,
            Arg::Long("model-dir") => args::path(&mut parser, &mut options.model_dir, "--model-dir")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected()),
        }
    }
    options.file = file.ok_or("no model, expected the FILE of a published model")?;
    options.operations.check()?;
    Ok(Some(options))
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
