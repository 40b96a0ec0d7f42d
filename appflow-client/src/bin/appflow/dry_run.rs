//! The dry run: prints the client's own request instead of sending it.

use appflow_client::transport::RecordingTransport;
use appflow_client::{Appflow, Builder, Credentials};
use serde_json::{Map, Value, json};
use tinsmith_client::codegen::dynamic::BoxRequest;

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
    /// The body; `None` if no member is bound to it.
    body: Option<Value>,
}

/// Captures the request that the client would send, with each secret redacted.
pub async fn draft(builder: Builder<Appflow>, request: BoxRequest<Appflow>) -> Result<Draft, Failure> {
    let transport = RecordingTransport::new().respond(200, "{}");
    let mut builder = builder.transport(transport.clone());
    if !has_credentials() {
        // The signature is not printed, so any credentials will do.
        builder = builder.credentials(Credentials::new("none", "none", None, None, "dry run"));
    }
    let client = builder.build().map_err(setup)?;
    let redacted = request.redacted();
    let result = request.send(&client).await;
    let requests = transport.requests();
    let Some(sent) = requests.first() else {
        return Err(match result {
            Err(error) => Failure::call(&error),
            Ok(_) => Failure::setup("the client sent nothing, expected a request"),
        });
    };
    let headers = sent.headers().iter().map(|(name, value)| {
        let is_secret = value.is_sensitive() || SECRET_HEADERS.contains(&name.as_str());
        let value = if is_secret { REDACTED } else { value.to_str().unwrap_or(REDACTED) };
        (name.to_string(), value.to_owned())
    });
    Ok(Draft {
        method: sent.method().to_string(),
        url: sent.uri().to_string(),
        headers: headers.collect(),
        body: body(sent.body(), &redacted),
    })
}

impl Draft {
    /// Formats the request; `notes` is an object with additional information.
    pub fn print(&self, format: Format, mut notes: Value) -> String {
        let Self { method, url, headers, body } = self;
        if format == Format::Text {
            let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
            let body = body.as_ref().map(|body| format!("\n{body:#}\n")).unwrap_or_default();
            return format!("{method} {url}\n{headers}{body}");
        }
        let headers: Map<String, Value> =
            headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
        notes["request"] = json!({ "method": method, "url": url, "headers": headers, "body": body });
        format!("{notes:#}\n")
    }
}

/// Combines the body that was sent with the members of the redacted request. Only the idempotency token, which is not
/// secret, was added by the client.
fn body(sent: &[u8], redacted: &Value) -> Option<Value> {
    let mut body: Value = serde_json::from_slice(sent).ok()?;
    for (name, value) in body.as_object_mut()? {
        if let Some(redacted) = redacted.get(name) {
            *value = redacted.clone();
        }
    }
    Some(body)
}
