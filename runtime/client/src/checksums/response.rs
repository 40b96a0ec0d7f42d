//! The checksum of a response, compared with its bytes when the last one has been read.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderMap;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::algorithm::{Algorithm, Hasher};
use crate::transport::{TransportError, TransportErrorKind};
use crate::{Body, BoxError};

/// Wraps a body, so that its end is an error if the checksum in a header is another. The first of the algorithms that
/// has a header decides; without one, nothing is compared.
pub(crate) fn verified(body: Body, headers: &HeaderMap, algorithms: &[Algorithm]) -> Body {
    let expected = |algorithm: &Algorithm| {
        let text = headers.get(algorithm.header())?.to_str().ok()?;
        // The checksum of an object's parts ends with their number, and is not one of the bytes.
        (!text.contains('-')).then(|| (*algorithm, text.to_owned()))
    };
    match algorithms.iter().find_map(expected) {
        Some((algorithm, expected)) => {
            let hasher = Some(algorithm.hasher());
            Body::stream(Verified { body, algorithm, expected, hasher })
        }
        None => body,
    }
}

struct Verified {
    body: Body,
    algorithm: Algorithm,
    expected: String,
    /// `None` after the end.
    hasher: Option<Hasher>,
}

impl Verified {
    fn compare(&mut self) -> Option<TransportError> {
        let found = self.hasher.take()?.finish();
        let Self { algorithm, expected, .. } = self;
        (found != *expected).then(|| {
            let cause = format!("the {} checksum of the answer does not match its bytes", algorithm.name());
            TransportError::new(TransportErrorKind::Corrupted, cause)
        })
    }
}

impl HttpBody for Verified {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        match &polled {
            Poll::Ready(Some(Ok(frame))) => {
                if let (Some(data), Some(hasher)) = (frame.data_ref(), &mut self.hasher) {
                    hasher.update(data);
                }
            }
            Poll::Ready(None) => return Poll::Ready(self.compare().map(|error| Err(error.into()))),
            // A body that failed or has more to come is not compared.
            Poll::Ready(Some(Err(_))) => self.hasher = None,
            Poll::Pending => {}
        }
        polled
    }

    /// Only after the comparison, because nobody polls a body that has ended.
    fn is_end_stream(&self) -> bool {
        self.hasher.is_none() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
