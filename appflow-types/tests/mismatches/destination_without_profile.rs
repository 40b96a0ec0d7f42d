use appflow_types::{DestinationConnector, SnowflakeDestinationProperties};

fn main() {
    let _ = DestinationConnector::Snowflake { properties: SnowflakeDestinationProperties::new("a.b.c", "bucket") };
}
