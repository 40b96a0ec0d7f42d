//! The two kinds of operations: a command changes the state, a query only reads it.
//!
//! A command derives an event from the state and the request, and only the event changes the state. So every response
//! of the fake follows from the events in its state file.

use std::time::SystemTime;

use tinsmith_client::fake::{Failure, Setup};
use types::{Document, Structure};

use super::failures;
use super::rejection::CredentialRejection;
use super::state::{Change, Connector, Flow, Profile, State};

/// An operation that changes the state, by the type of its input.
pub trait Command: Structure {
    /// The output of the operation.
    type Output: Structure;

    /// Removes the idempotency token from the input, so that inputs are compared without it.
    fn take_token(&mut self) -> Option<String> {
        None
    }

    /// Returns whether a token that was used with another request is accepted as a new request instead of an error.
    fn may_reuse_token(&self, state: &State) -> bool {
        let _ = state;
        false
    }

    /// Returns whether the connector would refuse the credentials in the request.
    fn is_refused(&self, rejection: &CredentialRejection, document: &Document) -> bool {
        let _ = (rejection, document);
        false
    }

    /// Decides on the effect of the request.
    ///
    /// # Errors
    ///
    /// Returns the failure that the service would answer with; the request then has no effect.
    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure>;
}

/// An operation that reads the state, by the type of its input.
pub trait Query: Structure {
    /// The output of the operation.
    type Output: Structure;

    /// Answers the request.
    ///
    /// # Errors
    ///
    /// Returns the failure that the service would answer with.
    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure>;
}

/// The effect of a command.
pub struct Decision<O> {
    /// The resource that changes.
    pub arn: String,
    /// The change.
    pub change: Change,
    /// The answer.
    pub output: O,
}

/// The parts of the fake that an operation reads.
pub struct View<'a> {
    /// The settings of the server.
    pub setup: &'a Setup,
    /// The quotas.
    pub quotas: &'a Quotas,
    /// The state at this time.
    pub state: &'a State,
    /// The time, in whole milliseconds.
    pub now: SystemTime,
    /// Whether the connector refuses the credentials in the request.
    pub is_refused: bool,
}

/// The maximum numbers of resources in an account.
#[derive(Clone, Debug)]
pub struct Quotas {
    /// Connector profiles; the published quota is 100.
    pub profiles: usize,
    /// Flows; the published quota is 1,000.
    pub flows: usize,
    /// Runs in progress; the published quota is 1,000.
    pub runs: usize,
    /// Registered connectors. No quota is published.
    pub connectors: usize,
}

impl Default for Quotas {
    fn default() -> Self {
        Self { profiles: 100, flows: 1000, runs: 1000, connectors: 100 }
    }
}

impl View<'_> {
    /// Finds a connector profile.
    pub fn profile(&self, name: &str) -> Result<&Profile, Failure> {
        let found = self.state.profiles.get(name);
        found.ok_or_else(|| failures::not_found(format!("The connector profile {name} does not exist.")))
    }

    /// Finds a flow.
    pub fn flow(&self, name: &str) -> Result<&Flow, Failure> {
        let found = self.state.flows.get(name);
        found.ok_or_else(|| failures::not_found(format!("The flow {name} does not exist.")))
    }

    /// Finds a registered connector.
    pub fn connector(&self, label: &str) -> Result<&Connector, Failure> {
        let found = self.state.connectors.get(label);
        found.ok_or_else(|| failures::not_found(format!("No connector is registered with the label {label}.")))
    }

    /// Returns the ARN of a resource of this account.
    pub fn arn(&self, kind: &str, name: &str) -> String {
        self.setup.arn("appflow", &format!("{kind}/{name}"))
    }
}
