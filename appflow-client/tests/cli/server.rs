//! A server on this machine with responses set by the test, optionally over TLS.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// The server, whose thread ends with the test.
pub struct Server {
    pub port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

/// The response to a request: a status and a JSON document.
pub type Answer = (u16, String);

impl Server {
    /// Responds by the number of the request, from 0, and its text.
    pub fn new(answer: impl FnMut(usize, &str) -> Answer + Send + 'static) -> Self {
        Self::with(answer, |stream| Some(Box::new(stream) as Box<dyn Stream>))
    }

    /// Starts the server with TLS, and also returns the certificate in PEM.
    pub fn encrypted(answer: impl FnMut(usize, &str) -> Answer + Send + 'static) -> (Self, String) {
        let rcgen::CertifiedKey { cert, signing_key } =
            rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
        let config = ServerConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .expect("ring has them")
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .expect("the key is that of the certificate");
        let config = Arc::new(config);
        let tls = move |stream| {
            let connection = ServerConnection::new(config.clone()).ok()?;
            Some(Box::new(StreamOwned::new(connection, stream)) as Box<dyn Stream>)
        };
        (Self::with(answer, tls), pem(cert.der()))
    }

    fn with(
        mut answer: impl FnMut(usize, &str) -> Answer + Send + 'static,
        open: impl Fn(std::net::TcpStream) -> Option<Box<dyn Stream>> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let Some(mut stream) = open(stream) else { continue };
                let Some(request) = read(&mut stream) else { continue };
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                let (status, body) = answer(seen.len(), &request);
                seen.push(request);
                let head = format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\nconnection: close\r\n");
                // Required in responses with tokens of instances.
                let head = head + "x-aws-ec2-metadata-token-ttl-seconds: 600\r\n";
                // A client that has closed the connection is not an error of the test.
                let _ =
                    write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len()).and_then(|()| stream.flush());
            }
        });
        Self { port, requests }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Returns all requests so far, with their bodies.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Starts a server with these responses in turn, each with the status 200; further requests get errors.
pub fn answers<const N: usize>(bodies: [serde_json::Value; N]) -> Server {
    Server::new(move |index, _| match bodies.get(index) {
        Some(body) => (200, body.to_string()),
        None => (400, r#"{"__type":"ValidationException","message":"no more pages"}"#.to_owned()),
    })
}

/// A connection, encrypted or not.
pub trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

/// Reads a request of a known length.
fn read(stream: &mut dyn Stream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let mut text = String::new();
    while !text.ends_with("\r\n\r\n") {
        if reader.read_line(&mut text).ok()? == 0 {
            return None;
        }
    }
    let lower = text.to_ascii_lowercase();
    let length = lower.split_once("content-length: ").and_then(|(_, rest)| rest.split("\r\n").next()?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(text + &String::from_utf8_lossy(&body))
}

fn pem(certificate: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(certificate);
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
}
