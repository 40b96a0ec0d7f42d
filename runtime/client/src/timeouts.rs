//! The time limits of a call and its parts.

use std::time::Duration;

/// Time limits, each of which is optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) call: Option<Duration>,
    pub(crate) idle: Option<Duration>,
}

impl Default for Timeouts {
    /// 3.1 seconds for a connection, as in AWS's SDKs, one minute for an attempt and for a pause in a stream, and no
    /// limit for the whole call.
    fn default() -> Self {
        let minute = Some(Duration::from_secs(60));
        Self { connect: Some(Duration::from_millis(3100)), attempt: minute, call: None, idle: minute }
    }
}

impl Timeouts {
    /// Creates the default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Disables all limits: a call may wait for ever.
    pub const fn disabled() -> Self {
        Self { connect: None, attempt: None, call: None, idle: None }
    }

    /// Limits the time to connect, including name resolution and TLS. Only the default transport uses it.
    pub const fn connect(mut self, limit: Duration) -> Self {
        self.connect = Some(limit);
        self
    }

    /// Limits an attempt: from its signature to the last byte of the response. If the response is a stream, the limit
    /// ends with its head; while a stream is sent, the limit restarts with each piece that is sent.
    pub const fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// Limits the whole call, with all its attempts and the delays between them. The body of a response that is a
    /// stream is not part of the call.
    pub const fn call(mut self, limit: Duration) -> Self {
        self.call = Some(limit);
        self
    }

    /// Limits the pauses in a response that is a stream of bytes: the time between two pieces while the caller waits.
    pub const fn idle(mut self, limit: Duration) -> Self {
        self.idle = Some(limit);
        self
    }
}
