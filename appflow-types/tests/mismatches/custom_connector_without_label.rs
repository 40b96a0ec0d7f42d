use appflow_types::{Connector, CustomConnectorProfileProperties};

fn main() {
    let _ = Connector::CustomConnector { properties: CustomConnectorProfileProperties::new(), credentials: None };
}
