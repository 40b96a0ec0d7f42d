//! The SHA-256 tree hash: the hashes of pieces of 1 MiB, hashed two by two until one is left.

use sha2::{Digest, Sha256};

type Hash = [u8; 32];

/// The size of the pieces whose hashes are the leaves.
const PIECE: usize = 1 << 20;

/// A tree hash in progress.
#[derive(Clone, Debug)]
pub(super) struct TreeHash {
    /// The size of a piece.
    size: usize,
    /// The hash of the piece that is not complete, and the number of its bytes.
    piece: Sha256,
    used: usize,
    /// The roots of complete trees, from left to right, with their heights, which fall: like the ones of a binary
    /// number, so that few are kept however long the body is.
    roots: Vec<(u32, Hash)>,
}

impl TreeHash {
    pub fn new() -> Self {
        Self::of_pieces(PIECE)
    }

    fn of_pieces(size: usize) -> Self {
        Self { size, piece: Sha256::new(), used: 0, roots: Vec::new() }
    }

    pub fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let (start, rest) = bytes.split_at(bytes.len().min(self.size - self.used));
            Digest::update(&mut self.piece, start);
            self.used += start.len();
            if self.used == self.size {
                self.end_piece();
            }
            bytes = rest;
        }
    }

    fn end_piece(&mut self) {
        self.used = 0;
        let (mut height, mut hash) = (0, std::mem::take(&mut self.piece).finalize().into());
        while let Some((_, left)) = self.roots.pop_if(|(other, _)| *other == height) {
            (height, hash) = (height + 1, parent(left, hash));
        }
        self.roots.push((height, hash));
    }

    /// Returns the root; the hash of no bytes at all is that of an empty piece. A tree without a neighbour of its height
    /// moves up unchanged, which leads to the same root as joining the rest from right to left.
    pub fn finish(mut self) -> Hash {
        if self.used > 0 || self.roots.is_empty() {
            self.end_piece();
        }
        let roots = self.roots.into_iter().rev().map(|(_, hash)| hash);
        roots.reduce(|right, left| parent(left, right)).unwrap_or_default()
    }
}

fn parent(left: Hash, right: Hash) -> Hash {
    Sha256::new().chain_update(left).chain_update(right).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by the definition, level by level.
    fn by_levels(bytes: &[u8], size: usize) -> Hash {
        let mut level: Vec<Hash> = bytes.chunks(size).map(|piece| Sha256::digest(piece).into()).collect();
        if level.is_empty() {
            return Sha256::digest(b"").into();
        }
        while level.len() > 1 {
            let join = |pair: &[Hash]| match pair {
                [left, right] => Sha256::digest([*left, *right].concat()).into(),
                rest => rest[0],
            };
            level = level.chunks(2).map(join).collect();
        }
        level[0]
    }

    #[test]
    fn trees_of_all_forms() {
        let bytes: Vec<u8> = (0..=250).cycle().take(170).collect();
        for length in 0..=bytes.len() {
            for piece in [1, 9, 10, 11, 200] {
                let mut hash = TreeHash::of_pieces(10);
                bytes[..length].chunks(piece).for_each(|piece| hash.update(piece));
                assert_eq!(hash.finish(), by_levels(&bytes[..length], 10), "{length} bytes in pieces of {piece}");
            }
        }
    }

    #[test]
    fn a_piece_has_a_mebibyte() {
        let bytes = vec![7; PIECE + 1];
        for length in [PIECE, PIECE + 1] {
            let mut hash = TreeHash::new();
            hash.update(&bytes[..length]);
            let expected = match length {
                PIECE => Sha256::digest(&bytes[..PIECE]).into(),
                _ => parent(Sha256::digest(&bytes[..PIECE]).into(), Sha256::digest(&bytes[PIECE..]).into()),
            };
            assert_eq!(hash.finish(), expected);
        }
    }
}
