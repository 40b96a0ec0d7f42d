//! AppFlow's state machine: profiles, their names, their quota, and the tokens under which they were asked for.
//!
//! A request has its effect at one instant, and whatever is answered is in the journal before, if there is one.

mod judgement;
mod profile;

pub use profile::FakeProfile;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use hmac::Mac;
use http::StatusCode;
use serde_json::json;
use types::structure::{self, Scope, Structure};
use types::value::Form;
use types::{CreateConnectorProfileRequest, CreateConnectorProfileResponse, Document};

use self::judgement::Judgement;
use self::profile::Entry;
use super::answer::{Answer, Failure};
use super::application::{Application, Outcome};
use super::clock::Clock;
use super::decode::decode;
use super::journal::{Journal, Place};
use super::locked;
use super::signature::mac;
use super::tokens::{Fingerprint, Known, Tokens};
use crate::generated::operations::CREATE_CONNECTOR_PROFILE;
use crate::operation::Operation;

/// How long AppFlow remembers a token.
const TOKEN_LIFE: Duration = Duration::from_secs(8 * 3600);

static OPERATIONS: [&Operation; 1] = [&CREATE_CONNECTOR_PROFILE];

/// The service.
pub(super) struct AppFlow {
    pub clock: Clock,
    pub quota: usize,
    /// What the ARN of a profile begins with.
    pub arn_prefix: String,
    /// With which requests are told apart.
    pub key: Vec<u8>,
    pub journal: Option<Journal>,
    pub state: Mutex<State>,
    pub judgement: Judgement,
}

/// What there is.
pub(super) struct State {
    profiles: BTreeMap<String, FakeProfile>,
    tokens: Tokens<String>,
}

impl State {
    /// Nothing.
    pub fn new() -> Self {
        Self { profiles: BTreeMap::new(), tokens: Tokens::new(TOKEN_LIFE) }
    }

    /// Adds what a record of the journal says, unless it is no record.
    pub fn restore(&mut self, record: &Document) -> bool {
        Entry::read(record).map(|entry| self.insert(entry)).is_some()
    }

    fn insert(&mut self, entry: Entry) {
        let Entry { profile, token } = entry;
        if let Some((token, fingerprint)) = token {
            self.tokens.insert(token, fingerprint, profile.arn.clone(), profile.created);
        }
        self.profiles.insert(profile.name.clone(), profile);
    }
}

impl AppFlow {
    /// The profiles by their names.
    pub fn profiles(&self) -> Vec<FakeProfile> {
        locked(&self.state).profiles.values().cloned().collect()
    }

    /// Closes the journal; from here on, nothing is acknowledged that is not in it.
    pub fn close(&self) {
        if let Some(journal) = &self.journal {
            journal.close();
        }
    }

    /// Creates a profile; what comes of it may be told when the journal has reached the place.
    fn create(&self, document: &Document) -> (Result<String, Failure>, Option<Place>) {
        let request = match decode::<CreateConnectorProfileRequest>(document) {
            Ok(request) => request,
            Err(failure) => return (Err(failure), None),
        };
        let fingerprint = self.fingerprint(&request);
        let is_bad = self.judgement.is_bad(&request, document);
        let mut state = locked(&self.state);
        let result = self.decide(&mut state, request, is_bad, fingerprint);
        // What was decided may rest upon a profile that is not in the file yet.
        (result, self.journal.as_ref().map(Journal::place))
    }

    fn decide(
        &self,
        state: &mut State,
        request: CreateConnectorProfileRequest,
        is_bad: bool,
        fingerprint: Fingerprint,
    ) -> Result<String, Failure> {
        let now = self.clock.now();
        if let Some(token) = &request.client_token {
            match state.tokens.find(token, &fingerprint, now) {
                Known::Same(arn) => return Ok(arn),
                Known::Other => return Err(conflict("The client token was used with other parameters.")),
                Known::No => {}
            }
        }
        if state.profiles.contains_key(&request.connector_profile_name) {
            let name = &request.connector_profile_name;
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
        let entry = self.entry(request, fingerprint, now);
        if let Some(journal) = &self.journal {
            journal.append(&entry.write());
        }
        let arn = entry.profile.arn.clone();
        state.insert(entry);
        Ok(arn)
    }

    fn entry(&self, request: CreateConnectorProfileRequest, fingerprint: Fingerprint, now: SystemTime) -> Entry {
        let profile = FakeProfile {
            arn: format!("{}{}", self.arn_prefix, request.connector_profile_name),
            name: request.connector_profile_name,
            connector_type: request.connector_type.as_str().to_owned(),
            connector_label: request.connector_label,
            connection_mode: request.connection_mode.as_str().to_owned(),
            created: profile::whole_milliseconds(now),
        };
        Entry { profile, token: request.client_token.map(|token| (token, fingerprint)) }
    }

    /// A code over everything in a request but the token.
    fn fingerprint(&self, request: &CreateConnectorProfileRequest) -> Fingerprint {
        let mut request = request.clone();
        request.client_token = None;
        mac(&self.key, &json_of(&request)).finalize().into_bytes().into()
    }

    async fn answer(&self, document: Document) -> Result<Answer, Failure> {
        let (result, place) = self.create(&document);
        if let (Some(journal), Some(place)) = (&self.journal, place) {
            journal.reached(place).await.map_err(|_| Failure::internal())?;
        }
        let response = CreateConnectorProfileResponse::new().connector_profile_arn(result?);
        Ok(Answer::success(StatusCode::OK, json_of(&response)))
    }
}

impl Application for AppFlow {
    fn operations(&self) -> &'static [&'static Operation] {
        &OPERATIONS
    }

    fn token_member(&self, _operation: &'static Operation) -> Option<&'static str> {
        let mut members = CreateConnectorProfileRequest::schema().members().iter();
        members.find(|member| member.idempotency_token).map(|member| member.wire)
    }

    fn call(&self, _operation: &'static Operation, request: Document) -> Outcome<'_> {
        Box::pin(self.answer(request))
    }

    fn show(&self, path: &str) -> Option<Document> {
        let profiles: Vec<Document> = self.profiles().iter().map(FakeProfile::document).collect();
        (path == "profiles").then(|| json!({ "profiles": profiles }))
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

fn json_of<T: Structure>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    structure::serialize(value, Scope::Body, Form::Wire, &mut serde_json::Serializer::new(&mut bytes))
        .expect("a value that was read from JSON has a form in JSON");
    bytes
}
