//! HTTP: paths, methods, content types, bodies, headers, and bytes that are not requests.

use std::time::{Duration, UNIX_EPOCH};

use appflow_client::fake::{Clock, FakeAppFlow};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{PATH, Raw, document, exchange, read, request};

async fn check(raw: Raw, status: u16, code: &str) {
    let fake = FakeAppFlow::start().await.expect("a free port");
    let shown = format!("{} {} {:?}", raw.method, raw.target, raw.headers);
    let answer = raw.send(&fake).await;
    assert_eq!(answer.code(), (status, code), "{shown}");
    assert!(fake.profiles().is_empty());
}

fn create() -> Raw {
    Raw::create(&document("crm", "t"))
}

#[tokio::test]
async fn other_paths_and_methods_are_unknown() {
    let unknown = "UnknownOperationException";
    for target in ["/", "/create-connector-profile/", "/Create-Connector-Profile", "/create-flows", "//", "/_fake"] {
        check(Raw::post(target, "{}"), 404, unknown).await;
    }
    for method in ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        check(create().method(method), 405, unknown).await;
    }
}

#[tokio::test]
async fn bodies_are_json() {
    let media = "UnsupportedMediaTypeException";
    check(create().without_headers(), 415, media).await;
    for content_type in ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json"] {
        check(create().without_headers().header("content-type", content_type), 415, media).await;
    }
    for body in ["{", "[", "nul", "\"", "{}{}", "{\"a\":1,}", "\u{feff}{}", &"[".repeat(1 << 19)] {
        check(Raw::post(PATH, body), 400, "SerializationException").await;
    }
    check(Raw::post(PATH, b"{\"connectorProfileName\":\"\xff\"}".to_vec()), 400, "SerializationException").await;
    for body in ["null", "[]", "1", "\"x\"", "{\"connectorProfileName\":1}", "{\"connectorProfileConfig\":[]}"] {
        check(Raw::post(PATH, body), 400, "SerializationException").await;
    }
    for body in ["", " \r\n", "{}", "{\"unknown\":{}}"] {
        check(Raw::post(PATH, body), 400, "ValidationException").await;
    }
}

#[tokio::test]
async fn content_types_may_have_parameters() {
    let fake = FakeAppFlow::start().await.unwrap();
    let raw = create().without_headers().header("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(raw.send(&fake).await.status, 200);
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let body = |length: usize| format!("{{\"x\":\"{}\"}}", "x".repeat(length - 8));
    check(Raw::post(PATH, body(1 << 20)), 400, "ValidationException").await;
    check(Raw::post(PATH, body((1 << 20) + 1)), 413, "RequestEntityTooLargeException").await;
}

#[tokio::test]
async fn answers_have_the_headers_of_aws() {
    let clock = Clock::fixed(UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let fake = FakeAppFlow::builder().clock(clock.clone()).start().await.unwrap();
    let answers = [create().at(clock.now()).send(&fake).await, Raw::post("/", "").send(&fake).await];
    for answer in &answers {
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("date"), Some("Sun, 30 Aug 2015 12:36:00 GMT"));
        assert_eq!(answer.header("x-amzn-requestid").map(str::len), Some(36));
    }
    assert_ne!(answers[0].header("x-amzn-requestid"), answers[1].header("x-amzn-requestid"));
    assert_eq!(fake.requests()[0].id, answers[0].header("x-amzn-requestid").unwrap());
}

#[tokio::test]
async fn malformed_requests_only_end_their_connection() {
    let fake = FakeAppFlow::start().await.unwrap();
    for bytes in
        [&b"\0\0\0\0\r\n\r\n"[..], b"GET\r\n\r\n", b"POST / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\0\x01\r\n\r\n"]
    {
        let mut stream = TcpStream::connect(fake.address()).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        // hyper decides whether to respond; the connection ends.
        let _ = stream.read_to_end(&mut answer).await;
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400 "), "{}", String::from_utf8_lossy(&answer));
    }
    let long = format!("POST / HTTP/1.1\r\nx: {}\r\n\r\n", "x".repeat(1 << 20));
    let mut stream = TcpStream::connect(fake.address()).await.unwrap();
    let _ = stream.write_all(long.as_bytes()).await;
    let _ = stream.read_to_end(&mut Vec::new()).await;
    fake.client().create_connector_profile(request("crm")).await.unwrap();
}

#[tokio::test]
async fn a_request_that_does_not_come_whole_has_no_effect() {
    let fake = FakeAppFlow::start().await.unwrap();
    let bytes = create().signed(&fake.address().to_string());
    let mut stream = TcpStream::connect(fake.address()).await.unwrap();
    stream.write_all(&bytes[..bytes.len() - 1]).await.unwrap();
    stream.shutdown().await.unwrap();
    let _ = stream.read_to_end(&mut Vec::new()).await;
    assert!(fake.profiles().is_empty() && fake.requests().is_empty());
    // In pieces, it has.
    let mut stream = TcpStream::connect(fake.address()).await.unwrap();
    stream.set_nodelay(true).unwrap();
    for byte in &bytes {
        stream.write_all(&[*byte]).await.unwrap();
    }
    assert_eq!(read(&mut stream).await.status, 200);
}

#[tokio::test]
async fn a_connection_takes_many_requests() {
    let fake = FakeAppFlow::start().await.unwrap();
    let host = fake.address().to_string();
    let mut stream = TcpStream::connect(fake.address()).await.unwrap();
    // All at once, before the first response.
    let requests: Vec<u8> = (0..20)
        .flat_map(|number| Raw::create(&document(&format!("crm-{number}"), &format!("t{number}"))).signed(&host))
        .collect();
    stream.write_all(&requests).await.unwrap();
    for _ in 0..20 {
        let mut answer = vec![0; 0];
        while !answer.ends_with(b"}") {
            let byte = stream.read_u8().await.unwrap();
            answer.push(byte);
        }
        assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\n"), "{}", String::from_utf8_lossy(&answer));
    }
    assert_eq!((fake.profiles().len(), fake.connections()), (20, 1));
}

#[tokio::test]
async fn it_stops_when_it_is_dropped() {
    let fake = FakeAppFlow::start().await.unwrap();
    let address = fake.address();
    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(&create().signed(&address.to_string())).await.unwrap();
    assert_eq!(read(&mut idle).await.status, 200);
    drop(fake);
    assert_eq!(idle.read(&mut [0]).await.unwrap_or(0), 0);
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn it_lets_requests_finish_when_it_is_shut_down() {
    let fake = FakeAppFlow::start().await.unwrap();
    let bytes = create().signed(&fake.address().to_string());
    let (head, tail) = bytes.split_at(bytes.len() - 1);
    let address = fake.address();
    let mut idle = TcpStream::connect(address).await.unwrap();
    let mut busy = TcpStream::connect(address).await.unwrap();
    busy.write_all(head).await.unwrap();
    // Wait until the fake has seen both.
    while fake.connections() < 2 {
        tokio::task::yield_now().await;
    }
    exchange(&fake, &Raw::post("/", "").signed(&address.to_string())).await;
    let stopping = tokio::spawn(fake.shutdown(Duration::from_secs(60)));
    assert_eq!(idle.read(&mut [0]).await.unwrap_or(0), 0);
    assert!(TcpStream::connect(address).await.is_err());
    busy.write_all(tail).await.unwrap();
    let answer = read(&mut busy).await;
    assert_eq!((answer.status, answer.header("connection")), (200, Some("close")));
    stopping.await.unwrap();
}

#[tokio::test]
async fn it_does_not_wait_for_ever() {
    // The rest of the request, which never arrives, would be waited for.
    let fake = FakeAppFlow::builder().request_timeout(Duration::MAX).start().await.unwrap();
    let mut busy = TcpStream::connect(fake.address()).await.unwrap();
    busy.write_all(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n").await.unwrap();
    while fake.connections() < 1 {
        tokio::task::yield_now().await;
    }
    fake.shutdown(Duration::from_millis(1)).await;
    let _ = busy.read_to_end(&mut Vec::new()).await;
}

#[tokio::test]
async fn settings_that_can_not_be_used_are_errors() {
    let address = FakeAppFlow::start().await.unwrap();
    let taken = address.address();
    let error = FakeAppFlow::builder().address(taken).start().await.unwrap_err();
    assert!(error.to_string().starts_with(&format!("no server on {taken}: ")), "{error}");
    for region in ["", "a b", "a/b", "EU", &"a".repeat(64)] {
        assert!(FakeAppFlow::builder().region(region).start().await.is_err(), "{region}");
    }
    for account in ["", "1", "12345678901x", "1234567890123"] {
        let error = FakeAppFlow::builder().account(account).start().await.unwrap_err();
        assert_eq!(error.to_string(), "invalid account: expected twelve digits");
    }
}

#[tokio::test]
async fn mutations_of_a_request_do_no_harm() {
    let fake = FakeAppFlow::start().await.unwrap();
    let good = create().signed(&fake.address().to_string());
    // A reproducible sequence of numbers.
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..400 {
        let mut bytes = good.clone();
        match next(4) {
            0 => bytes[next(good.len())] ^= 1 << next(8),
            1 => drop(bytes.splice(next(good.len() - 9).., [b'\r', b'\n'])),
            2 => drop(bytes.remove(next(good.len()))),
            _ => bytes.insert(next(good.len()), u8::try_from(next(256)).unwrap()),
        }
        let mut stream = TcpStream::connect(fake.address()).await.unwrap();
        // The fake may close the connection before it has read everything.
        let _ = stream.write_all(&bytes).await;
        let _ = stream.shutdown().await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1."), "{}", String::from_utf8_lossy(&answer));
        assert!(!answer.starts_with(b"HTTP/1.1 500"), "{}", String::from_utf8_lossy(&bytes));
    }
    // An equivalent request, such as one with a header in capital letters, may take effect; no other may.
    let found = crate::support::names(&fake);
    assert!(found.is_empty() || found == ["crm"], "{found:?}");
    fake.client().create_connector_profile(request("after")).await.unwrap();
}
