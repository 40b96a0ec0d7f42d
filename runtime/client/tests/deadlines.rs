//! The time limit of a call, and the responses received before it expires.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use support::server::{Server, answer};
use support::{builder, thing};
use tinsmith_client::Timeouts;
use tinsmith_client::clock::{Clock, Sleep};
use tinsmith_client::retry::FullJitter;

fn throttled(head: &str) -> String {
    let head = format!("x-amzn-errortype: ThrottlingException\r\nx-amzn-requestid: 7a-1\r\n{head}");
    answer(429, &head, r#"{"message":"Rate exceeded"}"#)
}

/// Checks that after one response, a delay that does not fit into the limit is not waited for.
async fn check(head: &str, limit: Duration) {
    let server = Server::new([throttled(head)]);
    let clock = Standing::default();
    let timeouts = Timeouts::disabled().call(limit);
    let client = builder(&server.url()).timeouts(timeouts).backoff(Slow).clock(clock.clone()).build().unwrap();
    let error = client.create(thing()).await.expect_err("a failure");
    assert_eq!(*clock.sleeps.lock().unwrap(), [limit], "only the limit is waited for");
    assert_eq!((error.status(), error.code()), (Some(429), Some("ThrottlingException")), "{error}");
    assert_eq!((error.message(), error.request_id()), (Some("Rate exceeded"), Some("7a-1")));
    assert!(error.is_throttling() && error.is_retryable() && !error.is_timeout());
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

/// Ten seconds before each retry.
#[derive(Debug)]
struct Slow;

impl tinsmith_client::retry::Backoff for Slow {
    fn delay(&self, _: u32) -> Duration {
        Duration::from_secs(10)
    }
}

#[tokio::test]
async fn a_wait_that_does_not_fit_is_not_begun() {
    // The longest limit that each delay does not fit into, and a shorter one.
    check("retry-after: 13\r\n", Duration::from_secs(13)).await;
    check("x-amz-retry-after: 12000\r\n", Duration::from_secs(12)).await;
    check("", Duration::from_secs(10)).await;
    check("", Duration::from_millis(2500)).await;
}

#[tokio::test]
async fn a_wait_that_fits_is_waited() {
    let server = Server::new([throttled("x-amz-retry-after: 50\r\n"), answer(200, "", r#"{"arn":"a"}"#)]);
    let backoff = FullJitter::new(Duration::ZERO, Duration::ZERO);
    let timeouts = Timeouts::new().call(Duration::from_secs(10));
    let client = builder(&server.url()).timeouts(timeouts).backoff(backoff).build().unwrap();
    assert_eq!(client.create(thing()).await.unwrap().arn.as_deref(), Some("a"));
    assert_eq!(server.requests().len(), 2);
}

/// A clock whose time does not advance: a limit never seems closer, and can expire during a delay.
#[derive(Clone, Debug, Default)]
struct Standing {
    /// All sleeps so far.
    sleeps: Arc<Mutex<Vec<Duration>>>,
}

impl Clock for Standing {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
    }

    fn sleep(&self, duration: Duration) -> Sleep<'_> {
        self.sleeps.lock().unwrap().push(duration);
        // Five times as fast, which keeps the order of the delays.
        Box::pin(tokio::time::sleep(duration / 5))
    }
}

#[tokio::test]
async fn a_limit_that_falls_into_a_wait_returns_the_last_answer() {
    let server = Server::new([throttled("")]);
    let timeouts = Timeouts::new().attempt(Duration::from_secs(60)).call(Duration::from_secs(2));
    #[derive(Debug)]
    struct AlmostTwo;
    impl tinsmith_client::retry::Backoff for AlmostTwo {
        fn delay(&self, retry: u32) -> Duration {
            Duration::from_millis(if retry == 1 { 200 } else { 1990 })
        }
    }
    let client =
        builder(&server.url()).timeouts(timeouts).backoff(AlmostTwo).clock(Standing::default()).build().unwrap();
    let error = client.create(thing()).await.expect_err("a failure");
    assert_eq!((error.status(), error.request_id(), error.attempts()), (Some(429), Some("7a-1"), 2), "{error}");
}

#[tokio::test]
async fn a_limit_that_falls_into_an_attempt_is_a_timeout() {
    let server = Server::with(|_, _| {
        std::thread::sleep(Duration::from_secs(2));
        throttled("")
    });
    let client = builder(&server.url()).timeouts(Timeouts::new().call(Duration::from_millis(300))).build().unwrap();
    let error = client.create(thing()).await.expect_err("a failure");
    assert!(
        error.is_timeout() && error.is_retryable() && error.may_have_taken_effect() && error.status().is_none(),
        "{error}"
    );
}

/// A failure without a response is more informative than the limit, too.
#[tokio::test]
async fn refused_connections_are_not_timeouts() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let timeouts = Timeouts::new().call(Duration::from_secs(5));
    let client = builder(&format!("http://127.0.0.1:{port}")).timeouts(timeouts).backoff(Slow).build().unwrap();
    let error = client.create(thing()).await.expect_err("a failure");
    assert!(error.is_connect() && !error.is_timeout() && !error.may_have_taken_effect(), "{error}");
}
