//! Events in both directions: every type of header, errors in place of events, signatures, and truncation at each byte.

use std::io::Write;
use std::net::TcpListener;

use tinsmith_client::EventInput;

use super::frames::{self, Frame, event, frame, text};
use super::server::{CHUNKED, answer, chunk, read_chunk, read_head};
use super::types::*;
use super::{client, client::Error};

/// Starts a service that responds with these bytes as the body, and returns its URL.
fn on_air(body: &[u8], piece: usize) -> String {
    let head = format!("{CHUNKED}X-Title: News\r\n\r\n").into_bytes();
    let pieces = body.chunks(piece).map(chunk);
    answer([head].into_iter().chain(pieces).chain([chunk(b"")]).collect()).0
}

/// Returns all events, and the error that follows them.
async fn listen(url: &str) -> (Vec<Air>, Option<Error>) {
    let (response, mut air) = client(url).listen(ListenRequest::new("one")).await.unwrap();
    assert_eq!(response.title.as_deref(), Some("News"));
    let mut events = Vec::new();
    let mut error = None;
    while let Some(event) = air.next().await {
        assert!(error.is_none(), "the stream ends with an error");
        match event {
            Ok(event) => events.push(event),
            Err(found) => error = Some(found),
        }
    }
    assert!(air.next().await.is_none());
    (events, error)
}

fn sound() -> Sound {
    Sound::new()
        .at(Timestamp::new(-1, 500_000_000).unwrap())
        .is_loud(false)
        .channel(-1)
        .pitch(-300)
        .rate(44_100)
        .offset(1_i64 << 40)
        .checksum([0_u8, 255])
        .codec("pcm")
        .wave([1_u8, 2, 3])
}

/// Returns the frame as written by a server.
fn sound_frame() -> Vec<u8> {
    let headers = [
        (":message-type", text("event")),
        (":event-type", text("sound")),
        ("at", (8, (-500_i64).to_be_bytes().to_vec())),
        ("isLoud", (1, Vec::new())),
        ("channel", (2, vec![255])),
        ("pitch", (3, (-300_i16).to_be_bytes().to_vec())),
        ("rate", (4, 44_100_i32.to_be_bytes().to_vec())),
        ("offset", (5, (1_i64 << 40).to_be_bytes().to_vec())),
        ("checksum", (6, vec![0, 2, 0, 255])),
        ("codec", text("pcm")),
        ("unknown", (9, vec![7; 16])),
        ("flag", (0, Vec::new())),
    ];
    frame(&headers, &[1, 2, 3])
}

#[tokio::test]
async fn events_of_every_kind() {
    let body = [
        event("song", br#"{"Title":"One","length":3,"new":[]}"#),
        sound_frame(),
        event("jingle", "tä".as_bytes()),
        event("silence", b""),
        event("silence", b"{}"),
        event("weather", br#"{"rain":true}"#),
    ]
    .concat();
    for piece in [1, 7, body.len()] {
        let (events, error) = listen(&on_air(&body, piece)).await;
        assert!(error.is_none(), "{error:?}");
        let weather = UnknownMember { name: "weather".to_owned(), value: serde_json::json!({"rain": true}) };
        let expected = [
            Air::Song(Song::new().title("One").length(3)),
            Air::Sound(sound()),
            Air::Jingle(Jingle::new().text("tä")),
            Air::Silence(Silence::new()),
            Air::Silence(Silence::new()),
            Air::Unknown(weather),
        ];
        assert_eq!(events, expected);
    }
}

#[tokio::test]
async fn errors_in_place_of_events() {
    let exception = |name: &str, body: &str| {
        let headers = [(":message-type", text("exception")), (":exception-type", text(name))];
        frame(&headers, body.as_bytes())
    };
    let song = event("song", b"{}");
    let body = [song.clone(), exception("offAir", r#"{"message":"no power"}"#), song.clone()].concat();
    let (events, error) = listen(&on_air(&body, 1000)).await;
    let error = error.unwrap();
    assert_eq!(events.len(), 1);
    assert!(matches!(error.modeled(), Some(ServiceError::StationOffAir(_))), "{error}");
    assert_eq!(error.to_string(), "Listen failed: StationOffAir: no power; request id 7a");
    // An error that the operation itself does not declare.
    let (_, error) = listen(&on_air(&exception("struckByLightning", "{}"), 1000)).await;
    assert!(matches!(error.unwrap().modeled(), Some(ServiceError::TowerStruck(_))));
    let (_, error) = listen(&on_air(&exception("somethingElse", "{}"), 1000)).await;
    assert_eq!(error.unwrap().code(), Some("somethingElse"));
    let headers =
        [(":message-type", text("error")), (":error-code", text("Overload")), (":error-message", text("too much"))];
    let (_, error) = listen(&on_air(&frame(&headers, b""), 1000)).await;
    assert_eq!(error.unwrap().to_string(), "Listen failed: Overload: too much; request id 7a");
}

#[tokio::test]
async fn events_that_do_not_match_the_model() {
    for (body, expected) in [
        (event("song", b"{\"length\":\"hunter2\"}"), "the event song does not match the model"),
        (event("song", b"hunter2"), "the event song does not match the model"),
        (event("jingle", b"\xff"), "an event"),
        (frame(&[(":message-type", text("event"))], b"hunter2"), "an event has no type"),
        (frame(&[], b"hunter2"), "an event has no type"),
        (frame(&[(":message-type", text("hunter2"))], b""), "an event has no type"),
        (b"hunter2 hunter2".to_vec(), "the checksum of an event is wrong"),
    ] {
        let (events, error) = listen(&on_air(&body, 1000)).await;
        match error {
            Some(error) => {
                assert!(error.to_string().contains(expected) && !error.to_string().contains("hunter2"), "{error}");
                assert!(error.is_malformed() && events.is_empty(), "{error}");
            }
            // A text that is not UTF-8 is absent.
            None => assert_eq!(events, [Air::Jingle(Jingle::new())]),
        }
    }
    // The next event can be read.
    let body = [event("song", b"7"), event("silence", b"")].concat();
    let (_, mut air) = client(&on_air(&body, 1000)).listen(ListenRequest::new("one")).await.unwrap();
    assert!(air.next().await.unwrap().is_err());
    assert_eq!(air.next().await.unwrap().unwrap(), Air::Silence(Silence::new()));
}

#[tokio::test]
async fn streams_that_are_cut_are_errors_at_each_byte() {
    let (song, sound) = (event("song", br#"{"Title":"One"}"#), sound_frame());
    let body = [song.clone(), sound].concat();
    for length in 0..=body.len() {
        let (events, error) = listen(&on_air(&body[..length], 1000)).await;
        let whole = [0, song.len(), body.len()];
        assert_eq!(events.len(), whole.iter().filter(|end| **end <= length).count() - 1, "cut at {length}");
        match error {
            None => assert!(whole.contains(&length), "cut at {length}"),
            Some(error) => {
                assert!(!whole.contains(&length), "cut at {length}: {error}");
                assert!(error.to_string().contains("the connection ended before the answer"), "{error}");
            }
        }
        // The same with a connection that ends before the body does.
        let head = format!("{CHUNKED}X-Title: News\r\n\r\n").into_bytes();
        let (url, _requests) = answer(vec![head, chunk(&body)[..length].to_vec()]);
        let (_, error) = listen(&url).await;
        assert!(error.is_some(), "cut at {length}");
    }
}

/// Returns the inner frames of signed ones; the last of these is empty.
fn unsigned(body: &[u8]) -> Vec<Frame> {
    let mut signed = frames::frames(body);
    let signatures: std::collections::BTreeSet<_> =
        signed.iter().map(|frame| frame.bytes(":chunk-signature")).collect();
    assert_eq!(signatures.len(), signed.len(), "each signature is another");
    assert!(signatures.iter().all(|signature| signature.len() == 32));
    assert!(signed.pop().is_some_and(|last| last.payload.is_empty()));
    signed.iter().flat_map(|frame| frames::frames(&frame.payload)).collect()
}

#[tokio::test]
async fn events_are_sent_and_signed() {
    let (url, requests) = answer(vec!["HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"words\":1}"]);
    let speech = [Speech::Sound(sound()), Speech::Word(Word::new("hello"))];
    let request = AnnounceRequest::new("one");
    let response = client(&url).announce(request, EventInput::iter(speech)).await.unwrap();
    assert_eq!(response.words, Some(1));
    let request = requests.recv().unwrap();
    assert_eq!(request.header("content-type"), Some("application/vnd.amazon.eventstream"));
    assert_eq!(request.header("x-amz-content-sha256"), Some("STREAMING-AWS4-HMAC-SHA256-EVENTS"));
    let events = unsigned(&request.body);
    let mut sent = events[0].headers.clone();
    let mut expected = frames::frames(&sound_frame()).remove(0).headers;
    expected.retain(|(name, _)| !["unknown", "flag"].contains(&name.as_str()));
    expected.push((":content-type".to_owned(), text("application/octet-stream")));
    sent.sort();
    expected.sort();
    assert_eq!((sent, &events[0].payload[..]), (expected, &[1, 2, 3][..]));
    assert_eq!(events[1].text(":event-type").as_deref(), Some("word"));
    assert_eq!(events[1].text(":content-type").as_deref(), Some("application/json"));
    assert_eq!((events.len(), &events[1].payload[..]), (2, &br#"{"text":"hello"}"#[..]));
}

#[tokio::test]
async fn events_that_violate_constraints_are_not_sent() {
    let (url, _requests) = answer(vec![""]);
    let speech = [Speech::Word(Word::new(""))];
    let error = client(&url).announce(AnnounceRequest::new("one"), EventInput::iter(speech)).await.unwrap_err();
    let report = error.report().to_string();
    assert!(report.contains("Value with length 0 at '/word/text' failed to satisfy constraint"), "{report}");
    let (url, _requests) = answer(vec![""]);
    let unknown = [Speech::Unknown(UnknownMember { name: "x".to_owned(), value: serde_json::json!({}) })];
    let error = client(&url).announce(AnnounceRequest::new("one"), EventInput::iter(unknown)).await.unwrap_err();
    let report = error.report().to_string();
    assert!(report.contains("an event that the model does not know can't be sent"), "{report}");
}

/// The sides respond to each other: neither waits for the end of the other's stream.
#[tokio::test]
async fn a_conversation() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        read_head(&mut stream).unwrap();
        stream.write_all(format!("{CHUNKED}\r\n").as_bytes()).unwrap();
        while let Some(piece) = read_chunk(&mut stream).filter(|piece| !piece.is_empty()) {
            let signed = frames::frames(&piece);
            for spoken in signed.iter().flat_map(|frame| frames::frames(&frame.payload)) {
                let word: serde_json::Value = serde_json::from_slice(&spoken.payload).unwrap();
                let song = serde_json::json!({ "Title": word["text"] }).to_string();
                stream.write_all(&chunk(&event("song", song.as_bytes()))).unwrap();
            }
        }
        stream.write_all(&chunk(b"")).unwrap();
    });
    let (sender, speech) = EventInput::channel(1);
    let (_, mut air) = client(&url).converse(ConverseRequest::new("one"), speech).await.unwrap();
    for word in ["hello", "world"] {
        sender.send(Speech::Word(Word::new(word))).await.unwrap();
        assert_eq!(air.next().await.unwrap().unwrap(), Air::Song(Song::new().title(word)));
    }
    drop(sender);
    assert!(air.next().await.is_none());
}

/// Calls and waits for events can move to another thread of a runtime.
#[tokio::test]
async fn futures_are_send() {
    fn check<T: Send>(future: T) -> T {
        future
    }
    let (url, _requests) = answer(vec![CHUNKED, "\r\n", "0\r\n\r\n"]);
    let client = client(&url);
    let (sender, speech) = EventInput::channel(1);
    drop(check(client.converse(ConverseRequest::new("one"), speech)));
    drop(check(sender.send(Speech::Word(Word::new("hello")))));
    drop(check(client.play_recording(PlayRecordingRequest::new("one"), "abc")));
    drop(check(client.submit_report(SubmitReportRequest::new("x"))));
    let (_, mut air) = check(client.listen(ListenRequest::new("one"))).await.unwrap();
    assert!(check(air.next()).await.is_none());
}
