//! Makes files on disk exactly what they should be.
//!
//! A tree is first compared, which reads only and finds everything that stands in the way; then the differences are
//! mended, all or none. A file is only ever replaced as a whole, so that a run that ends at any moment leaves every
//! file as it was or as it should be.

mod compare;
mod write;

pub mod lock;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What some directories should hold. Paths are relative to the root and have forward slashes.
#[derive(Debug)]
pub struct Tree {
    /// Where the paths begin.
    pub root: PathBuf,
    /// What stands before the paths in messages.
    pub label: PathBuf,
    /// The content of each file.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The directories in which nothing else should be.
    pub generated: BTreeSet<String>,
}

/// A file that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path.
    pub path: String,
    /// What is wrong with it.
    pub kind: Kind,
}

/// What can be wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It holds this instead.
    Stale(Vec<u8>),
    /// It is not there.
    Missing,
    /// It was generated, with this content, but should not be there any more.
    Extra(Vec<u8>),
    /// It is a temporary file of a run that was ended.
    Leftover,
    /// It is in a generated directory but was not generated, and is never removed.
    Foreign,
}

/// The name of the file that becomes `name` when it is complete: hidden, so that nothing else takes it for a source.
fn temporary(name: &str) -> String {
    format!(".{name}{TEMPORARY}")
}

/// How the names of temporary files end.
const TEMPORARY: &str = ".xtask-tmp";
