use appflow_types::{S3SourceProperties, SourceConnector};

fn main() {
    let _ = SourceConnector::Salesforce {
        connector_profile_name: "crm".to_owned(),
        properties: S3SourceProperties::new("bucket"),
    };
}
