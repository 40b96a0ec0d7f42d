//! Calls with more than one attempt: the failures that are retried, the delays, and the content of each attempt.
//!
//! No test waits: the clock is the test's, or tokio's, which is paused and advances while nothing else runs.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use appflow_client::clock::{Clock, Sleep};
use appflow_client::retry::Backoff;
use appflow_client::transport::{Answer, RecordingTransport};
use appflow_client::types::{
    ConnectionMode, ConnectorProfileConfig, ConnectorProfileProperties, ConnectorType, CreateConnectorProfileRequest,
};
use appflow_client::{
    Appflow, Body, Builder, Client, Credentials, Timeouts, Transport, TransportError, TransportErrorKind, Validation,
};
use bytes::Bytes;
use http::{Request, Response};
use serde_json::Value;

const OK: &str = r#"{"connectorProfileArn":"arn"}"#;

/// A clock set by a test, which records sleeps without waiting.
#[derive(Clone, Debug)]
struct TestClock(Arc<Mutex<(SystemTime, Vec<Duration>)>>);

impl TestClock {
    fn new() -> Self {
        // 2026-11-24T00:00:00Z.
        Self(Arc::new(Mutex::new((UNIX_EPOCH + Duration::from_secs(1_795_478_400), Vec::new()))))
    }

    fn advance(&self, by: Duration) {
        self.0.lock().expect("no test panics with it").0 += by;
    }

    fn slept(&self) -> Vec<Duration> {
        std::mem::take(&mut self.0.lock().expect("no test panics with it").1)
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        self.0.lock().expect("no test panics with it").0
    }

    fn sleep(&self, duration: Duration) -> Sleep<'_> {
        Box::pin(async move {
            let mut state = self.0.lock().expect("no test panics with it");
            state.0 += duration;
            state.1.push(duration);
        })
    }
}

/// A backoff of as many seconds as the number of the retry.
#[derive(Debug)]
struct Counting;

impl Backoff for Counting {
    fn delay(&self, retry: u32) -> Duration {
        Duration::from_secs(u64::from(retry))
    }
}

fn request() -> CreateConnectorProfileRequest {
    let config = ConnectorProfileConfig::new(ConnectorProfileProperties::new());
    CreateConnectorProfileRequest::new("crm-production", ConnectorType::Salesforce, ConnectionMode::Public, config)
}

fn builder(transport: impl Transport + 'static) -> Builder<Appflow> {
    let credentials = Credentials::new("AKID", "hunter2", None, None, "tests");
    let builder = Client::builder().region("eu-west-1").credentials(credentials).validation(Validation::Off);
    builder.transport(transport).backoff(Counting)
}

/// Returns a client whose attempts have these outcomes, in turn.
fn client(transport: &RecordingTransport, clock: &TestClock) -> Client {
    builder(transport.clone()).clock(clock.clone()).build().expect("everything is set")
}

fn failure(status: u16, headers: &[(&str, &str)]) -> Result<Response<Bytes>, TransportError> {
    let builder = headers.iter().fold(Response::builder(), |builder, (name, value)| builder.header(*name, *value));
    Ok(builder.status(status).body(Bytes::new()).expect("a response"))
}

fn lost(kind: TransportErrorKind) -> Result<Response<Bytes>, TransportError> {
    Err(TransportError::new(kind, "a cause"))
}

fn seconds(list: &[u64]) -> Vec<Duration> {
    list.iter().copied().map(Duration::from_secs).collect()
}

#[tokio::test]
async fn transient_failures_are_retried() {
    let passing = [
        lost(TransportErrorKind::Connect),
        lost(TransportErrorKind::Interrupted),
        lost(TransportErrorKind::Timeout),
        failure(500, &[]),
        failure(502, &[]),
        failure(503, &[]),
        failure(504, &[]),
        failure(429, &[]),
        failure(400, &[("x-amzn-errortype", "ThrottlingException")]),
        failure(400, &[("x-amzn-errortype", "RequestTimeoutException")]),
    ];
    for outcome in passing {
        let clock = TestClock::new();
        let shown = format!("{outcome:?}");
        let transport = RecordingTransport::new().answer(outcome).answer(failure(503, &[])).respond(200, OK);
        let response = client(&transport, &clock).create_connector_profile(request()).await;
        assert_eq!(response.expect(&shown).connector_profile_arn.as_deref(), Some("arn"));
        assert_eq!((transport.requests().len(), clock.slept()), (3, seconds(&[1, 2])), "{shown}");
    }
}

#[tokio::test]
async fn permanent_failures_are_not_retried() {
    let standing = [
        lost(TransportErrorKind::Tls),
        lost(TransportErrorKind::Malformed),
        lost(TransportErrorKind::TooLarge),
        lost(TransportErrorKind::Other),
        failure(301, &[]),
        failure(400, &[]),
        failure(403, &[("x-amzn-errortype", "AccessDeniedException")]),
        failure(409, &[("x-amzn-errortype", "ConflictException")]),
        failure(501, &[]),
    ];
    for outcome in standing {
        let clock = TestClock::new();
        let shown = format!("{outcome:?}");
        let transport = RecordingTransport::new().answer(outcome).respond(200, OK);
        let error = client(&transport, &clock).create_connector_profile(request()).await.expect_err(&shown);
        assert_eq!((transport.requests().len(), error.attempts(), clock.slept()), (1, 1, vec![]), "{shown}");
        assert!(!error.is_retryable(), "{shown}");
    }
}

#[tokio::test]
async fn every_attempt_is_the_same_request_signed_anew() {
    let clock = TestClock::new();
    let transport = RecordingTransport::new().answer(failure(503, &[])).answer(failure(503, &[])).respond(200, OK);
    client(&transport, &clock).create_connector_profile(request()).await.expect("a success");
    let requests = transport.requests();
    let header = |index: usize, name: &str| requests[index].headers()[name].to_str().unwrap().to_owned();
    let body: Value = serde_json::from_slice(requests[0].body()).expect("JSON");
    assert_eq!(body["clientToken"].as_str().map(str::len), Some(36));
    for (index, (count, date)) in [
        ("attempt=1; max=3", "20261124T000000Z"),
        ("attempt=2; max=3", "20261124T000001Z"),
        ("attempt=3; max=3", "20261124T000003Z"),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!((header(index, "amz-sdk-request").as_str(), header(index, "x-amz-date").as_str()), (count, date));
        assert_eq!(requests[index].body(), requests[0].body());
        assert_eq!(header(index, "amz-sdk-invocation-id"), header(0, "amz-sdk-invocation-id"));
    }
    assert_eq!(header(0, "amz-sdk-invocation-id").len(), 36);
    assert_ne!(header(0, "authorization"), header(1, "authorization"));
}

#[tokio::test]
async fn there_are_no_more_attempts_than_allowed() {
    for max in 1..=4 {
        let clock = TestClock::new();
        let transport = (0..9).fold(RecordingTransport::new(), |transport, _| transport.answer(failure(503, &[])));
        let client = builder(transport.clone()).clock(clock).max_attempts(max).build().expect("everything is set");
        let error = client.create_connector_profile(request()).await.expect_err("failures alone");
        assert_eq!((transport.requests().len(), error.attempts()), (max as usize, max));
        let text = error.to_string();
        assert_eq!(text.ends_with(&format!("(503); attempt {max} of {max}")), max > 1, "{text}");
    }
    let error = builder(RecordingTransport::new()).max_attempts(0).build().expect_err("no attempt");
    assert_eq!(error.to_string(), "invalid number of attempts: expected at least 1");
}

#[tokio::test]
async fn a_conflict_after_an_unclear_attempt_says_so() {
    let conflict = || failure(409, &[("x-amzn-errortype", "ConflictException"), ("x-amzn-requestid", "7a")]);
    for (first, is_unclear) in [
        (lost(TransportErrorKind::Interrupted), true),
        (lost(TransportErrorKind::Timeout), true),
        (failure(500, &[]), true),
        (failure(504, &[]), true),
        (failure(503, &[]), false),
        (failure(429, &[]), false),
        (lost(TransportErrorKind::Connect), false),
    ] {
        let transport = RecordingTransport::new().answer(first).answer(conflict());
        let error = client(&transport, &TestClock::new()).create_connector_profile(request()).await;
        let error = error.expect_err("a conflict");
        let advice = if is_unclear { ": attempt 1 got no clear answer and may have taken effect" } else { "" };
        let expected =
            format!("CreateConnectorProfile failed: ConflictException (409); request id 7a; attempt 2 of 3{advice}");
        assert_eq!((error.to_string(), error.may_have_taken_effect()), (expected, is_unclear));
        assert!(error.is_conflict());
    }
}

#[tokio::test]
async fn services_request_a_delay() {
    let clock = TestClock::new();
    let transport = RecordingTransport::new()
        .answer(failure(503, &[("retry-after", "7")]))
        .answer(failure(503, &[("x-amz-retry-after", "500")]))
        .respond(200, OK);
    client(&transport, &clock).create_connector_profile(request()).await.expect("a success");
    assert_eq!(clock.slept(), seconds(&[7, 2]));

    let transport = RecordingTransport::new().answer(failure(503, &[("retry-after", "20")])).respond(200, OK);
    client(&transport, &clock).create_connector_profile(request()).await.expect("a success");
    assert_eq!(clock.slept(), seconds(&[20]));

    let transport = RecordingTransport::new().answer(failure(503, &[("retry-after", "21")])).respond(200, OK);
    let error = client(&transport, &clock).create_connector_profile(request()).await.expect_err("too long");
    assert_eq!((error.retry_after(), error.attempts()), (Some(Duration::from_secs(21)), 1));
    assert!(clock.slept().is_empty());
}

#[tokio::test]
async fn clones_share_the_tokens_of_their_retries() {
    let clock = TestClock::new();
    let transport = (0..1000).fold(RecordingTransport::new(), |transport, _| transport.answer(failure(503, &[])));
    let client = client(&transport, &clock);
    // 500 tokens are 100 retries: of 50 calls with two each.
    for call in 0..52 {
        let error = client.clone().create_connector_profile(request()).await.expect_err("failures alone");
        assert_eq!(error.attempts(), if call < 50 { 3 } else { 1 }, "call {call}");
    }
    let other = builder(transport).clock(clock).build().expect("everything is set");
    assert_eq!(other.create_connector_profile(request()).await.expect_err("failures alone").attempts(), 3);
}

#[tokio::test]
async fn the_clock_is_corrected_once() {
    let clock = TestClock::new();
    let skewed = || {
        let headers = [("x-amzn-errortype", "InvalidSignatureException"), ("date", "Tue, 24 Nov 2026 01:00:00 GMT")];
        failure(403, &headers)
    };
    let transport = RecordingTransport::new().answer(skewed()).respond(200, OK).respond(200, OK);
    let client = self::client(&transport, &clock);
    client.create_connector_profile(request()).await.expect("a success");
    assert!(clock.slept().is_empty());
    clock.advance(Duration::from_secs(5));
    client.create_connector_profile(request()).await.expect("a success");
    let dates: Vec<String> =
        transport.requests().iter().map(|request| request.headers()["x-amz-date"].to_str().unwrap().into()).collect();
    assert_eq!(dates, ["20261124T000000Z", "20261124T010000Z", "20261124T010005Z"]);

    let expired = || {
        let headers = [("x-amzn-errortype", "RequestExpired"), ("date", "Tue, 24 Nov 2026 02:00:00 GMT")];
        failure(400, &headers)
    };
    let transport = RecordingTransport::new().answer(expired()).answer(expired()).respond(200, OK);
    let error = self::client(&transport, &clock).create_connector_profile(request()).await.expect_err("expired");
    assert_eq!((error.attempts(), error.code()), (2, Some("RequestExpired")));
    assert!(error.is_auth());
}

/// A transport that never responds, and counts its drops.
#[derive(Debug, Default)]
struct Silent(Arc<Mutex<u32>>);

struct Dropped(Arc<Mutex<u32>>);

impl Drop for Dropped {
    fn drop(&mut self) {
        *self.0.lock().expect("no test panics with it") += 1;
    }
}

impl Transport for Silent {
    fn send(&self, _: Request<Body>) -> Answer<'_> {
        let dropped = Dropped(Arc::clone(&self.0));
        Box::pin(async move {
            let _dropped = dropped;
            std::future::pending().await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_and_calls_end_in_time() {
    let dropped = Arc::default();
    let timeouts = Timeouts::new().attempt(Duration::from_secs(10)).call(Duration::from_secs(25));
    let client = builder(Silent(Arc::clone(&dropped))).timeouts(timeouts).build().expect("everything is set");
    let start = tokio::time::Instant::now();
    let error = client.create_connector_profile(request()).await.expect_err("no answer");
    assert_eq!(start.elapsed().as_secs(), 25);
    assert_eq!(
        error.to_string(),
        "CreateConnectorProfile failed: https://appflow.eu-west-1.amazonaws.com: no answer in time: the whole call took \
         more than 25s; attempt 3 of 3: attempt 1 got no clear answer and may have taken effect"
    );
    assert!(error.is_timeout() && error.may_have_taken_effect() && error.is_retryable());
    assert_eq!(*dropped.lock().expect("no test panics with it"), 3);

    let once = client.with_timeouts(Timeouts::new().attempt(Duration::from_secs(2)));
    let start = tokio::time::Instant::now();
    let error = once.create_connector_profile(request()).await.expect_err("no answer");
    // Three attempts of two seconds, and delays of one and two seconds between them.
    assert_eq!(start.elapsed().as_secs(), 9);
    assert!(error.to_string().contains("no answer in time: the attempt took more than 2s; attempt 3 of 3"), "{error}");
    assert!(error.is_timeout() && error.is_retryable());
}

#[tokio::test(start_paused = true)]
async fn no_limit_is_no_limit() {
    let client = builder(Silent::default()).timeouts(Timeouts::disabled()).build().expect("everything is set");
    let call = client.create_connector_profile(request());
    assert!(tokio::time::timeout(Duration::from_secs(1_000_000), call).await.is_err());
}
