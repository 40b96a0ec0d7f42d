//! The settings of a fake before its start.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use tinsmith_client::Credentials;
use tinsmith_client::codegen::Service;
use tinsmith_client::fake::{Clock, ServerBuilder, StartError};

use super::command::Quotas;
use super::service::AppFlow;
use super::{ACCESS_KEY_ID, FakeAppFlow, SECRET_ACCESS_KEY};
use crate::generated::Appflow;

/// The name of the format of state files, in their first record.
const FORMAT: &str = "fake-appflow-2";

/// Settings of a [`FakeAppFlow`].
#[derive(Debug)]
#[must_use]
pub struct FakeBuilder {
    server: ServerBuilder,
    quotas: Quotas,
}

impl FakeBuilder {
    pub(super) fn new() -> Self {
        let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "fake");
        Self { server: ServerBuilder::new(Appflow::SIGNING_NAME, credentials), quotas: Quotas::default() }
    }

    /// Sets the maximum number of profiles; 100 by default.
    pub fn quota(mut self, profiles: usize) -> Self {
        self.quotas.profiles = profiles;
        self
    }

    /// Sets the maximum number of flows; 1,000 by default.
    pub fn flow_quota(mut self, flows: usize) -> Self {
        self.quotas.flows = flows;
        self
    }

    /// Sets the number of runs in progress from which on `StartFlow` fails; 1,000 by default.
    pub fn run_quota(mut self, runs: usize) -> Self {
        self.quotas.runs = runs;
        self
    }

    /// Sets the maximum number of registered connectors; 100 by default.
    pub fn connector_quota(mut self, connectors: usize) -> Self {
        self.quotas.connectors = connectors;
        self
    }

    /// Accepts requests that are signed with these credentials, in place of the default ones; may be called several
    /// times.
    ///
    /// With a session token, requests must carry it; from their expiry on, they are refused as expired.
    pub fn credentials(self, credentials: Credentials) -> Self {
        Self { server: self.server.credentials(credentials), ..self }
    }

    /// Sets the region for which requests must be signed, and which ARNs contain; `us-east-1` by default.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self { server: self.server.region(region), ..self }
    }

    /// Sets the number of the account in ARNs, of twelve digits; `123456789012` by default.
    pub fn account(self, account: impl Into<String>) -> Self {
        Self { server: self.server.account(account), ..self }
    }

    /// Sets the clock by which signatures and tokens age, and flows run.
    pub fn clock(self, clock: Clock) -> Self {
        Self { server: self.server.clock(clock), ..self }
    }

    /// Keeps the state in this file, which the next fake can load; by default, the state is lost when the fake stops.
    ///
    /// Time does not go back: if the clock was advanced, that of the next fake is advanced as well.
    ///
    /// Every acknowledged change is in the file, even if the process is killed. The file contains no credentials; any
    /// other value that the model marks as sensitive, such as the custom properties of a flow, is replaced by a
    /// placeholder.
    pub fn state_file(self, path: impl Into<PathBuf>) -> Self {
        Self { server: self.server.state_file(path, FORMAT), ..self }
    }

    /// Sets the address to listen on; a free port of 127.0.0.1 by default.
    pub fn address(self, address: impl Into<SocketAddr>) -> Self {
        Self { server: self.server.address(address), ..self }
    }

    /// Sets the maximum number of open connections; 512 by default. At the limit, the connection that has waited
    /// longest for its client is closed to accept a new one.
    pub fn max_connections(self, connections: usize) -> Self {
        Self { server: self.server.max_connections(connections), ..self }
    }

    /// Sets the time in which the head of a request must arrive, and then its body; 30 seconds by default. After that, the
    /// connection is closed.
    pub fn request_timeout(self, timeout: Duration) -> Self {
        Self { server: self.server.request_timeout(timeout), ..self }
    }

    /// Calls this function with a line of text when the state file can't be written, and when it can be written again.
    /// By default, only clients notice, because their calls fail with status 500.
    pub fn on_notice(self, notice: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { server: self.server.on_notice(notice), ..self }
    }

    /// Sets how many of the latest requests [`FakeAppFlow::requests`] can return; 10,000 by default.
    pub fn remember_requests(self, requests: usize) -> Self {
        Self { server: self.server.remember_requests(requests), ..self }
    }

    /// Starts the fake on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// Fails for a setting, an address or a state file that can't be used; the error names it.
    pub async fn start(self) -> Result<FakeAppFlow, StartError> {
        let server = self.server.start(|setup| AppFlow::new(setup, self.quotas)).await?;
        Ok(FakeAppFlow { server })
    }
}
