//! `cargo xtask generate`: makes a workspace of its own for other services' models, or adds a service to it.
//!
//! The crates of a service depend on the runtime, which the services of a workspace share. A directory with anything in
//! it that this command did not make is never touched.

mod existing;
mod lock_file;
mod manifests;
mod roots;
mod runtime;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use codegen::Package;
use lexopt::{Arg, Parser};

use self::existing::Existing;
use self::lock_file::LockFile;
pub use self::runtime::Runtime;
use crate::files::{Difference, Tree, lock};
use crate::outcome::Outcome;
use crate::pipeline::{self, Generated};
use crate::{args, documents, report, workspace};

/// What the command does, in a line.
pub const ABOUT: &str = "Make a workspace with a crate of types and a client for another service";

const HELP: &str = "\
Make a workspace with a crate of types and a client for another service, or add them to a workspace.

The crates NAME-types and NAME-client are generated from the Smithy model in the documents MODEL.json, which are merged.
DIR must be new, empty, or made by this command before: another NAME adds a service there, and the same one updates its
crates. All services of a workspace share the runtime, of which the first run makes a copy unless it is told otherwise.

Usage: cargo xtask generate MODEL.json... --name NAME --out DIR [OPTIONS]

Options:
      --name NAME            What the names of the crates begin with
      --out DIR              Where the workspace is made
      --service SHAPE        The name of the service shape, where the model has several
      --operation NAME       Generate this operation and those of other `--operation` only
      --without NAME         Leave out this operation; may be repeated
      --runtime DIR          Use the runtime in this directory, by its path, instead of a copy
      --runtime-version REQ  Use the published runtime of these versions, such as 0.1, instead of a copy
  -h, --help                 Print this
";

/// The files of this workspace's root that are copied if they are there.
const COPIED: [&str; 3] = [".clippy.toml", ".gitignore", ".rustfmt.toml"];

/// The dependencies that are in this workspace's lock file only because packages other than the runtime enable a
/// feature: the command line `appflow` waits for signals.
const BROUGHT_BY_OTHERS: [(&str, &str); 1] = [("tokio", "signal-hook-registry")];

#[derive(Debug, Default)]
struct Options {
    models: Vec<PathBuf>,
    name: String,
    out: PathBuf,
    runtime: Option<PathBuf>,
    runtime_version: Option<String>,
    codegen: codegen::Options,
}

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome> {
    let Some(options) = options(parser)? else {
        return Ok(Outcome::success(HELP.to_owned()));
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

/// Returns `None` for `--help`.
fn options(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
    let mut options = Options::default();
    let (mut name, mut out) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(path) if !path.is_empty() => options.models.push(path.into()),
            Arg::Long("name") => args::text(&mut parser, &mut name, "--name")?,
            Arg::Long("out") => args::path(&mut parser, &mut out, "--out")?,
            Arg::Long("service") => args::text(&mut parser, &mut options.codegen.service, "--service")?,
            Arg::Long("operation") => args::repeated(&mut parser, &mut options.codegen.only, "--operation")?,
            Arg::Long("without") => args::repeated(&mut parser, &mut options.codegen.without, "--without")?,
            Arg::Long("runtime") => args::path(&mut parser, &mut options.runtime, "--runtime")?,
            Arg::Long("runtime-version") => {
                args::text(&mut parser, &mut options.runtime_version, "--runtime-version")?;
            }
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected()),
        }
    }
    options.name = args::required(name, "--name")?;
    options.out = args::required(out, "--out")?;
    check(&options)?;
    Ok(Some(options))
}

fn check(options: &Options) -> Result<(), lexopt::Error> {
    let Options { models, name, runtime, runtime_version, .. } = options;
    if models.is_empty() {
        return Err("no model, expected at least one MODEL.json".into());
    }
    if !is_name(name) {
        let expected = "at most 50 lowercase letters and digits that begin with a letter, single hyphens between them";
        return Err(format!("`{name}` is no name for crates, expected {expected}").into());
    }
    if runtime.is_some() && runtime_version.is_some() {
        return Err("`--runtime` and `--runtime-version`, expected one or the other".into());
    }
    match runtime_version.as_deref().filter(|requirement| !runtime::is_requirement(requirement)) {
        Some(requirement) => {
            Err(format!("`{requirement}` is no requirement of versions, expected one such as 0.1").into())
        }
        None => Ok(()),
    }
}

/// Whether crates can have the name, without a warning from cargo or rustc.
fn is_name(name: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    name.len() <= 50 && name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(is_word)
}

/// Makes the workspace in `out` have the crates of a service, and returns what was different.
///
/// Without a runtime, an existing workspace keeps its own, and a new one has a copy.
pub fn write(
    root: &Path,
    out: &Path,
    name: &str,
    runtime: Option<&Runtime>,
    generated: &Generated,
) -> Result<(Tree, Vec<Difference>)> {
    // Everything that can be refused is refused before the directory is made; another run may change it meanwhile.
    tree(root, out, name, runtime, generated)?;
    let _lock = lock::exclusive(out)?;
    let tree = tree(root, out, name, runtime, generated)?;
    let differences = tree.compare()?;
    tree.apply(&differences)?;
    Ok((tree, differences))
}

/// Every file of the service's crates and of the workspace around them.
fn tree(root: &Path, out: &Path, name: &str, runtime: Option<&Runtime>, generated: &Generated) -> Result<Tree> {
    let existing = existing::read(out)?;
    let runtime = shared_runtime(out, existing.as_ref(), runtime)?;
    let mut services = existing.map(|existing| existing.services).unwrap_or_default();
    for package in workspace::PACKAGES.map(|package| workspace::package(name, package)) {
        if !services.contains(name) && out.join(&package).exists() {
            bail!("{}: not made by this command, expected another `--name`", out.join(package).display());
        }
    }
    services.insert(name.to_owned());
    let mut files = generated.files(name)?;
    files.extend(crates(root, name, generated)?);
    files.extend(shared(root, &services, &runtime)?);
    files.extend(locked(root, out, &services, &runtime)?);
    let mut directories: BTreeSet<String> =
        workspace::PACKAGES.map(|package| workspace::generated(name, package)).into();
    if runtime == Runtime::Copy {
        let copies = runtime::files(root)?;
        directories.extend(copies.keys().filter_map(|path| Some(path.rsplit_once('/')?.0.to_owned())));
        files.extend(copies);
    }
    Ok(Tree { label: out.to_owned(), root: out.to_owned(), files, generated: directories })
}

/// The runtime of a workspace, whose services share it.
fn shared_runtime(out: &Path, existing: Option<&Existing>, chosen: Option<&Runtime>) -> Result<Runtime> {
    match (existing.map(|existing| &existing.runtime), chosen) {
        (Some(present), Some(chosen)) if present != chosen => {
            bail!("{}: has {present}, expected it for all services, or another directory", out.display())
        }
        (present, chosen) => Ok(chosen.or(present).unwrap_or(&Runtime::Copy).clone()),
    }
}

/// The files of the service's crates that are not below `src/generated/`.
fn crates(root: &Path, name: &str, generated: &Generated) -> Result<BTreeMap<String, Vec<u8>>> {
    let ours = manifests::read(root, "Cargo.toml")?;
    let version = manifests::version(&ours)?;
    let header = format!("// This file is @generated by cargo xtask generate from {}.\n\n", generated.source);
    let mut files = BTreeMap::new();
    for package in workspace::PACKAGES {
        let directory = workspace::package(name, package);
        let manifest = manifests::package(package, name, &generated.source, version);
        files.insert(format!("{directory}/Cargo.toml"), manifest.into_bytes());
        let library = format!("{header}{}", roots::text(package, &generated.title));
        files.insert(format!("{directory}/src/lib.rs"), library.into_bytes());
    }
    Ok(files)
}

/// The files of the workspace that its services share, without the runtime.
fn shared(root: &Path, services: &BTreeSet<String>, runtime: &Runtime) -> Result<BTreeMap<String, Vec<u8>>> {
    let ours = manifests::read(root, "Cargo.toml")?;
    let mut files = BTreeMap::new();
    for path in COPIED.into_iter().filter(|path| root.join(path).exists()) {
        let content = fs::read(root.join(path)).with_context(|| format!("{path}: cannot be read, expected a file"))?;
        files.insert(path.to_owned(), content);
    }
    let manifest = manifests::workspace(root, &ours, services, runtime)?;
    files.insert("Cargo.toml".to_owned(), manifest.into_bytes());
    Ok(files)
}

/// `Cargo.lock`, if it is ours to write. With a runtime that is elsewhere, this is where cargo starts from.
fn locked(
    root: &Path,
    out: &Path,
    services: &BTreeSet<String>,
    runtime: &Runtime,
) -> Result<Option<(String, Vec<u8>)>> {
    let text = lock_file(root, services)?.text();
    let is_written = match runtime {
        Runtime::Copy => true,
        Runtime::Path(_) => !out.join("Cargo.lock").exists(),
        Runtime::Version(_) => false,
    };
    Ok(is_written.then(|| ("Cargo.lock".to_owned(), text.into_bytes())))
}

/// The lock file of a workspace of these services and a copy of the runtime. A name that it has already is refused.
fn lock_file(root: &Path, services: &BTreeSet<String>) -> Result<LockFile> {
    let ours = manifests::read(root, "Cargo.toml")?;
    let version = manifests::version(&ours)?;
    let text = fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock: cannot be read, expected a file")?;
    let mut lock_file = LockFile::parse(&text)?;
    for (of, on) in BROUGHT_BY_OTHERS {
        lock_file.remove_dependency(of, on);
    }
    let runtime = runtime::PACKAGES.map(|(name, _)| name);
    lock_file.retain_reachable_from(&runtime);
    let [types_runtime, client_runtime] = runtime;
    for name in services {
        let [types, client] = [Package::Types, Package::Client].map(|package| workspace::package(name, package));
        if let Some(taken) = [&types, &client].into_iter().find(|name| lock_file.contains(name)) {
            bail!("{taken}: the name of a crate that is depended on, expected another `--name`");
        }
        lock_file.add(&types, version, &[types_runtime]);
        lock_file.add(&client, version, &[client_runtime, &types]);
    }
    Ok(lock_file)
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[track_caller]
    fn check(name: &str, expect: bool) {
        assert_eq!(is_name(name), expect, "{name}");
    }

    #[test]
    fn names_of_crates() {
        for name in ["a", "xray", "eks-auth", "s3", "a-1", &"a".repeat(50)] {
            check(name, true);
        }
        for name in ["", "-", "a-", "-a", "a--b", "1a", "A", "a_b", "a b", "é", "../a", "a/b", "a\n", &"a".repeat(51)]
        {
            check(name, false);
        }
    }
}
