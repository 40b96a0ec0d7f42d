//! Files with secrets: readable only by their owner, and written completely or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::outcome::Failure;

/// Writes a file, which must not exist unless it may be replaced.
///
/// The content is written to another file first, which is then renamed in one step.
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
        // If this fails, nothing more can be done.
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
    // Left behind by an earlier process with the same id.
    let _ = fs::remove_file(draft);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(draft)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Moves a file into place. Without `replace`, a hard link is created, which fails if the name exists.
fn publish(draft: &Path, path: &Path, replace: bool) -> io::Result<()> {
    if replace { fs::rename(draft, path) } else { fs::hard_link(draft, path) }
}

fn exists(path: &Path) -> Failure {
    Failure::setup(format!("{}: exists already, expected a new file, or `--force` to replace it", path.display()))
}
