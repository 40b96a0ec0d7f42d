//! The events of a request.

use std::fmt;
use std::pin::Pin;
use std::sync::PoisonError;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame as BodyFrame};
use tinsmith_types::codegen::{Path, Union, Violations};
use tokio::sync::mpsc;

use super::event;
use super::frame::Frame;
use crate::BoxError;
use crate::config::Validation;
use crate::signing::ChainSlot;

/// The events that a call sends, from a channel or an iterator.
///
/// A call ends its request after the last event, that is, when all senders are dropped.
///
/// ```
/// # use tinsmith_client::EventInput;
/// # async fn send(first: u8, second: u8) -> Result<(), Box<dyn std::error::Error>> {
/// let (sender, events) = EventInput::channel(16);
/// tokio::spawn(async move {
///     sender.send(first).await?;
///     sender.send(second).await
/// });
/// // client.start_stream_transcription(request, events).await?;
/// # drop(events);
/// # Ok(())
/// # }
/// ```
pub struct EventInput<T>(Source<T>);

enum Source<T> {
    Channel(mpsc::Receiver<T>),
    Iterator(Box<dyn Iterator<Item = T> + Send>),
}

/// Sends events to a call, also before it begins.
pub struct EventSender<T>(mpsc::Sender<T>);

/// The error of sending an event after the call has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventsEnded;

impl<T> EventInput<T> {
    /// Creates a channel that buffers at most `capacity` events, but at least one, until the connection sends them.
    pub fn channel(capacity: usize) -> (EventSender<T>, Self) {
        let (sender, receiver) = mpsc::channel(capacity.max(1));
        (EventSender(sender), Self(Source::Channel(receiver)))
    }

    /// Creates the input from an iterator, which must yield each event without blocking.
    pub fn iter(events: impl IntoIterator<Item = T, IntoIter: Send + 'static>) -> Self {
        Self(Source::Iterator(Box::new(events.into_iter())))
    }
}

impl<T> EventSender<T> {
    /// Waits until there is room for the event, and sends it.
    ///
    /// # Errors
    ///
    /// Fails if the call has ended. Stop sending, and read the result of the call, which is the reason.
    pub async fn send(&self, event: T) -> Result<(), EventsEnded> {
        self.0.send(event).await.map_err(|_| EventsEnded)
    }
}

impl<T> Clone for EventSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for EventSender<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EventSender").field("has_ended", &self.0.is_closed()).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for EventInput<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EventInput").finish_non_exhaustive()
    }
}

impl fmt::Display for EventsEnded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the call has ended and accepts no more events")
    }
}

impl std::error::Error for EventsEnded {}

impl<T> Source<T> {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        match self {
            Self::Channel(receiver) => receiver.poll_recv(context),
            Self::Iterator(events) => Poll::Ready(events.next()),
        }
    }
}

/// The state that the request body needs in addition to its events.
pub(crate) struct Setup {
    /// The media type and the document with the members of the input, if the protocol has them in the first event.
    pub initial: Option<(String, Bytes)>,
    /// Filled by the signature of the request, before the body is read.
    pub chain: ChainSlot,
    pub validation: Validation,
}

impl<T: Union + Send + 'static> EventInput<T> {
    /// Returns the body of a request with these events.
    pub(crate) fn into_body(self, setup: Setup) -> crate::Body {
        crate::Body::stream(EventBody { source: self.0, setup, has_ended: false })
    }
}

struct EventBody<T> {
    source: Source<T>,
    setup: Setup,
    has_ended: bool,
}

impl<T: Union> EventBody<T> {
    /// Polls for the next frame; `None` at the end.
    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, BoxError>>> {
        if let Some((media_type, document)) = self.setup.initial.take() {
            let headers =
                [(":message-type", "event"), (":event-type", "initial-request"), (":content-type", &media_type)];
            return Poll::Ready(Some(Ok(event::frame(&headers, document))));
        }
        let Some(event) = ready!(self.source.poll_next(context)) else { return Poll::Ready(None) };
        Poll::Ready(Some(self.encode(&event)))
    }

    fn encode(&self, event: &T) -> Result<Frame, BoxError> {
        if self.setup.validation == Validation::Strict && !event.is_valid_fast(T::SCHEMA) {
            let mut violations = Violations::default();
            event.check(T::SCHEMA, &Path::ROOT, &mut violations);
            violations.into_result()?;
        }
        Ok(event::encode(event)?)
    }

    /// Encodes a frame and, if the request is signed, wraps it in a signed one. An empty signed frame ends the events.
    fn signed(&self, frame: Option<Frame>) -> Result<Bytes, BoxError> {
        let bytes = frame.map_or_else(|| Ok(Bytes::new()), |frame| frame.encode())?;
        let mut chain = self.setup.chain.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *chain {
            Some(chain) => chain.sign(bytes),
            None => Ok(bytes),
        }
    }
}

/// No field is ever pinned.
impl<T> Unpin for EventBody<T> {}

impl<T: Union> HttpBody for EventBody<T> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<BodyFrame<Bytes>, BoxError>>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let event = ready!(self.poll_event(context)).transpose();
        self.has_ended = !matches!(event, Ok(Some(_)));
        let bytes = match event.and_then(|frame| self.signed(frame)) {
            Ok(bytes) if bytes.is_empty() => return Poll::Ready(None),
            result => result,
        };
        Poll::Ready(Some(bytes.map(BodyFrame::data)))
    }
}
