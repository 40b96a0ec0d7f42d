//! Calls whose request or response is a stream of bytes.
//!
//! The stages are those of every call. The body of the request is the caller's, and that of a successful response is
//! returned unread, with the output that the rest of the response is.

pub(super) mod download;
mod upload;

pub(super) use upload::{Progress, while_progressing};

use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use tinsmith_types::Structure;

use super::{Attempts, Call, Caller, Settings, finish, prepare, trace};
use crate::Body;
use crate::error::{Error, Problem};
use crate::idempotency;
use crate::operation::{Operation, Signature};
use crate::protocol::{EncodeError, Message};
use crate::redaction::Secrets;
use crate::service::Service;
use crate::signing::Payload;

impl Caller {
    /// Calls an operation with this stream as the body of the request, if it has one.
    pub async fn call_streaming<S, I, O>(
        &self,
        operation: &'static Operation,
        settings: Settings,
        mut input: I,
        body: Option<Body>,
    ) -> Result<(O, Body), Error<S::Error>>
    where
        S: Service,
        I: Structure + Sync,
        O: Structure,
    {
        let message = prepare::<S::Protocol, I>(operation, &mut input, settings.validation);
        let message = message.and_then(|message| Ok(with_body(operation, message, body)?));
        let message = message.map_err(|problem| Error::unanswered(operation, problem, Attempts::default()))?;
        let span = trace::call(self.service, operation);
        let secrets = |token: Option<&str>| Secrets::new(&input, token);
        let call = Call { operation, timeouts: settings.timeouts, secrets: &secrets };
        let (reply, attempts) = self.exchange(call, span, message).await;
        let result = match reply {
            Ok(reply) => {
                let output = finish::<S, I, O>(operation, &input, &reply, attempts);
                output.map(|output| (output, streamed(operation, reply.response)))
            }
            Err(problem) => Err(Error::unanswered(operation, problem, attempts)),
        };
        result.map_err(|error| error.with_client_token(|| Some(idempotency::token(&mut input)?.0)))
    }

    /// The part of a signature that stands for the body. A body that can be opened again is hashed first; a stream is read
    /// only while it is sent, so it is not signed.
    pub(super) async fn payload(&self, signature: Signature, body: &Body) -> Result<Payload, Problem> {
        if signature != Signature::Full {
            return Ok(Payload::UNSIGNED);
        }
        if let Some(bytes) = body.as_bytes() {
            return Ok(Payload::of(bytes));
        }
        match body.try_clone() {
            Some(copy) => Payload::of_stream(copy).await.map_err(|error| self.transport_problem(error)),
            None => Ok(Payload::UNSIGNED),
        }
    }
}

/// Gives a message the stream that is its body.
fn with_body(operation: &Operation, mut message: Message, body: Option<Body>) -> Result<Message, EncodeError> {
    let (Some(stream), Some(body)) = (operation.request_stream, body) else { return Ok(message) };
    match body.length() {
        Some(length) => {
            message.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        None if stream.requires_length => {
            let problem = "expected a body of known length, such as `Body::file`, or `Body::reader` with a length";
            return Err(EncodeError::whole(problem));
        }
        None => {
            message.headers.remove(CONTENT_LENGTH);
        }
    }
    if body.length() != Some(0) {
        message.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(stream.media_type));
    }
    message.body = body;
    Ok(message)
}

/// The body of a response that is a stream.
fn streamed(operation: &Operation, response: http::Response<Body>) -> Body {
    if operation.streams_response { response.into_body() } else { Body::empty() }
}
