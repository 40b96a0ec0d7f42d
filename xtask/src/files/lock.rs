//! Serializes runs on the same tree: one writer, or several readers.
//!
//! The lock is on the tree's root directory itself, so nothing is left behind, and it ends with the process.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

/// A lock that is held until it is dropped; `None` if the system can't lock a directory.
#[derive(Debug)]
pub struct Lock {
    _root: Option<File>,
}

/// Locks a tree for writing, and creates its root if necessary.
pub fn exclusive(root: &Path) -> Result<Lock> {
    let shown = root.display();
    fs::create_dir_all(root).with_context(|| format!("{shown}: not a directory to write to, expected one"))?;
    held(root, File::try_lock, File::lock)
}

/// Locks a tree for reading. A tree that does not exist can't change.
pub fn shared(root: &Path) -> Result<Lock> {
    if !root.exists() {
        return Ok(Lock { _root: None });
    }
    held(root, File::try_lock_shared, File::lock_shared)
}

fn held(
    root: &Path,
    attempt: fn(&File) -> Result<(), TryLockError>,
    wait: fn(&File) -> io::Result<()>,
) -> Result<Lock> {
    let shown = root.display();
    if cfg!(not(unix)) {
        return Ok(Lock { _root: None });
    }
    let directory = File::open(root).with_context(|| format!("{shown}: cannot be opened, expected a directory"))?;
    let locked = match attempt(&directory) {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            // The reason for the wait is printed; a failure to print it is ignored.
            let _ = writeln!(io::stderr(), "{shown}: waiting for another run to end");
            wait(&directory)
        }
        Err(TryLockError::Error(error)) => Err(error),
    };
    match locked {
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(Lock { _root: None }),
        Err(error) => Err(error).with_context(|| format!("{shown}: cannot be locked, expected a local directory")),
        Ok(()) => Ok(Lock { _root: Some(directory) }),
    }
}
