//! The bodies of requests and responses before they are encoded as bytes.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use tinsmith_types::ModeledError;
use tinsmith_types::codegen::Union;

use crate::Body;
use crate::call::Attempts;
use crate::checksums;
use crate::config::Validation;
use crate::events::{EventInput, EventStream, Head, Opening, Setup};
use crate::operation::{Operation, RequestStream, ResponseStream};
use crate::protocol::{EncodeError, Message, request_id};
use crate::redaction::Secrets;
use crate::signing::ChainSlot;

/// The stream that is a request's body, if it has one.
#[derive(Default)]
pub struct RequestBody(Content);

#[derive(Default)]
enum Content {
    #[default]
    None,
    Bytes(Body),
    Events(Box<dyn FnOnce(Setup) -> Body + Send>),
}

impl RequestBody {
    /// Creates the body of a request without a stream.
    pub fn none() -> Self {
        Self::default()
    }

    /// Creates a body of bytes.
    pub fn bytes(body: impl Into<Body>) -> Self {
        Self(Content::Bytes(body.into()))
    }

    /// Creates a body of events.
    pub fn events<T: Union + Send + 'static>(events: EventInput<T>) -> Self {
        Self(Content::Events(Box::new(|setup| events.into_body(setup))))
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.0 {
            Content::None => "RequestBody(none)",
            Content::Bytes(_) => "RequestBody(bytes)",
            Content::Events(_) => "RequestBody(events)",
        })
    }
}

/// Completes a message with its stream as the body.
pub(crate) fn complete(
    operation: &Operation,
    mut message: Message,
    body: RequestBody,
    chain: &ChainSlot,
    validation: Validation,
) -> Result<Message, EncodeError> {
    if let Some(stream) = operation.request_stream {
        let body = match body.0 {
            Content::None => Body::empty(),
            Content::Bytes(body) => body,
            Content::Events(events) => {
                let initial = operation.has_initial_events().then(|| initial(&message));
                events(Setup { initial, chain: ChainSlot::clone(chain), validation })
            }
        };
        attach(stream, &mut message, body)?;
    }
    encode(operation, message)
}

/// Returns the media type and the document of the first event of a request.
fn initial(message: &Message) -> (String, Bytes) {
    let media_type = message.headers.get(CONTENT_TYPE).and_then(|media_type| media_type.to_str().ok());
    (media_type.unwrap_or_default().to_owned(), message.body.as_bytes().cloned().unwrap_or_default())
}

/// Adds the headers of every request, compresses the body and adds its checksums, as the service asks for it.
pub(crate) fn encode(operation: &Operation, mut message: Message) -> Result<Message, EncodeError> {
    for (name, value) in operation.headers {
        let name = HeaderName::from_static(name);
        message.headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    #[cfg(feature = "gzip")]
    if operation.takes_gzip {
        super::gzip::compress(&mut message)?;
    }
    checksums::add(operation, &mut message)?;
    Ok(message)
}

fn attach(stream: RequestStream, message: &mut Message, body: Body) -> Result<(), EncodeError> {
    match body.length() {
        Some(length) => {
            message.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        None if matches!(stream, RequestStream::Bytes { requires_length: true, .. }) => {
            let problem = "expected a body of known length, such as `Body::file`, or `Body::reader` with a length";
            return Err(EncodeError::whole(problem));
        }
        None => {
            message.headers.remove(CONTENT_LENGTH);
        }
    }
    let media_type = HeaderValue::from_static(stream.media_type());
    match stream {
        RequestStream::Bytes { .. } if body.length() == Some(0) => {}
        RequestStream::Bytes { .. } => {
            message.headers.entry(CONTENT_TYPE).or_insert(media_type);
        }
        RequestStream::Events => {
            message.headers.insert(CONTENT_TYPE, media_type);
        }
    }
    message.body = body;
    Ok(())
}

/// The body of a successful response, which is empty unless it is a stream.
pub struct ResponseBody<E> {
    body: Body,
    /// Present if the response has events.
    head: Option<Head>,
    /// The first event, if it has been read already.
    opening: Option<Opening>,
    error: PhantomData<fn() -> E>,
}

/// Returns the context of the call, for errors among the events of its response.
pub(super) fn head(
    operation: &'static Operation,
    to: String,
    response: &http::Response<Body>,
    attempts: Attempts,
    secrets: impl FnOnce() -> Secrets,
) -> Option<Head> {
    if operation.response_stream != Some(ResponseStream::Events) {
        return None;
    }
    let secrets = secrets();
    Some(Head { operation, to, request_id: request_id(response.headers(), &secrets), attempts, secrets })
}

impl<E> ResponseBody<E> {
    pub(super) fn new(mut response: http::Response<Body>, head: Option<Head>) -> Self {
        let opening = response.extensions_mut().remove();
        Self { body: response.into_body(), head, opening, error: PhantomData }
    }

    /// Returns the body as bytes.
    pub fn into_bytes(self) -> Body {
        self.body
    }
}

impl<E: ModeledError> ResponseBody<E> {
    /// Returns the body as a stream of events.
    pub fn into_events<T: Union>(self) -> EventStream<T, E> {
        EventStream::new(self.body, self.head.expect("the operation has events in its response"), self.opening)
    }
}

impl<E> fmt::Debug for ResponseBody<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ResponseBody").field("body", &self.body).finish_non_exhaustive()
    }
}
