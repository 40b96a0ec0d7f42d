//! The checksums and hashes of a request's body, in its headers.
//!
//! All of them are computed in one pass, together with the hash for the signature: of a body in memory when the request
//! is encoded, of one that can be read again before the first attempt. One that is set already is not computed.

use http::header::{HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

use super::PREFIX;
use super::algorithm::{Algorithm, Hasher};
use super::md5::Md5;
use super::tree::TreeHash;
use crate::Body;
use crate::operation::{Operation, RequestChecksum};
use crate::protocol::{EncodeError, Message};
use crate::signing::{PAYLOAD_HASH, Payload};
use crate::transport::TransportError;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");
const ONCE: EncodeError = EncodeError::whole(
    "the service asks for a checksum of the body, expected a body that can be read twice, such as bytes or \
     `Body::file`, or the checksum as a member of the request",
);

/// The hashes of a body that a request needs, in progress.
#[derive(Debug, Default)]
pub(crate) struct Hashes {
    payload: Option<Sha256>,
    tree: Option<(&'static str, TreeHash)>,
    checksum: Option<(Algorithm, Hasher)>,
    md5: Option<Md5>,
}

/// Adds the checksums that an operation's requests need to a message, unless its body is read later.
///
/// # Errors
///
/// A body that can be read only once, and an unknown algorithm.
pub(crate) fn add(operation: &Operation, message: &mut Message) -> Result<(), EncodeError> {
    // Nearly no operation needs any.
    if operation.request_checksum.is_none() && operation.tree_hash.is_none() && !operation.needs_checksum {
        return Ok(());
    }
    let algorithm = algorithm(operation, &message.headers)?;
    let mut hashes = Hashes::missing(operation, &message.headers);
    if hashes.is_empty() {
        return Ok(());
    }
    match message.body.as_bytes() {
        Some(bytes) => {
            hashes.update(bytes);
            hashes.finish(&mut message.headers);
        }
        None if message.body.is_replayable() => {}
        None => return Err(ONCE),
    }
    let header = operation.request_checksum.map(|checksum| checksum.algorithm_header);
    if let (Some(algorithm), Some(header)) = (algorithm, header.filter(|header| !header.is_empty())) {
        message.headers.entry(header).or_insert(HeaderValue::from_static(algorithm.name()));
    }
    Ok(())
}

/// The algorithm of the checksum to compute, if a request needs one that is not set: the one that the request names, or
/// CRC-32, which every service with such checksums accepts.
fn algorithm(operation: &Operation, headers: &HeaderMap) -> Result<Option<Algorithm>, EncodeError> {
    let Some(RequestChecksum { algorithm_header, is_required }) = operation.request_checksum else { return Ok(None) };
    if has_checksum(headers) {
        return Ok(None);
    }
    // A name without characters is no header.
    let chosen = if algorithm_header.is_empty() { None } else { headers.get(algorithm_header) };
    let Some(name) = chosen else { return Ok(is_required.then_some(Algorithm::Crc32)) };
    let unknown = EncodeError::whole(
        "expected `CRC32`, `CRC32C`, `CRC64NVME`, `SHA1` or `SHA256` as the algorithm of the checksum, or the checksum",
    );
    Algorithm::of_name(name).map(Some).ok_or(unknown)
}

fn has_checksum(headers: &HeaderMap) -> bool {
    // These headers are about checksums, but have none.
    let is_other = |name: &str| matches!(name, "algorithm" | "mode" | "type");
    headers.keys().any(|name| name.as_str().strip_prefix(PREFIX).is_some_and(|name| !is_other(name)))
}

impl Hashes {
    /// The hashes that an operation's requests need, and that these headers lack.
    pub fn missing(operation: &Operation, headers: &HeaderMap) -> Self {
        let tree = operation.tree_hash.filter(|header| !headers.contains_key(*header));
        let needs_linear = tree.is_some() && !headers.contains_key(PAYLOAD_HASH);
        // An unknown algorithm is an error when the request is encoded.
        let algorithm = algorithm(operation, headers).ok().flatten();
        Self {
            payload: needs_linear.then(Sha256::new),
            tree: tree.map(|header| (header, TreeHash::new())),
            checksum: algorithm.map(|algorithm| (algorithm, algorithm.hasher())),
            md5: (operation.needs_checksum && !headers.contains_key(CONTENT_MD5)).then(Md5::new),
        }
    }

    /// Adds the hash for a signature.
    pub fn with_payload(mut self) -> Self {
        self.payload.get_or_insert_default();
        self
    }

    pub fn is_empty(&self) -> bool {
        self.payload.is_none() && self.tree.is_none() && self.checksum.is_none() && self.md5.is_none()
    }

    fn update(&mut self, bytes: &[u8]) {
        if let Some(hash) = &mut self.payload {
            Digest::update(hash, bytes);
        }
        if let Some((_, hash)) = &mut self.tree {
            hash.update(bytes);
        }
        if let Some((_, hasher)) = &mut self.checksum {
            hasher.update(bytes);
        }
        if let Some(hash) = &mut self.md5 {
            hash.update(bytes);
        }
    }

    /// Reads a body to its end, one piece at a time.
    pub async fn read(mut self, mut body: Body) -> Result<Self, TransportError> {
        while let Some(piece) = body.chunk().await? {
            self.update(&piece);
        }
        Ok(self)
    }

    /// Sets the headers, and returns the hash for a signature. A service with tree hashes also reads that one in its
    /// header.
    pub fn finish(self, headers: &mut HeaderMap) -> Option<Payload> {
        let payload = self.payload.map(|hash| Payload::of_hash(hash.finalize().into()));
        if let Some((header, tree)) = self.tree {
            headers.insert(header, Payload::of_hash(tree.finish()).header());
            if let Some(payload) = &payload {
                headers.insert(PAYLOAD_HASH, payload.header());
            }
        }
        let checksum = self.checksum.map(|(algorithm, hasher)| (algorithm.header(), hasher.finish()));
        let md5 = self.md5.map(|hash| (CONTENT_MD5, STANDARD.encode(hash.finish())));
        for (name, checksum) in checksum.into_iter().chain(md5) {
            headers.insert(name, HeaderValue::try_from(checksum).expect("base64 has the characters of a header"));
        }
        payload
    }
}
