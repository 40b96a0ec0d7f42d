//! The two models to compare, and their names.
//!
//! Models are compared even if the project's documents do not fit: a statement about a removed shape is ignored, an
//! invalid model is used as it is, and a document that can't be loaded with the others is left out of both models.

use std::fs;
use std::path::{MAIN_SEPARATOR_STR, Path};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use model::{Document, Errors, Model, lint};

use super::git::Revision;
use crate::{documents, workspace};

/// The old and the new model.
#[derive(Debug)]
pub struct ModelPair {
    /// The old model.
    pub old: ComparedModel,
    /// The new model.
    pub new: ComparedModel,
    /// The revision of the old model, if it is the workspace's.
    pub revision: Option<Revision>,
    /// The names of the documents that could not be loaded, and are left out of both models.
    pub left_out: Vec<String>,
}

/// A model, with the problems found while it was loaded.
#[derive(Debug)]
pub struct ComparedModel {
    /// The model, from all documents.
    pub model: Model,
    /// The names of its documents.
    pub documents: Vec<String>,
    /// The statements that apply to nothing, which are not part of the model.
    pub unmatched: Vec<lint::Finding>,
    /// The errors that `check` finds in the model.
    pub invalid: Errors,
    /// Its origin.
    name: String,
}

impl ModelPair {
    /// Describes the pair: the versions that the models name, or their origins.
    pub fn subject(&self) -> String {
        let (old, new) = (self.old.version(), self.new.version());
        match (old, new) {
            (Some(old), Some(new)) if old != new => format!("{new} against {old}"),
            (Some(version), Some(_)) => format!("{version} ({}) against {version} ({})", self.new.name, self.old.name),
            (old, new) => format!("{} against {}", new.unwrap_or(&self.new.name), old.unwrap_or(&self.old.name)),
        }
    }
}

impl ComparedModel {
    /// Creates a compared model from a valid model, the names of its documents, and its origin.
    #[cfg(test)]
    pub fn new(model: Model, documents: Vec<String>, name: &str) -> Self {
        Self { model, documents, unmatched: Vec::new(), invalid: Errors::default(), name: name.to_owned() }
    }

    fn version(&self) -> Option<&str> {
        model::extensions::model_version(&self.model)
    }
}

/// Loads two files or directories, named without the service's name.
pub fn of_files(root: &Path, old: &Path, new: &Path) -> Result<ModelPair> {
    let name = |path: &Path| {
        let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let version = name.strip_prefix(workspace::NAME).and_then(|rest| rest.strip_prefix('-'));
        version.map(str::to_owned).unwrap_or(name)
    };
    let read = |path: &Path| {
        let read =
            if path.is_dir() { documents::of_directory(root, path) } else { documents::read(root, &[path.to_owned()]) };
        read.and_then(|documents| documents::expect_smithy(&documents).map(|()| documents))
    };
    both((read(old)?, name(old)), (read(new)?, name(new)), None)
}

/// Loads the workspace's model at a revision, and the current one.
pub fn of_workspace(root: &Path, directory: &Path, base: Option<&str>) -> Result<ModelPair> {
    let new = documents::of_directory(root, directory)?;
    let revision = Revision::find(root, base)?;
    let old = revision.documents(&folder(root, directory)?)?;
    let name = revision.short().to_owned();
    both((old, name), (new, "working tree".to_owned()), Some(revision))
}

/// Returns the path of a directory from the root.
fn folder(root: &Path, directory: &Path) -> Result<String> {
    let shown = directory.display();
    let absolute =
        |path: &Path| fs::canonicalize(path).with_context(|| format!("{shown}: cannot be found, expected a directory"));
    let (root, directory) = (absolute(root)?, absolute(directory)?);
    let Some(folder) = directory.strip_prefix(root).ok().and_then(Path::to_str).filter(|folder| !folder.is_empty())
    else {
        bail!("{shown}: not a directory in the workspace, expected one whose history git knows");
    };
    Ok(folder.replace(MAIN_SEPARATOR_STR, "/"))
}

fn both(old: (Vec<Document>, String), new: (Vec<Document>, String), revision: Option<Revision>) -> Result<ModelPair> {
    match pair(&old, &new)? {
        (Ok(old), Ok(new)) => Ok(ModelPair { old, new, revision, left_out: Vec::new() }),
        (old_side, new_side) => {
            let errors: Vec<Errors> = [old_side.err(), new_side.err()].into_iter().flatten().collect();
            let left_out = unreadable(&errors);
            let rest = |(documents, name): &(Vec<Document>, String)| {
                let is_kept = |document: &&Document| !left_out.contains(&file_name(&document.name).to_owned());
                (documents.iter().filter(is_kept).cloned().collect::<Vec<_>>(), name.clone())
            };
            let (Ok(old), Ok(mut new)) = pair(&rest(&old), &rest(&new))? else { bail!(joined(&errors)) };
            if old.model.services().next().is_none() || new.model.services().next().is_none() {
                bail!(joined(&errors));
            }
            let invalid = errors.into_iter().chain([std::mem::take(&mut new.invalid)]).flatten();
            new.invalid = Errors::new(invalid.collect());
            Ok(ModelPair { old, new, revision, left_out })
        }
    }
}

/// Returns the files with errors, without their directories.
fn unreadable(errors: &[Errors]) -> Vec<String> {
    let places = errors.iter().flat_map(Errors::iter).map(|error| file_name(&error.place.document).to_owned());
    let mut names: Vec<String> = places.collect();
    names.sort();
    names.dedup();
    names
}

fn file_name(document: &str) -> &str {
    document.rsplit(['/', ':']).next().unwrap_or(document)
}

fn joined(errors: &[Errors]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Loads both models in parallel.
fn pair(
    old: &(Vec<Document>, String),
    new: &(Vec<Document>, String),
) -> Result<(Result<ComparedModel, Errors>, Result<ComparedModel, Errors>)> {
    let (old, new) = thread::scope(|scope| {
        let other = scope.spawn(|| side(&old.0, &old.1));
        let new = side(&new.0, &new.1);
        (other.join().map_err(|_| anyhow!("the old model cannot be read, expected a thread to end")), new)
    });
    Ok((old?, new))
}

fn side(documents: &[Document], name: &str) -> Result<ComparedModel, Errors> {
    let (model, unmatched) = match model::load(documents) {
        Ok(model) => (model, Vec::new()),
        // `load` reports errors of the definitions again, with all others.
        Err(errors) => match lint::unmatched(documents) {
            Ok((matched, unmatched)) if !unmatched.is_empty() => (model::load(&matched)?, unmatched),
            _ => return Err(errors),
        },
    };
    let invalid = model::check(&model).err().unwrap_or_default();
    let documents = documents.iter().map(|document| document.name.clone()).collect();
    Ok(ComparedModel { model, documents, unmatched, invalid, name: name.to_owned() })
}
