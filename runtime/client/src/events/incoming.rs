//! The events of a response.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use tinsmith_types::ModeledError;
use tinsmith_types::codegen::Union;

use super::event::{self, is_initial_response};
use super::frame::{Decoder, Frame};
use super::opening::Opening;
use crate::Body;
use crate::call::Attempts;
use crate::error::{Error, Problem};
use crate::events::EventError;
use crate::operation::Operation;
use crate::protocol::DecodeError;
use crate::redaction::Secrets;
use crate::transport::{TransportError, TransportErrorKind};

/// The stream of events that a service sends. Dropping it ends the call.
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
    /// The first frame, if it has been read already.
    first: Option<Frame>,
    decoder: Decoder,
    /// Whether the stream has ended or failed.
    has_ended: bool,
    head: Box<Head>,
    event: PhantomData<fn() -> (T, E)>,
}

/// The context of the call, for the errors of its stream.
pub(crate) struct Head {
    pub operation: &'static Operation,
    pub to: String,
    pub request_id: Option<String>,
    pub attempts: Attempts,
    pub secrets: Secrets,
}

impl<T: Union, E: ModeledError> EventStream<T, E> {
    pub(crate) fn new(body: Body, head: Head, opening: Option<Opening>) -> Self {
        let (first, decoder) = opening.map(Opening::into_parts).unwrap_or_default();
        Self { body, first, decoder, has_ended: false, head: Box::new(head), event: PhantomData }
    }

    /// Waits for the next event; returns `None` after the last one, and after an error that ends the stream.
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
                Some((frame, Some("event"))) if is_initial_response(frame) => {}
                Some((frame, Some("event"))) => return Some(self.event(frame)),
                Some((frame, _)) => return Some(Err(self.refused(frame))),
            }
        }
        None
    }

    /// Returns the next frame, if the stream has not ended.
    async fn frame(&mut self) -> Result<Option<Frame>, Problem> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
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

    /// Returns the error for a frame that is not an event.
    fn refused(&mut self, frame: &Frame) -> Error<E> {
        let Some((code, body)) = refusal(frame, self.head.operation.exceptions) else {
            return self.end(malformed(EventError::Untyped));
        };
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

/// Returns the code and the body of an error frame: an error of the model, whose code is the name of the union's
/// member, or an error that the model does not declare. `None` for other frames.
pub(super) fn refusal(frame: &Frame, exceptions: &[(&str, &str)]) -> Option<(String, Bytes)> {
    match frame.text(":message-type")? {
        "exception" => {
            let name = frame.text(":exception-type").unwrap_or_default();
            let known = exceptions.iter().find(|(member, _)| *member == name);
            Some((known.map_or(name, |(_, shape)| shape).to_owned(), frame.payload.clone()))
        }
        "error" => {
            let message = serde_json::json!({ "message": frame.text(":error-message") });
            Some((frame.text(":error-code").unwrap_or_default().to_owned(), message.to_string().into()))
        }
        _ => None,
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
