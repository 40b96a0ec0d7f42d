//! How long the parts of a call may take.

use std::time::Duration;

/// Limits of time, each of which may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) call: Option<Duration>,
    pub(crate) idle: Option<Duration>,
}

impl Default for Timeouts {
    /// 3.1 seconds for a connection, as AWS's SDKs have it, a minute for an attempt and for a pause in a stream, and none
    /// for the whole call.
    fn default() -> Self {
        let minute = Some(Duration::from_secs(60));
        Self { connect: Some(Duration::from_millis(3100)), attempt: minute, call: None, idle: minute }
    }
}

impl Timeouts {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// No limits at all: a call may wait for ever.
    pub const fn disabled() -> Self {
        Self { connect: None, attempt: None, call: None, idle: None }
    }

    /// For a connection, with name resolution and TLS. It is the default transport's, and not known to another.
    pub const fn connect(mut self, limit: Duration) -> Self {
        self.connect = Some(limit);
        self
    }

    /// For an attempt: from the moment that it is signed to the last byte of the answer. If the answer is a stream, to the
    /// end of its head; while a stream is sent, from the last piece that was sent.
    pub const fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// For the whole call, with all its attempts and the waiting between them. If the answer is a stream, its body is
    /// not a part of the call.
    pub const fn call(mut self, limit: Duration) -> Self {
        self.call = Some(limit);
        self
    }

    /// For a pause in the stream of bytes that an answer is: from one piece to the next, while the caller waits for it.
    pub const fn idle(mut self, limit: Duration) -> Self {
        self.idle = Some(limit);
        self
    }
}
