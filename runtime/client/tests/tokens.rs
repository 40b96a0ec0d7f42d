//! The idempotency token of a call that failed, with which it can be repeated.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::collections::BTreeMap;

use support::server::{Server, answer};
use support::{Create, builder, thing};

/// Starts a service that creates a thing once for each token, refuses its name with another token, and loses its first
/// response.
fn service(lost: &'static str) -> Server {
    let mut tokens = BTreeMap::new();
    Server::with(move |index, request| {
        let body: serde_json::Value = serde_json::from_str(request.split_once("\r\n\r\n").unwrap().1).unwrap();
        let token = body["clientToken"].as_str().unwrap().to_owned();
        let is_taken = !tokens.is_empty() && !tokens.contains_key(&token);
        let arn = tokens.entry(token).or_insert_with(|| format!("arn-{index}")).clone();
        match index {
            0 => lost.to_owned(),
            _ if is_taken => answer(409, "x-amzn-errortype: ConflictException\r\n", "{}"),
            _ => answer(200, "", &format!(r#"{{"arn":"{arn}"}}"#)),
        }
    })
}

#[tokio::test]
async fn a_call_is_repeated_with_the_token_of_the_error() {
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
    for lost in ["", cut, &answer(500, "", ""), &answer(200, "", ""), &answer(206, "", "{}")] {
        let server = service(lost.to_owned().leak());
        let client = builder(&server.url()).max_attempts(1).build().unwrap();
        let error = client.create(thing()).await.expect_err("no answer");
        assert!(error.may_have_taken_effect(), "{error}");
        let token = error.client_token().expect("a token").to_owned();
        assert!(server.requests()[0].contains(&token));
        let created = client.create(Create { token: Some(token.clone()), ..thing() }).await.unwrap();
        assert_eq!(created.arn.as_deref(), Some("arn-0"));
        let error = client.create(thing()).await.expect_err("another token");
        assert!(error.is_conflict() && error.client_token().is_some_and(|other| other != token), "{error}");
    }
}

#[tokio::test]
async fn tokens_of_the_caller_and_requests_without_one() {
    let server = Server::new([answer(400, "", "")]);
    let client = builder(&server.url()).build().unwrap();
    let error = client.create(Create { token: Some("mine".into()), ..thing() }).await.expect_err("a failure");
    assert_eq!(error.client_token(), Some("mine"));
    let error = client.delete().await.expect_err("a failure");
    assert_eq!(error.client_token(), None);
}
