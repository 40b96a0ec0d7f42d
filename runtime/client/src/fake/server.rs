//! A running fake, and the functions by which a test controls it.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use super::application::Application;
use super::clock::Clock;
use super::exchange::Exchange;
use super::faults::Faults;
use super::listener::Listener;
use super::record::ReceivedRequest;
use super::store::Store;
use crate::Credentials;
use crate::builder::Builder;
use crate::service::Service;

/// A running fake of a service on this machine. It stops when it is dropped.
pub struct FakeServer<A: Application> {
    exchange: Arc<Exchange<A>>,
    listener: Listener,
    store: Store,
}

impl<A: Application> FakeServer<A> {
    pub(super) fn new(exchange: Arc<Exchange<A>>, listener: Listener, store: Store) -> Self {
        Self { exchange, listener, store }
    }

    /// Returns the application.
    pub fn application(&self) -> &A {
        &self.exchange.application
    }

    /// Returns a builder of clients with the fake's region, endpoint and clock, and the first of its credentials.
    pub fn client_builder<S: Service>(&self) -> Builder<S> {
        let builder = Builder::new().region(self.region()).endpoint_url(self.endpoint_url()).clock(self.clock());
        let builder = builder.allow_plain_http();
        match self.credentials().first() {
            Some(credentials) => builder.credentials(credentials.clone()),
            None => builder,
        }
    }

    /// Returns its URL, such as `http://127.0.0.1:8000`.
    pub fn endpoint_url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// Returns the address that it listens on.
    pub const fn address(&self) -> SocketAddr {
        self.listener.address()
    }

    /// Returns the region for which requests must be signed.
    pub fn region(&self) -> &str {
        &self.exchange.verifier.region
    }

    /// Returns the credentials that requests may be signed with.
    pub fn credentials(&self) -> &[Credentials] {
        &self.exchange.verifier.credentials
    }

    /// Returns the faults that the next requests meet.
    pub fn faults(&self) -> Faults {
        self.exchange.faults.clone()
    }

    /// Returns the clock by which signatures and tokens age.
    pub fn clock(&self) -> Clock {
        self.exchange.clock.clone()
    }

    /// Returns the latest requests, in the order in which they arrived, without those to paths below `/_fake/`.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.exchange.log.latest()
    }

    /// Returns the number of requests so far, without those to paths below `/_fake/`.
    pub fn request_count(&self) -> u64 {
        self.exchange.log.count()
    }

    /// Returns the number of connections so far.
    pub fn connections(&self) -> u64 {
        self.exchange.log.connections()
    }

    /// Accepts no more requests, waits up to `patience` for those that have arrived to be answered, and closes the
    /// state file.
    pub async fn shutdown(mut self, patience: Duration) {
        self.listener.shutdown(patience).await;
    }
}

impl<A: Application> Drop for FakeServer<A> {
    fn drop(&mut self) {
        // The tasks of the listener end a little later, but the state file must be free for the next fake.
        self.store.close();
        self.exchange.application.close();
    }
}

impl<A: Application> fmt::Debug for FakeServer<A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FakeServer").field("address", &self.address()).finish_non_exhaustive()
    }
}
