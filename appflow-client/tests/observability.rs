//! The trace of a call, which contains no secret, at any level and by any crate.

mod support;

use appflow_client::transport::RecordingTransport;
use appflow_client::types::CreateConnectorProfileRequest;
use appflow_client::types::Structure;
use appflow_client::{Client, Credentials, TransportError, TransportErrorKind, Validation};
use bytes::Bytes;
use http::Response;
use support::canary::Canary;
use support::server::{Reply, Server, response};
use support::trace::Trace;
use tokio::sync::Mutex;

/// Whether an event is enabled is decided per process, so only one test may decide it at a time.
static TURN: Mutex<()> = Mutex::const_new(());

const SECRET_KEY: &str = "secret-canary-of-aws-key";
const SESSION_TOKEN: &str = "secret-canary-of-aws-token";

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET_KEY, Some(SESSION_TOKEN.to_owned()), None, "tests")
}

fn canary() -> (Canary, CreateConnectorProfileRequest) {
    let canary = Canary::plant(CreateConnectorProfileRequest::SCHEMA);
    assert!(canary.secrets.len() > 50 && canary.plain.len() > 50);
    let request = serde_json::from_value(canary.document.clone()).expect("a document of the schema");
    (canary, request)
}

/// Checks that there is no secret, and no part of the request except its token.
#[track_caller]
fn check(text: &str, canary: &Canary, token: &str) {
    let markers = canary.secrets.iter().chain(&canary.plain).map(String::as_str).chain([SECRET_KEY, SESSION_TOKEN]);
    for marker in markers.filter(|marker| !token.contains(marker)) {
        assert!(!text.contains(marker), "{marker} is in the trace:\n{text}");
    }
}

#[tokio::test]
async fn no_trace_shows_a_secret() {
    let _turn = TURN.lock().await;
    // A service that fails at first, and in the end responds with everything that it has received.
    let server = Server::start(|request| {
        let text = String::from_utf8(request.body.clone()).expect("UTF-8");
        let token = request.header("x-amz-security-token").unwrap_or_default();
        let message = format!("no: {text} {token}");
        let body = serde_json::json!({"__type": "ConflictException", "message": message}).to_string();
        let is_first = request.header("amz-sdk-request").is_some_and(|count| count.starts_with("attempt=1;"));
        Reply::Keep(response(if is_first { 429 } else { 409 }, &[("x-amzn-requestid", "7a")], body.as_bytes()))
    });
    let (canary, request) = canary();
    let trace = Trace::default();
    let guard = tracing::subscriber::set_default(trace.clone());
    for validation in [Validation::Off, Validation::Warn, Validation::Strict] {
        let builder = Client::builder().region("eu-west-1").credentials(credentials()).endpoint_url(server.url());
        let client = builder.validation(validation).backoff(Immediate).build().expect("everything is set");
        let error = client.create_connector_profile(request.clone()).await.expect_err("a conflict");
        tracing::error!("{error} {error:?} {client:?} {request:?}");
        let text = trace.text();
        for secret in canary.secrets.iter().map(String::as_str).chain([SECRET_KEY, SESSION_TOKEN]) {
            assert!(!text.contains(secret), "{secret} is in the trace:\n{text}");
        }
    }
    let text = trace.text();
    // The search would prove nothing if the other values were missing.
    for plain in &canary.plain {
        assert!(text.contains(plain.as_str()), "{plain} is not in the trace");
    }
    assert!(text.contains("validation errors detected"), "{text}");
    drop(guard);
}

/// A retry without delay.
#[derive(Debug)]
struct Immediate;

impl appflow_client::retry::Backoff for Immediate {
    fn delay(&self, _: u32) -> std::time::Duration {
        std::time::Duration::ZERO
    }
}

#[tokio::test]
async fn calls_and_attempts_are_spans() {
    let _turn = TURN.lock().await;
    let transport = RecordingTransport::new()
        .answer(Err(TransportError::new(TransportErrorKind::Interrupted, "hunter2")))
        .answer(Ok(Response::builder()
            .status(503)
            .header("x-amzn-requestid", "7a-1")
            .header("x-amzn-errortype", "ServiceUnavailableException")
            .body(Bytes::new())
            .unwrap()))
        .answer(Ok(Response::builder()
            .status(200)
            .header("x-amzn-requestid", "7a-2")
            .body(Bytes::from_static(b"{}"))
            .unwrap()));
    let (canary, request) = canary();
    let token = request.client_token.clone().expect("a token");
    let trace = Trace::default();
    let guard = tracing::subscriber::set_default(trace.clone());
    let builder = Client::builder().region("eu-west-1").credentials(credentials()).validation(Validation::Off);
    let client = builder.transport(transport).backoff(Immediate).build().expect("everything is set");
    client.create_connector_profile(request).await.expect("a success");
    drop(guard);
    let text = trace.text();
    check(&text, &canary, &token);
    assert!(text.contains(&format!("RECORD 1: client_token={token:?}")), "{text}");
    let own: Vec<&str> = text.lines().filter(|line| !line.contains("aws_")).collect();
    let expected = [
        "INFO call 1: service=\"Appflow\" operation=\"CreateConnectorProfile\"",
        "DEBUG attempt 2: attempt=1 max=3",
        "RECORD 2: error=\"the connection ended before the answer\"",
        "DEBUG attempt 3: attempt=2 max=3",
        "RECORD 3: status=503",
        "RECORD 3: request_id=\"7a-1\"",
        "RECORD 3: error=\"ServiceUnavailableException\"",
        "DEBUG attempt 4: attempt=3 max=3",
        "RECORD 4: status=200",
        "RECORD 4: request_id=\"7a-2\"",
        "RECORD 1: status=200",
        "RECORD 1: request_id=\"7a-2\"",
        "RECORD 1: attempts=3",
    ];
    for line in expected {
        assert!(own.contains(&line), "{line} is not in:\n{text}");
    }
    assert!(own.iter().any(|line| line.starts_with("RECORD 1: duration_ms=")), "{text}");
    assert!(!text.contains("hunter2"), "{text}");
}

#[tokio::test]
async fn callers_name_themselves_as_aws_has_it() {
    let _turn = TURN.lock().await;
    let transport = RecordingTransport::new().respond(200, "{}");
    let builder = Client::builder().region("eu-west-1").credentials(credentials()).validation(Validation::Off);
    let client = builder.transport(transport.clone()).app_name("crm-sync").build().expect("everything is set");
    let request = canary().1.client_token("c8e0ee25-8f50-4d15-8f0e-6b4d4a1b5e3f");
    client.create_connector_profile(request).await.expect("a success");
    let requests = transport.requests();
    let header = |name: &str| requests[0].headers()[name].to_str().unwrap().to_owned();
    let agent = header("user-agent");
    assert!(
        agent.contains(" ua/2.1 api/appflow#2020-08-23 os/") && agent.ends_with(" lang/rust app/crm-sync"),
        "{agent}"
    );
    // Proxies change it.
    let signed = header("authorization");
    assert!(signed.contains(";x-amz-date") && !signed.contains("user-agent"), "{signed}");
}
