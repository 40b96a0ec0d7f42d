//! The trait that connects a fake to the service that it imitates.

use tinsmith_types::Document;

use super::answer::{Answer, Failure};
use super::request::Request;
use super::route::Route;

/// The state machine of a fake service: its operations, and their effects.
///
/// A [`FakeServer`](super::FakeServer) does everything else: HTTP, signatures, faults and the log of requests. The
/// application is called at the same time by all connections, so its state is behind a lock of its own.
pub trait Application: Send + Sync + 'static {
    /// Returns the operations that the fake serves.
    fn routes(&self) -> &'static [Route];

    /// Handles a request whose signature is valid.
    ///
    /// If the state is kept in a file, this waits for [`Store::durable`](super::Store::durable) before it answers, so
    /// that nothing acknowledged is lost.
    fn call(&self, request: Request) -> impl Future<Output = Result<Answer, Failure>> + Send;

    /// Applies a record that was appended to the state file earlier; called for each record before the server starts.
    ///
    /// Returns `false` if the record is not one of this application, which ends the start with an error.
    fn restore(&self, record: &Document) -> bool {
        let _ = record;
        false
    }

    /// Returns the document that `GET /_fake/{path}` shows, or `None` for an unknown path. It must not show secrets.
    fn show(&self, path: &str) -> Option<Document> {
        let _ = path;
        None
    }

    /// Rejects, from now on, every request that contains this value where the service checks credentials for other
    /// systems; called by `POST /_fake/rejected-credentials`.
    fn reject(&self, value: &str) {
        let _ = value;
    }

    /// Returns an error of the service by its code, for the fault `error` of `POST /_fake/faults`; `None` for an unknown
    /// code.
    fn failure(&self, code: &str) -> Option<Failure> {
        let _ = code;
        None
    }

    /// Keeps the time after `POST /_fake/clock` has put the clock forward, for a fake that goes on from the state file.
    fn clock_advanced(&self) -> impl Future<Output = Result<(), Failure>> + Send {
        std::future::ready(Ok(()))
    }

    /// Releases what the application has open; called once, when the server is dropped or shut down.
    fn close(&self) {}
}
