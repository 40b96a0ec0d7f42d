//! Streams of bytes in both directions: over a real socket with bounded memory, truncated at each byte, stalled, and
//! repeated.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use hyper::body::{Body as HttpBody, Frame};
use support::server::{Server, answer};
use support::{Nothing, ServiceError, builder};
use tinsmith_client::codegen::{Operation, RequestBody};
use tinsmith_client::transport::{Answer, RecordingTransport};
use tinsmith_client::{Body, BoxError, Error, Timeouts, Transport, TransportError, TransportErrorKind};

static PUT: Operation = Operation::new("PutFile", "PUT", "/file", 200).request_stream("application/octet-stream");
static PUT_SIZED: Operation =
    Operation::new("PutFile", "PUT", "/file", 200).sized_request_stream("application/octet-stream");
static GET: Operation = Operation::new("GetFile", "GET", "/file", 200).response_stream();

const MIB: u64 = 1 << 20;
/// A piece of a stream, and the most that may be in memory at once: some pieces in the client and in hyper.
const PIECE: usize = 64 * 1024;
const BOUND: u64 = 2 * MIB;

async fn put(client: &support::Client, operation: &'static Operation, body: Body) -> Result<(), Error<ServiceError>> {
    client.0.call_streaming::<_, Nothing>(operation, Nothing {}, RequestBody::bytes(body)).await.map(drop)
}

async fn get(client: &support::Client) -> Result<Body, Error<ServiceError>> {
    client
        .0
        .call_streaming::<_, Nothing>(&GET, Nothing {}, RequestBody::none())
        .await
        .map(|(_, body)| body.into_bytes())
}

/// Returns a body of these pieces of unknown length.
fn pieces(pieces: impl IntoIterator<Item = Result<Bytes, BoxError>, IntoIter: Send + Unpin + 'static>) -> Body {
    Body::stream(Pieces(pieces.into_iter()))
}

struct Pieces<I>(I);

impl<I: Iterator<Item = Result<Bytes, BoxError>> + Unpin> HttpBody for Pieces<I> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(self.0.next().map(|piece| piece.map(Frame::data)))
    }
}

fn zeros(length: u64) -> impl Iterator<Item = Result<Bytes, BoxError>> + Send + Unpin {
    (0..length / PIECE as u64).map(|_| Ok(Bytes::from(vec![0; PIECE])))
}

/// The length of a long stream: this number of MiB, or that of the variable `STREAM_MIB`.
fn length(mebibytes: u64) -> u64 {
    std::env::var("STREAM_MIB").map_or(mebibytes, |text| text.parse().unwrap()) * MIB
}

/// Starts a server for one connection, in a thread of its own.
fn serve(connection: impl FnOnce(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || connection(listener.accept().unwrap().0));
    url
}

fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    String::from_utf8(head).unwrap()
}

/// Reads a body of this length, and answers.
fn swallow(stream: &mut TcpStream, length: u64) {
    let mut rest = usize::try_from(length).unwrap();
    let mut buffer = vec![0; PIECE];
    while rest > 0 {
        let length = stream.read(&mut buffer).unwrap();
        assert!(length > 0, "the body is complete");
        rest -= length;
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
}

/// Runs a future on this thread alone, and returns its peak memory use.
fn peak(future: impl Future<Output = ()>) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let measured = allocation_counter::measure(|| runtime.block_on(future));
    measured.bytes_max
}

#[test]
fn downloads_take_bounded_memory() {
    let length = length(256);
    let url = serve(move |mut stream| {
        read_head(&mut stream);
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n").unwrap();
        for _ in 0..length / PIECE as u64 {
            stream.write_all(&[7; PIECE]).unwrap();
        }
    });
    let peak = peak(async move {
        let client = builder(&url).build().unwrap();
        let mut body = get(&client).await.unwrap();
        assert_eq!(body.length(), Some(length));
        let mut received = 0;
        while let Some(piece) = body.chunk().await.unwrap() {
            received += piece.len() as u64;
        }
        assert_eq!(received, length);
    });
    assert!(peak < BOUND, "{peak} bytes");
}

#[test]
fn uploads_take_bounded_memory() {
    let length = length(256);
    let url = serve(move |mut stream| {
        assert!(read_head(&mut stream).contains(&format!("content-length: {length}\r\n")));
        swallow(&mut stream, length);
    });
    let peak = peak(async move {
        let client = builder(&url).build().unwrap();
        let reader = pieces(zeros(length)).into_reader();
        put(&client, &PUT, Body::reader(reader, Some(length))).await.unwrap();
    });
    assert!(peak < BOUND, "{peak} bytes");
}

/// A body is read once for all of its hashes, and once more to be sent.
#[test]
fn hashed_uploads_take_bounded_memory() {
    static PUT: Operation = Operation::new("PutFile", "PUT", "/file", 200)
        .request_stream("application/octet-stream")
        .required_checksum("")
        .tree_hash("x-tree-hash");
    let length = length(16);
    let url = serve(move |mut stream| {
        let head = read_head(&mut stream);
        for header in ["x-tree-hash: ", "x-amz-content-sha256: ", "x-amz-checksum-crc32: "] {
            assert!(head.contains(header), "{head}");
        }
        swallow(&mut stream, length);
    });
    let peak = peak(async move {
        let client = builder(&url).build().unwrap();
        put(&client, &PUT, Body::replayable(Some(length), move || pieces(zeros(length)))).await.unwrap();
    });
    assert!(peak < BOUND, "{peak} bytes");
}

/// The client reads no more from the source than the connection accepts.
#[test]
fn uploads_wait_for_the_service() {
    let taken = Arc::new(Mutex::new(0_usize));
    let (counter, seen) = (Arc::clone(&taken), Arc::clone(&taken));
    let url = serve(move |mut stream| {
        read_head(&mut stream);
        // The kernel's buffers fill, and nothing more is read while the server does not read.
        let mut before = usize::MAX;
        while before != *seen.lock().unwrap() {
            before = *seen.lock().unwrap();
            std::thread::sleep(Duration::from_millis(100));
        }
        assert!(before < 512, "{before} pieces are taken");
        // The response arrives before the request has been read.
        stream.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
    });
    let source = zeros(1 << 40).inspect(move |_| *counter.lock().unwrap() += 1);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = builder(&url).build().unwrap();
    let error = runtime.block_on(put(&client, &PUT, pieces(source))).unwrap_err();
    assert_eq!(error.status(), Some(403), "{error}");
}

#[tokio::test]
async fn downloads_that_are_cut_are_errors_at_each_byte() {
    let known = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";
    for answer in [known, chunked] {
        for length in 0..=answer.len() {
            let text = answer[..length].to_owned();
            let client = builder(&Server::new([text]).url()).max_attempts(1).build().unwrap();
            let result = match get(&client).await {
                Ok(body) => body.collect(100).await.map_err(|error| error.to_string()),
                Err(error) => Err(error.to_string()),
            };
            match result {
                Ok(bytes) => assert!(length == answer.len() && bytes == "hello", "cut at {length}: {bytes:?}"),
                Err(error) => {
                    assert!(length < answer.len());
                    assert!(error.contains("the connection ended before the answer"), "cut at {length}: {error}");
                }
            }
        }
    }
}

#[tokio::test]
async fn bodies_that_can_be_sent_again_are() {
    let server = Server::new([answer(503, "", ""), answer(200, "", "")]);
    let client = builder(&server.url()).build().unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "hello").unwrap();
    let source = Body::replayable(Some(5), || pieces([Ok("he".into()), Ok("llo".into())]));
    for body in [Body::from("hello"), Body::file(file.path()).await.unwrap(), source] {
        let server = Server::new([answer(503, "", ""), answer(200, "", "")]);
        let client = builder(&server.url()).build().unwrap();
        put(&client, &PUT, body).await.unwrap();
        let requests = server.requests();
        assert_eq!(requests.len(), 2);
        assert!(requests.iter().all(|request| request.ends_with("\r\n\r\nhello")), "{requests:?}");
        assert!(requests.iter().all(|request| !request.contains("UNSIGNED-PAYLOAD")), "{requests:?}");
    }
    let error = put(&client, &PUT, Body::reader(&b"hello"[..], Some(5))).await.unwrap_err();
    let expected = "PutFile failed: an error without a code (503); not retried, because its body is a stream that can't be \
                    sent again";
    assert_eq!((error.to_string().as_str(), error.attempts(), server.requests().len()), (expected, 1, 1));
    assert!(server.requests()[0].contains("x-amz-content-sha256: UNSIGNED-PAYLOAD"));
}

#[tokio::test]
async fn lengths_are_those_that_were_said() {
    let client = |server: &Server| builder(&server.url()).max_attempts(3).build().unwrap();
    for (source, problem) in [
        (vec![Ok("hell".into())], "the body ends 1 bytes before its length"),
        (vec![Ok("hello".into()), Ok("!".into())], "the body is longer than its length"),
        (vec![Ok("he".into()), Err("disk failure".into())], "disk failure"),
    ] {
        let server = Server::new([answer(200, "", "")]);
        let source = Mutex::new(Some(source));
        // A body of bytes would be hashed, and refused before it is sent.
        let body = Body::stream(Sized(pieces(source.into_inner().unwrap().unwrap()), 5));
        let error = put(&client(&server), &PUT, body).await.unwrap_err();
        let report = error.report().to_string();
        assert!(report.contains("the body of the request can't be read") && report.contains(problem), "{report}");
    }
    // A reader is not read beyond its length.
    let server = Server::new([answer(200, "", "")]);
    put(&client(&server), &PUT, Body::reader(&b"hello!"[..], Some(5))).await.unwrap();
    assert!(server.requests()[0].ends_with("\r\n\r\nhello"));
}

/// A body that declares a length of its own.
struct Sized(Body, u64);

impl HttpBody for Sized {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        hyper::body::SizeHint::with_exact(self.1)
    }
}

/// A request for a part of a file; a response in memory is never a part.
#[tokio::test]
async fn parts_of_a_file_are_a_success() {
    let client = builder(&Server::new([answer(206, "", "part")]).url()).build().unwrap();
    assert_eq!(get(&client).await.unwrap().collect(9).await.unwrap(), "part");
    let error = put(&client, &PUT, Body::from("hello")).await.unwrap_err();
    assert!(error.is_malformed(), "{error}");
}

#[tokio::test]
async fn heads_describe_the_body() {
    let transport = RecordingTransport::new().respond(200, "").respond(200, "").respond(200, "");
    let client = builder("http://localhost:1").transport(transport.clone()).build().unwrap();
    put(&client, &PUT, pieces([Ok("hello".into())])).await.unwrap();
    put(&client, &PUT_SIZED, Body::from("hello")).await.unwrap();
    put(&client, &PUT_SIZED, Body::empty()).await.unwrap();
    let error = put(&client, &PUT_SIZED, pieces([Ok("hello".into())])).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "PutFile failed: the request can't be sent: expected a body of known length, such as `Body::file`, or \
         `Body::reader` with a length"
    );
    let requests = transport.requests();
    let heads: Vec<_> = requests
        .iter()
        .map(|request| ["content-length", "content-type"].map(|name| request.headers().get(name)?.to_str().ok()))
        .collect();
    let stream = Some("application/octet-stream");
    assert_eq!(heads, [[None, stream], [Some("5"), stream], [Some("0"), None]]);
    assert_eq!(requests[0].body(), "hello");
}

/// Responds with a head, and with a body that never arrives.
#[derive(Debug)]
struct Stalling;

struct Silence;

impl HttpBody for Silence {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Pending
    }
}

impl Transport for Stalling {
    fn send(&self, _: Request<Body>) -> Answer<'_> {
        Box::pin(async { Ok(Response::new(Body::stream(Silence))) })
    }
}

#[tokio::test(start_paused = true)]
async fn pauses_of_a_download_are_limited() {
    let timeouts = Timeouts::disabled().idle(Duration::from_secs(7));
    let client = builder("http://localhost:1").transport(Stalling).timeouts(timeouts).build().unwrap();
    let mut body = get(&client).await.unwrap();
    let start = tokio::time::Instant::now();
    let error = body.chunk().await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed().as_secs()), (TransportErrorKind::Timeout, 7));
    assert_eq!(body.chunk().await.unwrap(), None, "the stream has ended");
    // Time counts only while the caller waits.
    let mut body = get(&client).await.unwrap();
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert!(tokio::time::timeout(Duration::from_secs(6), body.chunk()).await.is_err());
}

/// Reads a piece of the body every 50 seconds, and responds after the last one.
#[derive(Debug)]
struct Slow;

impl Transport for Slow {
    fn send(&self, request: Request<Body>) -> Answer<'_> {
        Box::pin(async {
            let mut body = request.into_body();
            while body.chunk().await?.is_some() {
                tokio::time::sleep(Duration::from_secs(50)).await;
            }
            tokio::time::sleep(Duration::from_secs(70)).await;
            Err(TransportError::new(TransportErrorKind::Other, "too late"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_last_as_long_as_a_stream_is_sent() {
    let client = builder("http://localhost:1").transport(Slow).build().unwrap();
    let start = tokio::time::Instant::now();
    let error = put(&client, &PUT, pieces(zeros(10 * PIECE as u64))).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let elapsed = start.elapsed().as_secs();
    assert!((500..=620).contains(&elapsed), "{elapsed} s");
}

#[cfg(not(feature = "http2"))]
#[tokio::test]
async fn http2_needs_its_feature() {
    static GET_HTTP2: Operation = Operation::new("GetFile", "GET", "/file", 200).response_stream().http2();
    let client = builder("http://127.0.0.1:1").build().unwrap();
    let call = client.0.call_streaming::<_, Nothing>(&GET_HTTP2, Nothing {}, RequestBody::none()).await;
    let report = call.unwrap_err().report().to_string();
    assert!(report.contains("HTTP/2 needs the feature http2 of this crate, or another transport"), "{report}");
    assert!(!report.contains("attempt"), "{report}");
}
