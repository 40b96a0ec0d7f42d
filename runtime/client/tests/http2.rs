//! HTTP/2, for operations that ask for it: streams in both directions at once, over plain connections.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::convert::Infallible;

use bytes::Bytes;
use http::{Request, Response, Version};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use support::{Nothing, builder};
use tinsmith_client::Body;
use tinsmith_client::codegen::{Operation, RequestBody};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

static ECHO: Operation =
    Operation::new("Echo", "POST", "/echo", 200).request_stream("text/plain").response_stream().http2();
static PLAIN: Operation = Operation::new("Echo", "POST", "/echo", 200).request_stream("text/plain").response_stream();

/// Starts a server that echoes each piece as soon as it arrives.
async fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let echo = service_fn(|request: Request<Incoming>| async move {
                assert_eq!(request.version(), Version::HTTP_2);
                assert!(request.headers().contains_key("authorization"));
                Ok::<_, Infallible>(Response::new(request.into_body().boxed()))
            });
            let builder = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
            tokio::spawn(builder.serve_connection(TokioIo::new(stream), echo));
        }
    });
    url
}

#[tokio::test]
async fn streams_go_both_ways_at_once() {
    let client = builder(&server().await).max_attempts(1).build().unwrap();
    for _ in 0..2 {
        let (mut sender, receiver) = tokio::io::duplex(64);
        let body = RequestBody::bytes(Body::reader(receiver, None));
        let (_, body) = client.0.call_streaming::<_, Nothing>(&ECHO, Nothing {}, body).await.unwrap();
        let mut body = body.into_bytes();
        for text in ["hello", "world"] {
            sender.write_all(text.as_bytes()).await.unwrap();
            assert_eq!(body.chunk().await.unwrap(), Some(Bytes::from(text)));
        }
        drop(sender);
        assert_eq!(body.chunk().await.unwrap(), None);
    }
}

/// The two versions have separate pools: this server refuses HTTP/1.1.
#[tokio::test]
async fn other_operations_speak_http_1() {
    let client = builder(&server().await).max_attempts(1).build().unwrap();
    let body = RequestBody::bytes("hello");
    let (_, echoed) = client.0.call_streaming::<_, Nothing>(&ECHO, Nothing {}, body).await.unwrap();
    assert_eq!(echoed.into_bytes().collect(9).await.unwrap(), "hello");
    let body = RequestBody::bytes("hello");
    assert!(client.0.call_streaming::<_, Nothing>(&PLAIN, Nothing {}, body).await.is_err());
}
