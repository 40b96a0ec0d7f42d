//! What would be sent: the client's own request, caught where it would reach the network.

use std::sync::{Arc, Mutex, PoisonError};

use appflow_client::transport::Answer;
use appflow_client::types::CreateConnectorProfileRequest;
use appflow_client::{Appflow, Builder, Credentials, Transport};
use bytes::Bytes;
use http::{HeaderName, Request, Response};

use crate::create::setup;
use crate::outcome::Failure;

const REDACTED: &str = "**redacted**";

/// Headers that hold a secret, or are made with one.
const SECRET_HEADERS: [&str; 2] = ["authorization", "x-amz-security-token"];

/// Shows the request that the client would send, with a mark in place of each secret.
pub async fn show(builder: Builder<Appflow>, request: CreateConnectorProfileRequest) -> Result<String, Failure> {
    let caught = Caught::default();
    let mut builder = builder.transport(caught.clone());
    if !has_credentials() {
        // What is signed with them is not shown.
        builder = builder.credentials(Credentials::new("none", "none", None, None, "dry run"));
    }
    let client = builder.build().map_err(setup)?;
    client.create_connector_profile(request).await.map_err(Failure::call)?;
    let caught = caught.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    caught.as_ref().and_then(shown).ok_or_else(|| Failure::setup("the client sent nothing, expected a request"))
}

/// A transport that sends nothing, and keeps what it was given.
#[derive(Clone, Debug, Default)]
struct Caught(Arc<Mutex<Option<Request<Bytes>>>>);

impl Transport for Caught {
    fn send(&self, request: Request<Bytes>) -> Answer<'_> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        Box::pin(async { Ok(Response::new(Bytes::from_static(b"{}"))) })
    }
}

/// The same variables as the client reads.
fn has_credentials() -> bool {
    let is_set = |name| std::env::var(name).is_ok_and(|value| !value.is_empty());
    is_set("AWS_ACCESS_KEY_ID") && is_set("AWS_SECRET_ACCESS_KEY")
}

fn shown(request: &Request<Bytes>) -> Option<String> {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        let is_secret =
            value.is_sensitive() || SECRET_HEADERS.iter().any(|secret| *name == HeaderName::from_static(secret));
        let value = if is_secret { REDACTED } else { value.to_str().unwrap_or(REDACTED) };
        text.push_str(&format!("{name}: {value}\n"));
    }
    let request: CreateConnectorProfileRequest = serde_json::from_slice(request.body()).ok()?;
    let body = serde_json::to_value(request.redacted()).ok()?;
    Some(format!("{text}\n{body:#}\n"))
}
