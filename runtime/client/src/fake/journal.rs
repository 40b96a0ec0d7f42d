//! An append-only file of JSON records, one per line. An acknowledged record is in it even if the process is killed.
//!
//! Every line has a checksum over its record and all lines before it, so no line can be changed, lost or moved
//! unnoticed. A line that was truncated by a kill is dropped when the file is opened again, because its record was
//! never acknowledged. One thread writes, and combines all records appended in the meantime in one write. If a write
//! fails, as on a full disk, the records are kept, and each waiting request triggers another write. While a process has
//! the file open, no other can open it.
//! file open, no other can open it.

mod line;
mod read;
mod writer;

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use tinsmith_types::Document;
use tokio::sync::watch;

use self::line::Chain;
use self::writer::{Medium, Progress, Writer};
use super::locked;

pub(crate) use read::open;
pub(crate) use writer::Notice;

/// The reason why a state file can't be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum JournalError {
    /// The file can't be opened, read or written.
    File {
        /// Its path.
        path: PathBuf,
        /// The error of the operating system.
        error: io::Error,
    },
    /// Another process, or another fake of this one, has it open.
    InUse(PathBuf),
    /// A line differs from the one that was written.
    Corrupt {
        /// The path of the file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The problem of the line.
        problem: &'static str,
    },
}

/// An open journal.
#[derive(Debug)]
pub(crate) struct Journal {
    state: Mutex<State>,
    durable: watch::Receiver<Progress>,
}

#[derive(Debug)]
struct State {
    chain: Chain,
    appended: u64,
    writer: Option<(Sender<Vec<u8>>, JoinHandle<()>)>,
}

/// A place in the journal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(u64);

/// The error of a journal that could not be written, or is closed.
#[derive(Debug)]
pub(crate) struct Lost;

impl Journal {
    /// Starts to append to a file with whole lines of this length.
    fn start(file: impl Medium, length: u64, chain: Chain, notice: Notice) -> io::Result<Self> {
        let (sender, lines) = mpsc::channel();
        let (progress, durable) = watch::channel(Progress::default());
        let writer = Writer::new(file, length, progress, notice);
        let thread = thread::Builder::new().name("journal".to_owned()).spawn(move || writer.run(&lines))?;
        let state = State { chain, appended: 0, writer: Some((sender, thread)) };
        Ok(Self { state: Mutex::new(state), durable })
    }

    /// Appends a record. It is in the file once [`Journal::reached`] returns for a later place.
    pub fn append(&self, record: &Document) {
        let mut state = locked(&self.state);
        let line = state.chain.line(record);
        state.appended += 1;
        if let Some((sender, _)) = &state.writer {
            // The thread ends no earlier than the sender is dropped.
            let _ = sender.send(line);
        }
    }

    /// Returns the place after all records so far.
    pub fn place(&self) -> Place {
        Place(locked(&self.state).appended)
    }

    /// Waits until all records before a place are in the file, or a write has failed since.
    pub async fn reached(&self, place: Place) -> Result<(), Lost> {
        let mut durable = self.durable.clone();
        let failures = durable.borrow().failures;
        self.write_again();
        let is_over = |progress: &Progress| progress.records >= place.0 || progress.failures > failures;
        match durable.wait_for(is_over).await {
            Ok(progress) if progress.records >= place.0 => Ok(()),
            _ => Err(Lost),
        }
    }

    /// Triggers another write, in case the last one failed, by appending an empty line.
    fn write_again(&self) {
        if let Some((sender, _)) = &locked(&self.state).writer {
            // As above.
            let _ = sender.send(Vec::new());
        }
    }

    /// Writes the remaining records, and closes the file.
    pub fn close(&self) {
        let writer = locked(&self.state).writer.take();
        if let Some((sender, thread)) = writer {
            drop(sender);
            // The thread does not panic; if it did, the file would be closed as well.
            let _ = thread.join();
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.close();
    }
}

/// Syncs the directory, so that the name of a new file is as durable as its content.
fn sync_directory(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(parent)?.sync_all() } else { Ok(()) }
}

impl std::fmt::Display for JournalError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File { path, error } => {
                write!(formatter, "{}: {error}, expected a file to keep the state in", path.display())
            }
            Self::InUse(path) => {
                write!(formatter, "{}: in use, expected a state file that no other fake has open", path.display())
            }
            Self::Corrupt { path, line, problem } => write!(
                formatter,
                "{}:{line}: {problem}, expected a state file as it was written; restore it, or take another",
                path.display()
            ),
        }
    }
}

impl std::error::Error for JournalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { error, .. } => Some(error),
            Self::InUse(_) | Self::Corrupt { .. } => None,
        }
    }
}
