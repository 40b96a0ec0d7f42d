use appflow_types::{Connector, SalesforceConnectorProfileProperties};

fn main() {
    let _ = Connector::S3 { properties: SalesforceConnectorProfileProperties::new(), credentials: None };
}
