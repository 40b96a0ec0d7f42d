//! The open connections of a listener, up to a limit.
//!
//! At the limit, the connection that has waited longest for its client is closed in favour of a new one. A connection
//! whose request is being answered is not closed.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::task::{AbortHandle, JoinSet};

use super::locked;

/// The time since which a connection has waited for its client, if it waits. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Activity(Arc<Mutex<Option<Instant>>>);

/// The open connections.
#[derive(Debug)]
pub(crate) struct Connections {
    tasks: JoinSet<()>,
    open: Vec<(AbortHandle, Activity)>,
    limit: usize,
}

impl Activity {
    /// Starts with a connection that waits.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Some(Instant::now()))))
    }

    /// Marks the connection as busy: a whole request has arrived.
    pub fn answering(&self) {
        *locked(&self.0) = None;
    }

    /// Marks the connection as waiting from now on.
    pub fn waiting(&self) {
        *locked(&self.0) = Some(Instant::now());
    }

    /// Returns whether the connection waits for its client.
    pub fn is_waiting(&self) -> bool {
        self.waiting_since().is_some()
    }

    fn waiting_since(&self) -> Option<Instant> {
        *locked(&self.0)
    }
}

impl Connections {
    /// Starts without connections.
    pub fn new(limit: usize) -> Self {
        Self { tasks: JoinSet::new(), open: Vec::new(), limit }
    }

    /// Serves a new connection. At the limit, a waiting connection is closed for it.
    pub fn spawn(&mut self, activity: Activity, connection: impl Future<Output = ()> + Send + 'static) {
        self.open.retain(|(task, _)| !task.is_finished());
        if self.open.len() >= self.limit {
            self.give_way();
        }
        self.open.push((self.tasks.spawn(connection), activity));
    }

    /// Closes the connection that has waited longest, if one waits.
    pub fn give_way(&mut self) {
        let waiting = self.open.iter().enumerate();
        let waiting = waiting.filter_map(|(index, (_, activity))| Some((activity.waiting_since()?, index)));
        if let Some((_, index)) = waiting.min() {
            self.open.swap_remove(index).0.abort();
        }
    }

    /// Returns whether there is room for another connection, or one would give way to it.
    pub fn has_room(&self) -> bool {
        self.tasks.len() < self.limit || self.open.iter().any(|(_, activity)| activity.is_waiting())
    }

    /// Waits for the next connection to end; `None` if there is none.
    pub async fn next_end(&mut self) -> Option<()> {
        self.tasks.join_next().await.map(drop)
    }
}
