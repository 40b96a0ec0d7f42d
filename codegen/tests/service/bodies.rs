//! Requests and responses with every binding, with streams of bytes, with checksums, and compressed.

use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tinsmith_client::{Body, TransportErrorKind};

use super::client;
use super::server::{CHUNKED, answer, chunk};
use super::types::*;

#[tokio::test]
async fn every_binding() {
    let head = "HTTP/1.1 202 Accepted\r\nX-Signal: 9\r\nX-Mark-One: 1\r\nContent-Length: 15\r\n\r\n";
    let (url, requests) = answer(vec![format!("{head}{{\"title\":\"Hi\"}}\n")]);
    let since = Timestamp::new(0, 0).unwrap();
    let request = TuneStationRequest::new("a/b c", -7, 98.5, true, Band::Fm, since, "x/y z")
        .volume(11)
        .until(since)
        .genres(["jazz", "rock & roll"])
        .extra([("volume", "ignored"), ("q", "1")])
        .agent("radio")
        .languages(["de", "en"])
        .marks([("One", "1")])
        .token("t")
        .note("loud");
    let response = client(&url).tune_station(request).await.unwrap();
    assert_eq!((response.status, response.signal, response.title.as_deref()), (Some(202), Some(9), Some("Hi")));
    assert_eq!(response.marks.unwrap()["one"], "1");
    let request = requests.recv().unwrap();
    assert_eq!(
        request.line(),
        "POST /stations/a%2Fb%20c/-7/98.5/true/fm/1970-01-01T00%3A00%3A00Z/x/y%20z?kind=station&volume=11\
         &until=1970-01-01T00%3A00%3A00Z&genre=jazz&genre=rock%20%26%20roll&q=1 HTTP/1.1"
    );
    let headers = ["x-agent", "x-languages", "x-mark-one", "content-type"].map(|name| request.header(name).unwrap());
    assert_eq!(headers, ["radio", "de, en", "1", "application/json"]);
    assert_eq!(request.body, br#"{"token":"t","Note":"loud"}"#);
}

#[tokio::test]
async fn recordings_go_both_ways() {
    let sound: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    let pieces = sound.chunks(9_999).map(chunk);
    let head = format!("{CHUNKED}X-Gain: 3\r\n\r\n").into_bytes();
    let (url, requests) = answer([head].into_iter().chain(pieces).chain([chunk(b"")]).collect());
    let body = Body::reader(std::io::Cursor::new(sound.clone()), None);
    let (response, body) = client(&url).play_recording(PlayRecordingRequest::new("one").gain(7), body).await.unwrap();
    assert_eq!(response.gain, Some(3));
    assert!(body.collect(1 << 20).await.unwrap() == sound);
    let request = requests.recv().unwrap();
    assert_eq!((request.header("x-gain"), request.header("content-type")), (Some("7"), Some("audio/wav")));
    assert!(request.body == sound);
}

#[tokio::test]
async fn errors_and_violations_of_streaming_operations() {
    let body = r#"{"message":"no power","until":1}"#;
    let head = "HTTP/1.1 409 Conflict\r\nx-amzn-errortype: StationOffAir\r\nContent-Length: 32\r\n\r\n";
    let (url, _requests) = answer(vec![format!("{head}{body}")]);
    let error = client(&url).play_recording(PlayRecordingRequest::new("one"), "abc").await.unwrap_err();
    let Some(ServiceError::StationOffAir(off)) = error.modeled() else { panic!("{error}") };
    assert_eq!(off.message.as_deref(), Some("no power"));
    let request = PlayRecordingRequest::new("one").gain(12);
    let error = client("http://127.0.0.1:1").play_recording(request, "abc").await.unwrap_err();
    assert!(error.is_validation(), "{error}");
    let endless = Body::reader(tokio::io::empty(), None);
    let error = client("http://127.0.0.1:1").store_recording(StoreRecordingRequest::new("one"), endless).await;
    assert!(error.unwrap_err().to_string().contains("expected a body of known length"));
}

#[tokio::test]
async fn stored_recordings_are_signed() {
    let (url, requests) = answer(vec!["HTTP/1.1 204 No Content\r\n\r\n"]);
    client(&url).store_recording(StoreRecordingRequest::new("one"), "abc").await.unwrap();
    let request = requests.recv().unwrap();
    assert_eq!((request.header("content-length"), &request.body[..]), (Some("3"), &b"abc"[..]));
    assert_eq!(request.header("x-amz-content-sha256"), None, "the body is hashed, which needs no header");
}

#[tokio::test]
async fn reports_have_a_checksum_and_are_compressed_if_they_are_large() {
    // The whole body has 10,239 and 10,240 bytes: {"text":"…"} around the text.
    for (length, encoding) in [(10_228, None), (10_229, Some("gzip"))] {
        let (url, requests) = answer(vec!["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]);
        client(&url).submit_report(SubmitReportRequest::new("x".repeat(length))).await.unwrap();
        let request = requests.recv().unwrap();
        assert_eq!(request.header("content-encoding"), encoding);
        assert_eq!(STANDARD.decode(request.header("content-md5").unwrap()).unwrap().len(), 16);
        let mut text = Vec::new();
        match encoding {
            Some(_) => {
                assert!(request.body.len() < 1000);
                flate2::read::GzDecoder::new(&request.body[..]).read_to_end(&mut text).unwrap();
            }
            None => text.extend(&request.body),
        }
        assert_eq!(text, format!("{{\"text\":\"{}\"}}", "x".repeat(length)).as_bytes());
    }
}

#[tokio::test]
async fn required_checksums_by_an_algorithm() {
    let send = async |request: ScheduleSongsRequest| {
        let (url, requests) = answer(vec!["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]);
        client(&url).schedule_songs(request).await.map(|()| requests.recv().unwrap())
    };
    let checksum = "x-amz-checksum-crc32";
    let request = ScheduleSongsRequest::new().songs([ScheduledSong::new()]);
    for request in [request.clone(), request.clone().algorithm("CRC32")] {
        let sent = send(request).await.unwrap();
        assert_eq!(sent.body, br#"{"Songs":[{}]}"#);
        assert_eq!(
            (sent.header(checksum), sent.header("x-amz-sdk-checksum-algorithm")),
            (Some("iUKrrA=="), Some("CRC32"))
        );
        assert!(sent.header("authorization").unwrap().contains(";x-amz-checksum-crc32;"), "it is signed");
    }
    let sent = send(request.clone().algorithm("SHA256").sha256("c")).await.unwrap();
    assert_eq!((sent.header(checksum), sent.header("x-amz-checksum-sha256")), (None, Some("c")));
    let sent = send(request.clone().algorithm("SHA1")).await.unwrap();
    assert_eq!(
        (sent.header(checksum), sent.header("x-amz-checksum-sha1")),
        (None, Some("49QoRSaJI9N9J9/5sDHxLvuIj7Q="))
    );
    let error = send(request.algorithm("MD5")).await.unwrap_err();
    assert!(error.to_string().contains("expected `CRC32`, `CRC32C`, `CRC64NVME`, `SHA1` or `SHA256`"), "{error}");
    assert_eq!(error.attempts(), 0);
}

/// A stream has a checksum only if the caller names an algorithm, and a body that is read twice.
#[tokio::test]
async fn checksums_of_streams() {
    let send = async |request: PlayRecordingRequest, body: Body| {
        let (url, requests) = answer(vec!["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]);
        client(&url).play_recording(request, body).await.map(|_| requests.recv().unwrap())
    };
    let source = || Body::replayable(Some(9), || Body::reader(&b"123456789"[..], Some(9)));
    let request = PlayRecordingRequest::new("one");
    let sent = send(request.clone(), source()).await.unwrap();
    assert!(!sent.head.to_ascii_lowercase().contains("x-amz-checksum"), "{}", sent.head);
    for (algorithm, expected) in [
        ("CRC32", "y/Q5Jg=="),
        ("CRC32C", "4waSgw=="),
        ("CRC64NVME", "rosUhgp5mIg="),
        ("SHA1", "98O8HYCOBHMq32eZZczDTKeuNEE="),
    ] {
        for body in [source(), Body::from("123456789")] {
            let sent = send(request.clone().algorithm(algorithm), body).await.unwrap();
            assert_eq!(sent.header(&format!("x-amz-checksum-{algorithm}")), Some(expected));
            assert_eq!(sent.body, b"123456789");
        }
    }
    let once = Body::reader(&b"123456789"[..], Some(9));
    let error = send(request.algorithm("CRC32"), once).await.unwrap_err();
    assert!(error.to_string().contains("expected a body that can be read twice"), "{error}");
}

/// The checksum of an answer is compared if the request asks for it, and its mismatch is an error at the end.
#[tokio::test]
async fn checksums_of_answers() {
    let play = async |mode: &str, checksums: &str| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n{checksums}\r\n");
        let (url, _requests) = answer(vec![head.into_bytes(), b"1234".to_vec(), b"56789".to_vec()]);
        let request = PlayRecordingRequest::new("one").checksums(mode);
        let (_, mut body) = client(&url).play_recording(request, "abc").await.unwrap();
        let mut received = Vec::new();
        loop {
            match body.chunk().await {
                Ok(Some(piece)) => received.extend(piece),
                end => return (received, end.err()),
            }
        }
    };
    let (right, wrong) = ("x-amz-checksum-crc32: y/Q5Jg==\r\n", "x-amz-checksum-crc32: y/Q5Jw==\r\n");
    let (unknown, parts) = ("x-amz-checksum-xxhash64: AAAA\r\n", "x-amz-checksum-sha256: y/Q5Jw==-2\r\n");
    for (mode, checksums) in
        [("ENABLED", right), ("ENABLED", ""), ("ENABLED", unknown), ("ENABLED", parts), ("OFF", wrong)]
    {
        let (received, error) = play(mode, checksums).await;
        assert!(received == b"123456789" && error.is_none(), "{mode} {checksums} {error:?}");
    }
    let (received, error) = play("ENABLED", wrong).await;
    let error = error.expect("the checksum is another");
    assert_eq!((received.as_slice(), error.kind()), (&b"123456789"[..], TransportErrorKind::Corrupted));
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the CRC32 checksum of the answer does not match its bytes");
}
