//! The state of an application, which is kept in a file that the next fake can load, or in memory.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use hmac::Mac as _;
use http::StatusCode;
use serde_json::json;
use tinsmith_types::codegen::{Form, Writing};
use tinsmith_types::{Document, Structure};

use super::answer::Failure;
use super::error::StartError;
use super::identifiers::random;
use super::journal::{self, Journal, JournalError, Notice};
use super::signature::{hex, mac, unhex};

/// The records of an application, and the key of its fingerprints. Clones share both.
///
/// Without a state file, records are dropped and [`Store::durable`] returns at once.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    key: Vec<u8>,
    journal: Option<Journal>,
}

/// A keyed hash (HMAC-SHA-256) of an input, by which a repeated request is recognised without keeping its secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Store {
    /// Creates a store that keeps nothing.
    pub(crate) fn in_memory() -> Result<Self, StartError> {
        Ok(Self(Arc::new(Inner { key: random::<32>()?.to_vec(), journal: None })))
    }

    /// Opens a state file of this format, or creates it, and reads its records.
    pub(crate) fn open(path: &Path, format: &str, notice: Notice) -> Result<(Self, Vec<Document>), StartError> {
        let first = json!({ "format": format, "key": hex(&random::<32>()?) });
        let (journal, mut records) = journal::open(path, &first, notice)?;
        // A journal has a first record from the beginning.
        let rest = records.split_off(records.len().min(1));
        let key = records.first().and_then(|record| read_key(record, format));
        let key = key.ok_or_else(|| unknown_record(path, 1))?;
        Ok((Self(Arc::new(Inner { key, journal: Some(journal) })), rest))
    }

    /// Appends a record, which the application of the next fake gets by
    /// [`Application::restore`](super::Application::restore). It must not contain secrets.
    pub fn append(&self, record: &Document) {
        if let Some(journal) = &self.0.journal {
            journal.append(record);
        }
    }

    /// Waits until every record appended so far is on disk. Call it before an answer, without holding a lock.
    ///
    /// # Errors
    ///
    /// Returns an `InternalServerException` if the file can't be written or the store is closed. The records are kept,
    /// and written as soon as the file is writable again, so a request that failed this way may have taken effect.
    pub async fn durable(&self) -> Result<(), Failure> {
        let Some(journal) = &self.0.journal else { return Ok(()) };
        journal.reached(journal.place()).await.map_err(|_| unwritten())
    }

    /// Computes the fingerprint of an input, which differs from store to store. To compare inputs regardless of their
    /// idempotency tokens, clear the token first.
    ///
    /// # Errors
    ///
    /// Returns an `InternalServerException` if the input can't be written as JSON; an input that was decoded from JSON
    /// can.
    pub fn fingerprint<I: Structure>(&self, input: &I) -> Result<Fingerprint, Failure> {
        let writing = Writing { value: input, schema: I::SCHEMA, form: Form::Wire };
        let bytes = serde_json::to_vec(&writing).map_err(|_| Failure::internal())?;
        Ok(Fingerprint(mac(&self.0.key, &bytes).finalize().into_bytes().into()))
    }

    /// Writes the remaining records, and closes the file; records appended later are not durable.
    pub(crate) fn close(&self) {
        if let Some(journal) = &self.0.journal {
            journal.close();
        }
    }
}

impl Fingerprint {
    /// Reads a fingerprint from 64 hexadecimal digits, as its `Display` writes them.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(unhex(text)?.try_into().ok()?))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Store {
    /// Does not show the key.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").field("is_file", &self.0.journal.is_some()).finish_non_exhaustive()
    }
}

fn unwritten() -> Failure {
    let message = "The state file can't be written. Try again later.";
    Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerException", message)
}

/// Returns the error of a state file with a record that the application does not know.
pub(crate) fn unknown_record(path: &Path, line: u64) -> StartError {
    JournalError::Corrupt { path: path.to_owned(), line, problem: "an unknown record" }.into()
}

fn read_key(record: &Document, format: &str) -> Option<Vec<u8>> {
    let is_known = record.get("format")?.as_str()? == format;
    unhex(record.get("key")?.as_str()?).filter(|key| is_known && key.len() == 32)
}
