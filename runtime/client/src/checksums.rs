//! Checksums required by services that no dependency implements.

mod crc32;
mod header;
mod md5;

pub(crate) use crc32::crc32;
pub(crate) use header::add_crc32;
pub(crate) use md5::md5;
