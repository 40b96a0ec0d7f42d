//! Faults: each has the documented effect, and does not affect the next request.

use std::io::ErrorKind;
use std::time::Duration;

use appflow_client::fake::{FakeAppFlow, Fault};
use appflow_client::types::{ListFlowsRequest, ModeledError};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

use crate::support::{Raw, control, document, names, read, request};

/// Sends a request over a connection of its own.
async fn sent(fake: &FakeAppFlow) -> TcpStream {
    let mut stream = TcpStream::connect(fake.address()).await.expect("the fake listens");
    let bytes = Raw::create(&document("crm", "t")).signed(&fake.address().to_string());
    stream.write_all(&bytes).await.expect("the fake reads");
    stream
}

/// Returns all bytes received, and the end of the connection.
async fn bytes(fake: &FakeAppFlow) -> (Vec<u8>, Result<(), ErrorKind>) {
    let mut stream = sent(fake).await;
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes).await;
    (bytes, end.map(drop).map_err(|error| error.kind()))
}

async fn faulty(fault: Fault) -> FakeAppFlow {
    let fake = FakeAppFlow::start().await.expect("a free port");
    fake.faults().push(fault);
    fake
}

/// Checks whether the request took effect, and that the next one is handled normally.
async fn check_after(fake: FakeAppFlow, fault: Fault) {
    assert_eq!(!fake.profiles().is_empty(), fault.has_effect(), "{fault:?}");
    let answer = read(&mut sent(&fake).await).await;
    assert_eq!(answer.status, 200, "{fault:?}");
    assert_eq!((names(&fake), fake.faults().pending(), fake.faults().injected()), (vec!["crm".to_owned()], 0, 1));
    assert_eq!(fake.requests()[0].fault, Some(fault));
    assert_eq!(fake.requests()[1].fault, None);
}

#[tokio::test]
async fn connections_are_reset() {
    for fault in [Fault::ResetBefore, Fault::ResetAfter] {
        let fake = faulty(fault.clone()).await;
        assert_eq!(bytes(&fake).await, (vec![], Err(ErrorKind::ConnectionReset)), "{fault:?}");
        assert_eq!(fake.requests()[0].status, None);
        check_after(fake, fault).await;
    }
}

#[tokio::test]
async fn a_body_is_cut_in_half() {
    let fake = faulty(Fault::HalfBody).await;
    let (found, end) = bytes(&fake).await;
    let text = String::from_utf8(found).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").expect("the head is whole");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    let length: usize = head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap().parse().unwrap();
    assert_eq!((body.len(), end), (length / 2, Ok(())));
    check_after(fake, Fault::HalfBody).await;
}

#[tokio::test]
async fn errors_are_the_services() {
    #[track_caller]
    fn check(found: (u16, &str, Option<&str>), expected: (u16, &str, Option<&str>)) {
        assert_eq!(found, expected);
    }
    let seconds = |seconds| Fault::Throttling { retry_after: Some(Duration::from_secs(seconds)) };
    for (fault, expected) in [
        (Fault::InternalError, (500, "InternalServerException", None)),
        (Fault::InternalErrorAfter, (500, "InternalServerException", None)),
        (Fault::Unavailable, (503, "ServiceUnavailableException", None)),
        (Fault::Throttling { retry_after: None }, (429, "ThrottlingException", None)),
        (seconds(0), (429, "ThrottlingException", Some("0"))),
        (seconds(7), (429, "ThrottlingException", Some("7"))),
    ] {
        let fake = faulty(fault.clone()).await;
        let answer = read(&mut sent(&fake).await).await;
        let (status, code) = answer.code();
        check((status, code, answer.header("retry-after")), expected);
        assert_eq!((fake.requests()[0].status, fake.requests()[0].code), (Some(expected.0), Some(expected.1)));
        check_after(fake, fault).await;
    }
}

#[tokio::test]
async fn garbage_is_malformed() {
    let fake = faulty(Fault::NotHttp).await;
    let (found, end) = bytes(&fake).await;
    assert!(!found.is_empty() && !found.starts_with(b"HTTP") && end.is_ok(), "{end:?}");
    check_after(fake, Fault::NotHttp).await;
    let fake = faulty(Fault::NotJson).await;
    let answer = read(&mut sent(&fake).await).await;
    assert_eq!(answer.status, 200);
    assert!(serde_json::from_slice::<serde_json::Value>(&answer.body).is_err());
    check_after(fake, Fault::NotJson).await;
}

#[tokio::test]
async fn delays_are_tokios() {
    let hour = Duration::from_secs(3600);
    for fault in [Fault::Delay(hour), Fault::DelayAnswer(hour)] {
        let fake = faulty(fault.clone()).await;
        let mut stream = sent(&fake).await;
        while fake.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        // The effect comes before the delay, or after it.
        assert_eq!(!fake.profiles().is_empty(), matches!(fault, Fault::DelayAnswer(_)), "{fault:?}");
        tokio::time::pause();
        let start = Instant::now();
        assert_eq!(read(&mut stream).await.status, 200);
        assert!(start.elapsed() >= hour - Duration::from_secs(1), "{:?}", start.elapsed());
        tokio::time::resume();
        check_after(fake, fault).await;
    }
}

#[tokio::test]
async fn whoever_does_not_wait_has_no_effect() {
    let fake = faulty(Fault::Delay(Duration::from_secs(3600))).await;
    let stream = sent(&fake).await;
    while fake.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    drop(stream);
    assert_eq!(read(&mut sent(&fake).await).await.status, 200);
    assert_eq!((fake.request_count(), fake.requests()[0].status, fake.profiles().len()), (2, None, 1));
}

#[tokio::test]
async fn an_answer_drips() {
    for every in [Duration::ZERO, Duration::from_secs(60)] {
        let fake = faulty(Fault::SlowDrip(every)).await;
        let mut stream = sent(&fake).await;
        while fake.profiles().is_empty() {
            tokio::task::yield_now().await;
        }
        tokio::time::pause();
        let start = Instant::now();
        let answer = read(&mut stream).await;
        assert_eq!(answer.status, 200);
        assert!(start.elapsed() >= every * 200, "{:?}", start.elapsed());
        tokio::time::resume();
        check_after(fake, Fault::SlowDrip(every)).await;
    }
}

#[tokio::test]
async fn they_come_in_their_order_and_then_by_the_plan() {
    let fake = FakeAppFlow::start().await.unwrap();
    let faults = fake.faults();
    faults.plan(|request| {
        request.client_token.as_deref().filter(|token| *token == "planned").map(|_| Fault::Unavailable)
    });
    faults.push(Fault::InternalError);
    faults.push(Fault::Throttling { retry_after: None });
    assert_eq!(faults.pending(), 2);
    let status = async |token: &str| Raw::create(&document("crm", token)).send(&fake).await.status;
    assert_eq!(status("planned").await, 500);
    assert_eq!(status("planned").await, 429);
    assert_eq!(status("planned").await, 503);
    assert_eq!(status("other").await, 200);
    assert_eq!(faults.injected(), 3);
    faults.push(Fault::InternalError);
    faults.clear();
    assert_eq!(status("other").await, 200);
    assert_eq!(status("planned").await, 409);
}

#[tokio::test]
async fn a_seed_repeats_itself() {
    async fn statuses(seed: u64, share: f64) -> Vec<u16> {
        let fake = FakeAppFlow::start().await.unwrap();
        let choices = [Fault::InternalError, Fault::Unavailable, Fault::Throttling { retry_after: None }];
        fake.faults().random(seed, share, choices);
        let mut statuses = Vec::new();
        for _ in 0..40 {
            statuses.push(Raw::create(&document("crm", "t")).send(&fake).await.status);
        }
        statuses
    }
    let first = statuses(7, 0.5).await;
    println!("seed 7: {first:?}");
    assert_eq!(statuses(7, 0.5).await, first);
    assert_ne!(statuses(8, 0.5).await, first);
    for status in [200, 429, 500, 503] {
        assert!(first.contains(&status), "{status}");
    }
    assert!(statuses(7, 0.0).await.iter().all(|status| *status == 200));
    assert!(statuses(7, 1.0).await.iter().all(|status| *status != 200));
    let fake = FakeAppFlow::start().await.unwrap();
    fake.faults().random(7, 1.0, []);
    assert_eq!(Raw::create(&document("crm", "t")).send(&fake).await.status, 200);
}

#[tokio::test]
async fn the_client_finds_each_of_them_out() {
    for fault in Fault::ALL {
        let fake = FakeAppFlow::start().await.unwrap();
        let choices = [fault.clone()];
        fake.faults().random(1, 1.0, choices);
        let result = fake.client().create_connector_profile(request("crm")).await;
        let passes = matches!(fault, Fault::Delay(_) | Fault::DelayAnswer(_) | Fault::SlowDrip(_));
        assert_eq!(result.is_ok(), passes, "{fault:?}: {result:?}");
        assert_eq!(!fake.profiles().is_empty(), fault.has_effect(), "{fault:?}");
    }
}

#[tokio::test]
async fn a_connection_goes_on_after_a_whole_answer() {
    let fake = FakeAppFlow::start().await.unwrap();
    let mut stream = TcpStream::connect(fake.address()).await.unwrap();
    let bytes = Raw::create(&document("crm", "t")).signed(&fake.address().to_string());
    let faults = Fault::ALL
        .into_iter()
        .filter(|fault| !matches!(fault, Fault::ResetBefore | Fault::ResetAfter | Fault::HalfBody | Fault::NotHttp));
    for fault in faults {
        fake.faults().push(fault);
        stream.write_all(&bytes).await.unwrap();
        read(&mut stream).await;
        stream.write_all(&bytes).await.unwrap();
        assert_eq!(read(&mut stream).await.status, 200);
    }
    assert_eq!((fake.connections(), fake.faults().injected()), (1, 9));
}

#[tokio::test]
async fn each_error_of_the_model_can_be_asked_for() {
    let fake = FakeAppFlow::start().await.unwrap();
    let errors = [
        ("AccessDeniedException", 403),
        ("ConflictException", 409),
        ("ConnectorAuthenticationException", 401),
        ("ConnectorServerException", 400),
        ("InternalServerException", 500),
        ("ResourceNotFoundException", 404),
        ("ServiceQuotaExceededException", 402),
        ("ThrottlingException", 429),
        ("UnsupportedOperationException", 400),
        ("ValidationException", 400),
    ];
    let client = fake.client_builder().max_attempts(1).build().unwrap();
    for (name, status) in errors {
        let faults = json!({ "faults": [{ "fault": "error", "code": name }] });
        control(&fake, "/_fake/faults", faults).await;
        let error = client.list_flows(ListFlowsRequest::new()).await.unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(status), Some(name)));
        assert_eq!(error.modeled().map(ModeledError::code), Some(name));
    }
    let faults = json!({ "faults": [{ "fault": "error", "code": "OtherException" }] }).to_string();
    let answer = Raw::post("/_fake/faults", faults).send_unsigned(&fake).await;
    let expected = "/_fake/: unknown code, expected that of an error of the service";
    assert_eq!((answer.status, answer.message().as_str()), (400, expected));
}
