//! Responses that don't match the operation: each is an error that reports that the call may have taken effect.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use support::server::{Server, answer};
use support::{Client, Created, ServiceError, builder, thing};
use tinsmith_client::Error;

fn client(server: &Server) -> Client {
    builder(&server.url()).max_attempts(1).build().unwrap()
}

async fn create(answer: impl Into<String>) -> Result<Created, Error<ServiceError>> {
    client(&Server::new([answer.into()])).create(thing()).await
}

async fn refused(answer: impl Into<String>) -> Error<ServiceError> {
    let answer = answer.into();
    let error = create(answer.clone()).await.expect_err(&answer);
    assert!(error.may_have_taken_effect(), "{answer}: {error}");
    assert!(error.to_string().contains("may have taken effect"), "{answer}: {error}");
    error
}

const ARN: &str = r#"{"arn":"a"}"#;

#[tokio::test]
async fn successes() {
    for status in [200, 201, 202, 203, 204] {
        // The body of a 204 is ignored.
        let result = create(answer(status, "", ARN)).await;
        match status {
            204 => assert!(result.is_err()),
            _ => assert_eq!(result.unwrap().arn.as_deref(), Some("a"), "{status}"),
        }
    }
    // The model requires no member, so an empty object is an output.
    assert_eq!(create(answer(200, "", "{}")).await.unwrap(), Created::default());
    for body in ["", "{}", "null", "<html>"] {
        for status in [200, 201, 204] {
            client(&Server::new([answer(status, "", body)])).delete().await.unwrap();
        }
    }
}

#[tokio::test]
async fn other_statuses_of_success() {
    for status in [205, 206, 207, 208, 226, 299] {
        for body in ["", "{}", ARN] {
            let error = refused(answer(status, "", body)).await;
            assert_eq!(error.status(), Some(status));
            assert!(error.is_malformed() && !error.is_retryable(), "{error}");
        }
        let server = Server::new([answer(status, "", "")]);
        let error = client(&server).delete().await.expect_err("no success");
        assert!(error.may_have_taken_effect(), "{error}");
    }
}

#[tokio::test]
async fn bodies_without_an_output() {
    for body in ["", " ", "null", "[]", "\"a\"", "{\"arn\":", "{\"arn\":\"a", "{\"arn\":7}", "{}{}", "<html>", "\0"] {
        let error = refused(answer(200, "", body)).await;
        assert!(error.is_malformed(), "{body}: {error}");
    }
    let error = refused(answer(200, "", "")).await.to_string();
    assert!(error.contains("the body is empty, expected a JSON object (200)"), "{error}");
}

#[tokio::test]
async fn bad_framing_is_malformed_and_a_lost_connection_is_not() {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for chunks in ["zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}xx0\r\n\r\n", "-1\r\n", "fffffffffffffffff\r\n", "2 x\r\n{}\r\n"] {
        let error = refused(format!("{chunked}{chunks}")).await;
        assert!(error.is_malformed() && !error.is_retryable(), "{chunks:?}: {error}");
    }
    for cut in ["", "b\r\n{\"ar", "b\r\n{\"arn\":\"a\"}\r\n"] {
        let error = refused(format!("{chunked}{cut}")).await;
        assert!(error.is_retryable() && !error.is_malformed(), "{cut:?}: {error}");
    }
    let error = refused("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}").await;
    assert!(error.is_retryable() && !error.is_malformed(), "{error}");
}

#[tokio::test]
async fn statuses_that_leave_it_open() {
    for status in [101, 408, 460, 499, 500, 502, 504, 505, 507, 511, 520, 599, 600, 999] {
        let head = if status == 101 { "Upgrade: x\r\n" } else { "" };
        refused(answer(status, head, "")).await;
    }
    for status in [300, 301, 304, 307, 400, 401, 403, 404, 405, 409, 411, 413, 421, 425, 429, 431, 501, 503] {
        let error = create(answer(status, "", "")).await.expect_err("a failure");
        assert!(!error.may_have_taken_effect(), "{status}: {error}");
    }
}

#[tokio::test]
async fn errors_name_the_member_and_the_expected_type() {
    for (body, expected) in [
        (r#"{"arn":["hunter2"]}"#, ": /arn: expected a string, found an array (200)"),
        (
            r#"{"arn":"a","count":"hunter2"}"#,
            ": /count: expected an integer from -2147483648 to 2147483647, found a string",
        ),
        (r#"{"count":1e9}"#, ": /count: expected an integer from -2147483648 to 2147483647, found another number"),
        (r#"{"ratio":1e39}"#, ": /ratio: expected a number that fits 32 bits, found a number beyond that"),
        (r#"{"ratio":-1e39,"other":{"x":1}}"#, ": /ratio: expected a number that fits 32 bits"),
        (r#"{"ratio":"hunter2"}"#, ": /ratio: expected a number that fits 32 bits, found another string"),
        ("null", ": expected an object, found null"),
    ] {
        let error = refused(answer(200, "", body)).await;
        let text = error.to_string();
        assert!(text.contains(expected), "{text}");
        assert!(!format!("{text} {error:?}").contains("hunter2"), "{error:?}");
    }
    for (text, ratio) in [("3.4e38", 3.4e38), ("1e-60", 0.0), (r#""Infinity""#, f32::INFINITY)] {
        let created = create(answer(200, "", &format!(r#"{{"ratio":{text}}}"#))).await.unwrap();
        assert_eq!(created.ratio, Some(ratio));
    }
}
