//! Streams: bodies that are not values in memory.

/// A stream that is the body of a request or a response. It is not a member of a structure, which is a value in memory.
#[derive(Debug)]
pub struct Stream {
    /// The member's name in the model.
    pub member: String,
    /// Rustdoc; empty if the model has none.
    pub docs: String,
    /// The content of the stream.
    pub kind: StreamKind,
}

/// The content of a stream.
#[derive(Debug)]
pub enum StreamKind {
    /// Bytes.
    Bytes {
        /// Their media type.
        media_type: String,
        /// Whether the service refuses a stream of unknown length.
        requires_length: bool,
    },
    /// Events.
    Events {
        /// The Rust name of the union of events.
        union: String,
        /// The errors that can occur in place of an event: the member's name, and the shape's.
        exceptions: Vec<(String, String)>,
    },
}
