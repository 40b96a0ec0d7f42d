//! Reads the documents of a model.
//!
//! A document is named by its path from the workspace's root, with forward slashes, wherever the command is run; one
//! outside of the workspace is named as given. All unreadable documents are listed.

use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use model::Document;
use model::text::is_hidden;

/// Reads every `*.json` of a directory.
pub fn of_directory(root: &Path, directory: &Path) -> Result<Vec<Document>> {
    read(root, &paths(directory)?)
}

/// Returns the paths of all `*.json` files of a directory, sorted by name, without hidden files.
pub fn paths(directory: &Path) -> Result<Vec<PathBuf>> {
    let shown = directory.display();
    let unlisted = |error| anyhow!("{shown}: cannot be listed: {error}, expected a directory of Smithy models");
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory).map_err(unlisted)? {
        let path = entry.map_err(unlisted)?.path();
        if is_model(&path) {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        bail!("{shown}: no `.json` file, expected at least one Smithy model");
    }
    paths.sort();
    Ok(paths)
}

/// Returns `true` if the directory has a model.
pub fn has_model(directory: &Path) -> bool {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| is_model(&entry.path()))
}

/// Reads the documents at the paths, in order.
pub fn read(root: &Path, paths: &[PathBuf]) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        match read_one(root, path) {
            Ok(document) => documents.push(document),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(documents) } else { Err(anyhow!(problems.join("\n"))) }
}

/// Refuses documents in a format that only an import reads.
pub fn expect_smithy(documents: &[Document]) -> Result<()> {
    let is_other = |document: &&Document| model::import::is_botocore(document);
    match documents.iter().find(is_other) {
        None => Ok(()),
        Some(document) => bail!(
            "{}: a model in botocore's form, expected a Smithy model: `cargo xtask import {0} --model-dir DIR` makes one of it",
            document.name
        ),
    }
}

fn is_model(path: &Path) -> bool {
    let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|extension| extension == "json")
}

fn read_one(root: &Path, path: &Path) -> Result<Document, String> {
    // The name becomes part of errors and of generated files, on one line.
    let Some(name) = name(root, path).filter(|name| !name.contains(is_hidden)) else {
        return Err(format!("{path:?}: the name cannot be shown, expected UTF-8 without control characters"));
    };
    let unreadable = |error: io::Error| format!("{name}: cannot be read: {error}, expected a readable file");
    // Reading a pipe might block for ever.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(format!("{name}: not a file, expected a Smithy model"));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    Ok(Document { name, bytes })
}

/// Returns the name of a document, or `None` if its path is not UTF-8.
fn name(root: &Path, path: &Path) -> Option<String> {
    let from_root = from_root(root, path);
    let name = from_root.as_deref().unwrap_or(path).to_str()?;
    Some(name.replace(MAIN_SEPARATOR_STR, "/"))
}

/// Returns the path from the root, if it is below. The file itself may be a link to another place.
fn from_root(root: &Path, path: &Path) -> Option<PathBuf> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let directory = fs::canonicalize(directory).ok()?;
    let root = fs::canonicalize(root).ok()?;
    Some(directory.strip_prefix(root).ok()?.join(path.file_name()?))
}
