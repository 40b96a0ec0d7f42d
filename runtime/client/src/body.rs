//! The body of a request or a response: bytes in memory, or a stream of them.
//!
//! Bytes and files can be sent again by a retry, and so can a source that the caller opens anew; a stream cannot.

mod file;
mod reader;
mod source;
#[cfg(test)]
mod tests;

pub use reader::BodyReader;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use crate::BoxError;
use crate::transport::{TransportError, TransportErrorKind};
use crate::wiped::Buffer;
use source::Source;

/// The body of a request or a response.
///
/// ```
/// use tinsmith_client::Body;
///
/// # async fn upload(stream: tokio::net::TcpStream) -> Result<(), Box<dyn std::error::Error>> {
/// let bytes = Body::from("in memory");
/// let file = Body::file("video.mp4").await?; // Read while it is sent, and once more by each retry.
/// let stream = Body::reader(stream, None); // Sent once.
/// # Ok(())
/// # }
/// ```
///
/// The body of an answer is read in pieces, so that only one piece is in memory, or as a whole with a limit:
///
/// ```
/// use tinsmith_client::Body;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let (mut body, other) = (Body::from("in memory"), Body::from("in memory"));
/// let mut length = 0;
/// while let Some(bytes) = body.chunk().await? {
///     length += bytes.len();
/// }
/// assert_eq!(length, 9);
/// assert_eq!(other.collect(1 << 20).await?, "in memory"); // at most 1 MiB
/// # Ok(())
/// # }
/// ```
///
/// A body that can be read once only is not retried; [`is_replayable`](Self::is_replayable) says which it is.
pub struct Body(Content);

type Stream = Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError> + Send>>;

enum Content {
    Bytes(Bytes),
    Stream(Stream),
    /// A source that is opened at the first read.
    Source(Source),
}

impl Body {
    /// Creates an empty body.
    pub const fn empty() -> Self {
        Self(Content::Bytes(Bytes::new()))
    }

    /// Creates a body that is read while it is sent, and once only. Its length is known if that of `stream` is.
    pub fn stream<B>(stream: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Content::Stream(Box::pin(stream.map_err(Into::into))))
    }

    /// Creates a body that each attempt of a call opens anew, so that it can be sent again. A call whose body is signed
    /// opens it once more, to hash it.
    ///
    /// `open` must return the same bytes each time, of this length if one is given.
    pub fn replayable(length: Option<u64>, open: impl Fn() -> Self + Send + Sync + 'static) -> Self {
        Self(Content::Source(Source::new(length, open)))
    }

    /// Creates a body from a reader, which is read while it is sent, and once only. With a length, no byte after it is
    /// read, and a reader that ends before it fails the call.
    pub fn reader(reader: impl tokio::io::AsyncRead + Send + 'static, length: Option<u64>) -> Self {
        Self::stream(reader::Chunks::new(reader, length))
    }

    /// Creates a body from a file, of the length that it has now. It is read while it is sent, and can be sent again.
    ///
    /// # Errors
    ///
    /// Fails if the file can't be opened, or is not a regular file.
    pub async fn file(path: impl Into<std::path::PathBuf>) -> std::io::Result<Self> {
        file::body(path.into()).await
    }

    /// Returns the bytes, unless the body is a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) | Content::Source(_) => None,
        }
    }

    /// Returns the bytes in memory; empty for a stream.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.as_bytes().map_or(&[], |bytes| bytes)
    }

    /// Returns the number of bytes, if it is known before they are read.
    pub fn length(&self) -> Option<u64> {
        self.size_hint().exact()
    }

    /// Clones the body, unless it is a stream that is read once only.
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Content::Bytes(bytes) => Some(Self(Content::Bytes(bytes.clone()))),
            Content::Source(source) => Some(Self(Content::Source(source.clone()))),
            Content::Stream(_) => None,
        }
    }

    /// Returns whether the body can be sent again, by a retry.
    pub fn is_replayable(&self) -> bool {
        !matches!(self.0, Content::Stream(_))
    }

    /// Returns the next bytes, in pieces of the stream's own size; `None` at the end.
    ///
    /// # Errors
    ///
    /// Fails if the stream fails, for example because the connection was lost before the end. The pieces so far are
    /// then incomplete: repeat the call.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        while let Some(frame) = self.frame().await {
            match frame.map_err(interrupted)?.into_data() {
                Ok(data) if !data.is_empty() => return Ok(Some(data)),
                _ => {}
            }
        }
        Ok(None)
    }

    /// Returns a reader of the bytes, for functions that accept [`tokio::io::AsyncRead`].
    pub fn into_reader(self) -> BodyReader {
        BodyReader::new(self)
    }

    /// Reads the whole body, of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// Fails for a larger body, which is not read further, and if the stream fails.
    pub async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        if self.size_hint().lower() > limit as u64 {
            return Err(too_large(limit));
        }
        let expected = self.size_hint().lower();
        let mut stream = match self.0 {
            Content::Bytes(bytes) => return Ok(bytes),
            Content::Stream(stream) => stream,
            Content::Source(source) => source.open(),
        };
        let mut collected = Buffer::default();
        while let Some(frame) = stream.frame().await {
            let Ok(data) = frame.map_err(interrupted)?.into_data() else { continue };
            if data.len() > limit - collected.len() {
                return Err(too_large(limit));
            }
            if collected.is_empty() && stream.is_end_stream() {
                return Ok(data);
            }
            if collected.is_empty() {
                collected = Buffer::with_capacity(usize::try_from(expected).unwrap_or_default().max(data.len()));
            }
            collected.extend(&data);
        }
        Ok(collected.into_bytes())
    }
}

fn too_large(limit: usize) -> TransportError {
    let cause = format!("expected a body of {limit} bytes at most");
    TransportError::new(TransportErrorKind::TooLarge, cause)
}

/// Converts the error of a failed stream: a [`TransportError`] is kept, and any other error means an incomplete
/// response.
pub(crate) fn interrupted(error: BoxError) -> TransportError {
    match error.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(TransportErrorKind::Interrupted, error),
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Content::Bytes(bytes.into()))
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Content::Stream(stream) => stream.as_mut().poll_frame(context),
            Content::Source(source) => {
                let mut stream = source.open();
                let polled = stream.as_mut().poll_frame(context);
                self.0 = Content::Stream(stream);
                polled
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::Stream(stream) => stream.is_end_stream(),
            Content::Source(source) => source.length() == Some(0),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Content::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Stream(stream) => stream.size_hint(),
            Content::Source(source) => source.length().map_or_else(SizeHint::new, SizeHint::with_exact),
        }
    }
}

/// Shows only the length, because a body may contain secrets.
impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(formatter, "Body({} bytes)", bytes.len()),
            Content::Stream(_) => formatter.write_str("Body(stream)"),
            Content::Source(_) => formatter.write_str("Body(replayable stream)"),
        }
    }
}
