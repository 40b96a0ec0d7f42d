//! AppFlow as an application of the fake server: finds the operation of a request, and applies it to the state.
//!
//! A request takes effect at one instant, and no response is sent before that effect is in the state file, if there is
//! one.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use serde_json::json;
use tinsmith_client::fake::{Answer, Application, Failure, Known, Request, Route, Setup, StatusCode};
use types::Document;

use super::command::{Command, Query, Quotas, View};
use super::operations;
use super::rejection::CredentialRejection;
use super::state::{Event, FakeProfile, Profile, State, UsedToken};
use super::{failures, time};

/// The service.
pub struct AppFlow {
    setup: Setup,
    quotas: Quotas,
    state: Mutex<State>,
    pub rejection: CredentialRejection,
}

impl AppFlow {
    /// Creates the service without resources.
    pub fn new(setup: Setup, quotas: Quotas) -> Self {
        Self { setup, quotas, state: Mutex::default(), rejection: CredentialRejection::default() }
    }

    /// Returns the profiles, sorted by name.
    pub fn profiles(&self) -> Vec<FakeProfile> {
        locked(&self.state).profiles.values().map(Profile::summary).collect()
    }

    /// Answers a query.
    pub fn query<I: Query>(&self, request: &Request) -> Result<Answer, Failure> {
        let input: I = request.decode()?;
        let mut state = locked(&self.state);
        let now = self.advance(&mut state);
        request.answer(&input.answer(&self.view(&state, now, false))?)
    }

    /// Executes a command, unless its token has been used already.
    pub fn command<I: Command>(&self, request: &Request) -> Result<Answer, Failure> {
        let mut input: I = request.decode()?;
        let is_refused = input.is_refused(&self.rejection, request.document());
        let token = match input.take_token() {
            Some(token) => Some((format!("{} {token}", request.operation()), self.setup.store.fingerprint(&input)?)),
            None => None,
        };
        let mut state = locked(&self.state);
        let now = self.advance(&mut state);
        if let Some((token, fingerprint)) = &token {
            match state.tokens.find(token, fingerprint, now) {
                Known::Same(answer) => return Ok(Answer::json(StatusCode::OK, answer)),
                Known::Other if !input.may_reuse_token(&state) => {
                    return Err(failures::conflict("The client token was used with other parameters."));
                }
                Known::Other | Known::No => {}
            }
        }
        let decision = input.decide(&self.view(&state, now, is_refused))?;
        let answer = request.answer(&decision.output)?;
        let token = token.map(|(name, fingerprint)| {
            let answer = String::from_utf8_lossy(answer.body()).into_owned();
            UsedToken { name, fingerprint, answer }
        });
        let event = Event { at: now, arn: decision.arn, change: decision.change, token };
        self.setup.store.append(&event.write());
        // A command only changes existing resources.
        state.apply(event).ok_or_else(Failure::internal)?;
        Ok(answer)
    }

    /// Advances the state to the present, and returns the time.
    fn advance(&self, state: &mut State) -> SystemTime {
        let now = time::whole_milliseconds(self.setup.clock.now());
        state.advance(now);
        now
    }

    /// Advances the clock to a time that an earlier fake with the same state file has reached, so that runs that it has
    /// reported are not undone.
    fn catch_up(&self, time: SystemTime) {
        if let Ok(behind) = time.duration_since(self.setup.clock.now()) {
            self.setup.clock.advance(behind);
        }
    }

    const fn view<'a>(&'a self, state: &'a State, now: SystemTime, is_refused: bool) -> View<'a> {
        View { setup: &self.setup, quotas: &self.quotas, state, now, is_refused }
    }
}

impl Application for AppFlow {
    fn routes(&self) -> &'static [Route] {
        operations::routes()
    }

    async fn call(&self, request: Request) -> Result<Answer, Failure> {
        let result = operations::handle(self, &request);
        // A response, even an error, may depend on an event that is not in the file yet.
        self.setup.store.durable().await?;
        result
    }

    fn restore(&self, record: &Document) -> bool {
        if let Some(time) = record.get("clock").and_then(Document::as_u64) {
            return time::from_milliseconds(time).map(|time| self.catch_up(time)).is_some();
        }
        let Some(event) = Event::read(record) else { return false };
        self.catch_up(event.at);
        locked(&self.state).apply(event).is_some()
    }

    async fn clock_advanced(&self) -> Result<(), Failure> {
        self.setup.store.append(&json!({ "clock": time::milliseconds(self.setup.clock.now()) }));
        self.setup.store.durable().await
    }

    fn show(&self, path: &str) -> Option<Document> {
        let profiles = || self.profiles().iter().map(FakeProfile::document).collect::<Vec<Document>>();
        (path == "profiles").then(|| json!({ "profiles": profiles() }))
    }

    fn reject(&self, value: &str) {
        self.rejection.reject(value);
    }

    fn failure(&self, code: &str) -> Option<Failure> {
        failures::with_code(code)
    }
}

impl fmt::Debug for AppFlow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AppFlow").field("quotas", &self.quotas).finish_non_exhaustive()
    }
}

/// Locks a mutex; a panic can't leave a partial value.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
