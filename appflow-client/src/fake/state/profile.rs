//! Connector profiles. They keep no credentials.

use std::time::SystemTime;

use serde_json::json;
use types::{
    ConnectionMode, ConnectorProfile, CreateConnectorProfileRequest, Document, PrivateConnectionProvisioningState,
    PrivateConnectionProvisioningStatus, UpdateConnectorProfileRequest,
};

use super::Tags;
use crate::fake::time;

/// A connector profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    pub arn: String,
    /// The request that created it, with the settings of the latest update.
    pub settings: CreateConnectorProfileRequest,
    pub created: SystemTime,
    pub updated: SystemTime,
    pub tags: Tags,
}

/// A connector profile that a fake has created.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FakeProfile {
    /// Its name.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// The application that it connects to, as its name on the wire.
    pub connector_type: String,
    /// The label of the custom connector that it is for.
    pub connector_label: Option<String>,
    /// Whether it connects over the public internet, as the name on the wire.
    pub connection_mode: String,
    /// When it was created, in whole milliseconds.
    pub created: SystemTime,
}

impl Profile {
    pub fn new(arn: String, settings: CreateConnectorProfileRequest, at: SystemTime) -> Self {
        Self { arn, settings, created: at, updated: at, tags: Tags::new() }
    }

    pub fn update(&mut self, input: UpdateConnectorProfileRequest, at: SystemTime) {
        self.settings.connection_mode = input.connection_mode;
        self.settings.connector_profile_config = input.connector_profile_config;
        self.updated = at;
    }

    /// Returns the profile as `DescribeConnectorProfiles` shows it.
    pub fn detail(&self) -> ConnectorProfile {
        let settings = &self.settings;
        let mut detail = ConnectorProfile::new();
        detail.connector_profile_arn = Some(self.arn.clone());
        detail.connector_profile_name = Some(settings.connector_profile_name.clone());
        detail.connector_type = Some(settings.connector_type.clone());
        detail.connector_label.clone_from(&settings.connector_label);
        detail.connection_mode = Some(settings.connection_mode.clone());
        detail.credentials_arn = Some(self.credentials_arn());
        detail.connector_profile_properties =
            Some(settings.connector_profile_config.connector_profile_properties.clone());
        detail.created_at = time::timestamp(self.created);
        detail.last_updated_at = time::timestamp(self.updated);
        if settings.connection_mode == ConnectionMode::Private {
            let status = PrivateConnectionProvisioningStatus::Created;
            detail.private_connection_provisioning_state =
                Some(PrivateConnectionProvisioningState::new().status(status));
        }
        detail
    }

    /// Returns the ARN that a secret with the credentials would have in AWS Secrets Manager.
    fn credentials_arn(&self) -> String {
        let part = |index| self.arn.split(':').nth(index).unwrap_or_default();
        let (partition, region, account) = (part(1), part(3), part(4));
        let name = &self.settings.connector_profile_name;
        format!("arn:{partition}:secretsmanager:{region}:{account}:secret:appflow!{account}-{name}")
    }

    /// Returns the profile as the fake shows it to tests.
    pub fn summary(&self) -> FakeProfile {
        let settings = &self.settings;
        FakeProfile {
            name: settings.connector_profile_name.clone(),
            arn: self.arn.clone(),
            connector_type: settings.connector_type.as_str().to_owned(),
            connector_label: settings.connector_label.clone(),
            connection_mode: settings.connection_mode.as_str().to_owned(),
            created: self.created,
        }
    }
}

impl FakeProfile {
    /// Returns the document that the fake shows over HTTP.
    pub(in crate::fake) fn document(&self) -> Document {
        json!({
            "connectorProfileName": self.name,
            "connectorProfileArn": self.arn,
            "connectorType": self.connector_type,
            "connectorLabel": self.connector_label,
            "connectionMode": self.connection_mode,
            "createdMilliseconds": time::milliseconds(self.created),
        })
    }
}
