//! A source of bytes that is opened once for each time that it is read.

use std::sync::Arc;

use super::{Body, Content, Stream};

/// A function that opens a body, and the length that each one has, if it is known.
#[derive(Clone)]
pub(super) struct Source {
    length: Option<u64>,
    open: Arc<dyn Fn() -> Body + Send + Sync>,
}

impl Source {
    pub fn new(length: Option<u64>, open: impl Fn() -> Body + Send + Sync + 'static) -> Self {
        Self { length, open: Arc::new(open) }
    }

    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Opens the source.
    pub fn open(&self) -> Stream {
        match (self.open)().0 {
            Content::Stream(stream) => stream,
            content => Box::pin(Body(content)),
        }
    }
}
