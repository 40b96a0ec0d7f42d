//! The first sentence of a paragraph.
//!
//! Invariant: it is a prefix of the paragraph, and no mark is open at its end.

use super::paragraph::Piece;

/// Abbreviations whose full stop does not end a sentence.
const ABBREVIATIONS: [&str; 6] = ["e.g.", "i.e.", "cf.", "vs.", "approx.", "No."];

/// Returns the pieces up to the first end of a sentence outside of any mark.
pub(super) fn first_sentence(pieces: &[Piece]) -> Vec<Piece> {
    let mut depth = 0_usize;
    let mut ended = false;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => ended = ends_sentence(text),
            Piece::Code(_) => ended = false,
            Piece::Open(_) => depth += 1,
            Piece::Close => depth = depth.saturating_sub(1),
            Piece::Space => {
                let next = pieces[at..].iter().find_map(|piece| match piece {
                    Piece::Text(text) => text.chars().next(),
                    Piece::Code(_) => Some('`'),
                    _ => None,
                });
                if ended && depth == 0 && !next.is_some_and(char::is_lowercase) {
                    return pieces[..at].to_vec();
                }
            }
            Piece::Break if depth == 0 => return pieces[..at].to_vec(),
            Piece::Break => {}
        }
    }
    pieces.to_vec()
}

fn ends_sentence(word: &str) -> bool {
    let word = word.trim_end_matches([')', '"', '\'', '”', '’']);
    word.ends_with(['.', '!', '?']) && !ABBREVIATIONS.contains(&word.trim_start_matches('('))
}
