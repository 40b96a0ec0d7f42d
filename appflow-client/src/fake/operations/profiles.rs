//! Connector profiles.
//!
//! `connectorLabel` need not be registered, because AppFlow has custom connectors of its own, whose labels are not
//! published.

use tinsmith_client::fake::Failure;
use types::*;

use crate::fake::command::{Command, Decision, Query, View};
use crate::fake::failures;
use crate::fake::pages::page;
use crate::fake::rejection::CredentialRejection;
use crate::fake::state::{Change, Profile};

impl Command for CreateConnectorProfileRequest {
    type Output = CreateConnectorProfileResponse;

    fn take_token(&mut self) -> Option<String> {
        self.client_token.take()
    }

    fn is_refused(&self, rejection: &CredentialRejection, document: &Document) -> bool {
        rejection.rejects(document) || rejection.judge_rejects(self)
    }

    fn decide(mut self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let name = &self.connector_profile_name;
        if view.state.profiles.contains_key(name) {
            return Err(failures::conflict(format!("A connector profile with the name {name} already exists.")));
        }
        if view.state.profiles.len() >= view.quotas.profiles {
            return Err(failures::quota(view.quotas.profiles, "connector profiles"));
        }
        if view.is_refused {
            return Err(failures::refused_credentials());
        }
        let arn = view.arn("connectorprofile", name);
        let output = CreateConnectorProfileResponse::new().connector_profile_arn(arn.clone());
        self.connector_profile_config.connector_profile_credentials = None;
        Ok(Decision { arn, change: Change::ProfileCreated(Box::new(self)), output })
    }
}

impl Query for DescribeConnectorProfilesRequest {
    type Output = DescribeConnectorProfilesResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        let is_wanted = |profile: &Profile| {
            let settings = &profile.settings;
            let has_name = |names: &Vec<String>| names.contains(&settings.connector_profile_name);
            self.connector_profile_names.as_ref().is_none_or(has_name)
                && self.connector_type.as_ref().is_none_or(|kind| *kind == settings.connector_type)
                && (self.connector_label.is_none() || self.connector_label == settings.connector_label)
        };
        let profiles = view.state.profiles.iter().filter(|(_, profile)| is_wanted(profile));
        let profiles = profiles.map(|(name, profile)| (name.clone(), profile));
        let (profiles, next_token) = page(view, &self, profiles)?;
        let mut response = DescribeConnectorProfilesResponse::new();
        response.connector_profile_details = Some(profiles.into_iter().map(Profile::detail).collect());
        response.next_token = next_token;
        Ok(response)
    }
}

impl Command for UpdateConnectorProfileRequest {
    type Output = UpdateConnectorProfileResponse;

    fn take_token(&mut self) -> Option<String> {
        self.client_token.take()
    }

    fn is_refused(&self, rejection: &CredentialRejection, document: &Document) -> bool {
        rejection.rejects(document)
    }

    fn decide(mut self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let profile = view.profile(&self.connector_profile_name)?;
        // The rule that the settings match the connector belongs to the request that creates a profile.
        let mut proposed = profile.settings.clone();
        proposed.connector_profile_config = self.connector_profile_config.clone();
        if proposed.validate().is_err() {
            let connector = profile.settings.connector_type.as_str();
            let message = format!("The settings must be those of the connector of the profile, which is {connector}.");
            return Err(failures::validation(message));
        }
        if view.is_refused {
            return Err(failures::refused_credentials());
        }
        let arn = profile.arn.clone();
        let output = UpdateConnectorProfileResponse::new().connector_profile_arn(arn.clone());
        self.connector_profile_config.connector_profile_credentials = None;
        Ok(Decision { arn, change: Change::ProfileUpdated(Box::new(self)), output })
    }
}

impl Command for DeleteConnectorProfileRequest {
    type Output = DeleteConnectorProfileResponse;

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let name = self.connector_profile_name.as_str();
        let profile = view.profile(name)?;
        let user = view.state.flows.values().find(|flow| flow.profiles().any(|used| used == name));
        if let Some(flow) = user.filter(|_| self.force_delete != Some(true)) {
            let message = format!("The flow {} uses the connector profile {name}.", flow.settings.flow_name);
            return Err(failures::conflict(message));
        }
        let arn = profile.arn.clone();
        let output = DeleteConnectorProfileResponse::new();
        Ok(Decision { arn, change: Change::ProfileDeleted(Box::new(self)), output })
    }
}
