//! The thread that writes a journal.
//!
//! After a failed write, the incomplete line is removed before the next write: a complete line never follows an
//! incomplete one.

use std::fmt;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use tokio::sync::watch;

/// A file to append to.
pub trait Medium: Send + 'static {
    /// Appends bytes, and returns when they are on disk.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Drops everything beyond this length.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

/// The progress of the thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    /// The number of records in the file.
    pub records: u64,
    /// The number of writes that failed.
    pub failures: u64,
}

/// The function that is called when the file can't be written.
#[derive(Clone, Default)]
pub struct Notice(Option<Arc<Listen>>);

type Listen = dyn Fn(&str) + Send + Sync;

/// The state of the thread.
pub struct Writer<M> {
    file: M,
    /// The length of the whole lines in the file.
    length: u64,
    /// The lines that are not in the file yet.
    pending: Vec<u8>,
    records: u64,
    has_failed: bool,
    progress: watch::Sender<Progress>,
    notice: Notice,
}

impl<M: Medium> Writer<M> {
    /// Starts with a file with whole lines of this length.
    pub fn new(file: M, length: u64, progress: watch::Sender<Progress>, notice: Notice) -> Self {
        Self { file, length, pending: Vec::new(), records: 0, has_failed: false, progress, notice }
    }

    /// Writes lines until the channel is closed. An empty line triggers another attempt.
    pub fn run(mut self, lines: &Receiver<Vec<u8>>) {
        while let Ok(line) = lines.recv() {
            for line in std::iter::once(line).chain(lines.try_iter()) {
                self.records += u64::from(!line.is_empty());
                self.pending.extend(line);
            }
            if !self.pending.is_empty() {
                self.write();
            }
        }
    }

    fn write(&mut self) {
        let result = if self.has_failed { self.file.cut(self.length) } else { Ok(()) };
        match result.and_then(|()| self.file.append(&self.pending)) {
            Ok(()) => {
                self.length += self.pending.len() as u64;
                self.pending.clear();
                if std::mem::take(&mut self.has_failed) {
                    self.notice.say("the state file can be written again, and nothing is missing in it");
                }
                let (records, progress) = (std::mem::take(&mut self.records), &self.progress);
                progress.send_modify(|progress| progress.records += records);
            }
            Err(error) => {
                if !std::mem::replace(&mut self.has_failed, true) {
                    let expected = "expected room for it; requests fail with status 500 until there is";
                    self.notice.say(&format!("the state file can't be written: {error}, {expected}"));
                }
                // An incomplete line takes up space; if this fails, it is removed before the next write.
                let _ = self.file.cut(self.length);
                self.progress.send_modify(|progress| progress.failures += 1);
            }
        }
    }
}

impl Medium for File {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes).and_then(|()| self.sync_data())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)?;
        self.seek(SeekFrom::Start(length)).map(drop)
    }
}

impl Notice {
    /// Creates one that calls this function.
    pub fn new(notice: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(notice)))
    }

    fn say(&self, text: &str) {
        if let Some(notice) = &self.0 {
            notice(text);
        }
    }
}

impl fmt::Debug for Notice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Notice").field(&self.0.is_some()).finish()
    }
}
