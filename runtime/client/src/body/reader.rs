//! Converts a reader to a body, and a body to a reader.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

use super::Body;

/// The size of the pieces that a reader is read in.
const CHUNK: usize = 64 * 1024;

/// The bytes of a reader, piece by piece.
pub(super) struct Chunks<R> {
    /// `None` once the reader has ended.
    reader: Option<Pin<Box<R>>>,
    /// The number of bytes that are still expected, if the length is known.
    rest: Option<u64>,
    buffer: Vec<u8>,
}

impl<R: AsyncRead> Chunks<R> {
    pub fn new(reader: R, length: Option<u64>) -> Self {
        Self { reader: Some(Box::pin(reader)), rest: length, buffer: Vec::new() }
    }

    /// Returns the size of the next piece, so that nothing beyond the declared length is read.
    fn next_size(&self) -> usize {
        self.rest.map_or(CHUNK, |rest| usize::try_from(rest).unwrap_or(CHUNK).min(CHUNK))
    }

    /// Counts the bytes of a piece.
    fn count(&mut self, length: usize) -> io::Result<()> {
        let Some(rest) = &mut self.rest else { return Ok(()) };
        if length == 0 && *rest > 0 {
            let text = format!("the body ends {rest} bytes before its length");
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, text));
        }
        *rest = rest.saturating_sub(length as u64);
        Ok(())
    }

    /// Takes the bytes at the start of the buffer. Few bytes are copied, so that a slow reader keeps no large buffers.
    fn take(&mut self, length: usize) -> Bytes {
        if length < CHUNK / 2 {
            return Bytes::copy_from_slice(&self.buffer[..length]);
        }
        let mut piece = std::mem::take(&mut self.buffer);
        piece.truncate(length);
        Bytes::from(piece)
    }
}

impl<R: AsyncRead> HttpBody for Chunks<R> {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = &mut *self;
        let size = this.next_size();
        let Some(reader) = this.reader.as_mut().filter(|_| size > 0) else { return Poll::Ready(None) };
        this.buffer.resize(size, 0);
        let mut buffer = ReadBuf::new(&mut this.buffer);
        let read = ready!(reader.as_mut().poll_read(context, &mut buffer));
        let length = buffer.filled().len();
        let result = read.and_then(|()| this.count(length));
        if length == 0 || result.is_err() {
            this.reader = None;
            return Poll::Ready(result.err().map(Err));
        }
        Poll::Ready(Some(Ok(Frame::data(this.take(length)))))
    }

    fn size_hint(&self) -> SizeHint {
        self.rest.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// Reads the bytes of a [`Body`].
pub struct BodyReader {
    body: Body,
    /// The received bytes that were not read yet.
    piece: Bytes,
}

impl BodyReader {
    pub(super) fn new(body: Body) -> Self {
        Self { body, piece: Bytes::new() }
    }
}

impl AsyncRead for BodyReader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        while self.piece.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                None => return Poll::Ready(Ok(())),
                Some(Err(error)) => return Poll::Ready(Err(io::Error::other(error))),
                Some(Ok(frame)) => self.piece = frame.into_data().unwrap_or_default(),
            }
        }
        let length = buffer.remaining().min(self.piece.len());
        buffer.put_slice(&self.piece[..length]);
        self.piece.advance(length);
        Poll::Ready(Ok(()))
    }
}

impl fmt::Debug for BodyReader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("BodyReader").field("body", &self.body).finish_non_exhaustive()
    }
}
