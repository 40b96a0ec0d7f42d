//! Events in awsJson: the other members of a request and of a response are in the first event.

#[path = "chat/client.rs"]
mod client;
#[path = "chat/types.rs"]
mod types;

use std::io::Write;
use std::net::TcpListener;

use tinsmith_client::{Credentials, EventInput, EventStream};

use tinsmith_types::BigDecimal;

use super::frames::{self, event, frame, text};
use super::server::{CHUNKED, answer, chunk, read_chunk, read_head};
use client::{Client, Error};
use types::*;

fn client(url: &str, attempts: u32) -> Client {
    let credentials = Credentials::new("AKIDEXAMPLE", "hunter2", None, None, "tests");
    let builder = Client::builder().region("eu-west-1").credentials(credentials).endpoint_url(url);
    builder.max_attempts(attempts).build().unwrap()
}

fn head() -> Vec<u8> {
    format!("{CHUNKED}content-type: application/vnd.amazon.eventstream\r\n\r\n").into_bytes()
}

fn opening(document: &str) -> Vec<u8> {
    let headers = [
        (":message-type", text("event")),
        (":event-type", text("initial-response")),
        (":content-type", text("application/x-amz-json-1.1")),
    ];
    frame(&headers, document.as_bytes())
}

fn line(by: &str, words: &str) -> Vec<u8> {
    let headers = [(":message-type", text("event")), (":event-type", text("line")), ("by", text(by))];
    frame(&headers, words.as_bytes())
}

/// Returns a number that no `f64` represents exactly.
fn angle() -> BigDecimal {
    "0.30000000000000000001".parse().unwrap()
}

fn closed() -> Vec<u8> {
    let headers = [(":message-type", text("exception")), (":exception-type", text("closed"))];
    frame(&headers, br#"{"message":"bye"}"#)
}

/// Returns the URL of a service that answers with these bytes as the body.
fn room(body: &[u8], piece: usize) -> String {
    let pieces = body.chunks(piece).map(chunk);
    answer([head()].into_iter().chain(pieces).chain([chunk(b"")]).collect()).0
}

type Answer = Result<(TalkResponse, EventStream<Heard, ServiceError>), Error>;

async fn talk(url: &str) -> Answer {
    client(url, 1).talk(TalkRequest::new("hall"), EventInput::iter([])).await
}

/// Returns the topic, the events, and the error that follows the events or replaces the whole response.
async fn listen(answer: Answer) -> (Option<String>, Vec<Heard>, Option<Error>) {
    let (response, mut heard) = match answer {
        Ok(answer) => answer,
        Err(error) => return (None, Vec::new(), Some(error)),
    };
    let (mut events, mut error) = (Vec::new(), None);
    while let Some(event) = heard.next().await {
        assert!(error.is_none(), "the stream ends with an error");
        match event {
            Ok(event) => events.push(event),
            Err(found) => error = Some(found),
        }
    }
    (response.topic, events, error)
}

#[tokio::test]
async fn the_first_event_has_the_other_members() {
    let (url, requests) = answer(vec![[head(), chunk(&opening(r#"{"topic":"tea"}"#)), chunk(b"")].concat()]);
    let said = [Said::Line(Line::new().by("me").text("hello")), Said::Nod(Nod::new().times(2).angle(angle()))];
    let answer = client(&url, 1).talk(TalkRequest::new("hall"), EventInput::iter(said)).await;
    assert_eq!(listen(answer).await.0.as_deref(), Some("tea"));
    let request = requests.recv().unwrap();
    assert_eq!(request.line(), "POST / HTTP/1.1");
    let names = ["content-type", "x-amz-target", "x-amz-content-sha256"];
    let headers = ["application/vnd.amazon.eventstream", "Service.Talk", "STREAMING-AWS4-HMAC-SHA256-EVENTS"];
    assert_eq!(names.map(|name| request.header(name).unwrap()), headers);
    let signed = frames::frames(&request.body);
    assert!(signed.iter().all(|frame| frame.bytes(":chunk-signature").len() == 32));
    let events: Vec<_> = signed.iter().flat_map(|frame| frames::frames(&frame.payload)).collect();
    let shown = events.iter().map(|event| {
        let [name, media_type] = [":event-type", ":content-type"].map(|name| event.text(name).unwrap());
        (name, media_type, String::from_utf8(event.payload.clone()).unwrap())
    });
    let expected = [
        ("initial-request", "application/x-amz-json-1.1", r#"{"room":"hall"}"#),
        ("line", "text/plain", "hello"),
        ("nod", "application/json", r#"{"angle":0.30000000000000000001,"times":2}"#),
    ];
    let expected = expected.map(|(name, media_type, body)| (name.to_owned(), media_type.to_owned(), body.to_owned()));
    assert_eq!(shown.collect::<Vec<_>>(), expected);
    assert_eq!(events[1].text("by").as_deref(), Some("me"));
}

#[tokio::test]
async fn events_follow_the_first_one() {
    let body = [
        opening(r#"{"topic":"tea","other":[]}"#),
        line("you", "hi"),
        event("nod", br#"{"times":1,"angle":0.30000000000000000001}"#),
    ]
    .concat();
    for piece in [1, 7, body.len()] {
        let (topic, events, error) = listen(talk(&room(&body, piece)).await).await;
        assert!(error.is_none(), "{error:?}");
        let expected = [Heard::Line(Line::new().by("you").text("hi")), Heard::Nod(Nod::new().times(1).angle(angle()))];
        assert_eq!((topic.as_deref(), &events[..]), (Some("tea"), &expected[..]));
    }
}

/// A service may leave the event out; no other event is lost then.
#[tokio::test]
async fn a_response_without_the_first_event() {
    let (topic, events, error) = listen(talk(&room(&line("you", "hi"), 1000)).await).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((topic, events), (None, vec![Heard::Line(Line::new().by("you").text("hi"))]));
}

#[tokio::test]
async fn errors_in_place_of_the_first_event() {
    let error = talk(&room(&closed(), 1000)).await.unwrap_err();
    assert_eq!(error.to_string(), "Talk failed: RoomClosed: bye; request id 7a");
    assert!(matches!(error.modeled(), Some(ServiceError::RoomClosed(_))), "{error:?}");
    let headers = [(":message-type", text("error")), (":error-code", text("Full"))];
    let error = talk(&room(&frame(&headers, b""), 1000)).await.unwrap_err();
    assert_eq!(error.code(), Some("Full"));
    for (body, expected) in [
        (opening("hunter2"), "the body is not JSON"),
        (opening(r#"{"topic":7}"#), "/topic: expected a string, found a number"),
        (opening(""), "the body is empty"),
        (b"hunter2 hunter2".to_vec(), "the checksum of an event is wrong"),
    ] {
        let error = talk(&room(&body, 1000)).await.unwrap_err();
        assert!(error.to_string().contains(expected) && !error.to_string().contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn streams_that_are_cut_are_errors_at_each_byte() {
    let frames = [opening(r#"{"topic":"tea"}"#), line("you", "hi"), closed()];
    let body = frames.concat();
    let ends: Vec<_> = (1..=frames.len()).map(|count| frames[..count].concat().len()).collect();
    for length in 0..=body.len() {
        let whole_body = [head(), chunk(&body[..length]), if length > 0 { chunk(b"") } else { Vec::new() }];
        // The same with a connection that ends before the body does.
        let cut_off = [head(), chunk(&body)[..length].to_vec()];
        for (pieces, is_whole) in [(&whole_body[..], true), (&cut_off[..], false)] {
            let (url, _requests) = answer(pieces.to_vec());
            let (topic, events, error) = listen(talk(&url).await).await;
            let received = if is_whole { length } else { length.saturating_sub(chunk(&body).len() - body.len() - 2) };
            let has_come = |end: &usize| received >= *end;
            assert_eq!(topic.is_some(), has_come(&ends[0]), "cut at {length}");
            assert_eq!(events.len(), usize::from(has_come(&ends[1])), "cut at {length}");
            let ends_well = is_whole && ends[..2].contains(&length);
            assert_eq!(error.is_none(), ends_well, "cut at {length}: {error:?}");
        }
    }
}

/// An output without other members is there before any event is.
#[tokio::test]
async fn watching_needs_no_first_event() {
    let (url, requests) = answer(vec![[head(), chunk(&opening("{}")), chunk(&line("you", "hi")), chunk(b"")].concat()]);
    let (response, mut heard) = client(&url, 1).watch(WatchRequest::new().room("hall")).await.unwrap();
    assert_eq!(response, WatchResponse::new());
    assert_eq!(heard.next().await.unwrap().unwrap(), Heard::Line(Line::new().by("you").text("hi")));
    assert!(heard.next().await.is_none());
    let request = requests.recv().unwrap();
    assert_eq!(request.header("content-type"), Some("application/x-amz-json-1.1"));
    assert_eq!(request.body, br#"{"room":"hall"}"#);
}

/// Each side answers the other: the first event of the response may depend on that of the request.
#[tokio::test]
async fn a_conversation() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        read_head(&mut stream).unwrap();
        stream.write_all(&head()).unwrap();
        while let Some(piece) = read_chunk(&mut stream).filter(|piece| !piece.is_empty()) {
            for said in frames::frames(&piece).iter().flat_map(|frame| frames::frames(&frame.payload)) {
                let back = match said.text(":event-type").as_deref() {
                    Some("initial-request") => opening(r#"{"topic":"tea"}"#),
                    _ => line("you", std::str::from_utf8(&said.payload).unwrap()),
                };
                stream.write_all(&chunk(&back)).unwrap();
            }
        }
        stream.write_all(&chunk(b"")).unwrap();
    });
    let (sender, said) = EventInput::channel(1);
    let (response, mut heard) = client(&url, 1).talk(TalkRequest::new("hall"), said).await.unwrap();
    assert_eq!(response.topic.as_deref(), Some("tea"));
    for words in ["hello", "world"] {
        sender.send(Said::Line(Line::new().text(words))).await.unwrap();
        assert_eq!(heard.next().await.unwrap().unwrap(), Heard::Line(Line::new().by("you").text(words)));
    }
    drop(sender);
    assert!(heard.next().await.is_none());
}

#[test]
fn no_operation_is_without_a_stream() {
    assert!(client::dynamic::OPERATIONS.is_empty() && client::dynamic::SUMMARIES.is_empty());
}
