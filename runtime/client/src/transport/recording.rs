//! A transport for tests, which records requests and returns prepared responses.
//!
//! `Debug` does not show requests, because they contain secrets.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Request, Response};

use super::{Answer, Transport, TransportError, TransportErrorKind};
use crate::Body;

/// A transport without a network; its clones share their records.
#[derive(Clone, Default)]
pub struct RecordingTransport(Arc<Mutex<Records>>);

#[derive(Default)]
struct Records {
    requests: Vec<Request<Bytes>>,
    answers: VecDeque<Result<Response<Bytes>, TransportError>>,
}

impl RecordingTransport {
    /// Creates a transport without responses, with which every call fails.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response with a status and a JSON body.
    pub fn respond(self, status: u16, body: impl Into<Bytes>) -> Self {
        let response = Response::builder().status(status).header("content-type", "application/json").body(body.into());
        let malformed = |error| TransportError::new(TransportErrorKind::Malformed, error);
        self.answer(response.map_err(malformed))
    }

    /// Adds a response, or an error in its place. They are returned in the order in which they were added.
    pub fn answer(self, answer: Result<Response<Bytes>, TransportError>) -> Self {
        self.records().answers.push_back(answer);
        self
    }

    /// Returns all requests so far, signed and with their secrets.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.records().requests.clone()
    }

    /// Records a request, and returns the next response.
    fn record(&self, request: Request<Bytes>) -> Result<Response<Body>, TransportError> {
        let mut records = self.records();
        records.requests.push(request);
        let nothing = || TransportError::new(TransportErrorKind::Other, "the recording transport has no answer left");
        records.answers.pop_front().unwrap_or_else(|| Err(nothing())).map(|response| response.map(Body::from))
    }

    fn records(&self) -> MutexGuard<'_, Records> {
        // A panic elsewhere can't leave a partial value.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for RecordingTransport {
    fn send(&self, request: Request<Body>) -> Answer<'_> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?;
            self.record(Request::from_parts(parts, body))
        })
    }
}

impl fmt::Debug for RecordingTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let records = self.records();
        let mut shown = formatter.debug_struct("RecordingTransport");
        shown.field("requests", &records.requests.len()).field("answers", &records.answers.len()).finish()
    }
}
