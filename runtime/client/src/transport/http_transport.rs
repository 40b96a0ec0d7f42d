//! The default transport: HTTP/1.1 by hyper over a pool of connections, and HTTP/2 for requests that require it.
//!
//! The body of a response is a stream: its reader decides how much of it is read.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{fmt, io};

use http::header::PROXY_AUTHORIZATION;
use http::{Request, Response, Version};
use http_body_util::BodyExt;
use hyper_util::client::legacy;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::runtime::Id;

use super::connector::Connector;
use super::proxy::Proxies;
use super::{Answer, Transport, TransportError, TransportErrorKind, causes};
use crate::Body;
use crate::config::ConfigError;

/// The maximum idle time of a connection. AWS's load balancers close idle connections after a minute or less, and a
/// connection that is about to be closed should not be used.
const IDLE: Duration = Duration::from_secs(20);

/// The maximum number of pools; the least recently used one is dropped.
const POOLS: usize = 16;

/// HTTP/1.1 with a pool of connections for each tokio runtime that uses it. With the feature `http2`, HTTP/2 requests
/// have pools of their own; on a plain http connection, they use HTTP/2 without negotiation.
///
/// A connection is driven by the runtime that opened it, so another runtime never waits for it. A program that calls
/// from several runtimes can share one transport; each runtime opens connections of its own.
///
/// A transport created here ignores proxy variables and trusts the machine's certificate authorities;
/// [`Builder::from_env`](crate::Builder::from_env) sets up one that follows the environment.
pub struct HttpTransport {
    connector: Connector,
    /// The pools, with the one of the most recently used runtime last.
    pools: Mutex<Vec<(Pool, Client)>>,
}

/// The runtime that drives a pool's connections, and whether they use HTTP/2.
type Pool = (Id, bool);

type Client = Arc<legacy::Client<Connector, Body>>;

impl HttpTransport {
    /// Creates a transport for http alone. Without `connect_timeout`, it waits for a connection as long as the system
    /// does.
    pub fn plain(connect_timeout: Option<Duration>) -> Self {
        Self::new(Connector::plain(connect_timeout))
    }

    /// Creates a transport for https and http, which trusts the certificate authorities of the machine.
    ///
    /// # Errors
    ///
    /// Fails if the machine has no certificate authorities: install some, or set `SSL_CERT_FILE`.
    #[cfg(feature = "tls")]
    pub fn with_tls(connect_timeout: Option<Duration>) -> Result<Self, crate::BoxError> {
        Ok(Self::new(Connector::with_tls(super::tls::connector()?, connect_timeout)))
    }

    /// Creates the transport of a client, with TLS only if the endpoint needs it.
    #[cfg_attr(not(feature = "tls"), allow(unused_variables, reason = "there is no TLS"))]
    pub(crate) fn for_client(
        is_https: bool,
        connect_timeout: Option<Duration>,
        proxies: Proxies,
        ca_bundle: Option<&Path>,
    ) -> Result<Self, ConfigError> {
        // The machine's certificate authorities are read only for an endpoint or a proxy that needs them.
        #[cfg(feature = "tls")]
        if is_https || proxies.any() {
            let tls = match ca_bundle {
                Some(bundle) => super::tls::bundle(bundle)?,
                None => super::tls::connector().map_err(ConfigError::Tls)?,
            };
            return Ok(Self::new(Connector::with_tls(tls, connect_timeout).proxies(proxies)));
        }
        #[cfg(not(feature = "tls"))]
        if is_https {
            return Err(ConfigError::Tls("expected the feature tls of this crate, or `.transport(…)`".into()));
        }
        Ok(Self::new(Connector::plain(connect_timeout).proxies(proxies)))
    }

    fn new(connector: Connector) -> Self {
        Self { connector, pools: Mutex::default() }
    }

    /// Returns the hyper client with the connections of a pool.
    fn client(&self, pool: Pool) -> Client {
        // A panic elsewhere can't leave a partial value.
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        match pools.iter().position(|(known, _)| *known == pool) {
            Some(index) => pools[index..].rotate_left(1),
            None => {
                if pools.len() >= POOLS {
                    pools.remove(0);
                }
                let mut builder = legacy::Client::builder(TokioExecutor::new());
                builder.pool_timer(TokioTimer::new()).pool_idle_timeout(IDLE);
                #[cfg(feature = "http2")]
                if pool.1 {
                    let client =
                        builder.timer(TokioTimer::new()).http2_only(true).build(self.connector.clone().http2());
                    pools.push((pool, Arc::new(client)));
                    return Arc::clone(&pools[pools.len() - 1].1);
                }
                pools.push((pool, Arc::new(builder.build(self.connector.clone()))));
            }
        }
        Arc::clone(&pools[pools.len() - 1].1)
    }

    async fn exchange(&self, mut request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            let cause = "expected to be called in a tokio runtime";
            return Err(TransportError::new(TransportErrorKind::Runtime, cause));
        };
        let is_http2 = request.version() == Version::HTTP_2;
        if is_http2 && !cfg!(feature = "http2") {
            let cause = "HTTP/2 needs the feature http2 of this crate, or another transport";
            return Err(TransportError::new(TransportErrorKind::Runtime, cause));
        }
        if let Some(credentials) = self.connector.authorization(request.uri()) {
            request.headers_mut().insert(PROXY_AUTHORIZATION, credentials);
        }
        let response = self.client((runtime.id(), is_http2)).request(request).await.map_err(classify)?;
        Ok(response.map(|body| Body::stream(body.map_err(cut_short))))
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: Request<Body>) -> Answer<'_> {
        Box::pin(self.exchange(request))
    }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HttpTransport").finish_non_exhaustive()
    }
}

fn classify(error: legacy::Error) -> TransportError {
    let source = std::error::Error::source(&error);
    let kind = match source.and_then(|source| source.downcast_ref::<hyper::Error>()) {
        _ if error.is_connect() => {
            let known =
                source.and_then(|source| causes(source).find_map(|cause| cause.downcast_ref::<TransportError>()));
            known.map_or(TransportErrorKind::Connect, TransportError::kind)
        }
        Some(cause) if cause.is_timeout() => TransportErrorKind::Timeout,
        Some(cause) if cause.is_parse() => TransportErrorKind::Malformed,
        Some(cause) if cause.is_user() => TransportErrorKind::Body,
        Some(_) => TransportErrorKind::Interrupted,
        None => TransportErrorKind::Other,
    };
    TransportError::new(kind, error)
}

/// Converts the error of a response body that ended early.
fn cut_short(error: hyper::Error) -> TransportError {
    let source = std::error::Error::source(&error).and_then(|source| source.downcast_ref::<io::Error>());
    let kind = match source.map(io::Error::kind) {
        // Invalid chunks, or an invalid length.
        Some(io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData) => TransportErrorKind::Malformed,
        _ if error.is_parse() => TransportErrorKind::Malformed,
        _ if error.is_timeout() => TransportErrorKind::Timeout,
        _ => TransportErrorKind::Interrupted,
    };
    TransportError::new(kind, error)
}

#[cfg(test)]
#[cfg(feature = "tls")]
mod tests {
    use std::sync::Arc;

    use bytes::Bytes;
    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::crypto::ring;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
    use tokio_rustls::rustls::{RootCertStore, ServerConfig};

    use super::*;

    /// Starts a server with a certificate for `localhost`, and returns its port.
    async fn server() -> (CertificateDer<'static>, u16) {
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = TlsAcceptor::from(Arc::new(config.clone())).accept(stream).await else { continue };
                assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
                stream.read_exact(&mut [0; 16]).await.unwrap();
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi").await.unwrap();
                stream.shutdown().await.unwrap();
            }
        });
        (cert.der().clone(), port)
    }

    async fn get(transport: HttpTransport, url: String) -> Result<Bytes, TransportError> {
        let request = Request::builder().uri(url).body(Body::empty()).unwrap();
        transport.send(request).await?.into_body().collect(100).await
    }

    fn trusting(certificate: CertificateDer<'static>) -> HttpTransport {
        let mut roots = RootCertStore::empty();
        roots.add(certificate).unwrap();
        HttpTransport::new(Connector::with_tls(super::super::tls::trusting(roots).unwrap(), None))
    }

    /// Returns the texts of an error and its causes.
    fn report(error: &TransportError) -> String {
        causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
    }

    #[track_caller]
    fn check(result: Result<Bytes, TransportError>, kind: TransportErrorKind, expected: &str) {
        let error = result.expect_err("no connection");
        assert_eq!((error.kind(), report(&error).as_str()), (kind, expected));
    }

    #[tokio::test]
    async fn servers_are_who_they_say_they_are() {
        let (certificate, port) = server().await;
        let body = get(trusting(certificate.clone()), format!("https://localhost:{port}/")).await;
        assert_eq!(body.unwrap(), "hi");
        let result = get(trusting(certificate), format!("https://127.0.0.1:{port}/")).await;
        let expected = "no secure connection: invalid peer certificate: certificate not valid for name \"127.0.0.1\"; \
                        certificate is only valid for DnsName(\"localhost\")";
        check(result, TransportErrorKind::Tls, expected);
        let (other, _) = server().await;
        let result = get(trusting(other), format!("https://localhost:{port}/")).await;
        check(result, TransportErrorKind::Tls, "no secure connection: invalid peer certificate: BadSignature");
    }

    #[tokio::test(start_paused = true)]
    async fn connections_are_not_waited_for_longer_than_the_limit() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://127.0.0.1:{}/", listener.local_addr().unwrap().port());
        let tls = super::super::tls::trusting(RootCertStore::empty()).unwrap();
        // The TCP connection is open, but the server sends no handshake.
        let transport = HttpTransport::new(Connector::with_tls(tls, Some(Duration::from_millis(3100))));
        let start = tokio::time::Instant::now();
        let error = get(transport, url).await.expect_err("no connection");
        assert_eq!((error.kind(), start.elapsed().as_millis()), (TransportErrorKind::Connect, 3100));
        assert_eq!(report(&error), "no connection: no connection within 3.1s");
        assert!(error.is_timeout());
    }

    #[tokio::test]
    async fn https_is_never_plain() {
        let (certificate, port) = server().await;
        let result = get(HttpTransport::plain(None), format!("https://localhost:{port}/")).await;
        check(
            result,
            TransportErrorKind::Connect,
            "no connection: https needs the feature tls of this crate, or another transport",
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let plain = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi").await.unwrap();
            // Read until the client closes the connection.
            drop(stream.read_to_end(&mut Vec::new()).await);
        });
        let result = get(trusting(certificate), format!("https://localhost:{plain}/")).await;
        check(
            result,
            TransportErrorKind::Tls,
            "no secure connection: received corrupt message of type InvalidContentType",
        );
    }
}
