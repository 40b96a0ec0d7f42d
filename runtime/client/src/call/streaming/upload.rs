//! Streams that are sent: how far they are, and whether they have the length that they say.

use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use crate::clock::{Clock, Elapsed, within};
use crate::{Body, BoxError};

/// The number of pieces of a stream that the transport has taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress(Arc<AtomicU64>);

impl Progress {
    /// The same body, which counts its pieces here, and fails if it has another length than it says.
    pub fn watch(&self, body: Body) -> Body {
        Body::stream(Watched { rest: body.length(), body, progress: self.clone() })
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Watched {
    body: Body,
    /// The number of bytes that are still expected, if the length is known.
    rest: Option<u64>,
    progress: Progress,
}

impl Watched {
    /// HTTP/1.1 would cut off the bytes after the length without an error, and the service would store a part.
    fn count(&mut self, frame: Frame<Bytes>) -> Result<Frame<Bytes>, BoxError> {
        self.progress.0.fetch_add(1, Ordering::Relaxed);
        let length = frame.data_ref().map_or(0, Bytes::len) as u64;
        match &mut self.rest {
            Some(rest) if length > *rest => Err(io::Error::other("the body is longer than its length").into()),
            Some(rest) => {
                *rest -= length;
                Ok(frame)
            }
            None => Ok(frame),
        }
    }

    fn end(&self) -> Option<Result<Frame<Bytes>, BoxError>> {
        let rest = self.rest.filter(|rest| *rest > 0)?;
        let text = format!("the body ends {rest} bytes before its length");
        Some(Err(io::Error::new(io::ErrorKind::UnexpectedEof, text).into()))
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        polled.map(|frame| match frame {
            Some(frame) => Some(frame.and_then(|frame| self.count(frame))),
            None => self.end(),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream() && self.rest.is_none_or(|rest| rest == 0)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The output of a future that sends a stream, unless it makes no progress for longer than `limit`.
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
