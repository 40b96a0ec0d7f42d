use appflow_types::{EventBridgeDestinationProperties, SourceConnector};

fn main() {
    let _ = SourceConnector::EventBridge { properties: EventBridgeDestinationProperties::new("event") };
}
