//! Sets of ASCII characters, and how many of them a text starts with.
//!
//! Invariant: a byte that is not ASCII is in no set.

/// How many bytes are compared at once.
const BLOCK: usize = 16;
/// How many bytes are looked up without asking each time whether there are more.
const CHUNK: usize = 8;
/// The lowest start of a range that is worth a comparison before the other characters are looked up.
const LOW: i8 = 0x30;

/// A set of ASCII characters.
pub(crate) struct Class {
    /// One for each byte that is a character of the set; numbers, so that compilers do not branch after each.
    members: [u8; 256],
    /// A character from which on all ASCII characters are in the set, which is often so of all of a text.
    lowest: Option<i8>,
}

impl Class {
    /// The set with these characters.
    pub(crate) const fn new(characters: u128) -> Self {
        let mut members = [0; 256];
        let mut rest = characters;
        while rest != 0 {
            members[rest.trailing_zeros() as usize] = 1;
            rest &= rest - 1;
        }
        let lowest = 128 - characters.leading_ones() as i16;
        Self { members, lowest: if lowest <= LOW as i16 { Some(lowest as i8) } else { None } }
    }

    /// Whether it is sure that a text has no other characters than those of the set.
    #[inline(always)] // Texts are short, so that a call would take a good part of the time.
    pub(crate) fn has_all(&self, text: &[u8]) -> bool {
        // The last block or chunk may have bytes that the one before it has as well.
        if let (Some(lowest), Some(last)) = (self.lowest, text.last_chunk()) {
            return text.as_chunks().0.iter().all(|block| is_above(lowest, block)) && is_above(lowest, last);
        }
        match text.last_chunk() {
            Some(last) => self.has_chunk(last) && text.as_chunks().0.iter().all(|chunk| self.has_chunk(chunk)),
            None => text.iter().all(|byte| self.has(*byte)),
        }
    }

    fn has_chunk(&self, chunk: &[u8; CHUNK]) -> bool {
        chunk.iter().fold(1, |all, byte| all & self.members[usize::from(*byte)]) == 1
    }

    /// What is left of a text after the characters of the set that it starts with.
    #[inline]
    pub(crate) fn after<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        let mut rest = text;
        while let Some((chunk, after)) = rest.split_first_chunk::<CHUNK>() {
            match chunk.iter().position(|byte| !self.has(*byte)) {
                Some(index) => return rest.get(index..).unwrap_or_default(),
                None => rest = after,
            }
        }
        while let Some((byte, after)) = rest.split_first()
            && self.has(*byte)
        {
            rest = after;
        }
        rest
    }

    fn has(&self, byte: u8) -> bool {
        self.members[usize::from(byte)] == 1
    }
}

/// Whether all bytes of a block are ASCII and not below a character, for which no other byte is positive enough.
///
/// It does not tell which are not, so that compilers compare all of them in a few instructions.
fn is_above(lowest: i8, block: &[u8; BLOCK]) -> bool {
    block.iter().fold(true, |all, byte| all & (byte.cast_signed() >= lowest))
}
