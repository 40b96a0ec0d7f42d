//! Kills a fake while writers send it requests.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::support::Served;

/// Counts the requests that the fake has acknowledged.
#[derive(Default)]
pub struct Acknowledgements {
    count: AtomicUsize,
    progress: Notify,
}

impl Acknowledgements {
    /// Counts one more request.
    pub fn add(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
        self.progress.notify_one();
    }

    /// Returns the number of requests.
    pub fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }
}

/// Kills the fake once it has acknowledged `goal` requests in all, while the writers go on until it is gone.
pub async fn kill(mut fake: Served, acknowledged: &Acknowledgements, goal: usize, writers: Vec<JoinHandle<()>>) {
    while acknowledged.count() < goal {
        acknowledged.progress.notified().await;
    }
    fake.kill();
    for writer in writers {
        writer.await.expect("no writer panics");
    }
}
