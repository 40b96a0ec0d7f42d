//! Settings of a fake that is not started yet, and its start.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tinsmith_types::Document;

use super::application::Application;
use super::clock::Clock;
use super::error::StartError;
use super::exchange::Exchange;
use super::faults::Faults;
use super::identifiers::Identifiers;
use super::journal::Notice;
use super::listener::{Limits, Listener};
use super::record::Log;
use super::route::Router;
use super::server::FakeServer;
use super::signature::Verifier;
use super::store::{self, Store};
use crate::Credentials;
use crate::endpoint::Partition;

/// Settings of a [`FakeServer`].
#[derive(Debug)]
#[must_use]
pub struct ServerBuilder {
    signing_name: &'static str,
    default_credentials: Credentials,
    credentials: Vec<Credentials>,
    region: String,
    account: String,
    clock: Clock,
    state_file: Option<(PathBuf, &'static str)>,
    address: SocketAddr,
    remembered: usize,
    limits: Limits,
    notice: Notice,
}

/// The settings of a server that its application needs.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Setup {
    /// The region for which requests must be signed, and which ARNs contain.
    pub region: String,
    /// The number of the account in ARNs, of twelve digits.
    pub account: String,
    /// The clock by which signatures and tokens age.
    pub clock: Clock,
    /// The store of the state, in a file or in memory.
    pub store: Store,
    /// Unique ids for resources.
    pub identifiers: Identifiers,
}

impl Setup {
    /// Returns the ARN of a resource, in the partition of the region.
    pub fn arn(&self, service: &str, resource: &str) -> String {
        let partition = Partition::of(&self.region).name;
        format!("arn:{partition}:{service}:{}:{}:{resource}", self.region, self.account)
    }
}

impl ServerBuilder {
    /// Starts with the default settings for a service whose requests are signed for `signing_name`. The credentials are
    /// accepted unless [`ServerBuilder::credentials`] sets others.
    pub fn new(signing_name: &'static str, default_credentials: Credentials) -> Self {
        Self {
            signing_name,
            default_credentials,
            credentials: Vec::new(),
            region: "us-east-1".to_owned(),
            account: "123456789012".to_owned(),
            clock: Clock::system(),
            state_file: None,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            remembered: 10_000,
            limits: Limits { connections: 512, request: Duration::from_secs(30) },
            notice: Notice::default(),
        }
    }

    /// Accepts requests that are signed with these credentials, in place of the default ones; may be called several
    /// times.
    ///
    /// With a session token, requests must carry it; from their expiry on, they are refused as expired.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials.push(credentials);
        self
    }

    /// Sets the region for which requests must be signed, and which ARNs contain; `us-east-1` by default.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// Sets the number of the account in ARNs, of twelve digits; `123456789012` by default.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = account.into();
        self
    }

    /// Sets the clock by which signatures and tokens age.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Keeps the state in this file, which the next fake can load; by default, the state is lost when the fake stops.
    ///
    /// The format names the service and the version of its records: a file of another format is refused.
    pub fn state_file(mut self, path: impl Into<PathBuf>, format: &'static str) -> Self {
        self.state_file = Some((path.into(), format));
        self
    }

    /// Sets the address to listen on; a free port of 127.0.0.1 by default.
    pub fn address(mut self, address: impl Into<SocketAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// Sets how many of the latest requests [`FakeServer::requests`] returns at most; 10,000 by default.
    pub fn remember_requests(mut self, requests: usize) -> Self {
        self.remembered = requests;
        self
    }

    /// Sets the maximum number of open connections; 512 by default. At the limit, the connection that has waited
    /// longest for its client is closed to accept a new one.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.limits.connections = connections.max(1);
        self
    }

    /// Sets the time in which the head of a request must arrive, and then its body; 30 seconds by default. After that, the
    /// connection is closed.
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.limits.request = timeout;
        self
    }

    /// Calls this function with a line of text when the state file can't be written, and when it can be written again.
    /// By default, only clients notice, because their calls fail with status 500.
    pub fn on_notice(mut self, notice: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.notice = Notice::new(notice);
        self
    }

    /// Creates the application, restores its state, and starts the server on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// Fails for a setting, an address or a state file that can't be used; the error names it.
    pub async fn start<A: Application>(
        mut self,
        application: impl FnOnce(Setup) -> A,
    ) -> Result<FakeServer<A>, StartError> {
        self.check()?;
        if self.credentials.is_empty() {
            self.credentials.push(self.default_credentials.clone());
        }
        let (store, records) = self.open()?;
        let application = application(self.setup(store.clone())?);
        if let Some((path, _)) = &self.state_file {
            restore(&application, path, &records)?;
        }
        let exchange = Arc::new(Exchange {
            router: Router::new(application.routes()),
            application,
            verifier: Verifier { credentials: self.credentials, region: self.region, service: self.signing_name },
            clock: self.clock,
            faults: Faults::default(),
            log: Log::new(self.remembered),
            identifiers: Identifiers::new()?,
        });
        let listener = Listener::start(self.address, self.limits, Arc::clone(&exchange)).await;
        let listener = listener.map_err(|error| StartError::Address { address: self.address, error })?;
        Ok(FakeServer::new(exchange, listener, store))
    }

    fn check(&self) -> Result<(), StartError> {
        let is_label = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=63).contains(&self.region.len()) || !self.region.bytes().all(is_label) {
            return Err(StartError::Region);
        }
        if self.account.len() != 12 || !self.account.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(StartError::Account);
        }
        Ok(())
    }

    fn open(&self) -> Result<(Store, Vec<Document>), StartError> {
        match &self.state_file {
            None => Ok((Store::in_memory()?, Vec::new())),
            Some((path, format)) => Store::open(path, format, self.notice.clone()),
        }
    }

    fn setup(&self, store: Store) -> Result<Setup, StartError> {
        Ok(Setup {
            region: self.region.clone(),
            account: self.account.clone(),
            clock: self.clock.clone(),
            store,
            identifiers: Identifiers::new()?,
        })
    }
}

/// Applies the records after the first one, which belongs to the store.
fn restore(application: &impl Application, path: &Path, records: &[Document]) -> Result<(), StartError> {
    match (2..).zip(records).find(|(_, record)| !application.restore(record)) {
        Some((line, _)) => Err(store::unknown_record(path, line)),
        None => Ok(()),
    }
}
