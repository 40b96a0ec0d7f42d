//! Paginated outputs: page by page, item by item, and their end.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_core::Stream;
use http::{Request, Response};
use support::{Client, List, Listed, ServiceError, builder};
use tinsmith_client::transport::{Answer, RecordingTransport};
use tinsmith_client::{Body, Error, Transport};
use tokio::sync::Notify;

/// Returns a client whose service returns these pages in turn, and the record of its requests.
fn service<'a>(pages: impl IntoIterator<Item = &'a str>) -> (Client, RecordingTransport) {
    let respond = |transport: RecordingTransport, page: &str| {
        let status = if page.starts_with('{') { 200 } else { 400 };
        transport.respond(status, page.to_owned())
    };
    let transport = pages.into_iter().fold(RecordingTransport::new(), respond);
    (client(transport.clone()), transport)
}

fn client(transport: impl Transport + 'static) -> Client {
    builder("https://sample.example").max_attempts(1).transport(transport).build().unwrap()
}

/// Returns the bodies of all requests.
fn sent(transport: &RecordingTransport) -> Vec<String> {
    transport.requests().iter().map(|request| String::from_utf8(request.body().to_vec()).unwrap()).collect()
}

/// Returns all items of a stream; an error is the last one, as text.
async fn read<T: std::fmt::Debug>(stream: impl Stream<Item = Result<T, Error<ServiceError>>>) -> Vec<String> {
    let mut stream = pin!(stream);
    let mut items = Vec::new();
    while let Some(item) = std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await {
        items.push(item.map_or_else(|error| error.to_string(), |item| format!("{item:?}")));
    }
    items
}

#[tokio::test]
async fn a_call_that_is_awaited_is_one_page() {
    let (client, transport) = service([r#"{"names":["a"],"next":"1"}"#]);
    let page = client.list(List { token: Some("0".into()), ..List::default() }).await.unwrap();
    assert_eq!((page.names.unwrap(), page.next.unwrap()), (vec!["a".to_owned()], "1".to_owned()));
    assert_eq!(sent(&transport), [r#"{"token":"0"}"#]);
}

#[tokio::test]
async fn pages_up_to_the_last() {
    for last in [r#"{"names":["c"]}"#, r#"{"names":["c"],"next":null}"#, r#"{"names":["c"],"next":""}"#] {
        let (client, transport) =
            service([r#"{"names":["a","b"],"next":"1"}"#, r#"{"next":"2"}"#, r#"{"names":[],"next":"3"}"#, last]);
        let mut pages = client.list(List::default()).pages();
        assert!(transport.requests().is_empty(), "nothing is sent before a page is asked for");
        let mut names = Vec::new();
        while let Some(page) = pages.next().await {
            names.push(page.unwrap().names.unwrap_or_default().len());
        }
        assert_eq!(names, [2, 0, 0, 1]);
        assert_eq!(pages.next_request(), None);
        assert!(pages.next().await.is_none());
        assert_eq!(sent(&transport), ["{}", r#"{"token":"1"}"#, r#"{"token":"2"}"#, r#"{"token":"3"}"#]);
    }
}

#[tokio::test]
async fn items_of_all_pages() {
    let (client, transport) =
        service([r#"{"names":["a","b"],"next":"1"}"#, r#"{"next":"2"}"#, r#"{"names":["c"],"next":""}"#]);
    let mut items = client.list(List::default()).items();
    assert_eq!(items.next().await.unwrap().unwrap(), "a");
    assert_eq!((transport.requests().len(), items.next_request().unwrap().token.as_deref()), (1, Some("1")));
    assert_eq!(read(&mut items).await, [r#""b""#, r#""c""#]);
    assert!(items.next().await.is_none());
    assert_eq!(transport.requests().len(), 3);
}

#[tokio::test]
async fn items_of_a_map_are_its_entries() {
    let (client, transport) =
        service([r#"{"counts":{"b":2,"a":1},"secretNext":"hunter2"}"#, r#"{"counts":{"c":3},"secretNext":""}"#]);
    let items = client.count(List::default()).items();
    assert_eq!(read(items).await, [r#"("a", 1)"#, r#"("b", 2)"#, r#"("c", 3)"#]);
    assert_eq!(sent(&transport)[1], r#"{"secretToken":"hunter2"}"#);
}

#[tokio::test]
async fn after_an_error_the_caller_can_go_on() {
    let (client, transport) = service([r#"{"names":["a"],"next":"1"}"#, "down", r#"{"names":["b"]}"#]);
    let mut items = client.list(List::default()).items();
    assert_eq!(items.next().await.unwrap().unwrap(), "a");
    assert_eq!(items.next().await.unwrap().unwrap_err().status(), Some(400));
    assert!(items.next().await.is_none() && transport.requests().len() == 2);
    let request = items.next_request().expect("the request that failed").clone();
    assert_eq!(request.token.as_deref(), Some("1"));
    assert_eq!(read(client.list(request).items()).await, [r#""b""#]);
}

#[tokio::test]
async fn an_error_of_the_first_page() {
    let (client, _) = service(["down"]);
    let mut pages = client.list(List::default()).pages();
    assert!(pages.next().await.unwrap().is_err());
    assert!(pages.next().await.is_none());
    assert_eq!(pages.next_request(), Some(&List::default()));
    assert!(client.list(List::default()).await.is_err());
}

/// Checks that the pages before the repetition are returned.
#[track_caller]
fn check_repetition(read: &[String], pages: usize) {
    let (error, before) = read.split_last().expect("an error");
    assert!(error.contains("a page token that it had returned before"), "{error}");
    assert_eq!(before.len(), pages);
}

#[tokio::test]
async fn tokens_that_repeat_end_in_an_error() {
    let page = |token: &str| format!(r#"{{"names":["a"],"next":"{token}"}}"#);
    let pages = |tokens: &str| -> Vec<String> { tokens.split(' ').map(page).collect() };
    // The same token again, the token of the first request, and rounds of two and three.
    for (tokens, first, expected) in
        [("1 1", None, 2), ("0", Some("0"), 1), ("1 2 1 2 1 2 1", None, 3), ("1 2 3 1 2 3 1 2 3", None, 6)]
    {
        let pages = pages(tokens);
        let (client, _) = service(pages.iter().map(String::as_str));
        let request = List { token: first.map(str::to_owned), ..List::default() };
        check_repetition(&read(client.list(request.clone()).pages()).await, expected);
        let (client, _) = service(pages.iter().map(String::as_str));
        check_repetition(&read(client.list(request).items()).await, expected);
    }
}

#[tokio::test]
async fn an_endless_repetition_is_the_services_fault() {
    let (client, _) = service([r#"{"next":"1"}"#, r#"{"next":"1"}"#]);
    let mut pages = client.list(List::default()).pages();
    assert!(pages.next().await.unwrap().is_ok() && pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(!error.is_retryable() && !error.may_have_taken_effect() && !error.is_timeout(), "{error}");
    assert_eq!(error.operation(), "ListThings");
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn calls_and_streams_can_go_to_another_thread() {
    fn is_stream<T: Stream<Item = Result<V, Error<ServiceError>>> + Send + Unpin + 'static, V>(stream: T) -> T {
        stream
    }
    let page = r#"{"names":["a"]}"#;
    let (client, _) = service([page, page, page]);
    assert_eq!(tokio::spawn(client.list(List::default())).await.unwrap().unwrap().names.unwrap().len(), 1);
    let pages = is_stream::<_, Listed>(client.list(List::default()).pages());
    assert_eq!(tokio::spawn(read(pages)).await.unwrap().len(), 1);
    let items = is_stream::<_, String>(client.list(List::default()).items());
    assert_eq!(tokio::spawn(read(items)).await.unwrap(), [r#""a""#]);
}

/// Responds once it is opened.
#[derive(Clone, Debug, Default)]
struct Gate(Arc<(Notify, AtomicUsize)>);

impl Transport for Gate {
    fn send(&self, _request: Request<Body>) -> Answer<'_> {
        Box::pin(async move {
            self.0.1.fetch_add(1, Ordering::Relaxed);
            self.0.0.notified().await;
            Ok(Response::new(Body::from(r#"{"names":["a"]}"#)))
        })
    }
}

#[tokio::test]
async fn a_page_that_was_given_up_is_not_asked_for_twice() {
    let gate = Gate::default();
    let mut pages = client(gate.clone()).list(List::default()).pages();
    tokio::select! {
        biased;
        _ = pages.next() => panic!("there is no answer yet"),
        () = std::future::ready(()) => {}
    }
    gate.0.0.notify_one();
    assert_eq!(pages.next().await.unwrap().unwrap().names.unwrap(), ["a"]);
    assert_eq!(gate.0.1.load(Ordering::Relaxed), 1);
}

#[test]
fn debug_output_has_no_request() {
    let (client, _) = service([]);
    let request = || List { token: Some("hunter2".into()), ..List::default() };
    let shown = format!(
        "{:?} {:?} {:?}",
        client.list(request()),
        client.list(request()).pages(),
        client.list(request()).items()
    );
    assert!(shown.contains("ListThings") && !shown.contains("hunter2"), "{shown}");
}
