use appflow_types::{
    Connector, SalesforceConnectorProfileProperties, ZendeskConnectorProfileCredentials,
};

fn main() {
    let _ = Connector::Salesforce {
        properties: SalesforceConnectorProfileProperties::new(),
        credentials: Some(ZendeskConnectorProfileCredentials::new("id", "secret")),
    };
}
