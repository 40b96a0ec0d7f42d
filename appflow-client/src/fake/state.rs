//! AppFlow's state machine: profiles, their names, their quota, and the idempotency tokens of their requests.
//!
//! A request has its effect at one instant, and no answer is sent before that effect is in the state file, if there is
//! one.

mod judgement;
mod profile;

pub use profile::FakeProfile;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use serde_json::json;
use tinsmith_client::fake::{
    Answer, Application, Failure, Fingerprint, Known, Request, Route, Setup, StatusCode, Tokens,
};
use types::{CreateConnectorProfileRequest, CreateConnectorProfileResponse, Document};

use self::judgement::Judgement;
use self::profile::Entry;
use crate::generated::operations::CREATE_CONNECTOR_PROFILE;

/// How long AppFlow remembers a token.
const TOKEN_LIFE: Duration = Duration::from_secs(8 * 3600);

static ROUTES: [Route; 1] = [Route::new::<CreateConnectorProfileRequest>(&CREATE_CONNECTOR_PROFILE)];

/// The service.
pub(super) struct AppFlow {
    setup: Setup,
    quota: usize,
    state: Mutex<State>,
    pub judgement: Judgement,
}

struct State {
    profiles: BTreeMap<String, FakeProfile>,
    tokens: Tokens<String>,
}

impl State {
    fn insert(&mut self, entry: Entry) {
        let Entry { profile, token } = entry;
        if let Some((token, fingerprint)) = token {
            self.tokens.insert(token, fingerprint, profile.arn.clone(), profile.created);
        }
        self.profiles.insert(profile.name.clone(), profile);
    }
}

impl AppFlow {
    /// Creates the service without profiles.
    pub fn new(setup: Setup, quota: usize) -> Self {
        let state = State { profiles: BTreeMap::new(), tokens: Tokens::new(TOKEN_LIFE) };
        Self { setup, quota, state: Mutex::new(state), judgement: Judgement::default() }
    }

    /// Returns the profiles, sorted by name.
    pub fn profiles(&self) -> Vec<FakeProfile> {
        locked(&self.state).profiles.values().cloned().collect()
    }

    /// Creates a profile, and returns its ARN.
    fn create(&self, request: &Request) -> Result<String, Failure> {
        let mut input: CreateConnectorProfileRequest = request.decode()?;
        let is_bad = self.judgement.is_bad(&input, request.document());
        let token = input.client_token.take();
        let fingerprint = self.setup.store.fingerprint(&input)?;
        self.decide(&mut locked(&self.state), input, token.map(|token| (token, fingerprint)), is_bad)
    }

    fn decide(
        &self,
        state: &mut State,
        input: CreateConnectorProfileRequest,
        token: Option<(String, Fingerprint)>,
        is_bad: bool,
    ) -> Result<String, Failure> {
        let now = self.setup.clock.now();
        if let Some((token, fingerprint)) = &token {
            match state.tokens.find(token, fingerprint, now) {
                Known::Same(arn) => return Ok(arn),
                Known::Other => return Err(conflict("The client token was used with other parameters.")),
                Known::No => {}
            }
        }
        if state.profiles.contains_key(&input.connector_profile_name) {
            let name = &input.connector_profile_name;
            return Err(conflict(format!("A connector profile with the name {name} already exists.")));
        }
        if state.profiles.len() >= self.quota {
            let message = format!("The quota of {} connector profiles is exceeded.", self.quota);
            return Err(Failure::new(StatusCode::PAYMENT_REQUIRED, "ServiceQuotaExceededException", message));
        }
        if is_bad {
            let message = "The connector refused the credentials in the request.";
            return Err(Failure::new(StatusCode::UNAUTHORIZED, "ConnectorAuthenticationException", message));
        }
        let entry = Entry { profile: self.profile(input, now), token };
        self.setup.store.append(&entry.write());
        let arn = entry.profile.arn.clone();
        state.insert(entry);
        Ok(arn)
    }

    fn profile(&self, input: CreateConnectorProfileRequest, now: SystemTime) -> FakeProfile {
        FakeProfile {
            arn: self.setup.arn("appflow", &format!("connectorprofile/{}", input.connector_profile_name)),
            name: input.connector_profile_name,
            connector_type: input.connector_type.as_str().to_owned(),
            connector_label: input.connector_label,
            connection_mode: input.connection_mode.as_str().to_owned(),
            created: profile::whole_milliseconds(now),
        }
    }
}

impl Application for AppFlow {
    fn routes(&self) -> &'static [Route] {
        &ROUTES
    }

    async fn call(&self, request: Request) -> Result<Answer, Failure> {
        let result = self.create(&request);
        // An error may be due to a profile that is not in the file yet.
        self.setup.store.durable().await?;
        request.answer(&CreateConnectorProfileResponse::new().connector_profile_arn(result?))
    }

    fn restore(&self, record: &Document) -> bool {
        Entry::read(record).map(|entry| locked(&self.state).insert(entry)).is_some()
    }

    fn show(&self, path: &str) -> Option<Document> {
        let profiles = || self.profiles().iter().map(FakeProfile::document).collect::<Vec<Document>>();
        (path == "profiles").then(|| json!({ "profiles": profiles() }))
    }

    fn reject(&self, value: &str) {
        self.judgement.reject(value);
    }
}

impl fmt::Debug for AppFlow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AppFlow").field("quota", &self.quota).finish_non_exhaustive()
    }
}

fn conflict(message: impl Into<String>) -> Failure {
    Failure::new(StatusCode::CONFLICT, "ConflictException", message)
}

/// Locks a mutex whose value no panic leaves half changed.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
