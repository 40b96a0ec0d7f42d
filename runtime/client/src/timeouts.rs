//! The time limits of a call and its parts.

use std::time::Duration;

/// Limits of time, each of which may be absent.
///
/// ```
/// use std::time::Duration;
///
/// use tinsmith_client::Timeouts;
///
/// // Gives up after 30 seconds with all retries, and after 5 seconds for each of them.
/// let timeouts = Timeouts::new().attempt(Duration::from_secs(5)).call(Duration::from_secs(30));
/// // A client sets them by `Builder::timeouts`, or for one call by `Client::with_timeouts`.
/// # assert_ne!(timeouts, Timeouts::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) call: Option<Duration>,
    pub(crate) idle: Option<Duration>,
}

impl Default for Timeouts {
    /// Returns 3.1 seconds for a connection, as in AWS's SDKs, a minute for an attempt and for a pause in a stream, and
    /// no limit for the whole call.
    fn default() -> Self {
        let minute = Some(Duration::from_secs(60));
        Self { connect: Some(Duration::from_millis(3100)), attempt: minute, call: None, idle: minute }
    }
}

impl Timeouts {
    /// Returns the defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns no limits at all: a call may wait forever.
    pub const fn disabled() -> Self {
        Self { connect: None, attempt: None, call: None, idle: None }
    }

    /// Limits the time to open a connection, with name resolution and TLS. Only the default transport knows this limit.
    pub const fn connect(mut self, limit: Duration) -> Self {
        self.connect = Some(limit);
        self
    }

    /// Limits the time of an attempt, from its signature to the last byte of the answer. If the answer is a stream, the
    /// attempt ends with the head of the answer. While a stream is sent, each piece starts the limit anew.
    pub const fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// Limits the time of the whole call, with all its attempts and the waiting between them. If the answer is a
    /// stream, its body is not a part of the call.
    pub const fn call(mut self, limit: Duration) -> Self {
        self.call = Some(limit);
        self
    }

    /// Limits a pause in an answer that is a stream of bytes: the time that a caller waits for the next piece.
    pub const fn idle(mut self, limit: Duration) -> Self {
        self.idle = Some(limit);
        self
    }
}
