//! An HTTP/1.1 server on loopback that sends given bytes, valid or not.
//!
//! It parses requests itself, so that the tests see the bytes as received rather than a library's interpretation.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as received.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// The reaction of the server to a request.
pub enum Reply {
    /// Sends these bytes and keeps the connection.
    Keep(Vec<u8>),
    /// Sends these bytes and closes the connection.
    Close(Vec<u8>),
    /// Sends these bytes one by one, each in a packet of its own, and closes the connection.
    Drip(Vec<u8>),
    /// Sends these bytes repeatedly until the client closes the connection.
    Flood(Vec<u8>, Vec<u8>),
    /// Sends nothing until the client closes the connection.
    Silence,
}

/// A server that runs until the test ends.
pub struct Server {
    address: SocketAddr,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    closed: AtomicUsize,
    requests: Mutex<Vec<Received>>,
}

impl Server {
    /// Starts a server that responds to each request with this function.
    pub fn start(answer: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("the port");
        let (seen, answer) = (Arc::new(Seen::default()), Arc::new(answer));
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let (seen, answer) = (Arc::clone(&shared), Arc::clone(&answer));
                thread::spawn(move || {
                    serve(stream, &seen, &*answer);
                    seen.closed.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, seen }
    }

    /// Starts a server with this response to every request.
    pub fn answering(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let answer = response(status, headers, body.as_bytes());
        Self::start(move |_| Reply::Keep(answer.clone()))
    }

    /// Returns its URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns all requests received, in order.
    pub fn requests(&self) -> Vec<Received> {
        self.seen.requests.lock().expect("no handler panics").clone()
    }

    /// Returns the only request received.
    #[track_caller]
    pub fn request(&self) -> Received {
        let requests = self.requests();
        assert_eq!(requests.len(), 1);
        requests[0].clone()
    }

    /// Returns the number of connections.
    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// Returns the number of connections that have ended.
    pub fn closed(&self) -> usize {
        self.seen.closed.load(Ordering::SeqCst)
    }
}

impl Received {
    /// Returns the value of a header, which must be unique.
    #[track_caller]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(found, _)| found.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "header {name} is there twice");
        value
    }
}

/// Returns a response with the length of its body.
pub fn response(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status} Status\r\nContent-Length: {}\r\n", body.len()).into_bytes();
    for (name, value) in headers {
        bytes.extend(format!("{name}: {value}\r\n").into_bytes());
    }
    bytes.extend(b"\r\n");
    bytes.extend(body);
    bytes
}

fn serve(mut stream: TcpStream, seen: &Seen, answer: &dyn Fn(&Received) -> Reply) {
    stream.set_nodelay(true).expect("a socket");
    let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
    while let Some(request) = read(&mut reader) {
        seen.requests.lock().expect("no handler panics").push(request.clone());
        // A client may close the connection at any time, which stops the response.
        match answer(&request) {
            Reply::Keep(bytes) => drop(stream.write_all(&bytes)),
            Reply::Close(bytes) => return drop(stream.write_all(&bytes)),
            Reply::Drip(bytes) => return drop(bytes.iter().try_for_each(|byte| stream.write_all(&[*byte]))),
            Reply::Flood(head, bytes) => {
                drop(stream.write_all(&head));
                while stream.write_all(&bytes).is_ok() {}
                return;
            }
            Reply::Silence => return drop(reader.read_to_end(&mut Vec::new())),
        }
    }
}

/// Reads a request; `None` at the end of the connection.
fn read(reader: &mut impl BufRead) -> Option<Received> {
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
        Some(line.strip_suffix("\r\n").expect("lines end with CR and LF").to_owned())
    };
    let first = line()?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    assert_eq!(words.next().as_deref(), Some("HTTP/1.1"));
    let mut headers = Vec::new();
    loop {
        let line = line()?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').expect("a header has a colon");
        headers.push((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()));
    }
    let mut request = Received { method, target, headers, body: Vec::new() };
    let length = request.header("content-length").map_or(0, |length| length.parse().expect("a length"));
    request.body.resize(length, 0);
    reader.read_exact(&mut request.body).ok()?;
    Some(request)
}
