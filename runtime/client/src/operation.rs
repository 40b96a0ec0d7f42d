//! What the model says about an operation, as data.
//!
//! Every operation is a `static` of the generated code; nothing about it is decided while the program runs.

/// An operation of a service.
#[derive(Debug)]
pub struct Operation {
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) uri: &'static str,
    pub(crate) status: u16,
    pub(crate) host_prefix: Option<&'static str>,
    pub(crate) signature: Signature,
    pub(crate) request_stream: Option<RequestStream>,
    pub(crate) streams_response: bool,
}

/// The stream of bytes that the body of a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RequestStream {
    pub media_type: &'static str,
    /// Whether the service refuses a body of unknown length.
    pub requires_length: bool,
}

/// What the signature of a request covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signature {
    /// The whole request.
    Full,
    /// The request without its body.
    WithoutBody,
    /// Nothing: the service takes the request from anyone.
    None,
}

impl Operation {
    /// An operation with this HTTP method, URI pattern, and status of its success.
    pub const fn new(name: &'static str, method: &'static str, uri: &'static str, status: u16) -> Self {
        Self {
            name,
            method,
            uri,
            status,
            host_prefix: None,
            signature: Signature::Full,
            request_stream: None,
            streams_response: false,
        }
    }

    /// The same with a prefix before the host name of the endpoint, by a pattern with labels.
    pub const fn host_prefix(mut self, pattern: &'static str) -> Self {
        self.host_prefix = Some(pattern);
        self
    }

    /// The same with a signature that does not cover the body.
    pub const fn unsigned_payload(mut self) -> Self {
        self.signature = Signature::WithoutBody;
        self
    }

    /// The same without a signature.
    pub const fn no_auth(mut self) -> Self {
        self.signature = Signature::None;
        self
    }

    /// The same with a stream of bytes as the body of its request.
    pub const fn request_stream(mut self, media_type: &'static str) -> Self {
        self.request_stream = Some(RequestStream { media_type, requires_length: false });
        self
    }

    /// The same with a stream of bytes as the body of its request, whose length must be known.
    pub const fn sized_request_stream(mut self, media_type: &'static str) -> Self {
        self.request_stream = Some(RequestStream { media_type, requires_length: true });
        self
    }

    /// The same with a stream of bytes as the body of its response.
    pub const fn response_stream(mut self) -> Self {
        self.streams_response = true;
        self
    }
}
