//! Gzip compression of requests, if the service supports it and the body is large enough.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue};

use crate::protocol::{EncodeError, Message};

/// The minimum size for compression, in bytes; the same as in AWS's SDKs.
const MIN: usize = 10_240;

/// Compresses a body in memory. A stream is sent as it is.
pub(super) fn compress(message: &mut Message) -> Result<(), EncodeError> {
    let Some(bytes) = message.body.as_bytes().filter(|bytes| bytes.len() >= MIN) else { return Ok(()) };
    let failed = |_| EncodeError::whole("the body can't be compressed");
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::default());
    encoder.write_all(bytes).map_err(failed)?;
    let compressed = encoder.finish().map_err(failed)?;
    let headers = &mut message.headers;
    // Encodings are listed in the order in which they were applied.
    let encoding = match headers.get(CONTENT_ENCODING).and_then(|encoding| encoding.to_str().ok()) {
        Some(encoding) => HeaderValue::try_from(format!("{encoding}, gzip")),
        None => Ok(HeaderValue::from_static("gzip")),
    };
    headers.insert(CONTENT_ENCODING, encoding.map_err(|_| EncodeError::whole("an encoding can't be a header"))?);
    headers.insert(CONTENT_LENGTH, HeaderValue::from(compressed.len()));
    message.body = compressed.into();
    Ok(())
}
