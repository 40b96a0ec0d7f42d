//! Checksums and hashes of bodies: of requests, in their headers; of responses, compared with theirs.

mod algorithm;
mod blocks;
mod crc;
mod md5;
mod request;
mod response;
mod sha1;
mod tree;

pub use algorithm::Algorithm;
pub(crate) use crc::crc32;
pub(crate) use request::{Hashes, add};
pub(crate) use response::verified;

/// The header of a checksum is this and the name of its algorithm.
const PREFIX: &str = "x-amz-checksum-";
