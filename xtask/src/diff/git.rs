//! Access to git: the revision to compare with, and its files.
//!
//! Every failure of git is an error that suggests a remedy.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, anyhow, bail};
use model::Document;

/// The main branches to compare with, in order of preference.
const MAIN: [&str; 2] = ["origin/main", "main"];

/// The remedy for a missing history.
const SHALLOW: &str = "in a clone without its history, fetch all of it first: `git fetch --unshallow`, or \
                       `fetch-depth: 0` for actions/checkout";

/// A commit of the repository that contains a directory.
#[derive(Debug)]
pub struct Revision {
    directory: PathBuf,
    commit: String,
}

impl Revision {
    /// Returns the revision of that name, by default the commit at which the current branch left the main branch.
    pub fn find(directory: &Path, name: Option<&str>) -> Result<Self> {
        let inside = run(directory, ["rev-parse", "--is-inside-work-tree"])?;
        if !inside.status.success() {
            let reason = reason(&inside);
            bail!(
                "{}: not a working tree of git ({reason}), expected one, or two files to compare",
                directory.display()
            );
        }
        let commit = match name {
            Some(name) => commit(directory, name)?.ok_or_else(|| {
                anyhow!("`{name}`: git has no such revision, expected a branch, tag or commit; {SHALLOW}")
            })?,
            None => merge_base(directory)?,
        };
        Ok(Self { directory: directory.to_owned(), commit })
    }

    /// Returns the first characters of the commit's hash.
    pub fn short(&self) -> &str {
        self.commit.get(..12).unwrap_or(&self.commit)
    }

    /// Returns a file, by its path from the directory, or `None` if it did not exist.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>> {
        if !self.names(path)?.iter().any(|name| name == path) {
            return Ok(None);
        }
        let object = format!("{}:./{path}", self.commit);
        let output = run(&self.directory, ["cat-file", "blob", &object])?;
        if !output.status.success() {
            bail!("{}:{path}: cannot be read ({}), expected a file", self.short(), reason(&output));
        }
        Ok(Some(output.stdout))
    }

    /// Returns every `*.json` of a folder, by its path from the directory, sorted by name.
    pub fn documents(&self, folder: &str) -> Result<Vec<Document>> {
        let mut documents = Vec::new();
        for path in self.names(&format!("{folder}/"))? {
            let name = path.rsplit('/').next().unwrap_or_default();
            if name.ends_with(".json") && !name.starts_with('.') {
                let bytes = self.file(&path)?.unwrap_or_default();
                documents.push(Document { name: format!("{}:{path}", self.short()), bytes });
            }
        }
        if documents.is_empty() {
            bail!(
                "{}:{folder}: no `.json` file at that revision, expected a Smithy model; `--base` names another",
                self.short()
            );
        }
        Ok(documents)
    }

    /// Returns the paths that match a path: itself or, if it ends with a slash, the files in it.
    fn names(&self, path: &str) -> Result<Vec<String>> {
        let path = format!("./{path}");
        let output = run(&self.directory, ["ls-tree", "--name-only", "-z", &self.commit, "--", &path])?;
        if !output.status.success() {
            bail!(
                "{}: cannot be listed ({}), expected a commit with its files; {SHALLOW}",
                self.short(),
                reason(&output)
            );
        }
        let names = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        let mut names: Vec<_> = names.map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        names.sort();
        Ok(names)
    }
}

fn merge_base(directory: &Path) -> Result<String> {
    for main in MAIN {
        if commit(directory, main)?.is_none() {
            continue;
        }
        let output = run(directory, ["merge-base", "HEAD", main])?;
        let base = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if output.status.success() && !base.is_empty() {
            return Ok(base);
        }
        bail!("git finds no commit that HEAD and `{main}` have in common, expected one, or `--base REV`; {SHALLOW}");
    }
    let names = MAIN.join("` nor `");
    bail!("git has neither `{names}`, expected one of them, or `--base REV`; {SHALLOW}");
}

/// Resolves a name to a commit, if it names one.
fn commit(directory: &Path, name: &str) -> Result<Option<String>> {
    if name.starts_with('-') {
        return Ok(None);
    }
    let output = run(directory, ["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")])?;
    let commit = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(Some(commit).filter(|commit| output.status.success() && !commit.is_empty()))
}

fn run<A: AsRef<OsStr>>(directory: &Path, arguments: impl IntoIterator<Item = A>) -> Result<Output> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(arguments).env("LC_ALL", "C");
    command.output().context("git: cannot be run, expected it to be installed, or two files to compare")
}

fn reason(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().next().unwrap_or("no reason given");
    line.trim_start_matches("fatal: ").chars().filter(|character| !character.is_control()).collect()
}
