//! SHA-1 (RFC 3174), used only for the header `x-amz-checksum-sha1`: it detects transmission errors, but gives no
//! security.

use super::blocks::Blocks;

/// A hash in progress.
#[derive(Clone, Debug)]
pub(super) struct Sha1 {
    state: [u32; 5],
    blocks: Blocks,
}

impl Sha1 {
    pub fn new() -> Self {
        let state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
        Self { state, blocks: Blocks::new() }
    }

    pub fn update(&mut self, bytes: &[u8]) {
        self.blocks.update(bytes, |block| compress(&mut self.state, block));
    }

    pub fn finish(mut self) -> [u8; 20] {
        self.blocks.finish(u64::to_be_bytes, |block| compress(&mut self.state, block));
        let mut hash = [0; 20];
        for (bytes, word) in hash.as_chunks_mut::<4>().0.iter_mut().zip(self.state) {
            *bytes = word.to_be_bytes();
        }
        hash
    }
}

fn compress(state: &mut [u32; 5], block: &[u8; 64]) {
    let mut words = [0; 80];
    for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    for step in 16..80 {
        words[step] = (words[step - 3] ^ words[step - 8] ^ words[step - 14] ^ words[step - 16]).rotate_left(1);
    }
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for (step, word) in words.into_iter().enumerate() {
        let (mixed, constant) = match step / 20 {
            0 => ((b & c) | (!b & d), 0x5a82_7999),
            1 => (b ^ c ^ d, 0x6ed9_eba1),
            2 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6_u32),
        };
        let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e).wrapping_add(constant).wrapping_add(word);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
    }
    for (word, sum) in state.iter_mut().zip([a, b, c, d, e]) {
        *word = word.wrapping_add(sum);
    }
}

#[cfg(test)]
mod tests {
    use super::Sha1;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        for size in [1, 7, 63, 64, 65, 200] {
            let mut hash = Sha1::new();
            bytes.chunks(size).for_each(|piece| hash.update(piece));
            let digits: String = hash.finish().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(digits, expected, "{} bytes in pieces of {size}", bytes.len());
        }
    }

    #[test]
    fn published_values() {
        check(b"", "da39a3ee5e6b4b0d3255bfef95601890afd80709");
        check(b"abc", "a9993e364706816aba3e25717850c26c9cd0d89d");
        let text = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        check(text, "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
        check(b"The quick brown fox jumps over the lazy dog", "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12");
    }

    /// Both sides of the limit between one padding block and two.
    #[test]
    fn lengths_around_a_block() {
        check(&[b'x'; 55], "cef734ba81a024479e09eb5a75b6ddae62e6abf1");
        check(&[b'x'; 56], "901305367c259952f4e7af8323f480d59f81335b");
        check(&[b'x'; 63], "0ddc4e0cccd9a12850deb5abb0853a4425559fec");
        check(&[b'x'; 64], "bb2fa3ee7afb9f54c6dfb5d021f14b1ffe40c163");
        check(&[b'x'; 65], "78c741ddc482e4cdf8c474a0876347a0905b6233");
        check(&[b'x'; 119], "4300320394f7ee239bcdce7d3b8bcee173a0cd5c");
        check(&[b'x'; 120], "ceb2821639c4b6dcb10bce0e522ca2e608ce056d");
        check(&[b'x'; 128], "150fa3fbdc899bd0b8f95a9fb6027f564d953762");
    }
}
