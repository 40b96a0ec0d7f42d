//! Lists the flows of the account with the region and credentials that the crate `aws-config` finds: of a profile, SSO, a
//! web identity, a container or an instance.
//!
//! A program of your own needs these dependencies:
//!
//! ```toml
//! appflow-client = { version = "0.1", features = ["aws-config"] }
//! aws-config = "1"
//! tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
//! ```
//!
//! In this repository, the feature `cli` brings the crate:
//!
//! `AWS_PROFILE=dev cargo run -p appflow-client --features cli --example aws_config`

use std::error::Error;

use appflow_client::Client;
use appflow_client::types::ListFlowsRequest;
use aws_config::BehaviorVersion;
use aws_smithy_http_client::Builder as HttpClient;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // With its default features, aws-config has an HTTP client of its own, and `aws_config::load_defaults` is enough.
    let https = HttpClient::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let config = aws_config::defaults(BehaviorVersion::latest()).http_client(https).load().await;
    let client = Client::from_sdk_config(&config)?;
    let mut flows = client.list_flows(ListFlowsRequest::new()).items();
    while let Some(flow) = flows.next().await {
        println!("{}", flow?.flow_name.unwrap_or_default());
    }
    Ok(())
}
