//! Waiters, by calls of a server.

use std::time::Duration;

use tinsmith_client::WaitError;

use super::client;
use super::server::answer_each;
use super::types::*;

const MINUTE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(1);

fn answer(status: &str, head: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{head}\r\n{body}")
}

fn ok(body: &str) -> String {
    answer("200 OK", "", body)
}

fn error(code: &str) -> String {
    answer("409 Conflict", &format!("x-amzn-errortype: {code}\r\n"), "{}")
}

#[tokio::test]
async fn a_mast_is_built_at_last() {
    let bent = r#"{"State":"new","parts":[{"state":"bent","weight":9}]}"#;
    let answers = vec![error("StationOffAir"), ok("{}"), ok(bent), ok(r#"{"State":"built"}"#)];
    let (url, requests) = answer_each(answers);
    let wait = client(&url).wait_until_mast_built(DescribeMastRequest::new("a b"), MINUTE);
    let polled = wait.min_delay(PAUSE).max_delay(PAUSE).await.unwrap();
    assert_eq!(polled.output().unwrap().state.as_deref(), Some("built"));
    let lines: Vec<_> = requests.iter().map(|request| request.line().to_owned()).collect();
    assert_eq!(lines, ["GET /masts/a%20b HTTP/1.1"; 4]);
}

#[tokio::test]
async fn a_mast_that_is_never_built() {
    let (url, _) = answer_each(vec![ok(r#"{"parts":[{"state":"bent","weight":10}]}"#)]);
    let wait = client(&url).wait_until_mast_built(DescribeMastRequest::new("a"), MINUTE);
    let failed = wait.await.unwrap_err();
    assert!(matches!(failed, WaitError::Failed { waiter: "MastBuilt", .. }), "{failed:?}");
    let (url, _) = answer_each(vec![error("NoSuchMast")]);
    let failed = client(&url).wait_until_mast_built(DescribeMastRequest::new("a"), MINUTE).await.unwrap_err();
    assert_eq!(failed.to_string(), "MastBuilt was not reached: DescribeMast failed: NoSuchMast (409)");
}

#[tokio::test]
async fn an_error_can_be_what_is_waited_for() {
    let (url, requests) = answer_each(vec![ok("{}"), error("NoSuchMast")]);
    let wait = client(&url).wait_until_mast_gone(DescribeMastRequest::new("a"), MINUTE);
    let polled = wait.min_delay(PAUSE).max_delay(PAUSE).await.unwrap();
    assert_eq!(polled.error().unwrap().code(), Some("NoSuchMast"));
    assert_eq!((polled.output(), requests.iter().count()), (None, 2));
    assert!(polled.into_result().is_err());
}

#[tokio::test]
#[allow(deprecated, reason = "it is in the model")]
async fn a_request_and_its_answer_together() {
    let part = |state: &str| format!(r#"{{"state":"{state}"}}"#);
    let parts = |states: &[&str]| {
        let parts: Vec<_> = states.iter().map(|state| part(state)).collect();
        ok(&format!(r#"{{"parts":[{}]}}"#, parts.join(",")))
    };
    // Without parts, the length of null is an error, and nothing matches.
    let answers = vec![ok("{}"), parts(&["new"]), parts(&["new", "bent"]), parts(&["new", "old"])];
    let (url, requests) = answer_each(answers);
    let wait = client(&url).wait_until_mast_complete(DescribeMastRequest::new("a").count(2), MINUTE);
    assert!(wait.min_delay(PAUSE).max_delay(PAUSE).await.is_ok());
    assert_eq!(requests.iter().count(), 4);
}

#[tokio::test]
async fn time_is_over() {
    let (url, requests) = answer_each(vec![ok("{}")]);
    let wait = client(&url).wait_until_mast_built(DescribeMastRequest::new("a"), Duration::ZERO);
    let failed = wait.await.unwrap_err();
    assert_eq!(failed.to_string(), "MastBuilt was not reached in 0ns, with 1 call");
    let WaitError::TimedOut { last: Some(last), calls: 1, .. } = failed else { panic!("{failed:?}") };
    assert_eq!((last.output().unwrap().state.as_deref(), requests.iter().count()), (None, 1));
}

#[test]
fn waits_are_send() {
    fn check<T: Send>(_: T) {}
    let client = client("http://127.0.0.1:1");
    check(IntoFuture::into_future(client.wait_until_mast_gone(DescribeMastRequest::new("a"), MINUTE)));
}
