//! Connections to a service: TCP, and TLS on top of it for https.
//!
//! Whether https is wanted is what the scheme of the URI says; nothing falls back to plain http.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tower_service::Service;

use super::{TransportError, TransportErrorKind};
use crate::BoxError;
use crate::clock::panic_message;

/// A connector for hyper's pool.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector,
    limit: Option<Duration>,
    #[cfg(feature = "tls")]
    tls: Option<tokio_rustls::TlsConnector>,
}

/// A stream of bytes, plain or encrypted.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

impl Connection for Box<dyn Stream> {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl Connector {
    /// A connector for http alone, which gives up after this time.
    pub fn plain(limit: Option<Duration>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        Self {
            tcp,
            limit,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }

    /// A connector for https, too.
    #[cfg(feature = "tls")]
    pub fn with_tls(tls: tokio_rustls::TlsConnector, limit: Option<Duration>) -> Self {
        Self { tls: Some(tls), ..Self::plain(limit) }
    }
}

impl Service<Uri> for Connector {
    type Response = TokioIo<Box<dyn Stream>>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(context).map_err(BoxError::from)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let (connection, limit) = (self.connect(uri), self.limit);
        Box::pin(guarded(async move {
            let Some(limit) = limit else { return connection.await };
            tokio::time::timeout(limit, connection).await.unwrap_or_else(|_| Err(late(limit)))
        }))
    }
}

/// Turns a panic of a connection into an error: tokio panics where the runtime has no IO or no timers, and has no
/// function that asks it. Where a panic aborts the process, this has no effect.
async fn guarded<T>(connection: impl Future<Output = Result<T, BoxError>>) -> Result<T, BoxError> {
    let mut connection = std::pin::pin!(connection);
    std::future::poll_fn(move |context| {
        // After a panic the future is not polled again.
        let poll = AssertUnwindSafe(|| connection.as_mut().poll(context));
        std::panic::catch_unwind(poll).unwrap_or_else(|panic| Poll::Ready(Err(unsuitable(&*panic))))
    })
    .await
}

fn unsuitable(panic: &(dyn std::any::Any + Send)) -> BoxError {
    let cause = panic_message(panic);
    let expected = "expected a tokio runtime with `enable_io` and `enable_time`";
    TransportError::new(TransportErrorKind::Runtime, format!("{expected}: {cause}")).into()
}

impl Connector {
    fn connect(&mut self, uri: Uri) -> <Self as Service<Uri>>::Future {
        let tcp = self.tcp.call(uri.clone());
        if uri.scheme_str() != Some("https") {
            return Box::pin(async { Ok(TokioIo::new(Box::new(tcp.await?.into_inner()) as Box<dyn Stream>)) });
        }
        #[cfg(feature = "tls")]
        if let Some(tls) = self.tls.clone() {
            return Box::pin(async move {
                let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
                let name = tokio_rustls::rustls::pki_types::ServerName::try_from(host.to_owned())?;
                let stream = tls.connect(name, tcp.await?.into_inner()).await.map_err(super::tls::error)?;
                Ok(TokioIo::new(Box::new(stream) as Box<dyn Stream>))
            });
        }
        Box::pin(async { Err("https needs the feature tls of this crate, or another transport".into()) })
    }
}

fn late(limit: Duration) -> BoxError {
    let text = format!("no connection within {limit:?}");
    std::io::Error::new(std::io::ErrorKind::TimedOut, text).into()
}
