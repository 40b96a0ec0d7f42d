//! Event streams: the body of a request or a response is a sequence of frames, each of which is a value of a union.
//!
//! Events are read and written one at a time. Those of a signed request are signed as well, each with the signature of
//! the one before it.

mod event;
mod frame;
mod header;
mod incoming;
mod opening;
mod outgoing;
#[cfg(test)]
mod tests;

pub(crate) use event::EventError;
pub(crate) use frame::Frame;
pub(crate) use frame::FrameError;
pub(crate) use header::{HeaderValue, write as write_header};
pub use incoming::EventStream;
pub(crate) use incoming::Head;
pub(crate) use opening::{Opened, Opening};
pub(crate) use outgoing::Setup;
pub use outgoing::{EventInput, EventSender, EventsEnded};

/// The media type of a body of events.
pub(crate) const MEDIA_TYPE: &str = "application/vnd.amazon.eventstream";
