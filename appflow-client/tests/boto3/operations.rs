//! The operations of this client by their names.

use appflow_client::Client;
use serde_json::Value;

/// Calls an operation, and ignores its result.
macro_rules! operations {
    ($($name:literal = $call:ident,)*) => {
        pub async fn send(client: &Client, operation: &str, params: Value) {
            match operation {
                $($name => {
                    let request = serde_json::from_value(params).expect("a request");
                    client.$call(request).await.map(drop).expect("a success");
                })*
                _ => unreachable!("{operation} is no operation"),
            }
        }
    };
}

operations! {
    "CancelFlowExecutions" = cancel_flow_executions,
    "CreateConnectorProfile" = create_connector_profile,
    "CreateFlow" = create_flow,
    "DeleteConnectorProfile" = delete_connector_profile,
    "DeleteFlow" = delete_flow,
    "DescribeConnector" = describe_connector,
    "DescribeConnectorEntity" = describe_connector_entity,
    "DescribeConnectorProfiles" = describe_connector_profiles,
    "DescribeConnectors" = describe_connectors,
    "DescribeFlow" = describe_flow,
    "DescribeFlowExecutionRecords" = describe_flow_execution_records,
    "ListConnectorEntities" = list_connector_entities,
    "ListConnectors" = list_connectors,
    "ListFlows" = list_flows,
    "ListTagsForResource" = list_tags_for_resource,
    "RegisterConnector" = register_connector,
    "ResetConnectorMetadataCache" = reset_connector_metadata_cache,
    "StartFlow" = start_flow,
    "StopFlow" = stop_flow,
    "TagResource" = tag_resource,
    "UnregisterConnector" = unregister_connector,
    "UntagResource" = untag_resource,
    "UpdateConnectorProfile" = update_connector_profile,
    "UpdateConnectorRegistration" = update_connector_registration,
    "UpdateFlow" = update_flow,
}
