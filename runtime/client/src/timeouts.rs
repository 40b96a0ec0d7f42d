//! How long the parts of a call may take.

use std::time::Duration;

/// Limits of time, each of which may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) call: Option<Duration>,
}

impl Default for Timeouts {
    /// 3.1 seconds for a connection, as AWS's SDKs have it, a minute for an attempt, and none for the whole call.
    fn default() -> Self {
        Self { connect: Some(Duration::from_millis(3100)), attempt: Some(Duration::from_secs(60)), call: None }
    }
}

impl Timeouts {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// No limits at all: a call may wait for ever.
    pub const fn disabled() -> Self {
        Self { connect: None, attempt: None, call: None }
    }

    /// For a connection, with name resolution and TLS. It is the default transport's, and not known to another.
    pub const fn connect(mut self, limit: Duration) -> Self {
        self.connect = Some(limit);
        self
    }

    /// For an attempt: from the moment that it is signed to the last byte of the answer.
    pub const fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// For the whole call, with all its attempts and the waiting between them.
    pub const fn call(mut self, limit: Duration) -> Self {
        self.call = Some(limit);
        self
    }
}
