//! Registrations of custom connectors.

use std::time::SystemTime;

use types::{
    AuthenticationConfig, ConnectorConfiguration, ConnectorDetail, ConnectorType, RegisterConnectorRequest,
    SupportedDataTransferType, TriggerType, UpdateConnectorRegistrationRequest,
};

use super::{Tags, principal};
use crate::fake::time;

/// The version of every registered connector in the fake.
const VERSION: &str = "1.0";

/// A registered connector.
#[derive(Clone, Debug, PartialEq)]
pub struct Connector {
    pub arn: String,
    /// The request that registered it, with the settings of the latest update.
    pub settings: RegisterConnectorRequest,
    pub registered: SystemTime,
    pub tags: Tags,
}

impl Connector {
    pub fn new(arn: String, settings: RegisterConnectorRequest, at: SystemTime) -> Self {
        Self { arn, settings, registered: at, tags: Tags::new() }
    }

    /// Replaces the settings in the update; the others are kept.
    pub fn update(&mut self, input: UpdateConnectorRegistrationRequest) {
        self.settings.description = input.description.or(self.settings.description.take());
        let config = input.connector_provisioning_config;
        self.settings.connector_provisioning_config = config.or(self.settings.connector_provisioning_config.take());
    }

    /// Returns the connector as lists show it.
    pub fn detail(&self) -> ConnectorDetail {
        let settings = &self.settings;
        let mut detail = ConnectorDetail::new();
        detail.connector_description.clone_from(&settings.description);
        detail.connector_name.clone_from(&settings.connector_label);
        detail.connector_owner = Some(principal(&self.arn));
        detail.connector_version = Some(VERSION.to_owned());
        detail.connector_type = Some(ConnectorType::CustomConnector);
        detail.connector_label.clone_from(&settings.connector_label);
        detail.registered_at = time::timestamp(self.registered);
        detail.registered_by = Some(principal(&self.arn));
        detail.connector_provisioning_type.clone_from(&settings.connector_provisioning_type);
        detail.connector_modes = Some(modes());
        detail.supported_data_transfer_types = Some(vec![SupportedDataTransferType::Record]);
        detail
    }

    /// Returns the connector as `DescribeConnector` shows it.
    pub fn configuration(&self) -> ConnectorConfiguration {
        let settings = &self.settings;
        let authentication = AuthenticationConfig::new().is_basic_auth_supported(true).is_api_key_auth_supported(true);
        let mut configuration = ConnectorConfiguration::new()
            .can_use_as_source(true)
            .can_use_as_destination(true)
            .supported_trigger_types([TriggerType::OnDemand, TriggerType::Scheduled])
            .connector_type(ConnectorType::CustomConnector)
            .connector_owner(principal(&self.arn))
            .connector_version(VERSION)
            .connector_arn(self.arn.clone())
            .connector_modes(modes())
            .authentication_config(authentication)
            .supported_api_versions(["v1"])
            .registered_by(principal(&self.arn))
            .supported_data_transfer_types([SupportedDataTransferType::Record]);
        configuration.connector_description.clone_from(&settings.description);
        configuration.connector_name.clone_from(&settings.connector_label);
        configuration.connector_label.clone_from(&settings.connector_label);
        configuration.connector_provisioning_type.clone_from(&settings.connector_provisioning_type);
        configuration.connector_provisioning_config.clone_from(&settings.connector_provisioning_config);
        configuration.registered_at = time::timestamp(self.registered);
        configuration
    }
}

fn modes() -> Vec<String> {
    ["SOURCE", "DESTINATION"].map(str::to_owned).into()
}
