//! The dry run: prints the client's own request instead of sending it.

use appflow_client::transport::RecordingTransport;
use appflow_client::types::{CreateConnectorProfileRequest, Structure as _};
use appflow_client::{Appflow, Builder, Credentials};

use crate::create::setup;
use crate::outcome::Failure;

const REDACTED: &str = "**redacted**";

/// Headers that contain a secret, or are derived from one.
const SECRET_HEADERS: [&str; 2] = ["authorization", "x-amz-security-token"];

/// Prints the request that the client would send, with a mark in place of each secret.
pub async fn show(builder: Builder<Appflow>, request: CreateConnectorProfileRequest) -> Result<String, Failure> {
    let transport = RecordingTransport::new().respond(200, "{}");
    let mut builder = builder.transport(transport.clone());
    if !has_credentials() {
        // The signature is not printed, so it may be made with any.
        builder = builder.credentials(Credentials::new("none", "none", None, None, "dry run"));
    }
    let client = builder.build().map_err(setup)?;
    client.create_connector_profile(request).await.map_err(|error| Failure::call(error.report()))?;
    let nothing = || Failure::setup("the client sent nothing, expected a request");
    let requests = transport.requests();
    let sent = requests.first().ok_or_else(nothing)?;
    let headers = sent.headers().iter().map(|(name, value)| {
        let is_secret = value.is_sensitive() || SECRET_HEADERS.contains(&name.as_str());
        let value = if is_secret { REDACTED } else { value.to_str().unwrap_or(REDACTED) };
        format!("{name}: {value}\n")
    });
    let head = format!("{} {}\n{}", sent.method(), sent.uri(), headers.collect::<String>());
    let body = redacted(sent.body()).ok_or_else(nothing)?;
    Ok(format!("{head}\n{body:#}\n"))
}

/// The same variables as the client reads.
fn has_credentials() -> bool {
    let is_set = |name| std::env::var(name).is_ok_and(|value| !value.is_empty());
    is_set("AWS_ACCESS_KEY_ID") && is_set("AWS_SECRET_ACCESS_KEY")
}

/// Reads the body that was sent, and masks its secrets.
fn redacted(body: &[u8]) -> Option<serde_json::Value> {
    let request: CreateConnectorProfileRequest = serde_json::from_slice(body).ok()?;
    serde_json::to_value(request.redacted()).ok()
}
