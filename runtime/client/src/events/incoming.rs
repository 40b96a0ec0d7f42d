//! The events of a response.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use tinsmith_types::ModeledError;
use tinsmith_types::codegen::Union;

use super::event;
use super::frame::{Decoder, Frame};
use crate::Body;
use crate::call::Attempts;
use crate::error::{Error, Problem};
use crate::events::EventError;
use crate::operation::Operation;
use crate::protocol::DecodeError;
use crate::redaction::Secrets;
use crate::transport::{TransportError, TransportErrorKind};

/// The events that a service sends, one after the other. Dropping it ends the call.
///
/// ```
/// # use tinsmith_client::{Error, EventStream};
/// # use tinsmith_types::{ModeledError, codegen::Union};
/// # async fn read<T: Union + std::fmt::Debug, E: ModeledError>(mut events: EventStream<T, E>) -> Result<(), Error<E>> {
/// while let Some(event) = events.next().await {
///     println!("{:?}", event?);
/// }
/// # Ok(())
/// # }
/// ```
pub struct EventStream<T, E> {
    body: Body,
    decoder: Decoder,
    /// Nothing more comes: the stream has ended, or failed.
    has_ended: bool,
    head: Box<Head>,
    event: PhantomData<fn() -> (T, E)>,
}

/// The context of a call that errors of its stream report.
pub(crate) struct Head {
    pub operation: &'static Operation,
    pub to: String,
    pub request_id: Option<String>,
    pub attempts: Attempts,
    pub secrets: Secrets,
}

impl<T: Union, E: ModeledError> EventStream<T, E> {
    pub(crate) fn new(body: Body, head: Head) -> Self {
        Self { body, decoder: Decoder::default(), has_ended: false, head: Box::new(head), event: PhantomData }
    }

    /// Waits for the next event; `None` after the last one, and after an error that ends the stream.
    ///
    /// The future can be dropped without losing an event, as `tokio::select!` does.
    ///
    /// # Errors
    ///
    /// Fails, and ends the stream, if the service sends an error in place of an event, the connection ends within an
    /// event, or the bytes are no event. After an event that does not conform to the model, the next one can still be
    /// read.
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>> {
        while !self.has_ended {
            let frame = match self.frame().await {
                Ok(frame) => frame,
                Err(problem) => return Some(Err(self.end(problem))),
            };
            match frame.as_ref().map(|frame| (frame, frame.text(":message-type"))) {
                None => self.has_ended = true,
                Some((frame, Some("event"))) if frame.text(":event-type") == Some("initial-response") => {}
                Some((frame, Some("event"))) => return Some(self.event(frame)),
                Some((frame, Some("exception"))) => return Some(Err(self.exception(frame))),
                Some((frame, Some("error"))) => return Some(Err(self.error(frame))),
                Some(_) => return Some(Err(self.end(malformed(EventError::Untyped)))),
            }
        }
        None
    }

    /// The next frame, if the stream has not ended.
    async fn frame(&mut self) -> Result<Option<Frame>, Problem> {
        loop {
            match self.decoder.next() {
                Ok(None) => {}
                Ok(frame) => return Ok(frame),
                Err(error) => return Err(malformed(error.into())),
            }
            match self.body.chunk().await {
                Ok(Some(piece)) => self.decoder.push(&piece),
                Ok(None) if self.decoder.is_empty() => return Ok(None),
                Ok(None) => {
                    let error = TransportError::new(TransportErrorKind::Interrupted, "the last event is not complete");
                    return Err(self.transport(error));
                }
                Err(error) => return Err(self.transport(error)),
            }
        }
    }

    fn event(&self, frame: &Frame) -> Result<T, Error<E>> {
        event::decode(frame).map_err(|error| self.failed(malformed(error)))
    }

    /// An error of the model, by the name of the union's member.
    fn exception(&mut self, frame: &Frame) -> Error<E> {
        let name = frame.text(":exception-type").unwrap_or_default();
        let known = self.head.operation.exceptions.iter().find(|(member, _)| *member == name);
        let code = known.map_or(name, |(_, shape)| shape).to_owned();
        self.failure(code, frame.payload.clone())
    }

    /// An error that no model declares.
    fn error(&mut self, frame: &Frame) -> Error<E> {
        let code = frame.text(":error-code").unwrap_or_default().to_owned();
        let message = serde_json::json!({ "message": frame.text(":error-message") });
        self.failure(code, message.to_string().into())
    }

    fn failure(&mut self, code: String, body: Bytes) -> Error<E> {
        self.has_ended = true;
        let Head { operation, request_id, attempts, secrets, .. } = &*self.head;
        Error::of_event(operation, code, body, secrets, request_id.clone(), *attempts)
    }

    fn end(&mut self, problem: Problem) -> Error<E> {
        self.has_ended = true;
        self.failed(problem)
    }

    fn failed(&self, problem: Problem) -> Error<E> {
        let Head { operation, request_id, attempts, .. } = &*self.head;
        Error::unanswered(operation, problem, *attempts).with_request_id(request_id.clone())
    }

    fn transport(&self, error: TransportError) -> Problem {
        Problem::Transport { to: self.head.to.clone(), error }
    }
}

fn malformed(error: EventError) -> Problem {
    Problem::Decode(DecodeError::Event(error))
}

impl<T, E> fmt::Debug for EventStream<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("EventStream");
        shown.field("operation", &self.head.operation.name).field("has_ended", &self.has_ended).finish_non_exhaustive()
    }
}
