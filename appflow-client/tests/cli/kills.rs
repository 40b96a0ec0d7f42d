//! A fake with a state file, killed at any instant while clients write: nothing that was acknowledged is lost.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use appflow_client::types::CreateConnectorProfileRequest;
use tokio::sync::Notify;

use crate::support::{Files, Served, document};

const ROUNDS: usize = 8;
const WRITERS: usize = 8;

/// What the writers have to say.
#[derive(Default)]
struct Notes {
    acknowledged: Mutex<BTreeSet<String>>,
    /// Those that got no answer.
    open: Mutex<BTreeSet<String>>,
    count: AtomicUsize,
    progress: Notify,
}

fn request(name: &str) -> CreateConnectorProfileRequest {
    let request: CreateConnectorProfileRequest = serde_json::from_value(document(name)).expect("a request");
    request.client_token(format!("token-{name}"))
}

/// Writes until the fake is gone.
async fn write(client: appflow_client::Client, notes: Arc<Notes>, prefix: String) {
    for number in 0.. {
        let name = format!("{prefix}-{number}");
        let result = client.create_connector_profile(request(&name)).await;
        match result {
            Ok(_) => notes.acknowledged.lock().expect("no writer panics").insert(name),
            Err(error) => {
                assert_eq!(error.status(), None, "{error}");
                notes.open.lock().expect("no writer panics").insert(name);
                break;
            }
        };
        notes.count.fetch_add(1, Ordering::SeqCst);
        notes.progress.notify_one();
    }
}

/// Kills the fake after so many more acknowledgements, while the writers go on.
async fn kill(mut fake: Served, notes: &Arc<Notes>, round: usize, after: usize) {
    let goal = notes.count.load(Ordering::SeqCst) + after;
    let client = fake.client();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| tokio::spawn(write(client.clone(), Arc::clone(notes), format!("r{round}-w{writer}"))))
        .collect();
    while notes.count.load(Ordering::SeqCst) < goal {
        notes.progress.notified().await;
    }
    fake.kill();
    for writer in writers {
        writer.await.expect("no writer panics");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost() {
    let files = Files::new();
    let notes = Arc::new(Notes::default());
    let serve = || files.serve(&["--state", "state", "--quota", "100000"]);
    // A sequence of small numbers that has no pattern, and is the same each time.
    let mut instant = 7_usize;
    for round in 0..ROUNDS {
        let fake = serve();
        let names = BTreeSet::from_iter(fake.names());
        let acknowledged = notes.acknowledged.lock().unwrap().clone();
        let lost: Vec<_> = acknowledged.difference(&names).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?}");
        // What got no answer may be there or not, but nothing else is.
        let open = std::mem::take(&mut *notes.open.lock().unwrap());
        assert!(names.difference(&acknowledged).all(|name| open.contains(name)), "round {round}");
        for name in open.iter().chain(acknowledged.first()) {
            let response = fake.client().create_connector_profile(request(name)).await;
            response.unwrap_or_else(|error| panic!("round {round}, again with the same token: {error}"));
            notes.acknowledged.lock().unwrap().insert(name.clone());
        }
        let expected = notes.acknowledged.lock().unwrap().clone();
        assert_eq!(BTreeSet::from_iter(fake.names()), expected, "round {round}");
        instant = (instant * 31 + 17) % 61;
        kill(fake, &notes, round, instant).await;
    }
    assert!(notes.acknowledged.lock().unwrap().len() > ROUNDS);
}
