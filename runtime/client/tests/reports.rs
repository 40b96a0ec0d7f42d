//! The texts of errors: one level in `Display`, all of it in one line in a report, without repetition.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use support::server::{Server, answer};
use support::{Create, ServiceError, builder, thing};
use tinsmith_client::Error;

async fn fail(url: &str) -> Error<ServiceError> {
    let client = builder(url).max_attempts(1).build().unwrap();
    client.create(Create { secret: Some("hunter2".into()), ..thing() }).await.expect_err("a failure")
}

/// Checks `Display` and the report, and that no part of the chain is repeated.
#[track_caller]
fn check(error: Error<ServiceError>, display: &str, causes: &str) {
    assert_eq!(error.to_string(), display);
    let report = error.report().to_string();
    assert_eq!(format!("{error:?}"), report);
    assert!(report.contains(causes) && !report.contains('\n'), "{report}");
    let structure = format!("{error:#?}");
    assert!(structure.contains("operation: \"CreateThing\"") && !structure.contains("hunter2"), "{structure}");
    let error = anyhow::Error::new(error);
    let texts: Vec<String> = error.chain().map(ToString::to_string).collect();
    assert!(texts[1..].iter().all(|text| report.contains(&text.replace('\u{2028}', " "))), "{texts:?}");
    for (index, text) in texts.iter().enumerate() {
        let is_elsewhere = |(other, found): (usize, &String)| other != index && found.contains(text.as_str());
        assert!(!texts.iter().enumerate().any(is_elsewhere), "{texts:?}");
    }
}

#[tokio::test]
async fn connections() {
    let url = "http://127.0.0.1:1";
    let display = "CreateThing failed: http://127.0.0.1:1: no connection";
    check(fail(url).await, display, "no connection: tcp connect error: Connection refused (os error 111)");
    let server = Server::new([""]);
    let effect = "; it may have taken effect nevertheless";
    let display = format!("CreateThing failed: {}: the connection ended before the answer{effect}", server.url());
    check(fail(&server.url()).await, &display, "before the answer: connection closed before message completed; it may");
    let server = Server::new(["SSH-2.0-OpenSSH_9.9\r\n"]);
    let display = format!("CreateThing failed: {}: the answer is not HTTP{effect}", server.url());
    check(fail(&server.url()).await, &display, "the answer is not HTTP: invalid HTTP version parsed");
    let server = Server::new(["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"]);
    let display = format!("CreateThing failed: {}: the connection ended before the answer{effect}", server.url());
    check(fail(&server.url()).await, &display, "error reading a body from connection");
}

#[tokio::test]
async fn answers() {
    let body = r#"{"__type":"ConflictException","message":"hunter2 is taken.\nAsk\u2028for another."}"#;
    let server = Server::new([answer(409, "x-amzn-requestid: 7a-1\r\n", body)]);
    let display =
        "CreateThing failed: ConflictException (409): **redacted** is taken. Ask for another; request id 7a-1";
    check(fail(&server.url()).await, display, display);
    let error = fail(&server.url()).await;
    assert!(std::error::Error::source(&error).is_none());
    assert!(!error.modeled().unwrap().to_string().contains(['\n', '\u{2028}']));
    let server = Server::new([answer(200, "", "[]")]);
    let error = fail(&server.url()).await;
    let display = error.to_string();
    check(error, &display, "the body does not match the model");
}

#[tokio::test]
async fn no_credentials() {
    use tinsmith_client::{CredentialsError, CredentialsFuture, ProvideCredentials};

    #[derive(Debug)]
    struct Failing;
    impl ProvideCredentials for Failing {
        fn provide_credentials(&self) -> CredentialsFuture<'_> {
            let cause = CredentialsError::new("the provider failed").with_source("no\u{2028}profile");
            Box::pin(std::future::ready(Err(cause)))
        }
    }
    let client = builder("http://127.0.0.1:1").credentials(Failing).build().unwrap();
    let error = client.create(thing()).await.expect_err("no credentials");
    let display = error.to_string();
    assert!(display.starts_with("CreateThing failed: no credentials: "), "{display}");
    check(error, &display, "no profile");
}
