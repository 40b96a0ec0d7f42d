//! CRC-32 as used by Ethernet and gzip: the polynomial 0x04C11DB7, reflected.

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < table.len() {
        #[allow(clippy::cast_possible_truncation, reason = "an index of the table has eight bits")]
        let mut value = index as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { (value >> 1) ^ 0xEDB8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
};

/// Computes the checksum of the concatenated parts.
pub(crate) fn crc32<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u32 {
    let step = |crc: u32, byte: &u8| TABLE[usize::from(crc.to_le_bytes()[0] ^ byte)] ^ (crc >> 8);
    !parts.into_iter().flatten().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::crc32;

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
}
