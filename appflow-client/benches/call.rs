//! Measures the time of a call with a response in memory: validate, encode, sign, decode.
//!
//! `cargo bench -p appflow-client` prints the median of a call, that of the signature alone by aws-sigv4, and their
//! ratio.

use std::hint::black_box;
use std::time::{Duration, Instant, SystemTime};

use appflow_client::transport::Answer;
use appflow_client::types::{
    ConnectionMode, Connector, CreateConnectorProfileRequest, SalesforceConnectorProfileCredentials,
    SalesforceConnectorProfileProperties,
};
use appflow_client::{Body, Client, Credentials, Transport};
use aws_credential_types::Credentials as Identity;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use http::{Request, Response};

const CALLS: u32 = 2_000;
const ROUNDS: usize = 31;

/// Responds to every request with the same body.
#[derive(Debug)]
struct InMemory;

impl Transport for InMemory {
    fn send(&self, request: Request<Body>) -> Answer<'_> {
        drop(black_box(request));
        let body =
            br#"{"connectorProfileArn":"arn:aws:appflow:eu-west-1:123456789012:connectorprofile/crm-production"}"#;
        Box::pin(std::future::ready(Ok(Response::new(Body::from(&body[..])))))
    }
}

fn main() {
    let (id, secret) = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let credentials = Credentials::new(id, secret, None, None, "bench");
    let builder = Client::builder().region("eu-west-1").credentials(credentials).transport(InMemory);
    let client = builder.build().expect("everything is set");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let request = request();
    let body = serde_json::to_vec(&request).expect("JSON");
    let identity = Identity::new(id, secret, None, None, "bench");
    let call = || runtime.block_on(client.create_connector_profile(request.clone())).is_ok();
    let (mut calls, mut signatures) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        calls.push(time(call));
        signatures.push(time(|| signature(&identity, &body)));
    }
    let (call, signature) = (median(calls), median(signatures));
    let ratio = call.as_secs_f64() / signature.as_secs_f64();
    println!("a call: {call:?}; its signature alone: {signature:?}; {ratio:.1} times as long");
}

fn request() -> CreateConnectorProfileRequest {
    CreateConnectorProfileRequest::for_connector(
        "crm-production",
        ConnectionMode::Public,
        Connector::Salesforce {
            properties: SalesforceConnectorProfileProperties::new().instance_url("https://acme.my.salesforce.com"),
            credentials: Some(
                SalesforceConnectorProfileCredentials::new().access_token("access").refresh_token("refresh"),
            ),
        },
    )
}

/// The signature of the same request by aws-sigv4.
fn signature(credentials: &Identity, body: &[u8]) -> bool {
    let identity = credentials.clone().into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("eu-west-1")
        .name("appflow")
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()
        .expect("everything is set")
        .into();
    let headers = [("content-type", "application/json"), ("host", "appflow.eu-west-1.amazonaws.com")];
    let url = "https://appflow.eu-west-1.amazonaws.com/create-connector-profile";
    let request = SignableRequest::new("POST", url, headers.into_iter(), SignableBody::Bytes(body));
    sign(request.expect("a request"), &params).is_ok()
}

fn time(call: impl Fn() -> bool) -> Duration {
    let start = Instant::now();
    for _ in 0..CALLS {
        assert!(black_box(call()));
    }
    start.elapsed() / CALLS
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
