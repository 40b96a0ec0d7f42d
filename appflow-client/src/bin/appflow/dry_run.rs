//! The dry run: shows the client's own request instead of sending it.

use appflow_client::transport::RecordingTransport;
use appflow_client::types::{CreateConnectorProfileRequest, Structure as _};
use appflow_client::{Appflow, Builder, Credentials};
use serde_json::{Map, Value, json};

use crate::identity::{has_credentials, setup};
use crate::outcome::Failure;
use crate::output::Format;

const REDACTED: &str = "**redacted**";

/// Headers that contain a secret, or are derived from one.
const SECRET_HEADERS: [&str; 2] = ["authorization", "x-amz-security-token"];

/// The request that the client would send.
pub struct Draft {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Value,
}

/// Makes the request that the client would send, with a mark in place of each secret.
pub async fn draft(builder: Builder<Appflow>, request: CreateConnectorProfileRequest) -> Result<Draft, Failure> {
    let transport = RecordingTransport::new().respond(200, "{}");
    let mut builder = builder.transport(transport.clone());
    if !has_credentials() {
        // The signature is not printed, so it may be made with any.
        builder = builder.credentials(Credentials::new("none", "none", None, None, "dry run"));
    }
    let client = builder.build().map_err(setup)?;
    client.create_connector_profile(request).await.map_err(|error| Failure::call(&error))?;
    let nothing = || Failure::setup("the client sent nothing, expected a request");
    let requests = transport.requests();
    let sent = requests.first().ok_or_else(nothing)?;
    let headers = sent.headers().iter().map(|(name, value)| {
        let is_secret = value.is_sensitive() || SECRET_HEADERS.contains(&name.as_str());
        let value = if is_secret { REDACTED } else { value.to_str().unwrap_or(REDACTED) };
        (name.to_string(), value.to_owned())
    });
    Ok(Draft {
        method: sent.method().to_string(),
        url: sent.uri().to_string(),
        headers: headers.collect(),
        body: redacted(sent.body()).ok_or_else(nothing)?,
    })
}

impl Draft {
    /// Prints it; `notes` is an object with what there is to know besides.
    pub fn print(&self, format: Format, mut notes: Value) -> String {
        let Self { method, url, headers, body } = self;
        if format == Format::Text {
            let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
            return format!("{method} {url}\n{headers}\n{body:#}\n");
        }
        let headers: Map<String, Value> =
            headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
        notes["request"] = json!({ "method": method, "url": url, "headers": headers, "body": body });
        format!("{notes:#}\n")
    }
}

/// Reads the body that was sent, and masks its secrets.
fn redacted(body: &[u8]) -> Option<Value> {
    let request: CreateConnectorProfileRequest = serde_json::from_slice(body).ok()?;
    serde_json::to_value(request.redacted()).ok()
}
