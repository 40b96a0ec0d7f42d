//! What has come: requests and connections, so that a test can count them.
//!
//! Nothing of a request's body is kept but the idempotency token, which is no secret; and only the latest requests are.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use http::HeaderMap;

use super::faults::Fault;
use super::locked;

/// So many characters of a header or a token are kept.
const KEPT: usize = 256;

/// A request that has come.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// The id that its answer has.
    pub id: String,
    /// The operation, if there is one with this method and path.
    pub operation: Option<&'static str>,
    /// The idempotency token in it.
    pub client_token: Option<String>,
    /// The header `amz-sdk-invocation-id`, the same for all attempts of a call.
    pub invocation_id: Option<String>,
    /// The header `amz-sdk-request`, as in `attempt=2; max=3`.
    pub attempt: Option<String>,
    /// What went wrong with it on request.
    pub fault: Option<Fault>,
    /// The status of the answer; none where no answer was sent, or not yet.
    pub status: Option<u16>,
    /// The code of the error, if the answer was one.
    pub code: Option<&'static str>,
}

/// The latest requests.
#[derive(Debug)]
pub(crate) struct Log {
    limit: usize,
    entries: Mutex<Entries>,
    connections: AtomicU64,
}

#[derive(Debug, Default)]
struct Entries {
    latest: VecDeque<ReceivedRequest>,
    count: u64,
}

impl Log {
    /// A log of so many requests at most.
    pub fn new(limit: usize) -> Self {
        Self { limit, entries: Mutex::default(), connections: AtomicU64::new(0) }
    }

    /// Counts a connection.
    pub fn connected(&self) {
        self.connections.fetch_add(1, Ordering::SeqCst);
    }

    /// How many connections there have been.
    pub fn connections(&self) -> u64 {
        self.connections.load(Ordering::SeqCst)
    }

    /// Adds a request, and gives its number.
    pub fn add(&self, request: ReceivedRequest) -> u64 {
        let mut entries = locked(&self.entries);
        if entries.latest.len() >= self.limit {
            entries.latest.pop_front();
        }
        if self.limit > 0 {
            entries.latest.push_back(request);
        }
        entries.count += 1;
        entries.count - 1
    }

    /// Notes the answer to the request with this number, if it is still there.
    pub fn answered(&self, number: u64, status: u16, code: Option<&'static str>) {
        let mut entries = locked(&self.entries);
        let age = usize::try_from(entries.count - number).unwrap_or(usize::MAX);
        let index = entries.latest.len().checked_sub(age);
        if let Some(request) = index.and_then(|index| entries.latest.get_mut(index)) {
            (request.status, request.code) = (Some(status), code);
        }
    }

    /// The latest requests, in the order in which they came.
    pub fn latest(&self) -> Vec<ReceivedRequest> {
        locked(&self.entries).latest.iter().cloned().collect()
    }

    /// How many requests have come.
    pub fn count(&self) -> u64 {
        locked(&self.entries).count
    }
}

/// The beginning of a header.
pub(crate) fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(beginning)
}

/// The beginning of a text.
pub(crate) fn beginning(text: &str) -> String {
    text.chars().take(KEPT).collect()
}
