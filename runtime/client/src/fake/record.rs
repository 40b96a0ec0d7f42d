//! The log of requests and connections, by which a test counts them.
//!
//! Of the members of a request, only the idempotency token is kept, unless it is a secret. Only the latest requests are
//! kept.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use http::HeaderMap;

use super::faults::Fault;
use super::locked;

/// The maximum number of characters kept of a header or a token.
const KEPT: usize = 256;

/// A request that the fake has received.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// The id in the answer's header `x-amzn-requestid`.
    pub id: String,
    /// The operation with its method and path, if there is one.
    pub operation: Option<&'static str>,
    /// The idempotency token.
    pub client_token: Option<String>,
    /// The header `amz-sdk-invocation-id`, the same for all attempts of a call.
    pub invocation_id: Option<String>,
    /// The header `amz-sdk-request`, as in `attempt=2; max=3`.
    pub attempt: Option<String>,
    /// The fault that it met.
    pub fault: Option<Fault>,
    /// The status of the answer, or `None` if no answer was sent, or not yet.
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
    /// Creates a log of at most `limit` requests.
    pub fn new(limit: usize) -> Self {
        Self { limit, entries: Mutex::default(), connections: AtomicU64::new(0) }
    }

    /// Counts a connection.
    pub fn connected(&self) {
        self.connections.fetch_add(1, Ordering::SeqCst);
    }

    /// Returns the number of connections so far.
    pub fn connections(&self) -> u64 {
        self.connections.load(Ordering::SeqCst)
    }

    /// Adds a request, and returns its number.
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

    /// Records the answer to the request with this number, if it is still kept.
    pub fn answered(&self, number: u64, status: u16, code: Option<&'static str>) {
        let mut entries = locked(&self.entries);
        let age = usize::try_from(entries.count - number).unwrap_or(usize::MAX);
        let index = entries.latest.len().checked_sub(age);
        if let Some(request) = index.and_then(|index| entries.latest.get_mut(index)) {
            (request.status, request.code) = (Some(status), code);
        }
    }

    /// Returns the latest requests, in the order in which they arrived.
    pub fn latest(&self) -> Vec<ReceivedRequest> {
        locked(&self.entries).latest.iter().cloned().collect()
    }

    /// Returns the number of requests so far.
    pub fn count(&self) -> u64 {
        locked(&self.entries).count
    }
}

/// Returns the beginning of a header's value.
pub(crate) fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(beginning)
}

/// Returns the beginning of a text.
pub(crate) fn beginning(text: &str) -> String {
    text.chars().take(KEPT).collect()
}
