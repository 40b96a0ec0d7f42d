//! The events of a call in the trace: one for each attempt, and a warning when the call gives up.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::time::Duration;

use support::server::{Server, answer};
use support::trace::{Trace, traced};
use support::{Create, builder, thing};
use tinsmith_client::Timeouts;
use tinsmith_client::retry::Backoff;

#[derive(Debug)]
struct Fixed;

impl Backoff for Fixed {
    fn delay(&self, _: u32) -> Duration {
        Duration::from_millis(20)
    }
}

fn throttled() -> String {
    answer(429, "x-amzn-errortype: ThrottlingException\r\n", "{}")
}

/// Returns the trace of a call with these responses.
fn trace(answers: Vec<String>, timeouts: Timeouts) -> Trace {
    let server = Server::new(answers);
    let client = builder(&server.url()).backoff(Fixed).timeouts(timeouts).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let request = Create { token: Some("my-token".into()), ..thing() };
    let (_, trace) = traced(|| runtime.block_on(client.create(request)));
    trace
}

/// Checks the events of attempts, and the warnings.
#[track_caller]
fn check(answers: Vec<String>, timeouts: Timeouts, attempts: &[&str], warnings: &[&str]) {
    let trace = trace(answers, timeouts);
    let found = trace.lines("DEBUG message=the attempt has ended");
    let expected = |line: &&str| format!("DEBUG message=the attempt has ended {line}");
    assert_eq!(found, attempts.iter().map(expected).collect::<Vec<_>>(), "{}", trace.text());
    let expected = |line: &&str| format!("WARN message=the call gave up {line}");
    assert_eq!(trace.lines("WARN"), warnings.iter().map(expected).collect::<Vec<_>>(), "{}", trace.text());
    assert!(trace.text().contains("RECORD client_token=my-token"), "{}", trace.text());
}

#[test]
fn failed_attempts_and_a_success() {
    let answers = vec![throttled(), answer(503, "", ""), answer(200, "", r#"{"arn":"a"}"#)];
    check(
        answers,
        Timeouts::new(),
        &[
            "attempt=1 status=429 error=ThrottlingException delay_ms=20.0",
            "attempt=2 status=503 delay_ms=20.0",
            "attempt=3 status=200",
        ],
        &[],
    );
}

#[test]
fn calls_that_give_up() {
    let first = "attempt=1 status=429 error=ThrottlingException";
    check(
        vec![throttled()],
        Timeouts::new(),
        &[
            &format!("{first} delay_ms=20.0"),
            "attempt=2 status=429 error=ThrottlingException delay_ms=20.0",
            "attempt=3 status=429 error=ThrottlingException",
        ],
        &["attempts=3 status=429 error=ThrottlingException reason=all attempts are used up"],
    );
    let asked = answer(429, "x-amzn-errortype: ThrottlingException\r\nretry-after: 20\r\n", "{}");
    check(
        vec![asked],
        Timeouts::new().call(Duration::from_secs(19)),
        &[first],
        &[
            "attempts=1 status=429 error=ThrottlingException reason=the wait does not fit into the time limit of the call",
        ],
    );
    let asked = answer(429, "x-amzn-errortype: ThrottlingException\r\nretry-after: 21\r\n", "{}");
    check(
        vec![asked],
        Timeouts::new(),
        &[first],
        &["attempts=1 status=429 error=ThrottlingException reason=the service asks to wait for too long"],
    );
    let lost = "error=the connection ended before the answer";
    check(
        vec![String::new()],
        Timeouts::new(),
        &[
            &format!("attempt=1 {lost} delay_ms=20.0"),
            &format!("attempt=2 {lost} delay_ms=20.0"),
            &format!("attempt=3 {lost}"),
        ],
        &[&format!("attempts=3 {lost} reason=all attempts are used up")],
    );
}

#[test]
fn permanent_failures_are_not_warnings() {
    let answers = vec![answer(409, "x-amzn-errortype: ConflictException\r\n", "{}")];
    check(answers, Timeouts::new(), &["attempt=1 status=409 error=ConflictException"], &[]);
}
