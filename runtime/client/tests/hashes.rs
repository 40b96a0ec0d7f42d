//! Hashes of bodies in headers, fixed headers, labels with a default, and endpoints in inputs.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::{Request, Response};
use support::{Created, Nothing, ServiceError, builder};
use tinsmith_client::codegen::{Algorithm, Operation, RequestBody};
use tinsmith_client::transport::RecordingTransport;
use tinsmith_client::{Body, Error};
use tinsmith_types::Structure;
use tinsmith_types::codegen::{Location, Member, Members, MembersMut, Schema, prelude};

static STORE: Operation = Operation::new("Store", "POST", "/{account}/store", 200)
    .request_stream("application/octet-stream")
    .headers(&[("x-version", "2"), ("x-hash", "of no member")])
    .label_default("account", "-")
    .tree_hash("x-tree-hash");
static ASK: Operation = Operation::new("Ask", "POST", "/ask", 200).endpoint_member("url");

#[derive(Clone, Debug, Default, PartialEq)]
struct Store {
    account: Option<String>,
    hash: Option<String>,
    tree: Option<String>,
    url: Option<String>,
}

impl Structure for Store {
    const SCHEMA: &'static Schema = {
        static SCHEMA: Schema = Schema::structure(
            "Store",
            &[
                Member::optional("account", &prelude::STRING).at(Location::Label, ""),
                Member::optional("hash", &prelude::STRING).at(Location::Header, "x-hash"),
                Member::optional("tree", &prelude::STRING).at(Location::Header, "x-tree-hash"),
                Member::optional("url", &prelude::STRING),
            ],
        );
        &SCHEMA
    };

    fn unset() -> Self {
        Self::default()
    }

    fn visit<V: Members>(&self, visitor: &mut V) -> bool {
        let values = [&self.account, &self.hash, &self.tree, &self.url];
        Self::SCHEMA.members().iter().zip(values).all(|(member, value)| visitor.member(member, value))
    }

    /// The tests read no such structure.
    fn visit_mut<V: MembersMut>(&mut self, _: &str, _: &mut V) {}
}

tinsmith_types::codegen::structure!(Store);

const HELLO: &str = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

/// Calls `Store` with one failed attempt before the successful one, and returns what was sent.
async fn store(input: Store, body: Body) -> Result<Vec<Request<bytes::Bytes>>, Error<ServiceError>> {
    let transport = RecordingTransport::new().respond(503, "").respond(200, "");
    let client = builder("http://localhost:1").transport(transport.clone()).build().unwrap();
    client.0.call_streaming::<_, Nothing>(&STORE, input, RequestBody::bytes(body)).await?;
    Ok(transport.requests())
}

fn header<'a>(request: &'a Request<bytes::Bytes>, name: &str) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test(start_paused = true)]
async fn replayable_bodies_are_hashed_once() {
    let opened = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&opened);
    let source = Body::replayable(Some(11), move || {
        counter.fetch_add(1, Ordering::Relaxed);
        Body::reader(&b"hello world"[..], Some(11))
    });
    for body in [Body::from("hello world"), source] {
        let sent = store(Store::default(), body).await.unwrap();
        assert_eq!(sent.len(), 2);
        for request in &sent {
            assert_eq!(header(request, "x-tree-hash"), Some(HELLO));
            assert_eq!(header(request, "x-amz-content-sha256"), Some(HELLO));
            let authorization = header(request, "authorization").unwrap();
            assert!(authorization.contains("x-amz-content-sha256;") && authorization.contains(";x-tree-hash"));
            assert_eq!(request.body(), "hello world");
        }
    }
    assert_eq!(opened.load(Ordering::Relaxed), 3, "once for the hashes, and once for each attempt");
}

#[tokio::test(start_paused = true)]
async fn bodies_that_are_read_once_need_a_hash_of_the_caller() {
    let once = || Body::reader(&b"hello world"[..], Some(11));
    let error = store(Store::default(), once()).await.unwrap_err();
    assert!(error.to_string().contains("or the checksum as a member of the request"), "{error}");
    assert_eq!(error.attempts(), 0);
    let input = Store { tree: Some("given".to_owned()), ..Store::default() };
    let error = store(input.clone(), once()).await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(503), 1), "it is sent, but not again");
    // A body in memory is hashed as well for its signature, and the given hash stays.
    let sent = store(input, Body::from("hello world")).await.unwrap();
    assert_eq!(header(&sent[0], "x-tree-hash"), Some("given"));
}

#[tokio::test(start_paused = true)]
async fn labels_have_defaults_and_members_replace_headers() {
    for (account, path) in [(None, "/-/store"), (Some(""), "/-/store"), (Some("1"), "/1/store")] {
        let input = Store { account: account.map(str::to_owned), ..Store::default() };
        let sent = store(input, Body::empty()).await.unwrap();
        assert_eq!(sent[0].uri().path(), path);
        assert_eq!((header(&sent[0], "x-version"), header(&sent[0], "x-hash")), (Some("2"), Some("of no member")));
    }
    let sent = store(Store { hash: Some("h".to_owned()), ..Store::default() }, Body::empty()).await.unwrap();
    assert_eq!(header(&sent[0], "x-hash"), Some("h"));
}

#[tokio::test(start_paused = true)]
async fn the_endpoint_is_a_member_of_the_input() {
    let transport = RecordingTransport::new().respond(200, "").respond(200, "");
    let client = builder("http://localhost:1").transport(transport.clone()).build().unwrap();
    let ask = |url: Option<&str>| {
        let input = Store { url: url.map(str::to_owned), ..Store::default() };
        client.0.call::<_, Nothing>(&ASK, input)
    };
    ask(Some("https://other.example.com/")).await.unwrap();
    ask(None).await.unwrap();
    let found: Vec<_> = transport.requests().iter().map(|request| request.uri().to_string()).collect();
    assert_eq!(found, ["https://other.example.com/ask", "http://localhost:1/ask"]);
    // The rules for endpoints apply to it: no plain text to another machine, and no user name.
    for url in ["http://other.example.com", "https://user@other.example.com", "other"] {
        let error = ask(Some(url)).await.unwrap_err();
        assert_eq!(error.attempts(), 0, "{error}");
    }
}

/// The older checksum, which has an algorithm of its own.
#[tokio::test(start_paused = true)]
async fn content_md5() {
    static PUT: Operation = Operation::new("Put", "PUT", "/put", 200).request_stream("text/plain").checksum();
    let put = async |body: Body| {
        let transport = RecordingTransport::new().respond(200, "");
        let client = builder("http://localhost:1").transport(transport.clone()).build().unwrap();
        client.0.call_streaming::<_, Nothing>(&PUT, Nothing {}, RequestBody::bytes(body)).await?;
        Ok::<_, Error<ServiceError>>(header(&transport.requests()[0], "content-md5").map(str::to_owned))
    };
    let source = Body::replayable(None, || Body::reader(&b"hello world"[..], None));
    for body in [Body::from("hello world"), source] {
        assert_eq!(put(body).await.unwrap().as_deref(), Some("XrY7u+Ae7tCTyyK7j1rNww=="));
    }
    let error = put(Body::reader(&b"hello world"[..], None)).await.unwrap_err();
    assert!(error.to_string().contains("expected a body that can be read twice"), "{error}");
}

static READ: Operation = Operation::new("Read", "POST", "/read", 200)
    .headers(&[("x-mode", "ENABLED")])
    .response_checksum("x-mode", &[Algorithm::Crc32, Algorithm::Sha1]);

/// An answer in memory whose checksum differs is read anew by the next attempt.
#[tokio::test(start_paused = true)]
async fn answers_that_were_changed_on_their_way() {
    let call = async |answers: &[(&str, &str)]| {
        let answer = |transport: RecordingTransport, (name, checksum): &(&str, &str)| {
            let response = Response::builder().header("content-type", "application/json").header(*name, *checksum);
            transport.answer(Ok(response.body(r#"{"arn":"u"}"#.into()).unwrap()))
        };
        let transport = answers.iter().fold(RecordingTransport::new(), answer);
        let client = builder("http://localhost:1").transport(transport.clone()).max_attempts(2).build().unwrap();
        let result = client.0.call::<_, Created>(&READ, Nothing {}).await;
        (result.map(|output| output.arn), transport.requests().len())
    };
    let (right, wrong) = (("x-amz-checksum-crc32", "8zoBsQ=="), ("x-amz-checksum-crc32", "AAAAAA=="));
    assert!(matches!(call(&[right]).await, (Ok(Some(_)), 1)));
    assert!(matches!(call(&[("x-amz-checksum-sha256", "no algorithm of the operation")]).await, (Ok(Some(_)), 1)));
    assert!(matches!(call(&[wrong, right]).await, (Ok(Some(_)), 2)));
    let (Err(error), 2) = call(&[wrong, wrong]).await else { panic!("the checksum is another") };
    assert!(error.is_malformed() && error.is_retryable(), "{error}");
    assert!(
        error.report().to_string().contains("the CRC32 checksum of the answer does not match"),
        "{}",
        error.report()
    );
}
