//! AppFlow's operations: the table of all of them, and one module for each kind of resource.

mod connectors;
mod entities;
mod flows;
mod profiles;
mod registrations;
mod runs;
mod tags;

use std::sync::LazyLock;

use tinsmith_client::codegen::Operation;
use tinsmith_client::fake::{Answer, Failure, Request, Route, StatusCode};
use types::*;

use super::command::{Command, Query};
use super::service::AppFlow;
use crate::generated::operations::*;

/// An operation, with the function that handles its requests.
struct Entry {
    route: Route,
    handle: fn(&AppFlow, &Request) -> Result<Answer, Failure>,
}

static TABLE: [Entry; 25] = [
    Entry::command::<CancelFlowExecutionsRequest>(&CANCEL_FLOW_EXECUTIONS),
    Entry::command::<CreateConnectorProfileRequest>(&CREATE_CONNECTOR_PROFILE),
    Entry::command::<CreateFlowRequest>(&CREATE_FLOW),
    Entry::command::<DeleteConnectorProfileRequest>(&DELETE_CONNECTOR_PROFILE),
    Entry::command::<DeleteFlowRequest>(&DELETE_FLOW),
    Entry::query::<DescribeConnectorRequest>(&DESCRIBE_CONNECTOR),
    Entry::query::<DescribeConnectorEntityRequest>(&DESCRIBE_CONNECTOR_ENTITY),
    Entry::query::<DescribeConnectorProfilesRequest>(&DESCRIBE_CONNECTOR_PROFILES),
    Entry::query::<DescribeConnectorsRequest>(&DESCRIBE_CONNECTORS),
    Entry::query::<DescribeFlowRequest>(&DESCRIBE_FLOW),
    Entry::query::<DescribeFlowExecutionRecordsRequest>(&DESCRIBE_FLOW_EXECUTION_RECORDS),
    Entry::query::<ListConnectorEntitiesRequest>(&LIST_CONNECTOR_ENTITIES),
    Entry::query::<ListConnectorsRequest>(&LIST_CONNECTORS),
    Entry::query::<ListFlowsRequest>(&LIST_FLOWS),
    Entry::query::<ListTagsForResourceRequest>(&LIST_TAGS_FOR_RESOURCE),
    Entry::command::<RegisterConnectorRequest>(&REGISTER_CONNECTOR),
    Entry::query::<ResetConnectorMetadataCacheRequest>(&RESET_CONNECTOR_METADATA_CACHE),
    Entry::command::<StartFlowRequest>(&START_FLOW),
    Entry::command::<StopFlowRequest>(&STOP_FLOW),
    Entry::command::<TagResourceRequest>(&TAG_RESOURCE),
    Entry::command::<UnregisterConnectorRequest>(&UNREGISTER_CONNECTOR),
    Entry::command::<UntagResourceRequest>(&UNTAG_RESOURCE),
    Entry::command::<UpdateConnectorProfileRequest>(&UPDATE_CONNECTOR_PROFILE),
    Entry::command::<UpdateConnectorRegistrationRequest>(&UPDATE_CONNECTOR_REGISTRATION),
    Entry::command::<UpdateFlowRequest>(&UPDATE_FLOW),
];

impl Entry {
    const fn command<I: Command>(operation: &'static Operation) -> Self {
        Self { route: Route::new::<I>(operation), handle: AppFlow::command::<I> }
    }

    const fn query<I: Query>(operation: &'static Operation) -> Self {
        Self { route: Route::new::<I>(operation), handle: AppFlow::query::<I> }
    }
}

/// Returns the routes of all operations.
pub fn routes() -> &'static [Route] {
    static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| TABLE.iter().map(|entry| entry.route).collect());
    &ROUTES
}

/// Handles a request to one of the operations.
pub fn handle(service: &AppFlow, request: &Request) -> Result<Answer, Failure> {
    let is_meant = |entry: &&Entry| entry.route.operation() == request.operation();
    match TABLE.iter().find(is_meant) {
        Some(entry) => (entry.handle)(service, request),
        None => {
            let message = "The fake does not serve this operation.";
            Err(Failure::new(StatusCode::NOT_FOUND, "UnknownOperationException", message))
        }
    }
}
