//! Runs of flows: their records, the latest first, and their cancellation.

use std::collections::BTreeMap;

use tinsmith_client::fake::Failure;
use types::*;

use crate::fake::command::{Command, Decision, Query, View};
use crate::fake::pages::page;
use crate::fake::state::{Change, Run};
use crate::fake::time;

impl Query for DescribeFlowExecutionRecordsRequest {
    type Output = DescribeFlowExecutionRecordsResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        let flow = view.flow(&self.flow_name)?;
        let runs: BTreeMap<String, &Run> = flow.runs.iter().map(|run| (key(run), run)).collect();
        let (runs, next_token) = page(view, &self, runs.into_iter())?;
        let mut response = DescribeFlowExecutionRecordsResponse::new();
        response.flow_executions = Some(runs.into_iter().map(|run| run.record(view.now)).collect());
        response.next_token = next_token;
        Ok(response)
    }
}

/// Returns a text that sorts before that of an earlier run.
fn key(run: &Run) -> String {
    format!("{:020} {:020} {}", u64::MAX - time::milliseconds(run.started), u64::MAX - run.number, run.id)
}

impl Command for CancelFlowExecutionsRequest {
    type Output = CancelFlowExecutionsResponse;

    fn decide(mut self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let flow = view.flow(&self.flow_name)?;
        let runs = flow.active_runs(view.now).filter(|run| run.status(view.now) == ExecutionStatus::InProgress);
        let active: Vec<String> = runs.map(|run: &Run| run.id.clone()).collect();
        let (valid, invalid) = match self.execution_ids.take() {
            Some(ids) => ids.into_iter().partition(|id| active.contains(id)),
            None => (active, Vec::new()),
        };
        self.execution_ids = Some(valid);
        let output = CancelFlowExecutionsResponse::new().invalid_executions(invalid);
        Ok(Decision { arn: flow.arn.clone(), change: Change::RunsCanceled(Box::new(self)), output })
    }
}
