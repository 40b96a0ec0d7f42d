//! Servers that misbehave, and many concurrent callers.

mod support;

use std::time::SystemTime;

use appflow_client::types::{
    ConnectionMode, ConnectorProfileConfig, ConnectorProfileProperties, ConnectorType, CreateConnectorProfileRequest,
    CreateConnectorProfileResponse,
};
use appflow_client::{Client, Credentials, Error, Validation};
use support::server::{Reply, Server, response};
use support::sigv4::Signer;

const OK: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

fn client(url: &str) -> Client {
    let credentials = Credentials::new("AKID", "secret", None, None, "tests");
    let builder = Client::builder().region("eu-west-1").credentials(credentials).endpoint_url(url);
    let builder = builder.response_limit(1000).max_attempts(1);
    builder.validation(Validation::Off).build().expect("everything is set")
}

fn request() -> CreateConnectorProfileRequest {
    let config = ConnectorProfileConfig::new(ConnectorProfileProperties::new());
    CreateConnectorProfileRequest::new("crm-production", ConnectorType::Salesforce, ConnectionMode::Public, config)
}

async fn call(reply: impl Fn() -> Reply + Send + Sync + 'static) -> Result<CreateConnectorProfileResponse, Error> {
    let server = Server::start(move |_| reply());
    let result = client(&server.url()).create_connector_profile(request()).await;
    assert_eq!(server.requests().len(), 1, "a call is sent once");
    result
}

/// Checks the error's text from the server's URL on.
#[track_caller]
fn check(error: &Error, expected: &str) {
    let text = error.report().to_string();
    let rest =
        text.strip_prefix("CreateConnectorProfile failed: http://127.0.0.1:").expect("the operation and the URL");
    let rest = rest.trim_start_matches(|character: char| character.is_ascii_digit());
    assert!(rest.starts_with(": ") && rest[2..].starts_with(expected), "{text}");
}

#[tokio::test]
async fn answers_that_are_cut_short() {
    let lost = "the connection ended before the answer: connection closed before message completed";
    for bytes in [&b""[..], b"H", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"] {
        let error = call(|| Reply::Close(bytes.to_vec())).await.expect_err("no answer");
        check(&error, lost);
        assert!(error.is_retryable() && !error.is_connect() && error.status().is_none());
    }
    for bytes in [
        &b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}"[..],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        b"HTTP/1.1 409 Conflict\r\nContent-Length: 100\r\n\r\n{\"message\":\"hun",
    ] {
        let error = call(|| Reply::Close(bytes.to_vec())).await.expect_err("half an answer");
        check(&error, "the connection ended before the answer: error reading a body from connection: ");
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn answers_that_are_not_http() {
    for bytes in [
        &b"\0\x01\x02\x03"[..],
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
    ] {
        let error = call(|| Reply::Close(bytes.to_vec())).await.expect_err("no HTTP");
        check(&error, "the answer is not HTTP: ");
        assert!(!error.is_retryable());
    }
    let many = (0..10_000).map(|index| format!("x-{index}: y\r\n")).collect::<String>();
    let head = format!("HTTP/1.1 200 OK\r\n{many}\r\n");
    let error = call(move || Reply::Close(head.clone().into_bytes())).await.expect_err("too many headers");
    check(&error, "the answer is not HTTP: message head is too large");
}

#[tokio::test]
async fn answers_that_are_not_json() {
    for (body, problem) in [
        ("hunter2", "the body is not JSON, at line 1, column 1 (200)"),
        ("{\"connectorProfileArn\":\"hunter2", "the body ends too early, at line 1, column 31 (200)"),
        (
            "{\"connectorProfileArn\":[\"hunter2\"]}",
            "the body does not match the model, at line 1, column 24: /connectorProfileArn: expected a string, found an \
             array (200)",
        ),
    ] {
        let bytes = response(200, &[("Content-Type", "application/json")], body.as_bytes());
        let error = call(move || Reply::Keep(bytes.clone())).await.expect_err("no JSON");
        let effect = "it may have taken effect nevertheless";
        assert_eq!(error.report().to_string(), format!("CreateConnectorProfile failed: {problem}; {effect}"));
        assert!(!format!("{error:?}").contains("hunter2") && !error.is_retryable());
        assert_eq!(error.status(), Some(200));
        assert!(error.is_malformed() && error.may_have_taken_effect());
    }
    let page = response(200, &[("Content-Type", "text/html")], b"<html>hunter2</html>");
    let error = call(move || Reply::Keep(page.clone())).await.expect_err("no JSON");
    let expected = "CreateConnectorProfile failed: the body is text/html, expected JSON (200); ";
    assert!(error.to_string().starts_with(expected), "{error}");
}

#[tokio::test]
async fn answers_that_are_strange_but_right() {
    let arn = "arn:aws:appflow:eu-west-1:1:connectorprofile/a";
    let body = format!("{{\"connectorProfileArn\":\"{arn}\"}}");
    for bytes in [
        format!("HTTP/1.0 200\r\n\r\n{body}"),
        format!("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len()),
        format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()),
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}{body}", body.len()),
        format!("HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n{body}"),
    ] {
        let expected = bytes.clone();
        let response = call(move || Reply::Close(bytes.clone().into_bytes())).await;
        assert_eq!(response.expect(&expected).connector_profile_arn.as_deref(), Some(arn));
    }
    let bytes = response(200, &[], body.as_bytes());
    let response = call(move || Reply::Drip(bytes.clone())).await.expect("a slow answer");
    assert_eq!(response.connector_profile_arn.as_deref(), Some(arn));
}

#[tokio::test]
async fn no_more_is_read_than_the_limit() {
    let body = |length: usize| format!("{{}}{}", " ".repeat(length - 2)).into_bytes();
    // Without a length the body ends with the connection.
    let unbounded = move |length| [&b"HTTP/1.1 200 OK\r\n\r\n"[..], &body(length)].concat();
    call(move || Reply::Close(response(200, &[], &body(1000)))).await.expect("as large as the limit");
    call(move || Reply::Close(unbounded(1000))).await.expect("as large as the limit");
    let head = |length: &str| format!("HTTP/1.1 200 OK\r\n{length}\r\n\r\n").into_bytes();
    for reply in [
        Reply::Close(response(200, &[], &body(1001))),
        Reply::Close(unbounded(1001)),
        Reply::Close(head("Content-Length: 9223372036854775807")),
        Reply::Flood(head("Content-Length: 1000000000000"), b"{".to_vec()),
        Reply::Flood(head("Transfer-Encoding: chunked"), b"4\r\nabcd\r\n".to_vec()),
        Reply::Flood(head("Connection: close"), b"abcd".to_vec()),
    ] {
        let reply = std::sync::Mutex::new(Some(reply));
        let error = call(move || reply.lock().unwrap().take().expect("one request")).await.expect_err("too large");
        check(&error, "the answer is too large: expected a body of 1000 bytes at most");
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = client(&format!("http://127.0.0.1:{port}")).create_connector_profile(request()).await;
    let error = error.expect_err("no server");
    check(&error, "no connection: tcp connect error: Connection refused (os error ");
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn an_invalid_host_name() {
    // A label can't have more than 63 characters, so the client refuses it when it is built.
    let url = format!("http://{}.invalid", "a".repeat(64));
    let credentials = Credentials::new("AKID", "secret", None, None, "tests");
    let builder = Client::builder().region("eu-west-1").credentials(credentials).endpoint_url(&url);
    let error = builder.allow_plain_http().build().expect_err("no name");
    assert!(
        error.to_string().starts_with("invalid endpoint URL: expected a host name of labels with 1 to 63 "),
        "{error}"
    );
}

#[tokio::test]
async fn a_call_that_is_dropped_is_given_up() {
    let (send, mut arrived) = tokio::sync::mpsc::unbounded_channel();
    let server = Server::start(move |_| {
        send.send(()).expect("the test waits");
        Reply::Silence
    });
    let client = client(&server.url());
    tokio::select! {
        biased;
        _ = arrived.recv() => {}
        result = client.create_connector_profile(request()) => panic!("{result:?}"),
    }
    // The server's thread ends with its connection, which only the drop above closes.
    while server.closed() == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_connection_that_the_server_will_close_is_not_used_again() {
    let server = Server::start(|_| Reply::Keep(response(200, &[("Connection", "close")], b"{}")));
    let client = client(&server.url());
    for _ in 0..20 {
        client.create_connector_profile(request()).await.expect("a success");
    }
    assert_eq!((server.requests().len(), server.connections()), (20, 20));
}

#[test]
fn outside_of_a_runtime_a_call_is_an_error() {
    let server = Server::start(|_| Reply::Keep(OK.to_vec()));
    let client = client(&server.url());
    let mut call = std::pin::pin!(client.create_connector_profile(request()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else { panic!("expected an error") };
    let expected = "no timer: expected to be called in a tokio runtime, or a clock of the caller's own";
    assert_eq!(error.report().to_string(), format!("CreateConnectorProfile failed: {expected}"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_callers_share_few_connections() {
    const CALLERS: usize = 32;
    let server = Server::start(|request| {
        let signer = Signer {
            access_key: "AKID",
            secret_key: "secret",
            session_token: None,
            region: "eu-west-1",
            service: "appflow",
        };
        signer.verify(request, SystemTime::now()).expect("a signature");
        let body: serde_json::Value = serde_json::from_slice(&request.body).expect("JSON");
        let arn = serde_json::json!({"connectorProfileArn": body["connectorProfileName"]});
        Reply::Keep(response(200, &[], arn.to_string().as_bytes()))
    });
    let client = client(&server.url());
    let callers = (0..CALLERS).map(|caller| {
        let client = client.clone();
        tokio::spawn(async move {
            for call in 0..50 {
                let name = format!("{caller}-{call}");
                let response = client.create_connector_profile(request().connector_profile_name(&*name)).await;
                assert_eq!(response.expect("a success").connector_profile_arn.as_deref(), Some(&*name));
            }
        })
    });
    for caller in callers.collect::<Vec<_>>() {
        caller.await.expect("no caller panics");
    }
    assert_eq!(server.requests().len(), CALLERS * 50);
    // The pool may open a connection for a caller who then gets one that was just returned.
    assert!(server.connections() <= 2 * CALLERS, "{} connections", server.connections());
}
