//! `cargo xtask regenerate`: updates the generated files of both crates from the model.
//!
//! Only changed files are written, superfluous ones are removed, and `--check` writes nothing.

use std::path::PathBuf;

use anyhow::Result;
use lexopt::{Arg, Parser};

use crate::files::{Tree, lock};
use crate::outcome::Outcome;
use crate::{args, documents, pipeline, report, workspace};

/// The summary of the command.
pub const ABOUT: &str = "Write the generated files of appflow-types and appflow-client from model/";

const HELP: &str = "\
Write the generated files of appflow-types and appflow-client from the Smithy model in model/.

Unchanged files are not written, and generated files that are no longer emitted are removed. If the model has errors,
all of them are listed and nothing is written.

Usage: cargo xtask regenerate [OPTIONS]

Options:
      --check          Write nothing; list every stale, missing and extra file, and fail if there is one
      --model-dir DIR  Read every *.json of DIR instead of those of the workspace's model/
      --out DIR        Write appflow-types/src/generated/ and appflow-client/src/generated/ below DIR instead of
                       the workspace
  -h, --help           Print this
";

/// The folder in headers, wherever the model was read.
const FOLDER: &str = "model/";

#[derive(Debug, Default)]
struct Options {
    check: bool,
    model_dir: Option<PathBuf>,
    out: Option<PathBuf>,
}

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome> {
    let Some(options) = options(parser)? else {
        return Ok(Outcome::success(HELP.to_owned()));
    };
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
        return Ok(report::checked(&tree, &tree.compare()?, &mend(&options)));
    }
    let _lock = lock::exclusive(&tree.root)?;
    let differences = tree.compare()?;
    tree.apply(&differences)?;
    Ok(report::written(&tree, &differences, &generated.omissions))
}

/// Returns `None` for `--help`.
fn options(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("check") => options.check = true,
            Arg::Long("model-dir") => args::path(&mut parser, &mut options.model_dir, "--model-dir")?,
            Arg::Long("out") => args::path(&mut parser, &mut options.out, "--out")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected()),
        }
    }
    Ok(Some(options))
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
