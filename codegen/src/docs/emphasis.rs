//! Removes emphasis that Markdown would not recognize in its place.
//!
//! Invariant: the output has no emphasis that Markdown would read as text, and no adjacent texts or code spans.

use super::paragraph::{Mark, Piece};

/// Removes emphasis that would have no effect.
pub(super) fn settle(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut settled: Vec<Piece> = Vec::with_capacity(pieces.len());
    // For each open mark, whether it was removed.
    let mut dropped = Vec::new();
    for at in 0..pieces.len() {
        match &pieces[at] {
            Piece::Open(Mark::Emphasis(_)) => {
                let drop = !takes_effect(&settled, &pieces[at + 1..]);
                dropped.push(drop);
                if !drop {
                    settled.push(pieces[at].clone());
                }
            }
            Piece::Open(Mark::Link(_)) => {
                dropped.push(false);
                settled.push(pieces[at].clone());
            }
            Piece::Close if dropped.pop() == Some(true) => {}
            piece => push(piece.clone(), &mut settled),
        }
    }
    settled
}

/// Appends a piece, or merges it with a preceding piece of the same kind. Adjacent code spans would otherwise be read
/// as one with other delimiters.
pub(super) fn push(piece: Piece, pieces: &mut Vec<Piece>) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
        (Some(Piece::Code(before)), Piece::Code(code)) => before.push_str(&code),
        (_, piece) => pieces.push(piece),
    }
}

/// Returns `true` if emphasis on the pieces up to its end would be recognized after `before`, by CommonMark's rules
/// about the characters on both sides of a delimiter.
fn takes_effect(before: &[Piece], pieces: &[Piece]) -> bool {
    let mut depth = 1;
    let end = pieces.iter().position(|piece| {
        match piece {
            Piece::Open(_) => depth += 1,
            Piece::Close => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let Some((inside, after)) = end.and_then(|end| pieces.split_at_checked(end)) else { return false };
    let after = after.iter().skip(1).find(|piece| !matches!(piece, Piece::Open(Mark::Emphasis(_))));
    let first = inside.first().map_or(' ', first_character);
    let last = inside.last().map_or(' ', last_character);
    let apart = |it: char| it == ' ' || (it.is_ascii_punctuation() && it != '*');
    let before = match before {
        [.., Piece::Open(Mark::Link(_)), _, Piece::Close] | [.., Piece::Open(Mark::Link(_))] => '[',
        // This may also be the end of other emphasis.
        [.., Piece::Close] => '*',
        before => before.last().map_or(' ', last_character),
    };
    let after = after.map_or(' ', first_character);
    before != '*' && (first.is_alphanumeric() || apart(before)) && (last.is_alphanumeric() || apart(after))
}

/// Returns the first character of a piece in Markdown.
fn first_character(piece: &Piece) -> char {
    match piece {
        Piece::Text(text) => text.chars().next().unwrap_or(' '),
        Piece::Code(_) => '`',
        Piece::Open(Mark::Link(_)) => '[',
        Piece::Close => ']',
        Piece::Space | Piece::Break | Piece::Open(Mark::Emphasis(_)) => ' ',
    }
}

/// Returns the last character of a piece in Markdown.
fn last_character(piece: &Piece) -> char {
    match piece {
        Piece::Text(text) => text.chars().next_back().unwrap_or(' '),
        Piece::Code(_) => '`',
        Piece::Close => ')',
        Piece::Space | Piece::Break | Piece::Open(_) => ' ',
    }
}
