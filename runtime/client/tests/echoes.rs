//! A service that echoes the secrets of a request, in any part of its response: none is shown.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fmt::Write as _;

use support::server::{Server, answer};
use support::trace::traced;
use support::{Create, builder, thing};

const SECRET: &str = "Hunter2.Secret-Key";
/// The base64 characters that depend only on the secret, for each alignment.
const BASE64: [&str; 3] = ["SHVudGVyMi5TZWNyZXQtS2V5", "h1bnRlcjIuU2VjcmV0LUtle", "dW50ZXIyLlNlY3JldC1LZX"];

/// Returns everything that a call with this response shows.
fn shown(answer: String) -> String {
    let server = Server::new([answer]);
    let client = builder(&server.url()).max_attempts(1).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let request = Create { secret: Some(SECRET.into()), ..thing() };
    let (result, trace) = traced(|| runtime.block_on(client.create(request)));
    let mut text = trace.text();
    assert!(text.contains("status="), "the trace is read: {text}");
    if let Err(error) = result {
        write!(text, "{error} {error:?} {error:#?} {:?} {:?}", error.code(), error.request_id()).unwrap();
        write!(text, "{:?} {:?}", error.message(), error.modeled()).unwrap();
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            write!(text, "{cause} {cause:?}").unwrap();
            source = cause.source();
        }
    }
    text
}

#[track_caller]
fn check(copy: &str) {
    for status in [200, 400, 403, 409, 500] {
        for (head, body) in [
            (format!("x-amzn-errortype: {copy}\r\n"), String::new()),
            (format!("x-amzn-errortype: ConflictException\r\nx-amzn-requestid: {copy}\r\n"), String::new()),
            (format!("x-amz-request-id: {copy}\r\n"), "{}".to_owned()),
            (format!("content-type: {copy}/html\r\n"), "<html>".to_owned()),
            (format!("content-type: text/{copy}; charset={copy}\r\n"), "<html>".to_owned()),
            (String::new(), format!(r#"{{"__type":"a#{copy}","message":"at {copy}."}}"#)),
            (String::new(), format!(r#"{{"code":"{copy}","{copy}":1,"arn":["{copy}"]}}"#)),
            (String::new(), format!(r#"{{"__type":"ConflictException","message":"at {copy}."}}"#)),
        ] {
            let text = shown(answer(status, &head, &body));
            let lower = text.to_ascii_lowercase();
            assert!(!lower.contains("hunter2") && !lower.contains("hunter%32"), "{status} {head}{body}: {text}");
            assert!(BASE64.iter().all(|part| !text.contains(&part[..12])), "{status} {head}{body}: {text}");
        }
    }
}

#[test]
fn echoes_are_not_shown() {
    check(SECRET);
    check(&SECRET[..10]);
    check("Hunter%32%2ESecret-Key");
    check(BASE64[0]);
    check("dG9tOkh1bnRlcjIuU2VjcmV0LUtleQ");
}

/// A code that is modeled or common to AWS's services is shown, even if it contains a secret.
#[test]
fn codes_that_are_known_are_shown() {
    for code in ["ThrottlingException", "ConflictException"] {
        let server = Server::new([answer(400, &format!("x-amzn-errortype: {code}\r\n"), "{}")]);
        let client = builder(&server.url()).max_attempts(1).build().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let request = Create { secret: Some(code.into()), ..thing() };
        let error = runtime.block_on(client.create(request)).expect_err("a failure");
        assert_eq!(error.code(), Some(code));
    }
}
