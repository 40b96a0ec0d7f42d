//! Finds differences without writing.
//!
//! A difference that can't be fixed is an error here, before anything is changed.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry};
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Result, anyhow};

use super::{Difference, DifferenceKind, TEMPORARY, Tree};

/// The mark in the first line of a generated file.
const MARK: &[u8] = b"@generated";

impl Tree {
    /// Returns every difference, sorted by path.
    pub fn compare(&self) -> Result<Vec<Difference>> {
        let mut found = Comparison::default();
        for directory in self.directories() {
            match fs::read_dir(self.root.join(&directory)) {
                Ok(entries) => {
                    for entry in entries {
                        let entry = entry.map_err(|error| self.unlisted(&directory, error));
                        found.add(entry.and_then(|entry| self.entry(&directory, &entry)));
                    }
                    self.wanted(&directory).for_each(|path| found.add(self.file(path)));
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    let missing = |path: &String| Difference { path: path.clone(), kind: DifferenceKind::Missing };
                    self.wanted(&directory).for_each(|path| found.add(Ok(Some(missing(path)))));
                }
                Err(error) => found.add(Err(self.unlisted(&directory, error))),
            }
        }
        found.differences.sort_by(|one, other| one.path.cmp(&other.path));
        if found.problems.is_empty() { Ok(found.differences) } else { Err(anyhow!(found.problems.join("\n"))) }
    }

    /// Returns every directory that has or should have one of the files.
    fn directories(&self) -> BTreeSet<String> {
        let parents = self.files.keys().map(|path| parent(path).to_owned());
        parents.chain(self.generated.iter().cloned()).collect()
    }

    fn wanted<'t>(&'t self, directory: &str) -> impl Iterator<Item = &'t String> {
        self.files.keys().filter(move |path| parent(path) == directory)
    }

    /// Returns the difference of an expected file.
    fn file(&self, path: &str) -> Result<Option<Difference>, String> {
        let shown = self.label.join(path);
        let unreadable = |error| format!("{}: cannot be read: {error}, expected a readable file", shown.display());
        let full = self.root.join(path);
        let kind = match fs::metadata(&full) {
            Err(error) if error.kind() == ErrorKind::NotFound => Some(DifferenceKind::Missing),
            Err(error) => return Err(unreadable(error)),
            Ok(metadata) if !metadata.is_file() => {
                return Err(format!("{}: not a file, expected to write a file there", shown.display()));
            }
            Ok(_) => {
                let old = fs::read(full).map_err(unreadable)?;
                (!self.files.get(path).is_some_and(|new| is_same(&old, new))).then_some(DifferenceKind::Stale(old))
            }
        };
        Ok(kind.map(|kind| Difference { path: path.to_owned(), kind }))
    }

    /// Returns the difference of an existing file that is not expected.
    fn entry(&self, directory: &str, entry: &DirEntry) -> Result<Option<Difference>, String> {
        let name = entry.file_name();
        let path = join(directory, &name.to_string_lossy());
        let is_directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let kind = match name.to_str() {
            Some(name) if name.starts_with('.') && name.ends_with(TEMPORARY) && !is_directory => {
                DifferenceKind::Leftover
            }
            Some(_) if self.files.contains_key(&path) => return Ok(None),
            _ if !self.generated.contains(directory) => return Ok(None),
            Some(_) if is_directory && self.has_files_below(&path) => return Ok(None),
            Some(name) if name.ends_with(".rs") => {
                let extra = generated(&entry.path());
                let shown = self.label.join(&path);
                extra
                    .map_err(|error| format!("{}: cannot be read: {error}, expected a readable file", shown.display()))?
                    .map_or(DifferenceKind::Foreign, DifferenceKind::Extra)
            }
            _ => DifferenceKind::Foreign,
        };
        Ok(Some(Difference { path, kind }))
    }

    fn has_files_below(&self, directory: &str) -> bool {
        self.files.keys().any(|path| path.strip_prefix(directory).is_some_and(|rest| rest.starts_with('/')))
    }

    fn unlisted(&self, directory: &str, error: io::Error) -> String {
        format!("{}: cannot be listed: {error}, expected a directory", self.label.join(directory).display())
    }
}

#[derive(Default)]
struct Comparison {
    differences: Vec<Difference>,
    problems: Vec<String>,
}

impl Comparison {
    fn add(&mut self, result: Result<Option<Difference>, String>) {
        match result {
            Ok(difference) => self.differences.extend(difference),
            Err(problem) => self.problems.push(problem),
        }
    }
}

/// Returns `true` if two texts differ at most in their line endings: a checkout may have those of Windows.
fn is_same(old: &[u8], new: &[u8]) -> bool {
    old == new || without_carriage_returns(old).eq(without_carriage_returns(new))
}

fn without_carriage_returns(text: &[u8]) -> impl Iterator<Item = u8> {
    let next = text.iter().copied().skip(1).map(Some).chain([None]);
    text.iter().copied().zip(next).filter(|pair| *pair != (b'\r', Some(b'\n'))).map(|(byte, _)| byte)
}

/// Returns the content of a file if it was generated.
fn generated(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => {}
        // A directory, a pipe, or a dangling link.
        _ => return Ok(None),
    }
    let bytes = fs::read(path)?;
    let first_line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_generated = first_line.windows(MARK.len()).any(|window| window == MARK);
    Ok(is_generated.then_some(bytes))
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn join(directory: &str, name: &str) -> String {
    if directory.is_empty() { name.to_owned() } else { format!("{directory}/{name}") }
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn ends_of_lines_make_no_difference() {
        for same in ["", "a\nb\n", "a\r\nb\n", "a\r\nb\r\n"] {
            assert_eq!(is_same(same.as_bytes(), b"a\nb\n"), !same.is_empty(), "{same:?}");
        }
        for other in ["a\rb\n", "a\n\rb\n", "a\nb", "a\nb\n\r", "a\n\nb\n"] {
            assert!(!is_same(other.as_bytes(), b"a\nb\n"), "{other:?}");
        }
    }
}
