//! `appflow fake`: its instructions, its options, and its end.

use std::io::{Read, Write};
use std::net::TcpStream;

use appflow_client::types::CreateConnectorProfileRequest;

use crate::support::{Files, document};

fn request(name: &str) -> CreateConnectorProfileRequest {
    serde_json::from_value(document(name)).expect("a request")
}

#[tokio::test]
async fn it_serves_and_stops() {
    for signal in ["-TERM", "-INT"] {
        let files = Files::new();
        let fake = files.serve(&[]);
        fake.client().create_connector_profile(request("crm")).await.unwrap();
        fake.signal(signal);
        let said = fake.end();
        assert_eq!((said.status, said.out.trim(), said.err.as_str()), (Some(0), "stopped", ""), "{signal}");
    }
}

#[tokio::test]
async fn a_request_in_flight_is_answered_before_it_stops() {
    let files = Files::new();
    let fake = files.serve(&["--state", "state"]);
    // The answer waits until the signal is there, however long that takes.
    post(&fake.url, r#"{"faults":[{"fault":"delayAnswer","milliseconds":300}]}"#);
    let client = fake.client();
    let call = tokio::spawn(async move { client.create_connector_profile(request("crm")).await });
    while fake.names().is_empty() {
        tokio::task::yield_now().await;
    }
    fake.signal("-TERM");
    let said = fake.end();
    assert_eq!((said.status, said.err.as_str()), (Some(0), ""));
    call.await.unwrap().unwrap();
    assert_eq!(files.serve(&["--state", "state"]).names(), ["crm"]);
}

#[tokio::test]
async fn its_options_are_the_fakes() {
    let files = Files::new();
    let fake = files.serve(&["--quota", "1", "--region", "eu-west-1", "--port", "0"]);
    let response = fake.client().create_connector_profile(request("crm")).await.unwrap();
    assert!(response.connector_profile_arn.unwrap().starts_with("arn:aws:appflow:eu-west-1:"));
    let error = fake.client().create_connector_profile(request("more")).await.unwrap_err();
    assert_eq!(error.code(), Some("ServiceQuotaExceededException"));
    let port = fake.url.rsplit(':').next().unwrap();
    let error = files.run(&["fake", "--port", port]).failed(2);
    assert!(error.starts_with(&format!("error: no server on 127.0.0.1:{port}: ")), "{error}");
}

#[test]
fn a_state_file_that_can_not_be_used_is_named() {
    let files = Files::new();
    let _fake = files.serve(&["--state", "state"]);
    let error = files.run(&["fake", "--state", "state"]).failed(2);
    assert_eq!(error, "error: state: in use, expected a state file that no other fake has open\n");
    files.write("notes", "mine\n");
    let error = files.run(&["fake", "--state", "notes"]).failed(2);
    assert!(error.starts_with("error: notes:1: not a line of a state file, expected "), "{error}");
    assert_eq!(std::fs::read_to_string(files.path("notes")).unwrap(), "mine\n");
}

#[cfg(unix)]
#[test]
fn a_state_file_is_a_regular_file_of_its_owner() {
    use std::os::unix::fs::PermissionsExt as _;
    let files = Files::new();
    let made = std::process::Command::new("mkfifo").arg(files.path("pipe")).status();
    assert!(made.expect("there is such a command").success());
    let error = files.run(&["fake", "--state", "pipe"]).failed(2);
    assert_eq!(error, "error: pipe: not a regular file, expected a file to keep the state in\n");
    drop(files.serve(&["--state", "state"]));
    let state = files.path("state");
    std::fs::set_permissions(&state, std::fs::Permissions::from_mode(0o666)).unwrap();
    let _fake = files.serve(&["--state", "state"]);
    assert_eq!(std::fs::metadata(&state).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn it_listens_on_the_given_address() {
    let files = Files::new();
    for (host, shown) in [("localhost", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("127.0.0.2", "127.0.0.2")] {
        let fake = files.serve(&["--host", host]);
        assert!(fake.url.starts_with(&format!("http://{shown}:")), "{}", fake.url);
        assert!(fake.names().is_empty());
    }
}

fn post(url: &str, body: &str) {
    let address = url.strip_prefix("http://").expect("a URL");
    let mut stream = TcpStream::connect(address).expect("it listens");
    let head = format!("host: {address}\r\nconnection: close\r\ncontent-type: application/json");
    write!(stream, "POST /_fake/faults HTTP/1.1\r\n{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        .expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
}
