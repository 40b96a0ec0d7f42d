//! Cyclic redundancy checks with reflected polynomials, a byte at a time by tables.
//!
//! CRC-32 is that of Ethernet and gzip, CRC-32C that of iSCSI, and CRC-64/NVME that of NVM Express.

static CRC32: [u64; 256] = table(0xEDB8_8320);
static CRC32C: [u64; 256] = table(0x82F6_3B78);
static CRC64_NVME: [u64; 256] = table(0x9A6C_9329_AC4B_C9B5);

/// The remainders of all bytes; those of a polynomial of 32 bits have 32 bits as well.
const fn table(polynomial: u64) -> [u64; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < table.len() {
        let mut value = index as u64;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { (value >> 1) ^ polynomial } else { value >> 1 };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
}

/// A checksum in progress.
#[derive(Clone, Debug)]
pub(super) struct Crc {
    table: &'static [u64; 256],
    /// All ones in the width of the checksum, with which it begins and ends.
    ones: u64,
    value: u64,
}

impl Crc {
    pub fn crc32() -> Self {
        Self::new(&CRC32, u64::from(u32::MAX))
    }

    pub fn crc32c() -> Self {
        Self::new(&CRC32C, u64::from(u32::MAX))
    }

    pub fn crc64_nvme() -> Self {
        Self::new(&CRC64_NVME, u64::MAX)
    }

    fn new(table: &'static [u64; 256], ones: u64) -> Self {
        Self { table, ones, value: ones }
    }

    pub fn update(&mut self, bytes: &[u8]) {
        let step = |crc: u64, byte: &u8| self.table[usize::from(crc.to_le_bytes()[0] ^ byte)] ^ (crc >> 8);
        self.value = bytes.iter().fold(self.value, step);
    }

    pub fn finish(&self) -> u64 {
        self.value ^ self.ones
    }

    /// The checksum as bytes, the most significant one first.
    pub fn bytes(&self) -> Vec<u8> {
        let bytes = self.finish().to_be_bytes();
        if self.ones == u64::MAX { bytes.to_vec() } else { bytes[4..].to_vec() }
    }
}

/// Computes the CRC-32 of the concatenated parts.
pub(crate) fn crc32<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u32 {
    let mut crc = Crc::crc32();
    parts.into_iter().for_each(|part| crc.update(part));
    u32::try_from(crc.finish()).expect("the table of CRC-32 has numbers of 32 bits")
}

#[cfg(test)]
mod tests {
    use super::{Crc, crc32};

    #[test]
    fn published_values() {
        for (text, expected) in [
            ("", 0),
            ("a", 0xE8B7_BE43),
            ("123456789", 0xCBF4_3926),
            ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
        ] {
            assert_eq!(crc32([text.as_bytes()]), expected, "{text}");
            let (start, end) = text.as_bytes().split_at(text.len() / 2);
            assert_eq!(crc32([start, end]), expected, "{text} in two parts");
        }
    }

    #[test]
    fn check_values_of_each_polynomial() {
        for (mut crc, expected) in [
            (Crc::crc32(), &[0xCB, 0xF4, 0x39, 0x26][..]),
            (Crc::crc32c(), &[0xE3, 0x06, 0x92, 0x83]),
            (Crc::crc64_nvme(), &[0xAE, 0x8B, 0x14, 0x86, 0x0A, 0x79, 0x98, 0x88]),
        ] {
            crc.update(b"1234");
            crc.update(b"56789");
            assert_eq!(crc.bytes(), expected);
        }
    }
}
