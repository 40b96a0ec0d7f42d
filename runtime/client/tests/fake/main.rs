//! A fake of another service, built with the public API only.

#[macro_use]
mod service;
mod application;
mod rpc;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, UNIX_EPOCH};

use serde_json::{Value, json};
use tinsmith_client::Credentials;
use tinsmith_client::fake::{Clock, FakeServer, Fault};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use application::{FakeNotes, builder};
use service::*;

async fn start() -> FakeServer<FakeNotes> {
    builder().start(FakeNotes::new).await.expect("a port is free")
}

fn client(fake: &FakeServer<FakeNotes>) -> Client {
    fake.client_builder::<Notes>().build().expect("everything is set")
}

fn note(path: &str, text: &str) -> PutNoteInput {
    PutNoteInput { path: path.into(), text: text.into(), ..Default::default() }
}

/// Sends a request without a signature, and reads the document of its answer.
async fn control(fake: &FakeServer<FakeNotes>, method: &str, path: &str, body: &str) -> (String, Value) {
    let mut stream = TcpStream::connect(fake.address()).await.expect("the fake listens");
    let length = body.len();
    let request = format!(
        "{method} /_fake/{path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\n\
         content-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.expect("the fake reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("the fake answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    (head[9..12].to_owned(), serde_json::from_str(body).expect("a JSON document"))
}

#[tokio::test]
async fn members_travel_in_every_part_of_a_message() {
    let fake = start().await;
    let client = client(&fake);
    let input = PutNoteInput { author: Some("é".into()), pinned: Some(true), ..note("a b/c%2F", "hello") };
    let output = client.put_note(input).await.expect("it is created");
    assert_eq!(output.arn.as_deref(), Some("arn:aws:notes:us-east-1:123456789012:note/a b/c%2F"));
    assert_eq!(output.version.map(|version| version.len()), Some(36));
    let found = client.get_note("a b/c%2F").await.expect("it exists");
    let expected = GetNoteOutput { author: Some("é".into()), pinned: Some(true), text: Some("hello".into()) };
    assert_eq!(found, expected);
    client.put_note(note("b", "x")).await.expect("it is created");
    assert_eq!(client.list_notes(None).await.expect("a list").paths, ["a b/c%2F", "b"]);
    assert_eq!(client.list_notes(Some("b")).await.expect("a list").paths, ["b"]);
    let operations: Vec<_> = fake.requests().into_iter().filter_map(|request| request.operation).collect();
    assert_eq!(operations, ["PutNote", "GetNote", "PutNote", "ListNotes", "ListNotes"]);
    assert!(fake.requests()[0].client_token.is_some() && fake.requests()[1].client_token.is_none());
}

#[tokio::test]
async fn errors_are_those_of_the_service() {
    let fake = start().await;
    let error = client(&fake).get_note("a").await.expect_err("it does not exist");
    assert_eq!(error.to_string().lines().next().map(|line| line.contains("NotFoundException (404)")), Some(true));
    assert!(matches!(error.modeled(), Some(NotesError::NotFoundException(_))), "{error:?}");
    let builder = fake.client_builder::<Notes>().validation(tinsmith_client::Validation::Off);
    let error = builder.build().expect("everything is set").put_note(note("a", "")).await.expect_err("too short");
    assert_eq!((error.status(), error.code()), (Some(400), Some("ValidationException")));
    assert!(error.to_string().contains("Value with length 0 at '/text' failed"), "{error}");
}

#[tokio::test]
async fn signatures_are_verified() {
    let fake = start().await;
    let other = Credentials::new("AKIDFAKENOTES", "another-secret", None, None, "tests");
    let client = fake.client_builder::<Notes>().credentials(other).build().expect("everything is set");
    let error = client.list_notes(None).await.expect_err("another secret");
    assert_eq!((error.status(), error.code()), (Some(403), Some("InvalidSignatureException")));
}

#[tokio::test]
async fn repeated_requests_have_one_effect() {
    let fake = start().await;
    fake.faults().push(Fault::ResetAfter);
    let client = client(&fake);
    // A call can be spawned as a task.
    let call = tokio::spawn(async move { client.put_note(note("a", "x")).await });
    call.await.expect("no panic").expect("the second attempt succeeds");
    let requests = fake.requests();
    assert_eq!((fake.request_count(), &requests[0].client_token), (2, &requests[1].client_token));
    assert_eq!((&requests[0].fault, requests[1].status), (&Some(Fault::ResetAfter), Some(201)));
}

#[tokio::test]
async fn the_state_outlives_the_fake() {
    let directory = tempfile::tempdir().expect("there is room for temporary files");
    let path = directory.path().join("state");
    let clock = Clock::fixed(UNIX_EPOCH + Duration::from_secs(1_795_478_400));
    let builder = |format| builder().state_file(&path, format).clock(clock.clone());
    let fake = builder("fake-notes-1").start(FakeNotes::new).await.expect("a new file");
    let is_closed = Arc::clone(&fake.application().is_closed);
    let input = PutNoteInput { token: Some("t".into()), ..note("a", "x") };
    let first = client(&fake).put_note(input.clone()).await.expect("it is created");
    assert!(builder("fake-notes-1").start(FakeNotes::new).await.is_err(), "the file is in use");
    fake.shutdown(Duration::from_secs(1)).await;
    assert!(is_closed.load(Ordering::SeqCst));
    let error = builder("fake-notes-2").start(FakeNotes::new).await.expect_err("another format");
    assert!(error.to_string().starts_with(&format!("{}:1: an unknown record", path.display())), "{error}");
    let fake = builder("fake-notes-1").start(FakeNotes::new).await.expect("the same file");
    let again = client(&fake).put_note(input.clone()).await.expect("the same answer");
    assert_eq!(again, first);
    let other = PutNoteInput { text: "y".into(), ..input };
    let error = client(&fake).put_note(other).await.expect_err("another request");
    assert_eq!(error.code(), Some("ConflictException"));
}

#[tokio::test]
async fn it_is_controlled_over_http() {
    let fake = start().await;
    client(&fake).put_note(note("a", "x")).await.expect("it is created");
    assert_eq!(control(&fake, "GET", "notes", "").await, ("200".into(), json!({ "notes": ["a"] })));
    let (status, requests) = control(&fake, "GET", "requests", "").await;
    assert_eq!((status.as_str(), &requests["requests"][0]["operation"]), ("200", &json!("PutNote")));
    assert_eq!(control(&fake, "GET", "unknown", "").await.0, "400");
    control(&fake, "POST", "rejected-credentials", r#"{"values": ["bad"]}"#).await;
    let error = client(&fake).put_note(note("b", "bad")).await.expect_err("it is rejected");
    assert_eq!(error.code(), Some("RejectedException"));
    control(&fake, "POST", "faults", r#"{"faults": [{"fault": "unavailable"}]}"#).await;
    client(&fake).list_notes(None).await.expect("the second attempt succeeds");
    assert_eq!(fake.requests().last().and_then(|request| request.status), Some(200));
    assert_eq!(fake.faults().injected(), 1);
}
