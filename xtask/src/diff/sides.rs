//! The two models that are compared, and what they are called.

use std::fs;
use std::path::{MAIN_SEPARATOR_STR, Path};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use model::{Document, Errors, Model};

use super::git::Revision;
use crate::{documents, workspace};

/// Both models.
#[derive(Debug)]
pub struct Sides {
    /// What was.
    pub old: Side,
    /// What is.
    pub new: Side,
    /// The revision that the old one is of, where it is the workspace's.
    pub revision: Option<Revision>,
}

/// One model.
#[derive(Debug)]
pub struct Side {
    /// Every document and shape.
    pub model: Model,
    /// The names of its documents.
    pub documents: Vec<String>,
    /// Where it is from.
    name: String,
}

impl Sides {
    /// What is compared with what: the versions that the models say they are of, or where they are from.
    pub fn subject(&self) -> String {
        let (old, new) = (self.old.version(), self.new.version());
        match (old, new) {
            (Some(old), Some(new)) if old != new => format!("{new} against {old}"),
            (Some(version), Some(_)) => format!("{version} ({}) against {version} ({})", self.new.name, self.old.name),
            (old, new) => format!("{} against {}", new.unwrap_or(&self.new.name), old.unwrap_or(&self.old.name)),
        }
    }
}

impl Side {
    /// A model, the names of its documents, and where it is from.
    pub fn new(model: Model, documents: Vec<String>, name: &str) -> Self {
        Self { model, documents, name: name.to_owned() }
    }

    fn version(&self) -> Option<&str> {
        model::own::model_version(&self.model)
    }
}

/// Two files or directories, called by their names without that of the service.
pub fn of_files(root: &Path, old: &Path, new: &Path) -> Result<Sides> {
    let name = |path: &Path| {
        let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let version = name.strip_prefix(workspace::NAME).and_then(|rest| rest.strip_prefix('-'));
        version.map(str::to_owned).unwrap_or(name)
    };
    let read = |path: &Path| {
        if path.is_dir() { documents::of_directory(root, path) } else { documents::read(root, &[path.to_owned()]) }
    };
    both((read(old)?, name(old)), (read(new)?, name(new)), None)
}

/// The workspace's model as it was at a revision, and as it is.
pub fn of_workspace(root: &Path, directory: &Path, base: Option<&str>) -> Result<Sides> {
    let new = documents::of_directory(root, directory)?;
    let revision = Revision::find(root, base)?;
    let old = revision.documents(&folder(root, directory)?)?;
    let name = revision.short().to_owned();
    both((old, name), (new, "working tree".to_owned()), Some(revision))
}

/// The path of a directory from the root.
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

fn both(old: (Vec<Document>, String), new: (Vec<Document>, String), revision: Option<Revision>) -> Result<Sides> {
    let (old, new) = thread::scope(|scope| {
        let other = scope.spawn(|| side(&old.0, &old.1));
        let new = side(&new.0, &new.1);
        (other.join().map_err(|_| anyhow!("the old model cannot be read, expected a thread to end")), new)
    });
    let (old, new) = match (old?, new) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(old), Err(new)) => bail!("{old}\n{new}"),
        (Err(error), _) | (_, Err(error)) => return Err(error.into()),
    };
    Ok(Sides { old, new, revision })
}

fn side(documents: &[Document], name: &str) -> Result<Side, Errors> {
    let model = model::load(documents)?;
    model::check(&model)?;
    let documents = documents.iter().map(|document| document.name.clone()).collect();
    Ok(Side::new(model, documents, name))
}
