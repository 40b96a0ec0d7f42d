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

/// A transport for unit tests: it records requests and returns prepared answers, without a network. Clones share both.
///
/// ```
/// use std::time::Duration;
///
/// use tinsmith_client::retry::FullJitter;
/// use tinsmith_client::transport::RecordingTransport;
/// use tinsmith_client::{TransportError, TransportErrorKind};
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let credentials = tinsmith_client::Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example");
/// let refused = TransportError::new(TransportErrorKind::Connect, "connection refused");
/// let transport = RecordingTransport::new().answer(Err(refused)).respond(200, r#"{"arn": "arn:aws:users::1:ada"}"#);
/// let client = Client::builder().region("eu-west-1").credentials(credentials).transport(transport.clone());
/// let client = client.backoff(FullJitter::new(Duration::ZERO, Duration::ZERO)).build()?;
///
/// client.create_user(CreateUserRequest::new("ada")).await?; // the second attempt
/// let requests = transport.requests();
/// assert_eq!(requests.len(), 2);
/// assert_eq!(requests[0].body(), requests[1].body()); // with the same idempotency token
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct RecordingTransport(Arc<Mutex<Records>>);

#[derive(Default)]
struct Records {
    requests: Vec<Request<Bytes>>,
    answers: VecDeque<Result<Response<Bytes>, TransportError>>,
}

impl RecordingTransport {
    /// Creates a transport without answers: every call fails until [`respond`](Self::respond) adds one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response with a status and a JSON body.
    pub fn respond(self, status: u16, body: impl Into<Bytes>) -> Self {
        let response = Response::builder().status(status).header("content-type", "application/json").body(body.into());
        let malformed = |error| TransportError::new(TransportErrorKind::Malformed, error);
        self.answer(response.map_err(malformed))
    }

    /// Adds an answer, or the reason why there is none. Answers are returned in the order in which they were added.
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
