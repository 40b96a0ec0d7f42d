//! Makes files on disk match their expected content.
//!
//! A tree is first compared, which only reads and finds all obstacles; then the differences are fixed, all or none. A
//! file is only ever replaced as a whole, so a run that is killed at any time leaves every file in its old or its new
//! state.

mod compare;
mod write;

pub mod lock;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The expected files of some directories. Paths are relative to the root and have forward slashes.
#[derive(Debug)]
pub struct Tree {
    /// The root of the paths.
    pub root: PathBuf,
    /// The prefix of the paths in messages.
    pub label: PathBuf,
    /// The content of each file.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The directories that should contain nothing else.
    pub generated: BTreeSet<String>,
}

/// A file that differs from its expected state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path.
    pub path: String,
    /// The kind of difference.
    pub kind: DifferenceKind,
}

/// The kinds of difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// It has this content instead.
    Stale(Vec<u8>),
    /// It does not exist.
    Missing,
    /// It was generated, with this content, but is no longer expected.
    Extra(Vec<u8>),
    /// It is a temporary file of a run that was killed.
    Leftover,
    /// It is in a generated directory but was not generated, and is never removed.
    Foreign,
}

/// Returns the name of the temporary file for `name`: hidden, so that it is not mistaken for a source.
fn temporary(name: &str) -> String {
    format!(".{name}{TEMPORARY}")
}

/// The suffix of temporary files.
const TEMPORARY: &str = ".xtask-tmp";
