//! The canonical request: the text whose hash is signed, line by line.
//!
//! Method, path, query, a line for each signed header, an empty line, the names of these headers, and the payload.

use http::HeaderMap;

use super::encode::Sink;
use super::headers::{self, SignedHeaders};
use super::path::{self, PathForm};
use super::{Payload, query};

/// The parts of a canonical request.
pub(super) struct CanonicalRequest<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub path_form: PathForm,
    pub query: &'a [u8],
    pub headers: &'a HeaderMap,
    pub signed_headers: &'a SignedHeaders<'a>,
    pub payload: &'a Payload,
}

impl CanonicalRequest<'_> {
    /// Writes the canonical request, or hashes it.
    pub fn write(&self, sink: &mut impl Sink) {
        sink.put(self.method.as_bytes());
        sink.put(b"\n");
        path::write(self.path, self.path_form, sink);
        sink.put(b"\n");
        query::write(self.query, sink);
        sink.put(b"\n");
        for name in self.signed_headers.names() {
            sink.put(name.as_bytes());
            sink.put(b":");
            headers::write_values(self.headers, name, sink);
            sink.put(b"\n");
        }
        sink.put(b"\n");
        self.signed_headers.write_names(sink);
        sink.put(b"\n");
        sink.put(self.payload.text());
    }
}
