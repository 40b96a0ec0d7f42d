//! `cargo xtask generate`: creates a workspace for other services' models, or adds a service to one.
//!
//! The crates of a service depend on the runtime, which the services of a workspace share. A directory with anything
//! that this command did not create is never changed.

mod existing;
mod lock_file;
mod manifests;
mod options;
mod output;
mod roots;
mod runtime;

use anyhow::Result;
use lexopt::Parser;

use self::runtime::Runtime;
use crate::outcome::Outcome;
use crate::{documents, pipeline, report, workspace};

pub use output::write;

/// The summary of the command.
pub const ABOUT: &str = "Create a workspace with a crate of types and a client for another service";

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome> {
    let Some(options) = options::parse(parser)? else {
        return Ok(Outcome::success(options::HELP.to_owned()));
    };
    let root = workspace::root()?;
    existing::read(&options.out)?;
    let runtime = match (options.runtime, options.runtime_version) {
        (Some(directory), _) => Some(Runtime::in_directory(&directory, &options.out)?),
        (None, requirement) => requirement.map(Runtime::Version),
    };
    let documents = documents::read(&root, &options.models)?;
    let generated = pipeline::run(&documents, "", options.codegen)?;
    let (tree, differences) = write(&root, &options.out, &options.name, runtime.as_ref(), &generated)?;
    Ok(report::written(&tree, &differences, &generated.omissions))
}
