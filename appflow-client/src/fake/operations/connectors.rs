//! Connectors: those of the catalogue, and those that are registered.

use tinsmith_client::fake::Failure;
use types::*;

use crate::fake::catalogue::Vended;
use crate::fake::command::{Query, View};
use crate::fake::failures;
use crate::fake::pages::page;

impl Query for DescribeConnectorRequest {
    type Output = DescribeConnectorResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        let configuration = match (&self.connector_type, &self.connector_label) {
            (ConnectorType::CustomConnector, Some(label)) => view.connector(label)?.configuration(),
            // The model has a rule that a custom connector needs a label.
            (kind, _) => vended(kind)?.configuration(),
        };
        Ok(DescribeConnectorResponse::new().connector_configuration(configuration))
    }
}

impl Query for DescribeConnectorsRequest {
    type Output = DescribeConnectorsResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        let is_wanted = |kind: &ConnectorType| self.connector_types.as_ref().is_none_or(|kinds| kinds.contains(kind));
        let mut connectors: Vec<&Vended> =
            Vended::all().iter().filter(|connector| is_wanted(&connector.kind)).collect();
        connectors.sort_by_key(|connector| connector.kind.as_str());
        let connectors = connectors.into_iter().map(|connector| (connector.kind.as_str().to_owned(), connector));
        let (connectors, next_token) = page(view, &self, connectors)?;
        let configurations = connectors.iter().map(|connector| (connector.kind.clone(), connector.configuration()));
        let mut response = DescribeConnectorsResponse::new().connector_configurations(configurations);
        response.connectors = Some(connectors.into_iter().map(Vended::detail).collect());
        response.next_token = next_token;
        Ok(response)
    }
}

/// Finds a connector in the catalogue.
fn vended(kind: &ConnectorType) -> Result<&'static Vended, Failure> {
    Vended::find(kind).ok_or_else(|| failures::not_found("There is no such connector."))
}
