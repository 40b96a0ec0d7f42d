//! Checksums required by services that no dependency implements.

mod crc32;
mod md5;

pub(crate) use crc32::crc32;
pub(crate) use md5::md5;
