//! Fixes differences, all or none.
//!
//! Each new content is first written completely to a temporary file in the same directory, where most failures occur.
//! Only then are the files renamed and superfluous ones removed. If that fails midway, the old state is restored.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::{Difference, DifferenceKind, Tree, temporary};

impl Tree {
    /// Fixes the differences. The tree must have been locked since they were found.
    pub fn apply(&self, differences: &[Difference]) -> Result<()> {
        let mut change = Change { tree: self, directories: Vec::new(), staged: Vec::new(), done: Vec::new() };
        let result = differences.iter().try_for_each(|difference| change.stage(difference));
        let result = result.and_then(|()| differences.iter().try_for_each(|difference| change.finish(difference)));
        result.map_err(|problem| match change.undo() {
            Ok(()) => anyhow!(problem),
            Err(second) => anyhow!("{problem}\n{second}"),
        })
    }
}

/// The changes so far, to be undone on failure.
struct Change<'t> {
    tree: &'t Tree,
    directories: Vec<PathBuf>,
    staged: Vec<PathBuf>,
    done: Vec<&'t Difference>,
}

impl<'t> Change<'t> {
    /// Writes the new content to a temporary file.
    fn stage(&mut self, difference: &Difference) -> Result<(), String> {
        let path = self.tree.root.join(&difference.path);
        let result = match (&difference.kind, self.tree.files.get(&difference.path)) {
            (DifferenceKind::Leftover, _) => fs::remove_file(&path),
            (DifferenceKind::Stale(_) | DifferenceKind::Missing, Some(content)) => self.write(&path, content),
            _ => Ok(()),
        };
        result.map_err(|error| self.problem(difference, &error))
    }

    /// Moves the new content into place.
    fn finish(&mut self, difference: &'t Difference) -> Result<(), String> {
        let path = self.tree.root.join(&difference.path);
        let result = match &difference.kind {
            DifferenceKind::Stale(_) | DifferenceKind::Missing => fs::rename(beside(&path), &path),
            DifferenceKind::Extra(_) => fs::remove_file(&path),
            DifferenceKind::Leftover | DifferenceKind::Foreign => Ok(()),
        };
        result.map_err(|error| self.problem(difference, &error))?;
        self.done.push(difference);
        Ok(())
    }

    /// Restores the old state. Temporary files and directories that are left are harmless.
    fn undo(&mut self) -> Result<(), String> {
        let mut problems = Vec::new();
        for difference in std::mem::take(&mut self.done) {
            let path = self.tree.root.join(&difference.path);
            let result = match &difference.kind {
                DifferenceKind::Stale(old) | DifferenceKind::Extra(old) => {
                    self.write(&path, old).and_then(|()| fs::rename(beside(&path), &path))
                }
                DifferenceKind::Missing => fs::remove_file(&path),
                DifferenceKind::Leftover | DifferenceKind::Foreign => Ok(()),
            };
            problems.extend(result.err().map(|error| self.problem(difference, &error)));
        }
        self.staged.iter().for_each(|path| drop(fs::remove_file(path)));
        self.directories.iter().rev().for_each(|path| drop(fs::remove_dir(path)));
        if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
    }

    /// Writes a temporary file, and syncs it to disk.
    fn write(&mut self, path: &Path, content: &[u8]) -> io::Result<()> {
        let parents: Vec<_> = path.ancestors().skip(1).take_while(|parent| !parent.exists()).collect();
        for parent in parents.into_iter().rev().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir(parent)?;
            self.directories.push(parent.to_owned());
        }
        let temporary = beside(path);
        let mut file = File::create_new(&temporary)?;
        self.staged.push(temporary);
        file.write_all(content)?;
        file.sync_all()
    }

    fn problem(&self, difference: &Difference, error: &io::Error) -> String {
        let path = self.tree.label.join(&difference.path);
        format!("{}: cannot be changed: {error}, expected a place that can be written", path.display())
    }
}

/// Returns the temporary file for a path.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    path.with_file_name(temporary(&name.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use tempfile::TempDir;

    use super::*;

    fn tree(root: &TempDir) -> Tree {
        let files = [("a/kept.rs", "kept"), ("a/new.rs", "new"), ("a/stale.rs", "now"), ("b/c/new.rs", "new")];
        let files = files.map(|(path, content)| (path.to_owned(), content.as_bytes().to_vec()));
        let generated = BTreeSet::from(["a".to_owned()]);
        Tree { root: root.path().to_owned(), label: PathBuf::new(), files: BTreeMap::from(files), generated }
    }

    fn old(root: &TempDir) -> [(PathBuf, &'static str); 3] {
        let path = |name| root.path().join("a").join(name);
        [(path("kept.rs"), "kept"), (path("old.rs"), "// @generated"), (path("stale.rs"), "before")]
    }

    /// Makes the change fail because of an obstacle created after the comparison.
    #[track_caller]
    fn check(obstruct: impl FnOnce(&Path), expect: &str) {
        let root = tempfile::tempdir().unwrap();
        let tree = tree(&root);
        fs::create_dir(root.path().join("a")).unwrap();
        for (path, content) in old(&root) {
            fs::write(path, content).unwrap();
        }
        let differences = tree.compare().unwrap();
        obstruct(root.path());
        assert_eq!(tree.apply(&differences).unwrap_err().to_string(), expect);
        for (path, content) in old(&root).into_iter().filter(|(path, _)| path.is_file()) {
            assert_eq!(fs::read_to_string(path).unwrap(), content);
        }
        for path in ["a/.stale.rs.xtask-tmp", "a/.new.rs.xtask-tmp", "b/c/.new.rs.xtask-tmp"] {
            assert!(!root.path().join(path).is_file(), "{path}");
        }
        assert!(!root.path().join("a/new.rs").is_file());
        assert!(!root.path().join("b/c/new.rs").is_file());
    }

    #[test]
    fn a_failure_midway_is_undone() {
        let is_directory =
            "a/stale.rs: cannot be changed: Is a directory (os error 21), expected a place that can be written";
        let stale_becomes_directory = |root: &Path| {
            fs::remove_file(root.join("a/stale.rs")).unwrap();
            fs::create_dir(root.join("a/stale.rs")).unwrap();
        };
        check(stale_becomes_directory, is_directory);
        let last = "b/c/new.rs: cannot be changed: Is a directory (os error 21), expected a place that can be written";
        check(|root| fs::create_dir_all(root.join("b/c/new.rs")).unwrap(), last);
        let staged = "b/c/new.rs: cannot be changed: File exists (os error 17), expected a place that can be written";
        check(|root| fs::create_dir_all(root.join("b/c/.new.rs.xtask-tmp")).unwrap(), staged);
        let parent =
            "b/c/new.rs: cannot be changed: Not a directory (os error 20), expected a place that can be written";
        check(|root| fs::write(root.join("b"), "").unwrap(), parent);
    }

    #[test]
    fn directories_that_were_made_are_removed_again() {
        let root = tempfile::tempdir().unwrap();
        let tree = tree(&root);
        let differences = tree.compare().unwrap();
        fs::create_dir_all(root.path().join("b/c/.new.rs.xtask-tmp")).unwrap();
        tree.apply(&differences).unwrap_err();
        assert!(!root.path().join("a").exists());
    }
}
