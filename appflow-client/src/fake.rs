//! A server on this machine that behaves like AppFlow, for tests; behind the feature `fake`.
//!
//! ```
//! use appflow_client::fake::{FakeAppFlow, Fault};
//! use appflow_client::types::*;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let fake = FakeAppFlow::start().await?;
//! let request = CreateConnectorProfileRequest::for_connector(
//!     "crm-test",
//!     ConnectionMode::Public,
//!     Connector::Salesforce {
//!         properties: SalesforceConnectorProfileProperties::new(),
//!         credentials: Some(SalesforceConnectorProfileCredentials::new().access_token("t").refresh_token("r")),
//!     },
//! );
//! fake.client().create_connector_profile(request.clone()).await?;
//! assert_eq!(fake.profiles()[0].name, "crm-test");
//!
//! // The profile is created, and the answer gets lost: the client repeats the request with the same token.
//! fake.faults().push(Fault::ResetAfter);
//! fake.client().create_connector_profile(request.connector_profile_name("crm-second")).await?;
//! assert_eq!(fake.profiles().len(), 2);
//! assert_eq!(fake.request_count(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! It serves all operations over HTTP/1.1, verifies signatures, checks every constraint of the model, and keeps names
//! unique, quotas, and idempotency tokens that live 8 hours. Its answers never contain a credential.
//! [`FakeAppFlow::faults`] makes requests fail, and [`FakeAppFlow::clock`] brings about what takes time: scheduled runs
//! start when they are due, and runs end.
//!
//! Where AppFlow's behaviour is not published, the fake behaves like this:
//!
//! - A token is remembered, for its operation, only if its request had an effect. After a failure, it can come with
//!   another request.
//! - The same token with other parameters is a `ConflictException`. So is a name that exists.
//! - The checks are, in this order: path and method, signature, content type, form and constraints of the members, the
//!   token, the name, the quota, references to other resources, the credentials for the connector.
//! - Signatures in the query string are not supported. A signature is valid for five minutes by the fake's clock, and by
//!   the machine's, so that clients go on after the fake's was put forward.
//! - A page of a list has as many entries as the model allows, if the request asks for no size. A `nextToken` is valid for
//!   the same operation and filters only; lists may change meanwhile.
//! - A run takes 5 seconds and transfers 100 records; to cancel one takes 2 seconds. A flow can have several runs at once,
//!   and remembers the latest 1,000.
//! - A flow on demand is `Active` from the beginning; another one is `Draft`, then `Active` and `Suspended`. Starting and
//!   stopping it twice succeeds. While it is active, or a run is in progress, it is in use: deleting it needs
//!   `forceDelete`. An update with another kind of trigger gives it the status of a new flow.
//! - A schedule without a start time has its first run one interval after the activation. `cron` expressions are in UTC, a
//!   month of `rate` has 30 days, and `timezone` has no effect.
//! - A scheduled run fails if a profile of its flow was deleted by `forceDelete`. After as many failures in a row as
//!   `flowErrorDeactivationThreshold`, the flow is `Errored`; without a threshold, it goes on.
//! - Flows triggered by events have no runs, because no application reports events. The statistics of a run are always the
//!   same, and so are the entities of all applications.
//! - A profile may name a connector that is not registered, and no Lambda function is called.
//! - Profiles, flows and registered connectors can be tagged. Every change was made by the user `fake`.
//!
//! # Over HTTP
//!
//! A test in another language inspects the fake and sets faults by paths below `/_fake/`. They accept requests from
//! programs on this machine only, whose `Host`, and `Origin` if there is one, are `localhost` or a loopback address, and
//! need no signature:
//!
//! | request | effect |
//! |---|---|
//! | `GET /_fake/profiles` | shows the profiles: `{"profiles": […]}` |
//! | `GET /_fake/requests` | `{"count": …, "connections": …, "requests": […]}`, with the latest requests |
//! | `POST /_fake/faults` with `{"faults": [{"fault": "delay", "milliseconds": 50}]}` | pushes these faults |
//! | `POST /_fake/faults` with `{"random": {"seed": 1, "share": 0.2}}` | lets a share of the requests fail |
//! | `DELETE /_fake/faults` | removes all faults |
//! | `POST /_fake/rejected-credentials` with `{"values": ["…"]}` | as [`FakeAppFlow::reject_credentials`] |
//! | `POST /_fake/clock` with `{"advanceSeconds": 60}` | puts the clock forward, by ten years at most in all |
//!
//! The faults are those of [`Fault`], as `resetAfter`, `notJson` and so on; `delay`, `delayAnswer` and `slowDrip` need
//! `milliseconds`, `throttling` may have `retryAfterSeconds`, and `error` needs the `code` of an error that AppFlow's model
//! declares, such as `AccessDeniedException`. A posted document is `application/json`.

mod builder;
mod catalogue;
mod command;
mod failures;
mod operations;
mod pages;
mod rejection;
mod service;
mod state;
mod time;

pub use builder::FakeBuilder;
pub use state::FakeProfile;
pub use tinsmith_client::fake::{Clock, Failure, Fault, Faults, JournalError, ReceivedRequest, StartError, StatusCode};

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tinsmith_client::fake::{Application as _, FakeServer};
use types::CreateConnectorProfileRequest;

use self::service::AppFlow;
use crate::generated::{Appflow, Client};

/// The access key that a fake accepts by default.
pub const ACCESS_KEY_ID: &str = "AKIDFAKEAPPFLOW";
/// The secret access key to [`ACCESS_KEY_ID`].
pub const SECRET_ACCESS_KEY: &str = "fake-secret-of-the-fake-appflow";

/// A running fake. It stops when it is dropped.
pub struct FakeAppFlow {
    server: FakeServer<AppFlow>,
}

impl FakeAppFlow {
    /// Starts a fake without resources on a free port of 127.0.0.1, on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// Fails if no port is free.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Starts with the default settings.
    pub fn builder() -> FakeBuilder {
        FakeBuilder::new()
    }

    /// Returns a client of the fake.
    pub fn client(&self) -> Client {
        self.client_builder().build().expect("region, credentials and endpoint are set, and plain http is allowed")
    }

    /// Returns a builder of clients with the fake's region, endpoint and clock, and the first of its credentials.
    pub fn client_builder(&self) -> tinsmith_client::Builder<Appflow> {
        self.server.client_builder()
    }

    /// Returns its URL, such as `http://127.0.0.1:8000`.
    pub fn endpoint_url(&self) -> String {
        self.server.endpoint_url()
    }

    /// Returns the address that it listens on.
    pub const fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Returns the region for which requests must be signed.
    pub fn region(&self) -> &str {
        self.server.region()
    }

    /// Returns the faults that the next requests meet.
    pub fn faults(&self) -> Faults {
        self.server.faults()
    }

    /// Returns the clock by which signatures and tokens age, and flows run.
    pub fn clock(&self) -> Clock {
        self.server.clock()
    }

    /// Rejects the credentials for the connector in every request for which this function returns `true`, with a
    /// `ConnectorAuthenticationException`.
    pub fn mark_bad(&self, is_bad: impl Fn(&CreateConnectorProfileRequest) -> bool + Send + Sync + 'static) {
        self.server.application().rejection.set_judge(Arc::new(is_bad));
    }

    /// Rejects, in the same way, every request with this value among its credentials for the connector.
    pub fn reject_credentials(&self, value: &str) {
        self.server.application().reject(value);
    }

    /// Returns the profiles that have been created, sorted by name.
    pub fn profiles(&self) -> Vec<FakeProfile> {
        self.server.application().profiles()
    }

    /// Returns the latest requests, in the order in which they arrived, without those to paths below `/_fake/`.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.server.requests()
    }

    /// Returns the number of requests so far, without those to paths below `/_fake/`.
    pub fn request_count(&self) -> u64 {
        self.server.request_count()
    }

    /// Returns the number of connections so far.
    pub fn connections(&self) -> u64 {
        self.server.connections()
    }

    /// Accepts no more requests, waits up to `patience` for those that have arrived to be answered, and closes the
    /// state file.
    pub async fn shutdown(self, patience: Duration) {
        self.server.shutdown(patience).await;
    }
}

impl fmt::Debug for FakeAppFlow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FakeAppFlow").field("address", &self.address()).finish_non_exhaustive()
    }
}
