//! Opens a journal: reads its records, and drops a truncated last line.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use tinsmith_types::Document;

use super::line::{Chain, is_beginning};
use super::{Journal, JournalError, Notice, sync_directory};

/// The maximum length of a line, larger than that of any record.
const LINE_LIMIT: u64 = 1 << 20;

/// The content of a file.
struct Contents {
    records: Vec<Document>,
    chain: Chain,
    /// The total length of the complete lines, in bytes.
    length: u64,
}

/// Opens a journal, and returns its records. A new journal begins with the record `first`.
///
/// # Errors
///
/// Returns an error for a file that can't be used, is in use, or differs from what was written.
pub(crate) fn open(path: &Path, first: &Document, notice: Notice) -> Result<(Journal, Vec<Document>), JournalError> {
    let failed = |error| JournalError::File { path: path.to_owned(), error };
    check_kind(path).map_err(failed)?;
    let mut file = options().open(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(JournalError::InUse(path.to_owned())),
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    let mut contents = Contents::read(&file, path)?;
    let start = || {
        restrict(&file)?;
        file.set_len(contents.length)?;
        file.seek(SeekFrom::End(0))?;
        if contents.records.is_empty() {
            let line = contents.chain.line(first);
            file.write_all(&line)?;
            contents.length += line.len() as u64;
            contents.records.push(first.clone());
        }
        file.sync_all()?;
        sync_directory(path)?;
        Journal::start(file, contents.length, contents.chain, notice)
    };
    let journal = start().map_err(failed)?;
    Ok((journal, contents.records))
}

/// Refuses anything but a regular file before it is opened: opening a pipe would wait for its other end.
fn check_kind(path: &Path) -> io::Result<()> {
    match std::fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(io::Error::other("not a regular file")),
        // Opening it creates it, or fails for the same reason.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Restricts access to the owner, whoever created the file.
fn restrict(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mut permissions = file.metadata()?.permissions();
        if permissions.mode() & 0o777 != 0o600 {
            permissions.set_mode(0o600);
            file.set_permissions(permissions)?;
        }
    }
    Ok(())
}

/// Returns the options for opening a journal. A new file is readable only by its owner, because its content would help
/// to guess credentials.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

impl Contents {
    fn read(file: &File, path: &Path) -> Result<Self, JournalError> {
        let mut reader = BufReader::new(file);
        let mut contents = Self { records: Vec::new(), chain: Chain::default(), length: 0 };
        for number in 1.. {
            let corrupt = |problem| JournalError::Corrupt { path: path.to_owned(), line: number, problem };
            let line = read_line(&mut reader);
            let line = line.map_err(|error| JournalError::File { path: path.to_owned(), error })?;
            let Some(whole) = line.strip_suffix(b"\n") else {
                // Any other file is left unchanged.
                let is_cut = is_beginning(&line) && (line.len() as u64) < LINE_LIMIT;
                return if is_cut { Ok(contents) } else { Err(corrupt("not a line of a state file")) };
            };
            contents.records.push(contents.chain.record(whole).map_err(corrupt)?);
            contents.length += line.len() as u64;
        }
        Ok(contents)
    }
}

/// Reads a line with its newline. Returns an empty line at the end of the file, and a line without newline if it is
/// incomplete or too long.
fn read_line(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    reader.take(LINE_LIMIT).read_until(b'\n', &mut line)?;
    Ok(line)
}
