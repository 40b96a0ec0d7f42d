//! MD5 (RFC 1321), used only for the header `Content-MD5`: it detects transmission errors, but gives no security.

use super::blocks::Blocks;

/// The rotations of the four rounds.
const ROTATIONS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];

#[rustfmt::skip] // Rows, not a column.
/// The constant of each of the 64 steps: the integer part of `abs(sin(step + 1)) * 2^32`.
const CONSTANTS: [u32; 64] = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501, 0x6980_98d8,
    0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821, 0xf61e_2562, 0xc040_b340,
    0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8, 0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87,
    0x455a_14ed, 0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a, 0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c,
    0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70, 0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039,
    0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665, 0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92,
    0xffef_f47d, 0x8584_5dd1, 0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb,
    0xeb86_d391,
];

/// A hash in progress.
#[derive(Clone, Debug)]
pub(super) struct Md5 {
    state: [u32; 4],
    blocks: Blocks,
}

impl Md5 {
    pub fn new() -> Self {
        Self { state: [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476], blocks: Blocks::new() }
    }

    pub fn update(&mut self, bytes: &[u8]) {
        self.blocks.update(bytes, |block| compress(&mut self.state, block));
    }

    pub fn finish(mut self) -> [u8; 16] {
        self.blocks.finish(u64::to_le_bytes, |block| compress(&mut self.state, block));
        let mut hash = [0; 16];
        for (bytes, word) in hash.as_chunks_mut::<4>().0.iter_mut().zip(self.state) {
            *bytes = word.to_le_bytes();
        }
        hash
    }
}

fn compress(state: &mut [u32; 4], block: &[u8; 64]) {
    let mut words = [0; 16];
    for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
        *word = u32::from_le_bytes(*bytes);
    }
    let [mut a, mut b, mut c, mut d] = *state;
    for step in 0..64 {
        let (mixed, word) = match step / 16 {
            0 => ((b & c) | (!b & d), step),
            1 => ((d & b) | (!d & c), (5 * step + 1) % 16),
            2 => (b ^ c ^ d, (3 * step + 5) % 16),
            _ => (c ^ (b | !d), (7 * step) % 16),
        };
        let sum = a.wrapping_add(mixed).wrapping_add(CONSTANTS[step]).wrapping_add(words[word]);
        (a, d, c) = (d, c, b);
        b = b.wrapping_add(sum.rotate_left(ROTATIONS[step / 16][step % 4]));
    }
    for (word, sum) in state.iter_mut().zip([a, b, c, d]) {
        *word = word.wrapping_add(sum);
    }
}

#[cfg(test)]
mod tests {
    use super::Md5;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        for size in [1, 7, 63, 64, 65, 200] {
            let mut hash = Md5::new();
            bytes.chunks(size).for_each(|piece| hash.update(piece));
            let digits: String = hash.finish().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(digits, expected, "{} bytes in pieces of {size}", bytes.len());
        }
    }

    #[test]
    fn the_suite_of_the_rfc() {
        check(b"", "d41d8cd98f00b204e9800998ecf8427e");
        check(b"a", "0cc175b9c0f1b6a831c399e269772661");
        check(b"abc", "900150983cd24fb0d6963f7d28e17f72");
        check(b"message digest", "f96b697d7cb7938d525a2f31aaf161d0");
        check(b"abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b");
        let digits = b"12345678901234567890123456789012345678901234567890123456789012345678901234567890";
        check(digits, "57edf4a22be3c955ac49da2e2107b67a");
    }

    /// Both sides of the limit between one padding block and two.
    #[test]
    fn lengths_around_a_block() {
        check(&[b'x'; 55], "04364420e25c512fd958a70738aa8f72");
        check(&[b'x'; 56], "668a72d5ba17f08e62dabcafad6db14b");
        check(&[b'x'; 63], "7dc2ca208106a2f703567bdff99d8981");
        check(&[b'x'; 64], "c1bb4f81d892b2d57947682aeb252456");
        check(&[b'x'; 65], "1bc932052302d074bdec39795fe00cf6");
        check(&[b'x'; 119], "ab347a5f68c8a443cfcddc633f12c24f");
        check(&[b'x'; 120], "fb98667f98096de92620b64f46e1c5b5");
        check(&[b'x'; 128], "d69cb61a6ee87200676eb0d4b90edbcb");
    }
}
