//! Numbers that must not grow: the allocations of a call, the sizes of futures, the crates of a build.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::pin::pin;
use std::process::Command;

use appflow_client::transport::Answer;
use appflow_client::types::{
    ConnectionMode, Connector, CreateConnectorProfileRequest, ListFlowsRequest, SalesforceConnectorProfileCredentials,
    SalesforceConnectorProfileProperties,
};
use appflow_client::{Body, Client, Credentials, Transport};
use http::{Request, Response};

/// Responds to every request with the same body.
#[derive(Debug)]
struct InMemory;

impl Transport for InMemory {
    fn send(&self, _: Request<Body>) -> Answer<'_> {
        let body = br#"{"connectorProfileArn":"arn:aws:appflow:eu-west-1:123456789012:connectorprofile/crm"}"#;
        Box::pin(std::future::ready(Ok(Response::new(Body::from(&body[..])))))
    }
}

fn client(session_token: Option<&str>) -> Client {
    let session_token = session_token.map(str::to_owned);
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", session_token, None, "tests");
    Client::builder().region("eu-west-1").credentials(credentials).transport(InMemory).build().unwrap()
}

fn request() -> CreateConnectorProfileRequest {
    let properties = SalesforceConnectorProfileProperties::new().instance_url("https://acme.my.salesforce.com");
    let credentials = SalesforceConnectorProfileCredentials::new().access_token("access").refresh_token("refresh");
    let connector = Connector::Salesforce { properties, credentials: Some(credentials) };
    CreateConnectorProfileRequest::for_connector("crm-production", ConnectionMode::Public, connector)
}

/// Allocations of a call: the request's box, its token, the body and the owner of that (2), the map of headers and its
/// copy for a retry (2 each), `content-length` (2), invocation id, date and signature, the transport's future, and the
/// ARN of the answer.
#[test]
fn a_call_has_few_allocations() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    for session_token in [None, Some("a/session+token==")] {
        let client = client(session_token);
        // The first call requests credentials, derives the signing key, and shares the memory of constant headers.
        runtime.block_on(client.create_connector_profile(request())).unwrap();
        // Pinned here, because the runtime boxes large futures.
        let mut call = pin!(client.create_connector_profile(request()));
        let mut result = None;
        let allocated = allocation_counter::measure(|| result = Some(runtime.block_on(call.as_mut())));
        assert!(result.unwrap().is_ok());
        assert!(allocated.count_total <= 15, "{allocated:?}");
    }
}

/// A future that contains the request is moved as a whole, so the rest of it is small.
#[test]
fn futures_are_small() {
    let client = client(None);
    let few = 2048;
    let future = client.create_connector_profile(request());
    assert!(size_of_val(&future) <= size_of::<CreateConnectorProfileRequest>() + few, "{}", size_of_val(&future));
    let future = client.list_flows(ListFlowsRequest::new());
    assert!(size_of_val(&future) <= size_of::<ListFlowsRequest>() + few, "{}", size_of_val(&future));
}

#[test]
fn a_build_has_few_crates() {
    let mut tree = Command::new(env!("CARGO"));
    tree.args(["tree", "--package", "appflow-client", "--edges", "normal", "--prefix", "none", "--no-dedupe"]);
    tree.args(["--locked", "--offline", "--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")]);
    let output = tree.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let crates: BTreeSet<&str> = std::str::from_utf8(&output.stdout).unwrap().lines().collect();
    assert!(crates.iter().any(|line| line.starts_with("tokio ")) && crates.len() <= 60, "{crates:#?}");
}
