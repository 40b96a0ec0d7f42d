//! The checksum of a request in a header of AWS.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{HeaderMap, HeaderValue};

use super::crc32;
use crate::protocol::{EncodeError, Message};

/// The header of a checksum is this and the name of its algorithm.
const PREFIX: &str = "x-amz-checksum-";
const CRC32: &str = "x-amz-checksum-crc32";
const ALGORITHM: &str = "CRC32";

/// Adds the CRC-32 of the body, and the header that names this algorithm if it has a name. A checksum that the caller has
/// set stays the only one.
///
/// # Errors
///
/// A body that is not in memory, and another algorithm in the header.
pub(crate) fn add_crc32(message: &mut Message, algorithm_header: &'static str) -> Result<(), EncodeError> {
    if has_checksum(&message.headers) {
        return Ok(());
    }
    let bytes = message.body.as_bytes().ok_or_else(|| {
        EncodeError::whole("the service asks for a checksum of the body, expected a body of bytes in memory")
    })?;
    let checksum = HeaderValue::try_from(STANDARD.encode(crc32([&**bytes]).to_be_bytes()));
    if !algorithm_header.is_empty() {
        let algorithm = message.headers.entry(algorithm_header).or_insert(HeaderValue::from_static(ALGORITHM));
        if *algorithm != ALGORITHM {
            let problem =
                "the service asks for a checksum of the body, expected `CRC32` as its algorithm, or the checksum";
            return Err(EncodeError::whole(problem));
        }
    }
    message.headers.insert(CRC32, checksum.expect("base64 has the characters of a header"));
    Ok(())
}

fn has_checksum(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| name.as_str().starts_with(PREFIX))
}
