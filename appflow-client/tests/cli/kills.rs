//! A fake with a state file, killed at any instant while clients write: no acknowledged request is lost.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use appflow_client::types::CreateConnectorProfileRequest;

use crate::killing::{Acknowledgements, kill};
use crate::support::{Files, document};

const ROUNDS: usize = 8;
const WRITERS: usize = 8;

/// The names of the profiles that the writers have sent.
#[derive(Default)]
struct Notes {
    acknowledged: Mutex<BTreeSet<String>>,
    /// The profiles without a response.
    open: Mutex<BTreeSet<String>>,
    count: Acknowledgements,
}

fn request(name: &str) -> CreateConnectorProfileRequest {
    let request: CreateConnectorProfileRequest = serde_json::from_value(document(name)).expect("a request");
    request.client_token(format!("token-{name}"))
}

/// Writes until the fake is killed.
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
        notes.count.add();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost() {
    let files = Files::new();
    let notes = Arc::new(Notes::default());
    let serve = || files.serve(&["--state", "state", "--quota", "100000"]);
    // A reproducible sequence of small numbers without a pattern.
    let mut instant = 7_usize;
    for round in 0..ROUNDS {
        let fake = serve();
        let names = BTreeSet::from_iter(fake.names());
        let acknowledged = notes.acknowledged.lock().unwrap().clone();
        let lost: Vec<_> = acknowledged.difference(&names).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?}");
        // Requests without a response may or may not have taken effect; no other may.
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
        let (client, goal) = (fake.client(), notes.count.count() + instant);
        let writers = (0..WRITERS)
            .map(|writer| tokio::spawn(write(client.clone(), Arc::clone(&notes), format!("r{round}-w{writer}"))))
            .collect();
        kill(fake, &notes.count, goal, writers).await;
    }
    assert!(notes.acknowledged.lock().unwrap().len() > ROUNDS);
}
