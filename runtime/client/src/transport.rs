//! Transports, which send a request to a service and return its response: the trait, the default one, and one for
//! tests.
//!
//! A transport sends a request unchanged and once, and follows no redirects; retries are made above it. A response with
//! any status is a response, not an error.

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

/// A future that resolves to a response, or to the reason why there is none.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send + 'a>>;

/// A transport, which sends a signed request once and returns the response.
///
/// The URI of a request is absolute, and its headers are complete. Its version is HTTP/2 if the service requires that.
/// Dropping the future cancels the request. A transport does not retry and follows no redirect: the client decides.
///
/// For tests there is [`RecordingTransport`]. A transport of one's own can wrap another one:
///
/// ```
/// use tinsmith_client::transport::{Answer, HttpTransport, Transport};
/// use tinsmith_client::{Body, Builder};
///
/// #[derive(Debug)]
/// struct Timed<T>(T);
///
/// impl<T: Transport> Transport for Timed<T> {
///     fn send(&self, request: http::Request<Body>) -> Answer<'_> {
///         Box::pin(async move {
///             let start = std::time::Instant::now();
///             let answer = self.0.send(request).await; // never log the request: it contains secrets
///             println!("{:?} after {:?}", answer.as_ref().map(|answer| answer.status()), start.elapsed());
///             answer
///         })
///     }
/// }
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
///
/// let builder: Builder<Users> = Client::builder().transport(Timed(HttpTransport::plain(None)));
/// ```
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request. The future is ready with the head of the answer; the body may be a stream.
    ///
    /// # Errors
    ///
    /// The future fails if no response arrives. The [`TransportErrorKind`] decides whether the call is retried, and
    /// whether the request may have taken effect: use `Connect` only if nothing was sent.
    fn send(&self, request: Request<Body>) -> Answer<'_>;
}

/// There is no answer to a request.
///
/// `Display` shows the kind. The causes are below it, as [`source`](std::error::Error::source).
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    cause: BoxError,
    chain: Option<Box<Cause>>,
}

/// A cause whose text adds something to that of the error above it.
#[derive(Debug)]
struct Cause {
    text: String,
    source: Option<Box<Self>>,
}

impl Cause {
    /// Returns the causes of an error. Causes with an uninformative or repeated text, such as hyper's outermost one,
    /// are skipped.
    fn chain(error: &(dyn std::error::Error + 'static)) -> Option<Box<Self>> {
        let says_more = |cause: &&(dyn std::error::Error + 'static)| {
            !cause.is::<hyper_util::client::legacy::Error>() && !cause.is::<TransportError>()
        };
        let mut texts: Vec<String> = Vec::new();
        for text in causes(error).filter(says_more).map(ToString::to_string) {
            if texts.last().is_none_or(|last| !last.contains(&text)) {
                texts.push(text);
            }
        }
        texts.into_iter().rev().fold(None, |source, text| Some(Box::new(Self { text, source })))
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}

/// The stage at which a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, so the service has received nothing.
    Connect,
    /// TLS failed, for example because the certificate is not trusted, so the service has received nothing.
    Tls,
    /// The tokio runtime or this crate lacks what the transport needs. Nothing was sent, and another attempt does not
    /// help.
    Runtime,
    /// A time limit was exceeded. The request may have taken effect.
    Timeout,
    /// The connection ended before the answer did. The request may have taken effect.
    Interrupted,
    /// The answer is not HTTP. The request may have taken effect.
    Malformed,
    /// The answer has other bytes than its checksum says. The request may have taken effect.
    Corrupted,
    /// The answer is larger than the limit. The request may have taken effect.
    TooLarge,
    /// The request body could not be read, so the request was incomplete.
    Body,
    /// Anything else.
    Other,
}

impl TransportErrorKind {
    /// Describes the kind in a few words.
    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Self::Connect => "no connection",
            Self::Tls => "no secure connection",
            Self::Runtime => "no suitable runtime",
            Self::Timeout => "no answer in time",
            Self::Interrupted => "the connection ended before the answer",
            Self::Malformed => "the answer is not HTTP",
            Self::Corrupted => "the answer was changed on its way",
            Self::TooLarge => "the answer is too large",
            Self::Body => "the body of the request can't be read",
            Self::Other => "no answer",
        }
    }
}

impl TransportError {
    /// Creates an error of this kind, with its cause.
    pub fn new(kind: TransportErrorKind, cause: impl Into<BoxError>) -> Self {
        let cause = cause.into();
        Self { kind, chain: Cause::chain(&*cause), cause }
    }

    /// Returns the cause that was passed to [`new`](Self::new).
    pub fn get_ref(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.cause
    }

    /// Returns how far the request came.
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns whether a time limit was exceeded, by the connection or by the answer.
    pub fn is_timeout(&self) -> bool {
        let timed_out = |error: &(dyn std::error::Error + 'static)| {
            error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut)
        };
        self.kind == TransportErrorKind::Timeout || causes(&*self.cause).any(timed_out)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind.describe())
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.chain.as_deref().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}

fn causes<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}
