//! The blocks of MD5 and SHA-1: bytes in pieces of any size become blocks of 64, with a padding at the end.

/// The bytes that are no whole block yet.
#[derive(Clone, Debug)]
pub(super) struct Blocks {
    /// `length % 64` of them are in use.
    rest: [u8; 64],
    length: u64,
}

impl Blocks {
    pub fn new() -> Self {
        Self { rest: [0; 64], length: 0 }
    }

    /// Passes each whole block on.
    pub fn update(&mut self, mut bytes: &[u8], mut compress: impl FnMut(&[u8; 64])) {
        let used = self.used();
        self.length = self.length.wrapping_add(bytes.len() as u64);
        if used > 0 {
            let (start, rest) = bytes.split_at(bytes.len().min(64 - used));
            self.rest[used..used + start.len()].copy_from_slice(start);
            if used + start.len() < 64 {
                return;
            }
            compress(&self.rest);
            bytes = rest;
        }
        let (blocks, rest) = bytes.as_chunks::<64>();
        blocks.iter().for_each(compress);
        self.rest[..rest.len()].copy_from_slice(rest);
    }

    /// Passes the padding on: a bit, zeros, and the length in bits as these bytes, in one block or two.
    pub fn finish(mut self, length: fn(u64) -> [u8; 8], mut compress: impl FnMut(&[u8; 64])) {
        let length = length(self.length.wrapping_mul(8));
        let zeros = if self.used() < 56 { 55 - self.used() } else { 119 - self.used() };
        self.update(&[0x80], &mut compress);
        self.update(&[0; 64][..zeros], &mut compress);
        self.update(&length, &mut compress);
    }

    fn used(&self) -> usize {
        usize::try_from(self.length % 64).unwrap_or_default()
    }
}
