//! The first frame of a response, if the protocol has the members of the output in it.
//!
//! A protocol without bindings to HTTP sends them as the event `initial-response`. It is read as a part of the attempt, so
//! that the time limits and retries of a call cover it, and an error in its place is the result of the call.

use tinsmith_types::Structure;

use super::event::is_initial_response;
use super::frame::{Decoder, Frame, FrameError};
use super::incoming::refusal;
use crate::Body;
use crate::protocol::{DecodeError, Protocol};
use crate::transport::{TransportError, TransportErrorKind};

/// The first frame, with the bytes after it. It is an extension of the response, which `http` wants to be `Clone`.
#[derive(Clone)]
pub(crate) struct Opening {
    frame: Result<Frame, FrameError>,
    rest: Decoder,
}

/// The result of a call, by the first frame.
pub(crate) enum Opened<O> {
    /// The output. A service that begins with another event has left out all its members.
    Output(O),
    /// The code and the body of an error.
    Refusal(String, bytes::Bytes),
}

impl Opening {
    /// Reads the first frame of a body.
    ///
    /// # Errors
    ///
    /// A body that fails or ends before.
    pub async fn read(body: &mut Body) -> Result<Self, TransportError> {
        let mut rest = Decoder::default();
        loop {
            if let Some(frame) = rest.next().transpose() {
                return Ok(Self { frame, rest });
            }
            let Some(piece) = body.chunk().await? else {
                let problem = "the events end before the first one";
                return Err(TransportError::new(TransportErrorKind::Interrupted, problem));
            };
            rest.push(&piece);
        }
    }

    /// Reads the output, or the error in its place.
    ///
    /// # Errors
    ///
    /// Bytes that are no frame, and members that are not what the model says.
    pub fn output<P: Protocol, O: Structure>(&self, exceptions: &[(&str, &str)]) -> Result<Opened<O>, DecodeError> {
        let frame = self.frame.as_ref().map_err(|error| DecodeError::Event((*error).into()))?;
        if let Some((code, body)) = refusal(frame, exceptions) {
            return Ok(Opened::Refusal(code, body));
        }
        if !is_initial_response(frame) {
            return Ok(Opened::Output(O::empty()));
        }
        P::response(&http::Response::new(frame.payload.clone().into())).map(Opened::Output)
    }

    /// The frame, which is the first event if it is no initial response, and the bytes after it.
    pub fn into_parts(self) -> (Option<Frame>, Decoder) {
        (self.frame.ok(), self.rest)
    }
}
