//! A server for one connection, which reads a request and sends a response in given pieces.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

/// A request as it was received.
#[derive(Debug)]
pub struct Request {
    pub head: String,
    pub body: Vec<u8>,
}

impl Request {
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Answers one request with these pieces, each flushed alone, and closes the connection.
pub fn answer<T: AsRef<[u8]> + Send + 'static>(pieces: Vec<T>) -> (String, Receiver<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        stream.set_nodelay(true).unwrap();
        // A client may cancel its request.
        let Some(request) = read(&mut stream) else { return };
        // The test may ignore it.
        let _ = sender.send(request);
        for piece in pieces {
            // The client may close the connection.
            if stream.write_all(piece.as_ref()).is_err() {
                return;
            }
        }
    });
    (url, receiver)
}

/// The head of an answer whose body is chunked.
pub const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nx-amzn-requestid: 7a\r\n";

/// Returns a chunk of a body; an empty chunk is the last one.
pub fn chunk(bytes: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

fn read(stream: &mut TcpStream) -> Option<Request> {
    let head = read_head(stream)?;
    let mut request = Request { head, body: Vec::new() };
    if request.header("transfer-encoding") == Some("chunked") {
        loop {
            match read_chunk(stream)? {
                chunk if chunk.is_empty() => break,
                chunk => request.body.extend(chunk),
            }
        }
    } else {
        let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
        request.body.resize(length, 0);
        stream.read_exact(&mut request.body).ok()?;
    }
    Some(request)
}

pub fn read_head(stream: &mut TcpStream) -> Option<String> {
    read_to(stream, b"\r\n\r\n")
}

/// Reads the next chunk, which is empty at the end of a body.
pub fn read_chunk(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let line = read_to(stream, b"\r\n")?;
    let length = usize::from_str_radix(line.trim_end(), 16).unwrap();
    let mut chunk = vec![0; length + 2];
    stream.read_exact(&mut chunk).ok()?;
    chunk.truncate(length);
    Some(chunk)
}

fn read_to(stream: &mut TcpStream, end: &[u8]) -> Option<String> {
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(end) {
        stream.read_exact(&mut byte).ok()?;
        text.extend(byte);
    }
    Some(String::from_utf8(text).unwrap())
}

/// Answers requests one after another, each on a connection of its own, and returns them.
pub fn answer_each(answers: Vec<String>) -> (String, Receiver<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for answer in answers {
            let mut stream = listener.accept().unwrap().0;
            let Some(request) = read(&mut stream) else { return };
            // The test may not look at it.
            let _ = sender.send(request);
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (url, receiver)
}
