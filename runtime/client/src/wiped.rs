//! Buffers that overwrite their memory, when they grow and when they are dropped.
//!
//! They are for bytes that may contain secrets. They can't wipe copies that other crates make: hyper copies headers and
//! small bodies into the buffer of its connection, and rustls encrypts from a copy.

use std::io::{self, Write};

use bytes::Bytes;
use zeroize::Zeroize;

/// A growing buffer.
#[derive(Default)]
pub(crate) struct Buffer(Vec<u8>);

impl Buffer {
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends bytes.
    #[inline]
    pub fn extend(&mut self, bytes: &[u8]) {
        if bytes.len() > self.0.capacity() - self.0.len() {
            self.grow(bytes.len());
        }
        self.0.extend_from_slice(bytes);
    }

    /// Makes room for more bytes. `Vec` would free the old allocation without overwriting it.
    #[cold]
    fn grow(&mut self, more: usize) {
        let mut grown = Self::with_capacity((self.0.len() + more).max(2 * self.0.capacity()));
        grown.0.extend_from_slice(&self.0);
        *self = grown;
    }

    /// Returns the bytes, whose memory is overwritten when the last clone is dropped.
    pub fn into_bytes(self) -> Bytes {
        if self.is_empty() { Bytes::new() } else { Bytes::from_owner(self) }
    }
}

/// Overwrites the bytes that were written. A buffer never shrinks, so the rest of its memory was never used.
/// Overwriting one slice is faster than byte by byte, as zeroizing a `Vec` does.
impl Drop for Buffer {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<&[u8]> for Buffer {
    fn from(bytes: &[u8]) -> Self {
        let mut buffer = Self::with_capacity(bytes.len());
        buffer.extend(bytes);
        buffer
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.extend(bytes);
        Ok(bytes.len())
    }

    #[inline] // A serializer writes many short pieces, for each of which the default would loop.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.extend(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_grow() {
        let mut buffer = Buffer::with_capacity(1);
        for byte in 0..=255 {
            buffer.write_all(&[byte, byte]).expect("memory");
        }
        let expected: Vec<u8> = (0..=255).flat_map(|byte| [byte, byte]).collect();
        assert_eq!((buffer.len(), buffer.into_bytes()), (512, Bytes::from(expected)));
        assert_eq!(Buffer::default().into_bytes(), "");
        assert_eq!(Buffer::from(&b"abc"[..]).into_bytes(), "abc");
    }
}
