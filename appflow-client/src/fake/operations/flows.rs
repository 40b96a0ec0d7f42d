//! Flows: their settings, and their activation.
//!
//! A flow is in use, so that deleting it needs `forceDelete`, while it waits for its schedule or events, and while one of
//! its runs is in progress. Activating an active flow and deactivating one that is not active succeed without an effect on
//! its status. An active flow can be updated; its schedule then counts anew.

use tinsmith_client::fake::Failure;
use types::*;

use crate::fake::command::{Command, Decision, Query, View};
use crate::fake::failures;
use crate::fake::pages::page;
use crate::fake::state::{Change, Flow, Rhythm, State};

impl Command for CreateFlowRequest {
    type Output = CreateFlowResponse;

    fn take_token(&mut self) -> Option<String> {
        self.client_token.take()
    }

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let name = &self.flow_name;
        if view.state.flows.contains_key(name) {
            return Err(failures::conflict(format!("A flow with the name {name} already exists.")));
        }
        if view.state.flows.len() >= view.quotas.flows {
            return Err(failures::quota(view.quotas.flows, "flows"));
        }
        check(view, &self.trigger_config, &self.source_flow_config, &self.destination_flow_config_list)?;
        let arn = view.arn("flow", name);
        let flow = Flow::new(arn.clone(), self.clone(), view.now);
        let output = CreateFlowResponse::new().flow_arn(arn.clone()).flow_status(flow.status);
        Ok(Decision { arn, change: Change::FlowCreated(Box::new(self)), output })
    }
}

impl Query for DescribeFlowRequest {
    type Output = DescribeFlowResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        Ok(view.flow(&self.flow_name)?.description(view.now))
    }
}

impl Query for ListFlowsRequest {
    type Output = ListFlowsResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        let flows = view.state.flows.iter().map(|(name, flow)| (name.clone(), flow));
        let (flows, next_token) = page(view, &self, flows)?;
        let mut response = ListFlowsResponse::new();
        let definition = |flow: &Flow| flow.definition(view.now, &view.state.profiles);
        response.flows = Some(flows.into_iter().map(definition).collect());
        response.next_token = next_token;
        Ok(response)
    }
}

impl Command for UpdateFlowRequest {
    type Output = UpdateFlowResponse;

    fn take_token(&mut self) -> Option<String> {
        self.client_token.take()
    }

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let flow = view.flow(&self.flow_name)?;
        check(view, &self.trigger_config, &self.source_flow_config, &self.destination_flow_config_list)?;
        if targets(&flow.settings.destination_flow_config_list) != targets(&self.destination_flow_config_list) {
            return Err(failures::validation("The object of a destination can't be changed; create another flow."));
        }
        let mut updated = flow.clone();
        updated.update(self.clone(), view.now).ok_or_else(invalid_schedule)?;
        let output = UpdateFlowResponse::new().flow_status(updated.status);
        Ok(Decision { arn: flow.arn.clone(), change: Change::FlowUpdated(Box::new(self)), output })
    }
}

impl Command for StartFlowRequest {
    type Output = StartFlowResponse;

    fn take_token(&mut self) -> Option<String> {
        self.client_token.take()
    }

    /// For on-demand flows, AppFlow allows a token to be used again with another request.
    fn may_reuse_token(&self, state: &State) -> bool {
        state.flows.get(&self.flow_name).is_some_and(Flow::is_on_demand)
    }

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let flow = view.flow(&self.flow_name)?;
        flow.profiles().try_for_each(|profile| view.profile(profile).map(drop))?;
        let arn = flow.arn.clone();
        let mut output = StartFlowResponse::new().flow_arn(arn.clone()).flow_status(FlowStatus::Active);
        if flow.is_on_demand() {
            if view.state.active_runs(view.now) >= view.quotas.runs {
                return Err(failures::quota(view.quotas.runs, "runs at once"));
            }
            output.execution_id = Some(flow.next_demanded_id());
        }
        Ok(Decision { arn, change: Change::FlowStarted(Box::new(self)), output })
    }
}

impl Command for StopFlowRequest {
    type Output = StopFlowResponse;

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let flow = view.flow(&self.flow_name)?;
        if flow.is_on_demand() {
            return Err(failures::unsupported("A flow that runs on demand can't be stopped."));
        }
        let arn = flow.arn.clone();
        let mut stopped = flow.clone();
        stopped.stop();
        let output = StopFlowResponse::new().flow_arn(arn.clone()).flow_status(stopped.status);
        Ok(Decision { arn, change: Change::FlowStopped(Box::new(self)), output })
    }
}

impl Command for DeleteFlowRequest {
    type Output = DeleteFlowResponse;

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let flow = view.flow(&self.flow_name)?;
        let is_forced = self.force_delete == Some(true);
        if !is_forced && flow.status == FlowStatus::Active && !flow.is_on_demand() {
            return Err(failures::conflict(format!("The flow {} is active. Stop it first.", self.flow_name)));
        }
        if !is_forced && flow.active_runs(view.now).next().is_some() {
            return Err(failures::conflict(format!("A run of the flow {} is in progress.", self.flow_name)));
        }
        let arn = flow.arn.clone();
        Ok(Decision { arn, change: Change::FlowDeleted(Box::new(self)), output: DeleteFlowResponse::new() })
    }
}

/// Checks the settings of a flow against the model's rules that it can't express, and against the profiles.
fn check(
    view: &View<'_>,
    trigger: &TriggerConfig,
    source: &SourceFlowConfig,
    destinations: &[DestinationFlowConfig],
) -> Result<(), Failure> {
    if destinations.is_empty() {
        return Err(failures::validation("A flow needs a destination."));
    }
    let schedule = trigger.trigger_properties.as_ref().and_then(|properties| properties.scheduled.as_ref());
    if let Some(schedule) = schedule.filter(|_| trigger.trigger_type == TriggerType::Scheduled) {
        Rhythm::parse(&schedule.schedule_expression).ok_or_else(invalid_schedule)?;
        let (start, end) = (schedule.schedule_start_time, schedule.schedule_end_time);
        if start.zip(end).is_some_and(|(start, end)| end <= start) {
            return Err(failures::validation("The schedule must end after its start."));
        }
    }
    check_profile(view, source.connector_profile_name.as_deref(), &source.connector_type)?;
    destinations.iter().try_for_each(|destination| {
        check_profile(view, destination.connector_profile_name.as_deref(), &destination.connector_type)
    })
}

fn check_profile(view: &View<'_>, name: Option<&str>, connector: &ConnectorType) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    let actual = &view.profile(name)?.settings.connector_type;
    if actual == connector {
        return Ok(());
    }
    let (actual, expected) = (actual.as_str(), connector.as_str());
    Err(failures::validation(format!("The connector profile {name} is for {actual}, not for {expected}.")))
}

fn invalid_schedule() -> Failure {
    failures::validation("The schedule expression is not valid, expected one such as rate(5minutes).")
}

/// Returns the connector and the object of each destination, which updates can't change.
fn targets(destinations: &[DestinationFlowConfig]) -> Vec<(&ConnectorType, Option<&str>)> {
    destinations.iter().map(|destination| (&destination.connector_type, object(destination))).collect()
}

/// Returns the object to which a destination writes; for buckets or domains, these.
fn object(destination: &DestinationFlowConfig) -> Option<&str> {
    let properties = &destination.destination_connector_properties;
    let objects = [
        properties.redshift.as_ref().map(|redshift| &redshift.object),
        properties.s3.as_ref().map(|s3| &s3.bucket_name),
        properties.salesforce.as_ref().map(|salesforce| &salesforce.object),
        properties.snowflake.as_ref().map(|snowflake| &snowflake.object),
        properties.event_bridge.as_ref().map(|event_bridge| &event_bridge.object),
        properties.upsolver.as_ref().map(|upsolver| &upsolver.bucket_name),
        properties.honeycode.as_ref().map(|honeycode| &honeycode.object),
        properties.customer_profiles.as_ref().map(|customer_profiles| &customer_profiles.domain_name),
        properties.zendesk.as_ref().map(|zendesk| &zendesk.object),
        properties.marketo.as_ref().map(|marketo| &marketo.object),
        properties.custom_connector.as_ref().map(|custom| &custom.entity_name),
        properties.sap_odata.as_ref().map(|sap_odata| &sap_odata.object_path),
    ];
    objects.into_iter().flatten().next().map(String::as_str)
}
