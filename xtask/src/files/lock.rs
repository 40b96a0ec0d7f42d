//! Keeps runs on the same tree apart: one writes, or several read.
//!
//! The lock is on the tree's root directory itself, so that nothing stays behind, and ends with the process.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

/// A lock that is held until it is dropped; none where the system can't lock a directory.
#[derive(Debug)]
pub struct Lock {
    _root: Option<File>,
}

/// Locks a tree for writing, and makes its root if it is not there.
pub fn exclusive(root: &Path) -> Result<Lock> {
    let shown = root.display();
    fs::create_dir_all(root).with_context(|| format!("{shown}: not a directory to write to, expected one"))?;
    held(root, File::try_lock, File::lock)
}

/// Locks a tree for reading. One that is not there has nothing that could change.
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
            // Whoever waits should know for what; whether they can be told does not matter.
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
