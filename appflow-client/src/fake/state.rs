//! The state of a fake: the resources and the idempotency tokens, as a function of the events so far and the time.
//!
//! The passing of time is not an event. Its effects (a run ends, a scheduled run starts) follow from the events and the
//! time alone: the state is the same whether it is advanced to a time in one step or in many.

mod connector;
mod cron;
mod event;
mod flow;
mod profile;
mod run;
mod schedule;

#[cfg(test)]
mod tests;

pub use connector::Connector;
pub use event::{Change, Event, UsedToken};
pub use flow::Flow;
pub use profile::{FakeProfile, Profile};
pub use run::Run;
pub use schedule::Rhythm;

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use tinsmith_client::fake::Tokens;

/// The tags of a resource.
pub type Tags = BTreeMap<String, String>;

/// The time for which AppFlow remembers a token.
const TOKEN_LIFE: Duration = Duration::from_secs(8 * 3600);

/// All state of a fake.
#[derive(Debug)]
pub struct State {
    /// Connector profiles by name.
    pub profiles: BTreeMap<String, Profile>,
    /// Flows by name.
    pub flows: BTreeMap<String, Flow>,
    /// Registered connectors by label.
    pub connectors: BTreeMap<String, Connector>,
    /// Idempotency tokens, each prefixed with the name of its operation, and the responses in JSON.
    pub tokens: Tokens<String>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            profiles: BTreeMap::new(),
            flows: BTreeMap::new(),
            connectors: BTreeMap::new(),
            tokens: Tokens::new(TOKEN_LIFE),
        }
    }
}

impl State {
    /// Starts the scheduled runs that are due.
    pub fn advance(&mut self, now: SystemTime) {
        for flow in self.flows.values_mut() {
            flow.advance(now, &self.profiles);
        }
    }

    /// Applies an event; returns `None` if its resource does not exist, which never happens for events of this state.
    pub fn apply(&mut self, event: Event) -> Option<()> {
        let Event { at, arn, change, token } = event;
        self.advance(at);
        if let Some(UsedToken { name, fingerprint, answer }) = token {
            self.tokens.insert(name, fingerprint, answer, at);
        }
        match change {
            Change::ProfileCreated(input) => {
                self.profiles.insert(input.connector_profile_name.clone(), Profile::new(arn, *input, at));
            }
            Change::ProfileUpdated(input) => {
                self.profiles.get_mut(&input.connector_profile_name)?.update(*input, at);
            }
            Change::ProfileDeleted(input) => {
                self.profiles.remove(&input.connector_profile_name)?;
            }
            Change::FlowCreated(input) => {
                self.flows.insert(input.flow_name.clone(), Flow::new(arn, *input, at));
            }
            Change::FlowUpdated(input) => self.flows.get_mut(&input.flow_name)?.update(*input, at)?,
            Change::FlowStarted(input) => self.flows.get_mut(&input.flow_name)?.start(at)?,
            Change::FlowStopped(input) => self.flows.get_mut(&input.flow_name)?.stop(),
            Change::FlowDeleted(input) => {
                self.flows.remove(&input.flow_name)?;
            }
            Change::RunsCanceled(input) => {
                self.flows.get_mut(&input.flow_name)?.cancel(&input.execution_ids.unwrap_or_default(), at);
            }
            Change::ConnectorRegistered(input) => {
                self.connectors.insert(input.connector_label.clone()?, Connector::new(arn, *input, at));
            }
            Change::ConnectorUpdated(input) => self.connectors.get_mut(&input.connector_label)?.update(*input),
            Change::ConnectorUnregistered(input) => {
                self.connectors.remove(&input.connector_label)?;
            }
            Change::Tagged(input) => self.tags_mut(&arn)?.extend(input.tags),
            Change::Untagged(input) => self.tags_mut(&arn)?.retain(|key, _| !input.tag_keys.contains(key)),
        }
        Some(())
    }

    /// Returns the tags of the resource with this ARN.
    pub fn tags(&self, arn: &str) -> Option<&Tags> {
        let profiles = self.profiles.values().map(|profile| (&profile.arn, &profile.tags));
        let flows = self.flows.values().map(|flow| (&flow.arn, &flow.tags));
        let connectors = self.connectors.values().map(|connector| (&connector.arn, &connector.tags));
        profiles.chain(flows).chain(connectors).find(|(known, _)| *known == arn).map(|(_, tags)| tags)
    }

    fn tags_mut(&mut self, arn: &str) -> Option<&mut Tags> {
        let profiles = self.profiles.values_mut().map(|profile| (&profile.arn, &mut profile.tags));
        let flows = self.flows.values_mut().map(|flow| (&flow.arn, &mut flow.tags));
        let connectors = self.connectors.values_mut().map(|connector| (&connector.arn, &mut connector.tags));
        profiles.chain(flows).chain(connectors).find(|(known, _)| *known == arn).map(|(_, tags)| tags)
    }

    /// Returns the number of runs that are in progress.
    pub fn active_runs(&self, now: SystemTime) -> usize {
        self.flows.values().map(|flow| flow.active_runs(now).count()).sum()
    }
}

/// Returns the principal that the fake names as the author of every change, in the account of a resource.
pub fn principal(arn: &str) -> String {
    let part = |index| arn.split(':').nth(index).unwrap_or_default();
    format!("arn:{}:iam::{}:user/fake", part(1), part(4))
}
