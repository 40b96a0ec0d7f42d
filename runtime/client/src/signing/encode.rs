//! Percent-encoding as Signature Version 4 defines it, and lower-case hexadecimal digits.
//!
//! Unreserved are `A-Z a-z 0-9 - . _ ~`; every other byte becomes `%XX` with upper-case digits.

use sha2::{Digest, Sha256};

/// Receives the bytes of a text piece by piece.
pub(super) trait Sink {
    fn put(&mut self, bytes: &[u8]);
}

impl Sink for Sha256 {
    fn put(&mut self, bytes: &[u8]) {
        Digest::update(self, bytes);
    }
}

impl Sink for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// Whether slashes are encoded; in a path, they are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slash {
    Keep,
    Encode,
}

/// Writes bytes percent-encoded.
pub(super) fn encode(bytes: impl IntoIterator<Item = u8>, slash: Slash, sink: &mut impl Sink) {
    // A hash function is faster on a few long pieces than on many short ones.
    let mut buffer = [0; 96];
    let mut length = 0;
    for byte in bytes {
        if length + 3 > buffer.len() {
            sink.put(&buffer[..length]);
            length = 0;
        }
        buffer[length..length + 3].copy_from_slice(&symbol(byte));
        if slash == Slash::Keep && byte == b'/' {
            buffer[length] = byte;
            length += 1;
        } else {
            length += if is_unreserved(byte) { 1 } else { 3 };
        }
    }
    sink.put(&buffer[..length]);
}

/// Returns the encoded form of a byte, padded with zeros.
///
/// Encoded texts compare like the sequences of their symbols: no symbol is a prefix of another.
pub(super) fn symbol(byte: u8) -> [u8; 3] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    if is_unreserved(byte) {
        [byte, 0, 0]
    } else {
        [b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Returns the digits of a hash.
pub(super) fn hex(hash: &[u8; 32]) -> [u8; 64] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 64];
    for (pair, byte) in text.chunks_exact_mut(2).zip(hash) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    text
}
