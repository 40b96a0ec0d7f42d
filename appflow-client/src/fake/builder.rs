//! Settings of a fake that is not started yet, and its start.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use aws_credential_types::Credentials;
use serde_json::json;
use types::Document;

use super::appflow::{AppFlow, State};
use super::clock::Clock;
use super::error::StartError;
use super::exchange::Exchange;
use super::faults::Faults;
use super::identifiers::Identifiers;
use super::journal::{self, Journal, JournalError};
use super::record::Log;
use super::server::Server;
use super::signature::{Verifier, hex, unhex};
use super::{ACCESS_KEY_ID, FakeAppFlow, SECRET_ACCESS_KEY};
use crate::generated::Appflow;
use crate::service::Service;

/// What the first record of a state file says.
const FORMAT: &str = "fake-appflow-1";

/// Settings of a [`FakeAppFlow`].
#[derive(Debug)]
#[must_use]
pub struct FakeBuilder {
    quota: usize,
    credentials: Vec<Credentials>,
    region: String,
    account: String,
    clock: Clock,
    state_file: Option<PathBuf>,
    address: SocketAddr,
    remembered: usize,
}

impl FakeBuilder {
    pub(super) fn new() -> Self {
        Self {
            quota: 100,
            credentials: Vec::new(),
            region: "us-east-1".to_owned(),
            account: "123456789012".to_owned(),
            clock: Clock::system(),
            state_file: None,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            remembered: 10_000,
        }
    }

    /// How many profiles there may be; 100 unless this is set.
    pub fn quota(mut self, profiles: usize) -> Self {
        self.quota = profiles;
        self
    }

    /// Takes requests that are signed with these credentials, in place of the default ones; may be called several times.
    ///
    /// With a session token, requests must carry it; from their expiry on, they are refused as expired.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials.push(credentials);
        self
    }

    /// The region for which requests must be signed, and which is in ARNs; `us-east-1` unless this is set.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// The number of the account in ARNs, of twelve digits; `123456789012` unless this is set.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = account.into();
        self
    }

    /// The clock by which signatures and tokens age.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Keeps the state in this file, from which the next fake goes on; without it, the state ends with the fake.
    ///
    /// Whatever has been acknowledged is in the file, even if the process is killed. It holds no credentials.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// The address to listen on; a free port of 127.0.0.1 unless this is set.
    pub fn address(mut self, address: impl Into<SocketAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// How many of the latest requests [`FakeAppFlow::requests`] has; 10,000 unless this is set.
    pub fn remember_requests(mut self, requests: usize) -> Self {
        self.remembered = requests;
        self
    }

    /// Starts the fake on the tokio runtime in which this is called.
    ///
    /// # Errors
    ///
    /// A setting, an address or a state file that can't be used.
    pub async fn start(mut self) -> Result<FakeAppFlow, StartError> {
        self.check()?;
        if self.credentials.is_empty() {
            self.credentials.push(Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "fake"));
        }
        let application = Arc::new(self.application()?);
        let verifier = Verifier {
            credentials: self.credentials.clone(),
            region: self.region.clone(),
            service: Appflow::SIGNING_NAME,
        };
        let exchange = Arc::new(Exchange {
            application: application.clone(),
            verifier,
            clock: self.clock,
            faults: Faults::default(),
            log: Log::new(self.remembered),
            identifiers: Identifiers::new(u64::from_le_bytes(random()?)),
        });
        let server = Server::start(self.address, Arc::clone(&exchange)).await;
        let server = server.map_err(|error| StartError::Address { address: self.address, error })?;
        Ok(FakeAppFlow { application, exchange, server, credentials: self.credentials, region: self.region })
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

    fn application(&self) -> Result<AppFlow, StartError> {
        let (key, journal, state) = match &self.state_file {
            None => (random::<32>()?.to_vec(), None, State::new()),
            Some(path) => {
                let (key, journal, state) = restore(path)?;
                (key, Some(journal), state)
            }
        };
        Ok(AppFlow {
            clock: self.clock.clone(),
            quota: self.quota,
            arn_prefix: self.arn_prefix(),
            key,
            journal,
            state: Mutex::new(state),
            judgement: Default::default(),
        })
    }

    fn arn_prefix(&self) -> String {
        let Self { region, account, .. } = self;
        let partition = match region {
            region if region.starts_with("cn-") => "aws-cn",
            region if region.starts_with("us-gov-") => "aws-us-gov",
            _ => "aws",
        };
        format!("arn:{partition}:appflow:{region}:{account}:connectorprofile/")
    }
}

/// What a state file holds, which is made if it is not there.
fn restore(path: &Path) -> Result<(Vec<u8>, Journal, State), StartError> {
    let first = json!({ "format": FORMAT, "key": hex(&random::<32>()?) });
    let (journal, records) = journal::open(path, &first)?;
    let mut state = State::new();
    let mut key = None;
    for (line, record) in (1..).zip(&records) {
        let known = if line == 1 {
            key = read_key(record);
            key.is_some()
        } else {
            state.restore(record)
        };
        if !known {
            return Err(JournalError::Corrupt { path: path.to_owned(), line, problem: "an unknown record" }.into());
        }
    }
    Ok((key.unwrap_or_default(), journal, state))
}

fn read_key(record: &Document) -> Option<Vec<u8>> {
    let is_ours = record.get("format")?.as_str()? == FORMAT;
    unhex(record.get("key")?.as_str()?).filter(|key| is_ours && key.len() == 32)
}

fn random<const N: usize>() -> Result<[u8; N], StartError> {
    let mut bytes = [0; N];
    getrandom::getrandom(&mut bytes).map_err(StartError::Random)?;
    Ok(bytes)
}
