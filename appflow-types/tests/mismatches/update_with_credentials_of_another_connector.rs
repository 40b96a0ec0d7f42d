use appflow_types::{
    ConnectorSettings, SalesforceConnectorProfileProperties, VeevaConnectorProfileCredentials,
};

fn main() {
    let _ = ConnectorSettings::Salesforce {
        properties: SalesforceConnectorProfileProperties::new(),
        credentials: Some(VeevaConnectorProfileCredentials::new("user", "secret")),
    };
}
