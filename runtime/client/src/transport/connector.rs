//! Connections to a service: TCP, through a proxy if one is set, and TLS on top of it for https.
//!
//! The scheme of the URI decides whether TLS is used; there is no fallback to plain http.

use std::io;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{HeaderValue, Uri};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tower_service::Service;

use super::proxy::Proxies;
use super::{TransportError, TransportErrorKind};
use crate::BoxError;
use crate::clock::panic_message;

/// A connector for hyper's pool.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector,
    limit: Option<Duration>,
    proxies: Proxies,
    #[cfg(feature = "tls")]
    tls: Option<tokio_rustls::TlsConnector>,
}

/// A stream of bytes, plain or encrypted.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A connection, and whether its other end is a proxy that reads the requests.
pub(super) struct Link {
    stream: Box<dyn Stream>,
    is_proxied: bool,
}

impl Link {
    fn direct(stream: impl Stream + 'static) -> TokioIo<Self> {
        TokioIo::new(Self { stream: Box::new(stream), is_proxied: false })
    }
}

impl Connection for Link {
    fn connected(&self) -> Connected {
        Connected::new().proxy(self.is_proxied)
    }
}

impl AsyncRead for Link {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Link {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

impl Connector {
    /// Creates a connector for http only, with a time limit.
    pub fn plain(limit: Option<Duration>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        Self {
            tcp,
            limit,
            proxies: Proxies::default(),
            #[cfg(feature = "tls")]
            tls: None,
        }
    }

    /// Creates a connector for https and http.
    #[cfg(feature = "tls")]
    pub fn with_tls(tls: tokio_rustls::TlsConnector, limit: Option<Duration>) -> Self {
        Self { tls: Some(tls), ..Self::plain(limit) }
    }

    /// Makes connections that use HTTP/2.
    #[cfg(feature = "http2")]
    pub fn http2(self) -> Self {
        #[cfg(feature = "tls")]
        if let Some(tls) = &self.tls {
            let mut config = tokio_rustls::rustls::ClientConfig::clone(tls.config());
            config.alpn_protocols = vec![b"h2".to_vec()];
            return Self { tls: Some(std::sync::Arc::new(config).into()), ..self };
        }
        self
    }
}

impl Service<Uri> for Connector {
    type Response = TokioIo<Link>;
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

/// Converts a panic while connecting to an error: tokio panics in a runtime without IO or timers, and has no function
/// that checks for them. If panics abort the process, this has no effect.
async fn guarded<T>(connection: impl Future<Output = Result<T, BoxError>>) -> Result<T, BoxError> {
    let mut connection = std::pin::pin!(connection);
    std::future::poll_fn(move |context| {
        // The future is not polled again after a panic.
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
    /// Sets the proxies.
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Returns the proxy credentials that a request to this URI must carry itself.
    pub fn authorization(&self, uri: &Uri) -> Option<HeaderValue> {
        self.proxies.authorization(uri)
    }

    fn connect(&mut self, uri: Uri) -> <Self as Service<Uri>>::Future {
        let is_https = uri.scheme_str() == Some("https");
        match self.proxies.intercept(&uri) {
            None if is_https => {
                let tcp = self.tcp.call(uri.clone());
                self.encrypted(uri, async { Ok(tcp.await?.into_inner()) })
            }
            None => {
                let tcp = self.tcp.call(uri);
                Box::pin(async { Ok(Link::direct(tcp.await?.into_inner())) })
            }
            Some(proxy) => {
                // The connection to the proxy, which may be encrypted as well.
                let mut direct = Self { proxies: Proxies::default(), limit: None, ..self.clone() };
                if is_https {
                    let tunnel = Tunnel::new(proxy.uri().clone(), direct);
                    let mut tunnel = match proxy.basic_auth() {
                        Some(credentials) => tunnel.with_auth(credentials.clone()),
                        None => tunnel,
                    };
                    let stream = tunnel.call(uri.clone());
                    return self.encrypted(uri, async { Ok(stream.await?.into_inner()) });
                }
                let link = direct.connect(proxy.uri().clone());
                Box::pin(async { Ok(TokioIo::new(Link { is_proxied: true, ..link.await?.into_inner() })) })
            }
        }
    }

    /// Starts TLS with the host of the URI over a stream to it.
    #[cfg_attr(not(feature = "tls"), allow(unused_variables, reason = "there is no TLS"))]
    fn encrypted<T>(
        &self,
        uri: Uri,
        stream: impl Future<Output = Result<T, BoxError>> + Send + 'static,
    ) -> <Self as Service<Uri>>::Future
    where
        T: Stream + 'static,
    {
        #[cfg(feature = "tls")]
        if let Some(tls) = self.tls.clone() {
            return Box::pin(async move {
                let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
                let name = tokio_rustls::rustls::pki_types::ServerName::try_from(host.to_owned())?;
                let stream = tls.connect(name, stream.await?).await.map_err(super::tls::error)?;
                Ok(Link::direct(stream))
            });
        }
        Box::pin(async { Err("https needs the feature tls of this crate, or another transport".into()) })
    }
}

fn late(limit: Duration) -> BoxError {
    let text = format!("no connection within {limit:?}");
    io::Error::new(io::ErrorKind::TimedOut, text).into()
}
