//! The payload hash of a signature.

use http::HeaderValue;
use sha2::{Digest, Sha256};

use super::encode::hex;

/// The hash of a body, or the marker of an unsigned body.
///
/// It can be used for several signatures, so that a body is hashed once.
#[derive(Clone, Debug)]
pub struct Payload(Content);

#[derive(Clone, Debug)]
enum Content {
    Hash([u8; 64]),
    Unsigned,
    Events,
}

impl Payload {
    /// The body is not signed, so a change in transit is not detected. Services accept this only where their
    /// documentation says so.
    pub const UNSIGNED: Self = Self(Content::Unsigned);

    /// The body is a stream of events, each of which is signed.
    pub(crate) const EVENTS: Self = Self(Content::Events);

    /// Hashes a body.
    pub fn of(body: &[u8]) -> Self {
        Self::of_hash(Sha256::digest(body).into())
    }

    /// The hash of a body that has been hashed.
    pub(crate) fn of_hash(hash: [u8; 32]) -> Self {
        Self(Content::Hash(hex(&hash)))
    }

    /// The hash that a header of the request has; `None` for another text.
    pub(crate) fn of_header(header: &HeaderValue) -> Option<Self> {
        let digits: [u8; 64] = header.as_bytes().try_into().ok()?;
        let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        digits.iter().all(is_digit).then_some(Self(Content::Hash(digits)))
    }

    /// Returns the value of the header `x-amz-content-sha256`.
    pub(crate) fn header(&self) -> HeaderValue {
        HeaderValue::from_bytes(self.text()).expect("a hash has the characters of a header")
    }

    /// Returns `true` if this is the hash of the body.
    pub(super) fn is_hash(&self) -> bool {
        matches!(self.0, Content::Hash(_))
    }

    /// Returns the last line of the canonical request.
    pub(super) fn text(&self) -> &[u8] {
        match &self.0 {
            Content::Hash(digits) => digits,
            Content::Unsigned => b"UNSIGNED-PAYLOAD",
            Content::Events => b"STREAMING-AWS4-HMAC-SHA256-EVENTS",
        }
    }
}
