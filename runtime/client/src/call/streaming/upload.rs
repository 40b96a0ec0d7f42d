//! Sent streams: their progress, and the check of their declared length.

use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use crate::clock::{Clock, Elapsed, within};
use crate::{Body, BoxError};

/// The number of pieces that the transport has taken from a stream.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress(Arc<AtomicU64>);

impl Progress {
    /// Wraps a body, so that its pieces are counted and a wrong length is an error.
    pub fn watch(&self, body: Body) -> Body {
        Body::stream(Watched { rest: body.length(), body, last: None, progress: self.clone() })
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Watched {
    body: Body,
    /// The number of bytes still expected, if the length is known.
    rest: Option<u64>,
    /// The piece with the last byte, held back until it is known that none follows.
    last: Option<Frame<Bytes>>,
    progress: Progress,
}

impl Watched {
    /// Counts a piece. Returns `None` if it completes the length. If more bytes followed, HTTP/1.1 would drop them
    /// silently, and the service would store an incomplete body.
    fn count(&mut self, frame: Frame<Bytes>) -> Option<Result<Frame<Bytes>, BoxError>> {
        self.progress.0.fetch_add(1, Ordering::Relaxed);
        let length = frame.data_ref().map_or(0, Bytes::len) as u64;
        let Some(rest) = &mut self.rest else { return Some(Ok(frame)) };
        let Some(left) = rest.checked_sub(length) else {
            self.last = None;
            return Some(Err(io::Error::other("the body is longer than its length").into()));
        };
        *rest = left;
        if left == 0 && self.last.is_none() && !self.body.is_end_stream() {
            self.last = Some(frame);
            return None;
        }
        Some(Ok(frame))
    }

    fn end(&mut self) -> Option<Result<Frame<Bytes>, BoxError>> {
        if let Some(last) = self.last.take() {
            return Some(Ok(last));
        }
        let rest = self.rest.take().filter(|rest| *rest > 0)?;
        let text = format!("the body ends {rest} bytes before its length");
        Some(Err(io::Error::new(io::ErrorKind::UnexpectedEof, text).into()))
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            let counted = match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => self.count(frame),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(self.end()),
            };
            if counted.is_some() {
                return Poll::Ready(counted);
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.last.is_none() && self.body.is_end_stream() && self.rest.is_none_or(|rest| rest == 0)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Awaits a future that sends a stream; fails if it makes no progress for longer than `limit`.
pub(crate) async fn while_progressing<T>(
    clock: &dyn Clock,
    limit: Option<Duration>,
    progress: &Progress,
    future: impl Future<Output = T>,
) -> Result<T, Elapsed> {
    let mut future = pin!(future);
    loop {
        let before = progress.get();
        match within(clock, limit, future.as_mut()).await {
            Err(_) if progress.get() > before => {}
            result => return result,
        }
    }
}
