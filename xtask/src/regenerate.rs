//! `cargo xtask regenerate`: updates the generated files of both crates from the model.
//!
//! Only changed files are written, superfluous ones are removed, and `--check` writes nothing.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::files::{Tree, lock};
use crate::outcome::Outcome;
use crate::{documents, pipeline, report, workspace};

/// Write the generated files of appflow-types and appflow-client from model/.
///
/// Unchanged files are not written, and generated files that are no longer emitted are removed. If the model has
/// errors, all of them are listed and nothing is written.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Options {
    /// Write nothing; list every stale, missing and extra file, and fail if there is one.
    #[arg(long)]
    check: bool,
    /// Read every *.json of this directory instead of those of the workspace's model/.
    #[arg(long, value_name = "DIR")]
    model_dir: Option<PathBuf>,
    /// Write appflow-types/src/generated/ and appflow-client/src/generated/ below this directory instead of the
    /// workspace.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// The folder in headers, wherever the model was read.
const FOLDER: &str = "model/";

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let root = workspace::root()?;
    let model_dir = options.model_dir.clone().unwrap_or_else(|| root.join("model"));
    let documents = documents::of_directory(&root, &model_dir)?;
    let generated = pipeline::run(&documents, FOLDER, codegen::Options::default())?;
    let tree = Tree {
        label: options.out.clone().unwrap_or_default(),
        root: options.out.clone().unwrap_or(root),
        files: generated.files(workspace::NAME)?,
        generated: workspace::PACKAGES.map(|package| workspace::generated(workspace::NAME, package)).into(),
    };
    if options.check {
        let _lock = lock::shared(&tree.root)?;
        return Ok(report::checked(&tree, &tree.compare()?, &mend(options)));
    }
    let _lock = lock::exclusive(&tree.root)?;
    let differences = tree.compare()?;
    tree.apply(&differences)?;
    Ok(report::written(&tree, &differences, &generated.omissions))
}

/// Returns the command that writes the files after `--check`.
fn mend(options: &Options) -> String {
    let mut command = String::from("cargo xtask regenerate");
    for (option, value) in [("--model-dir", &options.model_dir), ("--out", &options.out)] {
        if let Some(value) = value {
            command.push_str(&format!(" {option} {}", value.display()));
        }
    }
    command
}
