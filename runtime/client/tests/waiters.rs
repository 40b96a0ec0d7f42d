//! Waiters: their delays, the number of their calls, and the results that end them.

#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::panic, reason = "tests")]

mod support;

use std::time::Duration;

use support::{CREATE, Client, Create, Created, LIST, List, Listed, ServiceError, builder, thing};
use tinsmith_client::codegen::{Acceptor, ContextParameter, Expected, Operation, State, Waiter, jmespath};
use tinsmith_client::transport::{Answer, RecordingTransport};
use tinsmith_client::{Body, Transport, WaitError};

static LISTED: Waiter = Waiter::new(
    "Listed",
    &LIST,
    &[
        Acceptor::output(State::Success, "names", jmespath::Field("names"), Expected::AllTexts("ready")),
        Acceptor::output(State::Failure, "names", jmespath::Field("names"), Expected::AnyText("broken"))
            .message("it can't be mended"),
        Acceptor::output(State::Failure, "secretNext", jmespath::Field("secretNext"), Expected::Text("hunter2")),
        Acceptor::error(State::Failure, "Gone"),
        Acceptor::error(State::Retry, "ConflictException"),
    ],
)
.delays(2, 2);

static FAILED: Waiter = Waiter::new("Failed", &CREATE, &[Acceptor::success(State::Success, false)]);

/// Its endpoint demands a signature that no client has.
static CREATE_EVERYWHERE: Operation =
    Operation::new("CreateThing", "POST", "/create", 200).context(&[ContextParameter::flag("Multi", true)]);

static UNREACHABLE: Waiter =
    Waiter::new("Unreachable", &CREATE_EVERYWHERE, &[Acceptor::success(State::Success, false)]);

fn client(transport: impl Transport + 'static) -> Client {
    builder("https://sample.example").max_attempts(1).transport(transport).build().unwrap()
}

/// Waits for ten seconds, which do not pass, for the runtime's time is paused.
async fn wait(transport: &RecordingTransport) -> Result<String, WaitError<Listed, ServiceError>> {
    let wait = client(transport.clone()).0.wait::<List, Listed>(&LISTED, List::default(), Duration::from_secs(10));
    wait.await.map(|polled| format!("{:?}", polled.output().unwrap().names))
}

#[tokio::test(start_paused = true)]
async fn answers_end_a_wait() {
    let pending = r#"{"names":["ready","new"]}"#;
    let transport = RecordingTransport::new().respond(200, pending).respond(200, r#"{"names":[]}"#);
    let transport = transport.respond(409, r#"{"code":"ConflictException"}"#).respond(200, r#"{"names":["ready"]}"#);
    assert_eq!(wait(&transport).await.unwrap(), r#"Some(["ready"])"#);
    assert_eq!(transport.requests().len(), 4);
    let transport = RecordingTransport::new().respond(200, "{}").respond(200, r#"{"names":["new","broken"]}"#);
    let error = wait(&transport).await.unwrap_err();
    let expected = "Listed will not be reached, because one of `names` is `broken`: it can't be mended";
    assert_eq!(error.to_string(), expected);
    assert!(matches!(error, WaitError::Failed { waiter: "Listed", ref polled, .. } if polled.output().is_some()));
    let error =
        wait(&RecordingTransport::new().respond(410, r#"{"code":"Gone","message":"long ago"}"#)).await.unwrap_err();
    let expected =
        "Listed will not be reached, because the call fails with Gone: ListThings failed: Gone (410): long ago";
    assert_eq!(error.to_string(), expected);
    let error = wait(&RecordingTransport::new().respond(400, r#"{"code":"Other"}"#)).await.unwrap_err();
    assert!(matches!(error, WaitError::Call { .. }) && error.error().unwrap().code() == Some("Other"), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn time_ends_a_wait() {
    let transport = (0..9).fold(RecordingTransport::new(), |transport, _| transport.respond(200, "{}"));
    let error = wait(&transport).await.unwrap_err();
    // After 0, 2, 4 and 6 seconds, and when the time is over.
    assert_eq!(error.to_string(), "Listed was not reached in 10s, with 5 calls");
    assert!(error.is_timeout() && error.error().is_none() && transport.requests().len() == 5);
    let conflict = || RecordingTransport::new().respond(409, r#"{"code":"ConflictException"}"#);
    let wait = client(conflict()).0.wait::<List, Listed>(&LISTED, List::default(), Duration::ZERO);
    let error = wait.await.unwrap_err();
    assert!(error.is_timeout() && error.error().unwrap().is_conflict(), "{error:?}");
}

/// Never answers.
#[derive(Debug)]
struct Silent;

impl Transport for Silent {
    fn send(&self, _: http::Request<Body>) -> Answer<'_> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_given_up_when_the_time_is_over() {
    let started = tokio::time::Instant::now();
    let wait = client(Silent).0.wait::<List, Listed>(&LISTED, List::default(), Duration::from_secs(10));
    let error = wait.await.unwrap_err();
    assert!(matches!(error, WaitError::TimedOut { calls: 1, last: None, .. }), "{error:?}");
    assert_eq!(started.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn secrets_are_compared_and_not_shown() {
    let transport = RecordingTransport::new().respond(200, r#"{"secretNext":"hunter2"}"#);
    let error = wait(&transport).await.unwrap_err();
    assert!(matches!(error, WaitError::Failed { .. }));
    for text in [format!("{error}"), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!text.contains("hunter2"), "{text}");
    }
    let request = List { secret_token: Some("hunter2".into()), ..List::default() };
    let wait = client(transport).0.wait::<List, Listed>(&LISTED, request, Duration::ZERO);
    let text = format!("{wait:?}");
    assert!(text.contains("Listed") && !text.contains("hunter2"), "{text}");
}

/// A request that is refused before it is sent is no failure of the service.
#[tokio::test(start_paused = true)]
async fn a_request_that_is_not_sent_shows_no_state() {
    let transport = RecordingTransport::new();
    let client = client(transport.clone()).0;
    let wait = |waiter| client.wait::<Create, Created>(waiter, thing(), Duration::ZERO);
    let polled = wait(&FAILED).await.expect("any failure of a call that was sent is one");
    assert!(polled.error().is_some_and(|error| error.attempts() == 1));
    let error = wait(&UNREACHABLE).await.unwrap_err();
    assert!(matches!(error, WaitError::Call { .. }), "{error:?}");
    assert!(error.to_string().contains("sigv4a"), "{error}");
    assert_eq!(transport.requests().len(), 1);
}
