//! Received streams, with a limit on the time between two pieces.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use crate::clock::{Clock, Sleep};
use crate::transport::{TransportError, TransportErrorKind};
use crate::{Body, BoxError};

/// Wraps a body, so that it fails if the caller waits for a piece for longer than `limit`.
pub(crate) fn limited(body: Body, limit: Option<Duration>, clock: Arc<dyn Clock>) -> Body {
    match limit {
        Some(limit) if body.as_bytes().is_none() => Body::stream(Limited { body, limit, clock, timer: None }),
        _ => body,
    }
}

struct Limited {
    body: Body,
    limit: Duration,
    clock: Arc<dyn Clock>,
    /// Runs while the caller waits for a piece.
    timer: Option<Sleep<'static>>,
}

impl Limited {
    fn timer(&self) -> Sleep<'static> {
        let (clock, limit) = (Arc::clone(&self.clock), self.limit);
        Box::pin(async move { clock.sleep(limit).await })
    }
}

impl HttpBody for Limited {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.timer = None;
            return Poll::Ready(frame);
        }
        let mut timer = self.timer.take().unwrap_or_else(|| self.timer());
        if timer.as_mut().poll(context).is_ready() {
            // Drops the connection as well, so that no later poll waits for it again.
            self.body = Body::empty();
            let cause = format!("no byte of the answer within {:?}", self.limit);
            return Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::Timeout, cause).into())));
        }
        self.timer = Some(timer);
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
