//! Files that contain secrets: for their owner alone, and whole or not there at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::outcome::Failure;

/// Writes a file that must not exist yet, or may be replaced.
///
/// The content goes to another file first, which then gets the name in one step.
pub fn write(path: &Path, content: &[u8], replace: bool) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        Failure::setup(format!(
            "{}: cannot be written: {error}, expected a path in a writable directory",
            path.display()
        ))
    };
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(failed(io::Error::other("not a regular file"))),
        Ok(_) if !replace => return Err(exists(path)),
        Ok(_) | Err(_) => {}
    }
    let draft = draft(path).map_err(failed)?;
    let result = fill(&draft, content).and_then(|()| publish(&draft, path, replace));
    if result.is_err() || !replace {
        // Where that fails, there is nothing more to do about it.
        let _ = fs::remove_file(&draft);
    }
    result.map_err(|error| if error.kind() == io::ErrorKind::AlreadyExists { exists(path) } else { failed(error) })
}

/// Returns the path of a new file in the same directory.
fn draft(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::other("not the name of a file"))?;
    let mut draft = std::ffi::OsString::from(".");
    draft.push(name);
    draft.push(format!(".{}", std::process::id()));
    Ok(path.with_file_name(draft))
}

fn fill(draft: &Path, content: &[u8]) -> io::Result<()> {
    // One that a process with the same number has left behind.
    let _ = fs::remove_file(draft);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(draft)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Gives a file its name. A second name is refused where there is one already, which renaming does not check.
fn publish(draft: &Path, path: &Path, replace: bool) -> io::Result<()> {
    if replace { fs::rename(draft, path) } else { fs::hard_link(draft, path) }
}

fn exists(path: &Path) -> Failure {
    Failure::setup(format!("{}: exists already, expected a new file, or `--force` to replace it", path.display()))
}
