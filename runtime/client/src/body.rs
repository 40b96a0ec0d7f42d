//! The body of a request or an answer: bytes in memory, or a stream of them.
//!
//! Bytes can be sent again by a retry; a stream cannot.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use crate::BoxError;
use crate::transport::{TransportError, TransportErrorKind};
use crate::wiped::Buffer;

/// The body of a request or an answer.
pub struct Body(Content);

enum Content {
    Bytes(Bytes),
    Stream(Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError> + Send>>),
}

impl Body {
    /// A body without a byte.
    pub const fn empty() -> Self {
        Self(Content::Bytes(Bytes::new()))
    }

    /// A body that is read while it is sent. Its length is known if that of `stream` is.
    pub fn stream<B>(stream: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Content::Stream(Box::pin(stream.map_err(Into::into))))
    }

    /// The bytes, unless the body is a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) => None,
        }
    }

    /// The bytes; of a stream, none.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.as_bytes().map_or(&[], |bytes| bytes)
    }

    /// The same body once more, unless it is a stream.
    pub fn try_clone(&self) -> Option<Self> {
        self.as_bytes().map(|bytes| Self::from(bytes.clone()))
    }

    /// Reads the whole body, of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// A body that is larger, which is not read further; a stream that fails.
    pub async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        if self.size_hint().lower() > limit as u64 {
            return Err(too_large(limit));
        }
        let expected = self.size_hint().lower();
        let mut stream = match self.0 {
            Content::Bytes(bytes) => return Ok(bytes),
            Content::Stream(stream) => stream,
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

/// A failed stream: a transport says itself what happened, anything else cuts the answer short.
fn interrupted(error: BoxError) -> TransportError {
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
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::Stream(stream) => stream.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Content::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Stream(stream) => stream.size_hint(),
        }
    }
}

/// Shows the length alone, because a body may hold secrets.
impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(formatter, "Body({} bytes)", bytes.len()),
            Content::Stream(_) => formatter.write_str("Body(stream)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::Full;

    use super::*;

    fn stream(chunks: &[&'static str]) -> Body {
        let frames = chunks.iter().map(|chunk| Ok::<_, BoxError>(Frame::data(Bytes::from_static(chunk.as_bytes()))));
        let mut frames = frames.collect::<Vec<_>>().into_iter();
        Body::stream(Frames(std::iter::from_fn(move || frames.next())))
    }

    /// A body that is ready at once and does not know its length.
    struct Frames<I>(I);

    impl<I: Iterator<Item = Result<Frame<Bytes>, BoxError>> + Unpin> HttpBody for Frames<I> {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            Poll::Ready(self.0.next())
        }
    }

    #[tokio::test]
    async fn bodies_are_read_up_to_the_limit() {
        for body in [|| Body::from("abc"), || stream(&["a", "", "bc"]), || Body::stream(Full::new("abc".into()))] {
            assert_eq!(body().collect(3).await.expect("within the limit"), "abc");
            let error = body().collect(2).await.expect_err("beyond the limit");
            assert_eq!(error.kind(), TransportErrorKind::TooLarge);
        }
        assert_eq!(Body::empty().collect(0).await.expect("nothing"), "");
    }

    #[tokio::test]
    async fn failed_streams_are_interrupted_unless_they_say_otherwise() {
        let failing = |error: BoxError| Body::stream(Frames(std::iter::once(Err(error))));
        let error = failing("lost".into()).collect(9).await.expect_err("a failure");
        assert_eq!(error.kind(), TransportErrorKind::Interrupted);
        let own = TransportError::new(TransportErrorKind::Malformed, "bad chunk");
        let error = failing(own.into()).collect(9).await.expect_err("a failure");
        assert_eq!(error.kind(), TransportErrorKind::Malformed);
    }

    #[test]
    fn bytes_can_be_sent_again_and_are_not_shown() {
        let body = Body::from("hunter2");
        assert_eq!(body.try_clone().and_then(|body| body.as_bytes().cloned()).expect("bytes"), "hunter2");
        assert!(stream(&["a"]).try_clone().is_none());
        assert_eq!(format!("{body:?} {:?}", stream(&["hunter2"])), "Body(7 bytes) Body(stream)");
    }
}
