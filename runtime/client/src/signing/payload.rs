//! The payload hash of a signature.

use sha2::{Digest, Sha256};

use super::encode::hex;
use crate::Body;
use crate::transport::TransportError;

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
        Self(Content::Hash(hex(&Sha256::digest(body).into())))
    }

    /// Hashes a stream, one piece at a time.
    pub(crate) async fn of_stream(mut body: Body) -> Result<Self, TransportError> {
        let mut hash = Sha256::new();
        while let Some(piece) = body.chunk().await? {
            Digest::update(&mut hash, &piece);
        }
        Ok(Self(Content::Hash(hex(&hash.finalize().into()))))
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
