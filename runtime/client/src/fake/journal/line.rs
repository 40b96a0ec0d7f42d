//! Lines: `{"sha256":"…","record":…}`, each a JSON document.
//!
//! The checksum covers the checksum of the line before, and then the bytes of the record.

use sha2::{Digest, Sha256};
use tinsmith_types::Document;

use super::super::signature::hex;

const START: &[u8] = b"{\"sha256\":\"";
const MIDDLE: &[u8] = b"\",\"record\":";
const END: &[u8] = b"}";
const DIGITS: usize = 64;

/// The checksum of the last line.
#[derive(Clone, Debug, Default)]
pub struct Chain([u8; 32]);

impl Chain {
    /// Returns the next line, including its newline.
    pub fn line(&mut self, record: &Document) -> Vec<u8> {
        let record = record.to_string();
        let checksum = self.checksum(record.as_bytes());
        [START, checksum.as_bytes(), MIDDLE, record.as_bytes(), END, b"\n"].concat()
    }

    /// Parses the next line, which is passed without its newline, and returns its record.
    ///
    /// # Errors
    ///
    /// Returns a description of the problem with the line.
    pub fn record(&mut self, line: &[u8]) -> Result<Document, &'static str> {
        let parts = || {
            let (checksum, rest) = line.strip_prefix(START)?.split_at_checked(DIGITS)?;
            Some((checksum, rest.strip_prefix(MIDDLE)?.strip_suffix(END)?))
        };
        let (checksum, record) = parts().ok_or("not a line of a state file")?;
        if self.checksum(record).as_bytes() != checksum {
            return Err("the checksum does not match");
        }
        serde_json::from_slice(record).map_err(|_| "the record is not JSON")
    }

    fn checksum(&mut self, record: &[u8]) -> String {
        self.0 = Sha256::new().chain_update(self.0).chain_update(record).finalize().into();
        hex(&self.0)
    }
}

/// Returns `true` if the bytes can be the beginning of a line.
pub fn is_beginning(bytes: &[u8]) -> bool {
    let length = bytes.len().min(START.len());
    bytes[..length] == START[..length]
}
