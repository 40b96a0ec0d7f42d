//! Sets of ASCII characters, and the length of the prefix of a text that consists of them.
//!
//! Invariant: no set contains a byte that is not ASCII.

/// The number of bytes that are compared at once.
const BLOCK: usize = 16;
/// The number of bytes that are looked up between two checks for the end of the text.
const CHUNK: usize = 8;
/// The maximum number of ranges for which comparing is faster than looking up.
const FEW: usize = 8;
/// The minimum size of a range that is compared before its characters are looked up.
const MANY: u8 = 64;

/// A set of ASCII characters.
pub(crate) struct Class {
    /// 1 for each byte that is in the set, else 0. Numbers rather than `bool`, so that the compiler does not branch on
    /// each.
    members: [u8; 256],
    /// The longest range, if it is long: often, all characters of a text are in it.
    wide: Option<Wide>,
    /// All ranges, if there are few; the last one is repeated to fill the array.
    ranges: Option<[Range; FEW]>,
}

/// A range of characters: the first one, and the number of characters after it.
#[derive(Clone, Copy)]
struct Range {
    first: u8,
    others: u8,
}

/// A range, repeated for each byte of a block.
struct Wide {
    first: [u8; BLOCK],
    others: [u8; BLOCK],
}

impl Class {
    /// Creates the set of these characters.
    pub(crate) const fn new(characters: u128) -> Self {
        let mut members = [0; 256];
        let mut longest = Range { first: 0, others: 0 };
        let mut ranges = [longest; FEW];
        let mut count = 0;
        let mut rest = characters;
        while rest != 0 {
            let first = rest.trailing_zeros();
            let others = (rest >> first).trailing_ones() - 1;
            let range = Range { first: first as u8, others: others as u8 };
            if range.others >= longest.others {
                longest = range;
            }
            let mut index = count;
            while index < FEW {
                ranges[index] = range;
                index += 1;
            }
            count += 1;
            let mut character = first;
            while character <= first + others {
                members[character as usize] = 1;
                rest &= !(1 << character);
                character += 1;
            }
        }
        let Range { first, others } = longest;
        Self {
            members,
            wide: if others >= MANY { Some(Wide { first: [first; BLOCK], others: [others; BLOCK] }) } else { None },
            ranges: if 0 < count && count <= FEW { Some(ranges) } else { None },
        }
    }

    /// Returns `true` only if all characters of the text are in the set; `false` may be wrong if the set has several
    /// ranges.
    #[inline(always)] // Texts are short, so that a call would take a good part of the time.
    pub(crate) fn has_all(&self, text: &[u8]) -> bool {
        // The last block or chunk may overlap the one before it.
        if let (Some(wide), Some(last)) = (&self.wide, text.last_chunk()) {
            return wide.has_all(text.as_chunks().0, last);
        }
        match text.last_chunk() {
            Some(last) => self.has_chunk(last) && text.as_chunks().0.iter().all(|chunk| self.has_chunk(chunk)),
            None => text.iter().all(|byte| self.has(*byte)),
        }
    }

    /// Returns the text after its longest prefix of characters of the set.
    ///
    /// Used for sets that are compile-time constants: most of the text then needs no table.
    #[inline(always)] // As above.
    pub(crate) fn after<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        let mut rest = text;
        if let Some(ranges) = &self.ranges {
            while let Some((block, after)) = rest.split_first_chunk() {
                match other(ranges, block) {
                    Some(index) => return rest.get(index..).unwrap_or_default(),
                    None => rest = after,
                }
            }
        }
        self.after_looked_up(rest)
    }

    /// Like [`after`](Self::after), if the first block already has a character outside the set.
    #[inline(always)] // As above.
    pub(crate) fn after_few<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        text.get(other(self.ranges.as_ref()?, text.first_chunk()?)?..)
    }

    /// Like [`after`](Self::after), for sets that are not compile-time constants.
    #[inline(never)]
    pub(crate) fn after_looked_up<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        let mut rest = text;
        while let Some((chunk, after)) = rest.split_first_chunk()
            && self.has_chunk(chunk)
        {
            rest = after;
        }
        while let Some((byte, after)) = rest.split_first()
            && self.has(*byte)
        {
            rest = after;
        }
        rest
    }

    #[inline(always)] // As above.
    fn has_chunk(&self, chunk: &[u8; CHUNK]) -> bool {
        chunk.iter().fold(1, |all, byte| all & self.members[usize::from(*byte)]) == 1
    }

    fn has(&self, byte: u8) -> bool {
        self.members[usize::from(byte)] == 1
    }
}

impl Range {
    #[inline(always)] // As above.
    fn has(self, byte: u8) -> bool {
        byte.wrapping_sub(self.first) <= self.others
    }
}

impl Wide {
    /// Returns `true` if all characters of these blocks are in the range.
    ///
    /// Not stopping at the first other character lets the compiler compare a whole block in a few instructions.
    #[inline(always)] // As above.
    fn has_all(&self, blocks: &[[u8; BLOCK]], last: &[u8; BLOCK]) -> bool {
        let mut most = [0; BLOCK];
        self.raise(&mut most, last);
        blocks.iter().for_each(|block| self.raise(&mut most, block));
        most.iter().zip(&self.others).fold(true, |all, (most, others)| all & (most <= others))
    }

    #[inline(always)] // As above.
    fn raise(&self, most: &mut [u8; BLOCK], block: &[u8; BLOCK]) {
        for ((most, byte), first) in most.iter_mut().zip(block).zip(&self.first) {
            *most = byte.wrapping_sub(*first).max(*most);
        }
    }
}

/// Returns the index of the first byte of a block that is in none of the ranges.
#[inline(always)] // As above.
fn other(&[a, b, c, d, e, f, g, h]: &[Range; FEW], block: &[u8; BLOCK]) -> Option<usize> {
    let mut others = [0; BLOCK];
    for (other, &byte) in others.iter_mut().zip(block) {
        let is_low = a.has(byte) | b.has(byte) | c.has(byte) | d.has(byte);
        let is_high = e.has(byte) | f.has(byte) | g.has(byte) | h.has(byte);
        *other = if is_low | is_high { 0 } else { u8::MAX };
    }
    if others.iter().fold(true, |none, other| none & (*other == 0)) {
        return None;
    }
    // Counting trailing zeros takes one instruction.
    Some(u128::from_le_bytes(others).trailing_zeros() as usize / 8)
}
