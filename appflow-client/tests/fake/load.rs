//! Many calls at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use appflow_client::fake::FakeAppFlow;

use crate::support::request;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_at_256_at_once() {
    const CALLS: usize = 10_000;
    const AT_ONCE: usize = 256;
    let builder = FakeAppFlow::builder().quota(CALLS).remember_requests(100);
    let fake = builder.start().await.unwrap();
    let (client, next) = (fake.client(), Arc::new(AtomicUsize::new(0)));
    let workers: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (client, next) = (client.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= CALLS {
                        break;
                    }
                    client.create_connector_profile(request(&format!("crm-{number}"))).await.unwrap();
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!((fake.profiles().len(), fake.request_count(), fake.requests().len()), (CALLS, CALLS as u64, 100));
    // The pool opens some connections that are needed only briefly; most calls reuse one.
    assert!(fake.connections() <= CALLS as u64 / 10, "{}", fake.connections());
}
