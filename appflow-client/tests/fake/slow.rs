//! Clients that open connections and are slow to send requests.

use std::time::Duration;

use appflow_client::fake::{FakeAppFlow, Fault};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Raw, document, names, request};

/// Incomplete requests that are never continued.
const BEGINNINGS: [&[u8]; 4] = [
    b"",
    b"POST /create-connector-profile HTTP/1.1\r\n",
    b"POST /create-connector-profile HTTP/1.1\r\nhost: localhost\r\nx: ",
    b"POST /create-connector-profile HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\n{",
];

async fn begin(fake: &FakeAppFlow, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(fake.address()).await.expect("the fake listens");
    stream.write_all(bytes).await.expect("the fake reads");
    stream
}

/// Waits until the fake closes a connection.
async fn closed(mut stream: TcpStream) {
    let mut answer = Vec::new();
    // A reset is an end as well.
    let _ = stream.read_to_end(&mut answer).await;
}

#[tokio::test]
async fn a_request_that_does_not_arrive_is_given_up() {
    let fake = FakeAppFlow::builder().request_timeout(Duration::from_millis(100)).start().await.unwrap();
    for bytes in BEGINNINGS {
        closed(begin(&fake, bytes).await).await;
    }
    // The response may take longer than the limit for the request.
    fake.faults().push(Fault::DelayAnswer(Duration::from_millis(300)));
    assert_eq!(Raw::create(&document("crm", "t")).send(&fake).await.status, 200);
}

#[tokio::test]
async fn a_fake_that_stops_waits_for_answers_alone() {
    // The half-open connections would take all of this time.
    const HOUR: Duration = Duration::from_secs(3600);
    let fake = FakeAppFlow::builder().request_timeout(HOUR).start().await.unwrap();
    let mut open = Vec::new();
    for bytes in BEGINNINGS {
        open.push(begin(&fake, bytes).await);
    }
    fake.faults().push(Fault::DelayAnswer(Duration::from_millis(1500)));
    let raw = Raw::create(&document("slow", "t")).signed(&fake.address().to_string());
    let mut slow = begin(&fake, &raw).await;
    while fake.request_count() == 0 {
        tokio::task::yield_now().await;
    }
    fake.shutdown(HOUR).await;
    assert_eq!(crate::support::read(&mut slow).await.status, 200);
}

#[tokio::test]
async fn half_open_connections_block_no_one() {
    const LIMIT: usize = 8;
    let fake = FakeAppFlow::builder().max_connections(LIMIT).start().await.unwrap();
    // A request that is being answered does not count as waiting.
    fake.faults().push(Fault::DelayAnswer(Duration::from_millis(500)));
    let raw = Raw::create(&document("slow", "t")).signed(&fake.address().to_string());
    let mut slow = begin(&fake, &raw).await;
    while fake.request_count() == 0 {
        tokio::task::yield_now().await;
    }
    let mut open = Vec::new();
    for index in 0..4 * LIMIT {
        open.push(begin(&fake, BEGINNINGS[index % BEGINNINGS.len()]).await);
    }
    fake.client().create_connector_profile(request("crm")).await.unwrap();
    assert_eq!(crate::support::read(&mut slow).await.status, 200);
    assert_eq!(names(&fake), ["crm", "slow"]);
    // Those that have waited longest have been closed.
    for stream in open.drain(..2 * LIMIT) {
        closed(stream).await;
    }
}
