//! Sets of ASCII characters, and how many of them a text starts with.
//!
//! Invariant: a byte that is not ASCII is in no set.

/// How many bytes are compared with a range at once.
const BLOCK: usize = 16;
/// How many bytes are looked up without asking each time whether there are more.
const CHUNK: usize = 8;
/// A range of so many characters often has all characters of a text.
const WIDE: u32 = 64;

/// A set of ASCII characters.
pub(crate) struct Class {
    /// Whether each byte is a character of the set.
    members: [bool; 256],
    /// The first character of a wide range and the number of its characters less one, if there is such a range.
    wide: Option<(u8, u8)>,
}

impl Class {
    /// The set with these characters.
    pub(crate) const fn new(characters: u128) -> Self {
        let mut class = Self { members: [false; 256], wide: None };
        let mut first = 0;
        while first < 128 {
            let length = (characters >> first).trailing_ones();
            if length >= WIDE {
                class.wide = Some((first as u8, length as u8 - 1));
            }
            let end = first + length;
            while first < end {
                class.members[first as usize] = true;
                first += 1;
            }
            first += 1;
        }
        class
    }

    /// Whether it is sure that a text has no other characters than those of the set.
    #[inline(always)] // Texts are short, so that a call would take a good part of the time.
    pub(crate) fn has_all(&self, text: &[u8]) -> bool {
        match (self.wide, text.last_chunk()) {
            // The last block may have bytes that the one before it has as well.
            (Some(range), Some(last)) => {
                text.as_chunks().0.iter().all(|block| is_within(range, block)) && is_within(range, last)
            }
            _ => self.after(text).is_empty(),
        }
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
        self.members[usize::from(byte)]
    }
}

/// Whether all bytes of a block are in a range.
///
/// It does not tell which are not, so that compilers compare all of them in a few instructions.
fn is_within((first, length): (u8, u8), block: &[u8; BLOCK]) -> bool {
    block.iter().fold(true, |all, byte| all & (byte.wrapping_sub(first) <= length))
}
