//! A server on this machine that behaves like AppFlow, for tests; behind the feature `fake`.
//!
//! ```
//! # use appflow_client::fake::FakeAppFlow;
//! # use appflow_client::types::*;
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
//! fake.client().create_connector_profile(request).await?;
//! assert_eq!(fake.profiles()[0].name, "crm-test");
//! # Ok(())
//! # }
//! ```
//!
//! It reads, checks and answers requests over HTTP/1.1 as the service does: their signature, every constraint of the
//! model, names that are taken, a quota, tokens that live 8 hours. What it answers is never a secret and never repeats
//! one. [`FakeAppFlow::faults`] lets things go wrong.
//!
//! Where AppFlow's behaviour is not published, this is what the fake does:
//!
//! - A token is remembered where the request had an effect. After a failure, it can come with another request.
//! - The same token with other parameters is a `ConflictException`. So is a name that is taken.
//! - Checked are, in this order: path and method, signature, content type, form and constraints of the body, the token,
//!   the name, the quota, the credentials for the connector.
//! - Signatures in the query string are not known.
//!
//! # Over HTTP
//!
//! A test in another language looks at the fake and lets things go wrong by paths below `/_fake/`. They are for this
//! machine alone, and their requests need no signature:
//!
//! | request | effect |
//! |---|---|
//! | `GET /_fake/profiles` | what has been created: `{"profiles": […]}` |
//! | `GET /_fake/requests` | `{"count": …, "connections": …, "requests": […]}`, of requests the latest |
//! | `POST /_fake/faults` with `{"faults": [{"fault": "delay", "milliseconds": 50}]}` | pushes these faults |
//! | `POST /_fake/faults` with `{"random": {"seed": 1, "share": 0.2}}` | lets a share of the requests go wrong |
//! | `DELETE /_fake/faults` | lets nothing go wrong any more |
//! | `POST /_fake/rejected-credentials` with `{"values": ["…"]}` | as [`FakeAppFlow::reject_credentials`] |
//! | `POST /_fake/clock` with `{"advanceSeconds": 60}` | puts the clock forward by which signatures and tokens age |
//!
//! The faults are those of [`Fault`], as `resetAfter`, `notJson` and so on; `delay`, `delayAnswer` and `slowDrip` take
//! `milliseconds`, and `throttling` may have `retryAfterSeconds`. What is posted is `application/json`.

mod appflow;

mod builder;
mod clock;
mod error;
mod faults;
mod journal;
mod record;

mod answer;
mod application;
mod control;
mod decode;
mod exchange;
mod identifiers;
mod server;
mod signature;
mod socket;
mod tokens;

pub use appflow::FakeProfile;
pub use builder::FakeBuilder;
pub use clock::Clock;
pub use error::StartError;
pub use faults::{Fault, Faults};
pub use journal::JournalError;
pub use record::ReceivedRequest;

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_credential_types::Credentials;
use types::CreateConnectorProfileRequest;

use self::appflow::AppFlow;
use self::application::Application as _;
use self::exchange::Exchange;
use self::server::Server;
use crate::builder::Builder;
use crate::generated::{Appflow, Client};

/// The access key that a fake takes unless it is told another.
pub const ACCESS_KEY_ID: &str = "AKIDFAKEAPPFLOW";
/// The secret to [`ACCESS_KEY_ID`].
pub const SECRET_ACCESS_KEY: &str = "fake-secret-of-the-fake-appflow";

/// A running fake. It stops when it is dropped.
pub struct FakeAppFlow {
    application: Arc<AppFlow>,
    exchange: Arc<Exchange>,
    server: Server,
    credentials: Vec<Credentials>,
    region: String,
}

impl FakeAppFlow {
    /// Starts a fake on a free port of 127.0.0.1, with nothing in it, on the tokio runtime in which this is called.
    ///
    /// # Errors
    ///
    /// No port.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Starts with the default settings.
    pub fn builder() -> FakeBuilder {
        FakeBuilder::new()
    }

    /// A client of the fake.
    pub fn client(&self) -> Client {
        self.client_builder().build().expect("region, credentials and endpoint are set, and plain http is allowed")
    }

    /// A builder of clients with the fake's region, endpoint and clock, and the first of its credentials.
    pub fn client_builder(&self) -> Builder<Appflow> {
        let builder = Client::builder().region(&self.region).endpoint_url(self.endpoint_url()).clock(self.clock());
        let builder = builder.allow_plain_http();
        match self.credentials.first() {
            Some(credentials) => builder.credentials(credentials.clone()),
            None => builder,
        }
    }

    /// Its URL, as in `http://127.0.0.1:8000`.
    pub fn endpoint_url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The address that it listens on.
    pub const fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// The region for which requests must be signed.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// What goes wrong with the next requests.
    pub fn faults(&self) -> Faults {
        self.exchange.faults.clone()
    }

    /// The clock by which signatures and tokens age.
    pub fn clock(&self) -> Clock {
        self.exchange.clock.clone()
    }

    /// Turns down the credentials for the connector in a request of which this function says that they are bad, with a
    /// `ConnectorAuthenticationException`.
    pub fn mark_bad(&self, is_bad: impl Fn(&CreateConnectorProfileRequest) -> bool + Send + Sync + 'static) {
        self.application.judgement.ask(Arc::new(is_bad));
    }

    /// Turns down, in the same way, every request that has this text among its credentials for the connector.
    pub fn reject_credentials(&self, value: &str) {
        self.application.reject(value);
    }

    /// The profiles that have been created, by their names.
    pub fn profiles(&self) -> Vec<FakeProfile> {
        self.application.profiles()
    }

    /// The latest requests, in the order in which they came; those to paths below `/_fake/` do not count.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.exchange.log.latest()
    }

    /// How many requests there have been.
    pub fn request_count(&self) -> u64 {
        self.exchange.log.count()
    }

    /// How many connections there have been.
    pub fn connections(&self) -> u64 {
        self.exchange.log.connections()
    }

    /// Takes no more requests, answers those that have come, but waits for no longer than this, and closes the state
    /// file.
    pub async fn shutdown(mut self, patience: Duration) {
        self.server.shutdown(patience).await;
    }
}

impl Drop for FakeAppFlow {
    fn drop(&mut self) {
        // The server's tasks end a little later, but the state file must be free for the next fake.
        self.application.close();
    }
}

impl fmt::Debug for FakeAppFlow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FakeAppFlow").field("address", &self.address()).finish_non_exhaustive()
    }
}

/// Locks what no panic leaves half changed.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
