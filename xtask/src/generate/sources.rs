//! Reads the modules of a crate that are written by hand.
//!
//! That is everything in its `src/` but `src/generated/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

/// The content of each file by its path from the crate's `src/`; hidden files are an editor's, not the crate's.
pub fn handwritten(krate: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut directories = vec![String::new()];
    while let Some(directory) = directories.pop() {
        let full = krate.join("src").join(&directory);
        let unlisted = || format!("{}: cannot be listed, expected the sources of a crate", full.display());
        for entry in fs::read_dir(&full).with_context(unlisted)? {
            let entry = entry.with_context(unlisted)?;
            let name = entry.file_name().into_string();
            let name = name.map_err(|name| anyhow!("{}: not UTF-8, expected a module", full.join(name).display()))?;
            let path = format!("{directory}{name}");
            if name.starts_with('.') || path == "generated" {
                continue;
            }
            if entry.path().is_dir() {
                directories.push(format!("{path}/"));
                continue;
            }
            let unread = || format!("{}: cannot be read, expected a module", entry.path().display());
            files.insert(path, fs::read(entry.path()).with_context(unread)?);
        }
    }
    Ok(files)
}
