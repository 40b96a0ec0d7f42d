//! The socket of a connection, which can alter the bytes that the HTTP server writes.
//!
//! hyper implements HTTP; this module implements faults that no HTTP server has, such as a truncated response.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::locked;

/// The way in which the next answer is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Manner {
    /// Unchanged.
    #[default]
    Whole,
    /// Byte by byte.
    Drip(Duration),
    /// Up to the middle of its body, and then the connection ends.
    Half,
    /// Writes these bytes instead of the answer, and then ends the connection.
    Instead(&'static [u8]),
    /// Resets the connection instead of answering.
    Reset,
    /// This number of further bytes, and then the connection ends.
    UpTo(usize),
}

/// The manner of the next answer. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Script(Arc<Mutex<Manner>>);

impl Script {
    /// Sets the manner of the next answer.
    pub fn set(&self, manner: Manner) {
        *locked(&self.0) = manner;
    }

    /// Returns whether the next answer is written unchanged.
    pub fn is_whole(&self) -> bool {
        self.get() == Manner::Whole
    }

    fn get(&self) -> Manner {
        locked(&self.0).clone()
    }
}

/// A connection.
pub(crate) struct Socket {
    stream: TcpStream,
    script: Script,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Socket {
    /// Creates the socket of a connection that follows a script.
    pub fn new(stream: TcpStream, script: Script) -> Self {
        Self { stream, script, pause: None }
    }

    fn write(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn drip(&mut self, context: &mut Context<'_>, bytes: &[u8], every: Duration) -> Poll<io::Result<usize>> {
        let pause = self.pause.get_or_insert_with(|| Box::pin(sleep(every)));
        ready!(pause.as_mut().poll(context));
        let written = ready!(self.write(context, &bytes[..bytes.len().min(1)]));
        self.pause = None;
        Poll::Ready(written)
    }

    fn up_to(&mut self, context: &mut Context<'_>, bytes: &[u8], left: usize) -> Poll<io::Result<usize>> {
        if left == 0 {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        let written = ready!(self.write(context, &bytes[..bytes.len().min(left)]))?;
        self.script.set(Manner::UpTo(left - written));
        Poll::Ready(Ok(written))
    }

    fn instead(&mut self, context: &mut Context<'_>, bytes: &'static [u8]) -> Poll<io::Result<usize>> {
        let written = ready!(self.write(context, bytes))?;
        match bytes.get(written..).filter(|rest| !rest.is_empty()) {
            Some(rest) => {
                self.script.set(Manner::Instead(rest));
                self.instead(context, rest)
            }
            None => Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.script.get() {
            Manner::Whole => self.write(context, bytes),
            Manner::Drip(every) => self.drip(context, bytes, every),
            Manner::Half => self.up_to(context, bytes, middle(bytes)),
            Manner::UpTo(left) => self.up_to(context, bytes, left),
            Manner::Instead(bytes) => self.instead(context, bytes),
            Manner::Reset => Poll::Ready(Err(io::ErrorKind::ConnectionReset.into())),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if self.script.get() == Manner::Reset {
            // Closing a socket with a linger time of zero resets the connection. If setting it fails, the connection
            // just ends.
            let _ = self.stream.set_zero_linger();
        }
    }
}

/// Returns an offset in the middle of a response's body. hyper writes the head of a small response together with its
/// body.
fn middle(answer: &[u8]) -> usize {
    let head = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").map_or(0, |end| end + 4);
    head + (answer.len() - head) / 2
}
