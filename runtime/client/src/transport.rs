//! How a request gets to a service and its answer back: a small trait, and the default that is behind it.
//!
//! A transport sends what it is given, once, and follows nothing: whoever retries is above it. An answer with any
//! status is an answer, not an error.

#[cfg(feature = "tls")]
mod tls;

mod connector;
mod http_transport;
mod proxy;
mod recording;

pub use http_transport::HttpTransport;
pub(crate) use proxy::Proxies;
pub use recording::RecordingTransport;

use std::fmt;
use std::pin::Pin;

use http::{Request, Response};

use crate::{Body, BoxError};

/// An answer to come, or the reason why none came.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send + 'a>>;

/// What sends requests.
///
/// The URI of a request is absolute, and its headers are complete. Dropping the future gives the request up.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request; the answer is there as soon as its head is, and its body may be a stream.
    fn send(&self, request: Request<Body>) -> Answer<'_>;
}

/// No answer came.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// How far a request came that got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, so the service has seen nothing of it.
    Connect,
    /// The server could not show who it is, so it has seen nothing of the request.
    Tls,
    /// The tokio runtime lacks what the transport needs, so nothing was sent, and another attempt is of no use.
    Runtime,
    /// The time was over. The service may have done what it was asked.
    Timeout,
    /// The connection ended before the answer did. The service may have done what it was asked.
    Interrupted,
    /// What came back is not HTTP.
    Malformed,
    /// The answer is larger than the limit.
    TooLarge,
    /// Anything else.
    Other,
}

impl TransportErrorKind {
    /// What has happened, in a few words.
    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Self::Connect => "no connection",
            Self::Tls => "no secure connection",
            Self::Runtime => "no suitable tokio runtime",
            Self::Timeout => "no answer in time",
            Self::Interrupted => "the connection ended before the answer",
            Self::Malformed => "the answer is not HTTP",
            Self::TooLarge => "the answer is too large",
            Self::Other => "no answer",
        }
    }
}

impl TransportError {
    /// An error of this kind, with its cause.
    pub fn new(kind: TransportErrorKind, cause: impl Into<BoxError>) -> Self {
        Self { kind, source: cause.into() }
    }

    /// How far the request came.
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether time was the reason, be it that of the connection or that of the answer.
    pub fn is_timeout(&self) -> bool {
        let timed_out = |error: &(dyn std::error::Error + 'static)| {
            error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut)
        };
        self.kind == TransportErrorKind::Timeout || causes(&*self.source).any(timed_out)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind.describe())?;
        let mut last = String::new();
        // hyper's outermost error says only that it is one, and below it may be one of these.
        let says_more = |cause: &&(dyn std::error::Error + 'static)| {
            !cause.is::<hyper_util::client::legacy::Error>() && !cause.is::<Self>()
        };
        for cause in causes(&*self.source).filter(says_more) {
            let text = cause.to_string();
            // Some errors show their cause, which is no reason to show it twice.
            if !last.contains(&text) {
                write!(formatter, ": {text}")?;
                last = text;
            }
        }
        Ok(())
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

fn causes<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}
