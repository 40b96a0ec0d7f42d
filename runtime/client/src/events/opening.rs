//! Reads the first frame of a response, if the protocol puts the members of the output there.
//!
//! A protocol without HTTP bindings sends these members as the event `initial-response`. It is read as part of the
//! attempt, so that the time limits and retries of a call apply to it, and an error in its place is the result of the
//! call.

use tinsmith_types::Structure;

use super::event::is_initial_response;
use super::frame::{Decoder, Frame, FrameError};
use super::incoming::refusal;
use crate::Body;
use crate::protocol::{DecodeError, Protocol};
use crate::transport::{TransportError, TransportErrorKind};

/// The first frame, and the bytes received after it. It is an extension of the response, which requires `Clone`.
#[derive(Clone)]
pub(crate) struct Opening {
    frame: Result<Frame, FrameError>,
    rest: Decoder,
}

/// The result of a call according to the first frame.
pub(crate) enum Opened<O> {
    /// The output. If a service starts with another event, all members are absent.
    Output(O),
    /// The code and the body of an error.
    Refusal(String, bytes::Bytes),
}

impl Opening {
    /// Reads the first frame of a body.
    ///
    /// # Errors
    ///
    /// Fails if the body fails or ends before its first frame is complete.
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
    /// Fails if the bytes are not a frame, or if the members contradict the model.
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

    /// Returns the frame, which is the first event unless it is an initial response, and the decoder of the remaining
    /// bytes.
    pub fn into_parts(self) -> (Option<Frame>, Decoder) {
        (self.frame.ok(), self.rest)
    }
}
