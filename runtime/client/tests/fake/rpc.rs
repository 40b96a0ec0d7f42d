//! A fake of a service that speaks awsJson: counters, which requests name in the header `X-Amz-Target`.

use std::collections::BTreeMap;
use std::sync::Mutex;

use tinsmith_client::codegen::endpoint::{Endpoint, EndpointError, Parameters};
use tinsmith_client::codegen::{AwsJson1_0, AwsJson1_1, Handle, Operation, Protocol, QueryCompatible, Service};
use tinsmith_client::fake::{
    Answer, Application, Failure, FakeServer, Fault, Request, Route, ServerBuilder, Setup, StatusCode,
};
use tinsmith_client::{Credentials, Error};
use tinsmith_types::Structure;
use tinsmith_types::codegen::prelude::{LONG, STRING};
use tinsmith_types::codegen::{ErrorShape, Kind, Member, Schema};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

static ADD: Operation = Operation::rpc("Add", "Counters_V1.Add");
static RESET: Operation = Operation::rpc("Reset", "Counters_V1.Reset");
static GONE: Operation = Operation::rpc("Gone", "Counters_V1.Gone");
static ROUTES: [Route; 2] = [Route::new::<AddInput>(&ADD), Route::new::<tinsmith_types::Unit>(&RESET)];
static NAME: Schema = Schema::new("Name", Kind::String).length(1, 5);

shape!(AddInput {
    "name" => name: String = Member::required("name", &NAME),
    "by" => by: Option<i64> = Member::optional("by", &LONG),
});

shape!(AddOutput {
    "value" => value: i64 = Member::required("value", &LONG),
});

shape!(NoSuchCounter {
    "message" => message: Option<String> = Member::optional("message", &STRING),
});

impl ErrorShape for NoSuchCounter {
    const QUERY_CODE: Option<&'static str> = Some("Counters.NonExistent");

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

#[derive(Clone, Debug, PartialEq)]
enum CountersError {
    NoSuchCounter(NoSuchCounter),
}

tinsmith_types::codegen::service_error!(CountersError, { NoSuchCounter });

/// The service, with a protocol.
#[derive(Debug)]
struct Counters<P>(std::marker::PhantomData<fn() -> P>);

impl<P: Protocol + std::fmt::Debug> Service for Counters<P> {
    const ID: &'static str = "Counters";
    const SIGNING_NAME: &'static str = "counters";
    const VERSION: &'static str = "2026-11-30";
    const ENDPOINT_URL_VARIABLE: &'static str = "AWS_ENDPOINT_URL_COUNTERS";
    type Error = CountersError;
    type Protocol = P;
    type Client = Handle<Self>;

    fn endpoint(parameters: &Parameters) -> Result<Endpoint, EndpointError> {
        parameters.endpoint.as_deref().map(Endpoint::new).ok_or_else(EndpointError::exhausted)
    }

    fn client(handle: Handle<Self>) -> Handle<Self> {
        handle
    }
}

/// The state machine: counters by name; `x` never exists.
#[derive(Default)]
struct FakeCounters(Mutex<BTreeMap<String, i64>>);

impl Application for FakeCounters {
    fn routes(&self) -> &'static [Route] {
        &ROUTES
    }

    async fn call(&self, request: Request) -> Result<Answer, Failure> {
        let mut counters = self.0.lock().expect("no test panics with it");
        if request.operation() == "Reset" {
            counters.clear();
            return request.answer(&tinsmith_types::Unit::default());
        }
        let input: AddInput = request.decode()?;
        if input.name == "x" {
            let failure = Failure::new(StatusCode::BAD_REQUEST, "NoSuchCounter", "There is no such counter.");
            return Err(failure.query_code("Counters.NonExistent"));
        }
        let value = counters.entry(input.name).or_default();
        *value += input.by.unwrap_or(1);
        request.answer(&AddOutput { value: *value })
    }
}

async fn start() -> FakeServer<FakeCounters> {
    let credentials = Credentials::new("AKIDFAKECOUNTERS", "hunter2", None, None, "fake");
    let builder = ServerBuilder::new("counters", credentials);
    builder.start(|_: Setup| FakeCounters::default()).await.expect("a port is free")
}

fn client<P: Protocol + std::fmt::Debug>(fake: &FakeServer<FakeCounters>) -> Handle<Counters<P>> {
    let builder = fake.client_builder::<Counters<P>>().validation(tinsmith_client::Validation::Off);
    builder.build().expect("everything is set")
}

fn add(name: &str, by: Option<i64>) -> AddInput {
    AddInput { name: name.into(), by }
}

/// Calls both operations, and checks every kind of failure.
async fn check<P: Protocol + std::fmt::Debug>(code: &str) {
    let fake = start().await;
    let client = client::<P>(&fake);
    let call = async |input: AddInput| -> Result<AddOutput, Error<CountersError>> { client.call(&ADD, input).await };
    assert_eq!(call(add("a", Some(3))).await.expect("it counts").value, 3);
    assert_eq!(call(add("a", None)).await.expect("it counts").value, 4);
    let reset = client.call::<_, tinsmith_types::Unit>(&RESET, tinsmith_types::Unit::default());
    reset.await.expect("it is reset");
    fake.faults().push(Fault::Throttling { retry_after: None });
    assert_eq!(call(add("a", None)).await.expect("the second attempt succeeds").value, 1);
    let error = call(add("x", None)).await.expect_err("there is none");
    assert_eq!((error.status(), error.code()), (Some(400), Some(code)));
    assert_eq!(error.message(), Some("There is no such counter."));
    assert!(matches!(error.modeled(), Some(CountersError::NoSuchCounter(_))), "{error:?}");
    let error = call(add("too long", None)).await.expect_err("the name is too long");
    assert_eq!((error.status(), error.code()), (Some(400), Some("ValidationException")));
    let gone: Result<AddOutput, _> = client.call(&GONE, add("a", None)).await;
    assert_eq!(gone.expect_err("the fake does not have it").code(), Some("UnknownOperationException"));
    let operations: Vec<_> = fake.requests().into_iter().map(|request| request.operation).collect();
    assert_eq!(operations[..3], [Some("Add"), Some("Add"), Some("Reset")]);
    assert_eq!(operations.last(), Some(&None));
}

#[tokio::test]
async fn both_versions() {
    check::<AwsJson1_0>("NoSuchCounter").await;
    check::<AwsJson1_1>("NoSuchCounter").await;
}

#[tokio::test]
async fn codes_of_the_query_protocol() {
    check::<QueryCompatible<AwsJson1_0>>("Counters.NonExistent").await;
}

/// Sends a request without a signature, and reads its answer.
async fn send(fake: &FakeServer<FakeCounters>, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(fake.address()).await.expect("the fake listens");
    let head =
        format!("POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 2\r\n{headers}");
    stream.write_all(format!("{head}\r\n{{}}").as_bytes()).await.expect("the fake reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("the fake answers");
    answer
}

#[tokio::test]
async fn answers_are_in_the_version_of_the_request() {
    let fake = start().await;
    for version in ["1.0", "1.1"] {
        let headers = format!("content-type: application/x-amz-json-{version}\r\nx-amz-target: Counters_V1.Add\r\n");
        let answer = send(&fake, "/", &headers).await;
        assert!(answer.contains(&format!("content-type: application/x-amz-json-{version}\r\n")), "{answer}");
        assert!(answer.contains(r#""__type":"MissingAuthenticationToken"#), "{answer}");
        assert!(!answer.contains("x-amzn-errortype"), "{answer}");
    }
    // Without a target, or with another path, there is no operation; with another content type, the protocol is
    // unknown.
    let json = "content-type: application/x-amz-json-1.0\r\n";
    assert!(send(&fake, "/", json).await.starts_with("HTTP/1.1 404 "));
    let target = "x-amz-target: Counters_V1.Add\r\n";
    assert!(send(&fake, "/other", &format!("{json}{target}")).await.starts_with("HTTP/1.1 404 "));
    let answer = send(&fake, "/", &format!("content-type: text/plain\r\n{target}")).await;
    assert!(answer.contains("x-amzn-errortype: "), "{answer}");
}
