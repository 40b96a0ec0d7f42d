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

use self::runtime::Runtime;
use crate::outcome::Outcome;
use crate::{documents, pipeline, report, workspace};

pub use self::options::Options;
pub use self::output::write;

/// Runs the command.
pub fn run(options: Options) -> Result<Outcome> {
    let root = workspace::root()?;
    existing::read(&options.out)?;
    let runtime = match (options.runtime, options.runtime_version) {
        (Some(directory), _) => Some(Runtime::in_directory(&directory, &options.out)?),
        (None, requirement) => requirement.map(Runtime::Version),
    };
    let documents = documents::read(&root, &options.models)?;
    let choice = codegen::Options {
        source: String::new(),
        service: options.service,
        only: options.only,
        without: options.without,
        supported_only: options.supported_only,
    };
    let generated = pipeline::run(&documents, "", choice)?;
    let (tree, differences) = write(&root, &options.out, &options.name, runtime.as_ref(), &generated)?;
    Ok(report::written(&tree, &differences, &generated.omissions))
}
