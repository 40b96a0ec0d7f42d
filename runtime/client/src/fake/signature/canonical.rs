//! The canonical request, which a signature covers byte by byte.

use http::HeaderMap;
use http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use sha2::{Digest, Sha256};

use super::authorization::hex;
use crate::operation::Signature;

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const RESERVED_BUT_SLASH: &AsciiSet = &RESERVED.remove(b'/');
const UNSIGNED: &[u8] = b"UNSIGNED-PAYLOAD";

/// The last line, the payload hash.
pub struct Payload(String);

impl Payload {
    /// Hashes the body. Returns `None` if a header names another hash.
    pub fn read(headers: &HeaderMap, body: &[u8], covers: Signature) -> Option<Self> {
        let hash = hex(&Sha256::digest(body));
        match headers.get("x-amz-content-sha256").map(|value| value.as_bytes()) {
            None => Some(Self(hash)),
            Some(UNSIGNED) if covers == Signature::WithoutBody => Some(Self("UNSIGNED-PAYLOAD".to_owned())),
            Some(given) => (given == hash.as_bytes()).then_some(Self(hash)),
        }
    }
}

/// Returns the canonical request. For all services but S3, the path, which is already encoded, is encoded once more.
pub fn request(parts: &Parts, signed_headers: &[String], payload: &Payload) -> Vec<u8> {
    let path = percent_encode(parts.uri.path().as_bytes(), RESERVED_BUT_SLASH).to_string();
    let query = query(parts.uri.query().unwrap_or_default());
    let mut canonical = format!("{}\n{path}\n{query}\n", parts.method).into_bytes();
    for name in signed_headers {
        canonical.extend(name.as_bytes());
        canonical.push(b':');
        canonical.extend(header(&parts.headers, name));
        canonical.push(b'\n');
    }
    canonical.extend(format!("\n{}\n{}", signed_headers.join(";"), payload.0).into_bytes());
    canonical
}

/// Returns the parameters sorted by their encoded names and values.
fn query(text: &str) -> String {
    let encode = |text: &str| percent_encode(&Vec::from_iter(percent_decode_str(text)), RESERVED).to_string();
    let parts = text.split('&').filter(|part| !part.is_empty());
    let mut parameters: Vec<(String, String)> = parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (encode(name), encode(value))
        })
        .collect();
    parameters.sort();
    let parameters: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    parameters.join("&")
}

/// Returns the values of a header in one line, with single spaces.
fn header(headers: &HeaderMap, name: &str) -> Vec<u8> {
    let values = headers.get_all(name).iter().map(|value| {
        let words = value.as_bytes().split(|byte| *byte == b' ' || *byte == b'\t');
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(&b' ')
    });
    values.collect::<Vec<_>>().join(&b',')
}
