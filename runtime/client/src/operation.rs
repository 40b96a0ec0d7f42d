//! The description of an operation, as data.
//!
//! Every operation is a `static` of the generated code and does not change at run time.

use crate::checksums::Algorithm;
use crate::endpoint::ContextParameter;
use crate::events;

/// An operation of a service.
#[derive(Debug)]
pub struct Operation {
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) uri: &'static str,
    pub(crate) status: u16,
    /// The value of the header `X-Amz-Target`; empty in protocols that identify operations by method and URI.
    pub(crate) target: &'static str,
    pub(crate) host_prefix: Option<&'static str>,
    pub(crate) signature: Signature,
    pub(crate) auth: &'static [Auth],
    pub(crate) context: &'static [ContextParameter],
    pub(crate) request_stream: Option<RequestStream>,
    pub(crate) response_stream: Option<ResponseStream>,
    /// The errors that can occur in place of an event of the response: the union's member and the shape of each.
    pub(crate) exceptions: &'static [(&'static str, &'static str)],
    pub(crate) is_http2: bool,
    /// Whether the request body needs a checksum, in the header `Content-MD5`.
    pub(crate) needs_checksum: bool,
    /// The checksum of the request body in a header of its algorithm.
    pub(crate) request_checksum: Option<RequestChecksum>,
    /// The checksum of the response body that is compared.
    pub(crate) response_checksum: Option<ResponseChecksum>,
    /// The header of the request for the SHA-256 tree hash of its body.
    pub(crate) tree_hash: Option<&'static str>,
    /// The headers that every request has, with their values.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// A member that is a label of the URI, and the text of an absent or empty one.
    pub(crate) label_default: Option<(&'static str, &'static str)>,
    /// The member of the input that is the URL of the endpoint.
    pub(crate) endpoint_member: Option<&'static str>,
    /// Whether the service takes requests that are compressed with gzip.
    pub(crate) takes_gzip: bool,
}

/// An authentication scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Signature Version 4, with credentials.
    SigV4,
    /// A bearer token in the header `Authorization`.
    Bearer,
    /// No authentication: the service accepts the request from anyone.
    Anonymous,
}

/// The part of a request that its signature covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signature {
    /// The whole request.
    Full,
    /// The request without its body.
    WithoutBody,
    /// No signature.
    None,
}

/// The checksum of a request body, by one of several algorithms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RequestChecksum {
    /// The header that names the algorithm; empty if there is none.
    pub algorithm_header: &'static str,
    /// Whether every request has a checksum, or only one that names its algorithm.
    pub is_required: bool,
}

/// The checksum of a response body, which a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ResponseChecksum {
    /// The header of the request that is `ENABLED` to ask for it.
    pub mode_header: &'static str,
    /// The algorithms, the preferred one first.
    pub algorithms: &'static [Algorithm],
}

/// The type of a request body that is a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestStream {
    /// Bytes of this media type.
    Bytes {
        media_type: &'static str,
        /// Whether the service refuses a body of unknown length.
        requires_length: bool,
    },
    /// Events.
    Events,
}

/// The type of a response body that is a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResponseStream {
    Bytes,
    Events,
}

impl RequestStream {
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Bytes { media_type, .. } => media_type,
            Self::Events => events::MEDIA_TYPE,
        }
    }
}

/// Declares the statics of a service's operations.
#[doc(hidden)]
#[macro_export]
macro_rules! __operations {
    ($($name:ident = $operation:expr;)*) => {$(
        pub(crate) static $name: $crate::codegen::Operation = $operation;
    )*};
}

impl Operation {
    /// Creates an operation with this HTTP method, URI pattern, and status of success.
    pub const fn new(name: &'static str, method: &'static str, uri: &'static str, status: u16) -> Self {
        Self {
            name,
            method,
            uri,
            status,
            target: "",
            host_prefix: None,
            signature: Signature::Full,
            auth: &[Auth::SigV4],
            context: &[],
            request_stream: None,
            response_stream: None,
            exceptions: &[],
            is_http2: false,
            needs_checksum: false,
            request_checksum: None,
            response_checksum: None,
            tree_hash: None,
            headers: &[],
            label_default: None,
            endpoint_member: None,
            takes_gzip: false,
        }
    }

    /// Creates an operation of a protocol that names it in the header `X-Amz-Target`: every request is a `POST` to `/`,
    /// and every success has the status 200.
    pub const fn rpc(name: &'static str, target: &'static str) -> Self {
        let mut operation = Self::new(name, "POST", "/", 200);
        operation.target = target;
        operation
    }

    /// Adds a prefix to the host name of the endpoint, given as a pattern with labels.
    pub const fn host_prefix(mut self, pattern: &'static str) -> Self {
        self.host_prefix = Some(pattern);
        self
    }

    /// Excludes the body from the signature.
    pub const fn unsigned_payload(mut self) -> Self {
        self.signature = Signature::WithoutBody;
        self
    }

    /// Removes authentication.
    pub const fn no_auth(self) -> Self {
        self.auth(&[Auth::Anonymous])
    }

    /// Sets the authentication schemes, in order of preference.
    pub const fn auth(mut self, auth: &'static [Auth]) -> Self {
        self.auth = auth;
        let mut index = 0;
        while index < auth.len() {
            if matches!(auth[index], Auth::SigV4) {
                return self;
            }
            index += 1;
        }
        self.signature = Signature::None;
        self
    }

    /// Sets parameters of the endpoint rules, so that each call resolves its own endpoint.
    pub const fn context(mut self, context: &'static [ContextParameter]) -> Self {
        self.context = context;
        self
    }

    /// Makes the request body a stream of bytes.
    pub const fn request_stream(mut self, media_type: &'static str) -> Self {
        self.request_stream = Some(RequestStream::Bytes { media_type, requires_length: false });
        self
    }

    /// Makes the request body a stream of bytes, whose length must be known.
    pub const fn sized_request_stream(mut self, media_type: &'static str) -> Self {
        self.request_stream = Some(RequestStream::Bytes { media_type, requires_length: true });
        self
    }

    /// Makes the request body an event stream.
    pub const fn request_events(mut self) -> Self {
        self.request_stream = Some(RequestStream::Events);
        self
    }

    /// Makes the response body a stream of bytes.
    pub const fn response_stream(mut self) -> Self {
        self.response_stream = Some(ResponseStream::Bytes);
        self
    }

    /// Makes the response body an event stream, with the errors that can occur in it: the name of the union's member
    /// and of the shape of each.
    pub const fn response_events(mut self, exceptions: &'static [(&'static str, &'static str)]) -> Self {
        self.response_stream = Some(ResponseStream::Events);
        self.exceptions = exceptions;
        self
    }

    /// Returns `true` if the other members of an input or output with events are in the first event, as in all
    /// protocols without HTTP bindings.
    pub(crate) const fn has_initial_events(&self) -> bool {
        !self.target.is_empty()
    }

    /// Sends the operation over HTTP/2.
    pub const fn http2(mut self) -> Self {
        self.is_http2 = true;
        self
    }

    /// Adds a checksum of the request body.
    pub const fn checksum(mut self) -> Self {
        self.needs_checksum = true;
        self
    }

    /// Adds a checksum of every request body, and the header that names its algorithm; empty if there is none.
    pub const fn required_checksum(mut self, algorithm_header: &'static str) -> Self {
        self.request_checksum = Some(RequestChecksum { algorithm_header, is_required: true });
        self
    }

    /// Adds a checksum of the request body if this header names an algorithm.
    pub const fn optional_checksum(mut self, algorithm_header: &'static str) -> Self {
        self.request_checksum = Some(RequestChecksum { algorithm_header, is_required: false });
        self
    }

    /// Compares the checksum of the response body if this header of the request is `ENABLED`.
    pub const fn response_checksum(mut self, mode_header: &'static str, algorithms: &'static [Algorithm]) -> Self {
        self.response_checksum = Some(ResponseChecksum { mode_header, algorithms });
        self
    }

    /// Adds the SHA-256 tree hash of the request body in this header, and its SHA-256 in `x-amz-content-sha256`.
    pub const fn tree_hash(mut self, header: &'static str) -> Self {
        self.tree_hash = Some(header);
        self
    }

    /// Adds headers to every request, except those that its members set.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// Sets the text of a label of the URI whose member is absent or empty.
    pub const fn label_default(mut self, member: &'static str, text: &'static str) -> Self {
        self.label_default = Some((member, text));
        self
    }

    /// Sends each request to the URL in this member of the input.
    pub const fn endpoint_member(mut self, member: &'static str) -> Self {
        self.endpoint_member = Some(member);
        self
    }

    /// Compresses large requests with gzip.
    pub const fn gzip(mut self) -> Self {
        self.takes_gzip = true;
        self
    }
}
