//! Custom connectors that are registered in the account. The fake calls no AWS Lambda function.

use tinsmith_client::fake::Failure;
use types::*;

use crate::fake::command::{Command, Decision, Query, View};
use crate::fake::failures;
use crate::fake::pages::page;
use crate::fake::state::{Change, Connector};

impl Command for RegisterConnectorRequest {
    type Output = RegisterConnectorResponse;

    fn take_token(&mut self) -> Option<String> {
        self.client_token.take()
    }

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let function = self.connector_provisioning_config.as_ref().and_then(|config| config.lambda.as_ref());
        let (Some(label), Some(_)) = (&self.connector_label, function) else {
            return Err(failures::validation("A registration needs a connectorLabel and a Lambda function."));
        };
        if view.state.connectors.contains_key(label) {
            return Err(failures::conflict(format!("A connector with the label {label} is already registered.")));
        }
        if view.state.connectors.len() >= view.quotas.connectors {
            return Err(failures::quota(view.quotas.connectors, "registered connectors"));
        }
        let arn = view.arn("connector", label);
        let output = RegisterConnectorResponse::new().connector_arn(arn.clone());
        Ok(Decision { arn, change: Change::ConnectorRegistered(Box::new(self)), output })
    }
}

impl Query for ListConnectorsRequest {
    type Output = ListConnectorsResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        let connectors = view.state.connectors.iter().map(|(label, connector)| (label.clone(), connector));
        let (connectors, next_token) = page(view, &self, connectors)?;
        let mut response = ListConnectorsResponse::new();
        response.connectors = Some(connectors.into_iter().map(Connector::detail).collect());
        response.next_token = next_token;
        Ok(response)
    }
}

impl Command for UpdateConnectorRegistrationRequest {
    type Output = UpdateConnectorRegistrationResponse;

    fn take_token(&mut self) -> Option<String> {
        self.client_token.take()
    }

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let arn = view.connector(&self.connector_label)?.arn.clone();
        let output = UpdateConnectorRegistrationResponse::new().connector_arn(arn.clone());
        Ok(Decision { arn, change: Change::ConnectorUpdated(Box::new(self)), output })
    }
}

impl Command for UnregisterConnectorRequest {
    type Output = UnregisterConnectorResponse;

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let label = self.connector_label.as_str();
        let connector = view.connector(label)?;
        let mut profiles = view.state.profiles.values();
        let user = profiles.find(|profile| profile.settings.connector_label.as_deref() == Some(label));
        if let Some(profile) = user.filter(|_| self.force_delete != Some(true)) {
            let name = &profile.settings.connector_profile_name;
            return Err(failures::conflict(format!("The connector profile {name} uses the connector {label}.")));
        }
        let arn = connector.arn.clone();
        let output = UnregisterConnectorResponse::new();
        Ok(Decision { arn, change: Change::ConnectorUnregistered(Box::new(self)), output })
    }
}
