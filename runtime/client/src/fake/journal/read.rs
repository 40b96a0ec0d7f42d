//! Opens a journal: reads what is in it, and drops a line that was cut short.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use tinsmith_types::Document;

use super::line::{Chain, is_beginning};
use super::{Journal, JournalError, Notice, sync_directory};

/// Longer than any record.
const LINE_LIMIT: u64 = 1 << 20;

/// What is in a file.
struct Contents {
    records: Vec<Document>,
    chain: Chain,
    /// How many bytes the whole lines are.
    length: u64,
}

/// Opens a journal, and gives the records in it. A new one begins with the record `first`.
///
/// # Errors
///
/// A file that can't be used, is used already, or is not as it was written.
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

/// Refuses what is there and is no regular file, before it is opened: opening a pipe waits for its other end.
fn check_kind(path: &Path) -> io::Result<()> {
    match std::fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(io::Error::other("not a regular file")),
        // Opening it creates it, or fails for the same reason.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Takes the file from everybody but its owner, whoever created it.
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

/// The file is for its owner alone: what is in it would help to guess credentials.
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
                // A file that was never one of these is left as it is.
                let is_cut = is_beginning(&line) && (line.len() as u64) < LINE_LIMIT;
                return if is_cut { Ok(contents) } else { Err(corrupt("not a line of a state file")) };
            };
            contents.records.push(contents.chain.record(whole).map_err(corrupt)?);
            contents.length += line.len() as u64;
        }
        Ok(contents)
    }
}

/// Reads a line with its end; nothing at the end of the file, and no end where there is none or it is too far away.
fn read_line(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    reader.take(LINE_LIMIT).read_until(b'\n', &mut line)?;
    Ok(line)
}
