//! Web addresses: those in the text, and the targets of links.
//!
//! Invariant: everything that rustdoc recognizes as an address is in a link or a code span, and an address in a link
//! has no character that ends it early.

use super::paragraph::{Mark, Piece};
use super::{emphasis, entity};

const BRACKETS: [(char, char); 4] = [('(', ')'), ('{', '}'), ('[', ']'), ('<', '>')];

/// Turns the addresses in the text of a paragraph into links, and those with placeholders into code.
pub(super) fn link(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut linked = Vec::with_capacity(pieces.len());
    let mut marks = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) if !marks.contains(&true) => link_text(&text, &mut linked),
            // At the start of a paragraph, CommonMark reads this as a link definition, even with a code span.
            Piece::Code(code) if marks.contains(&true) && code.contains("]:") => push_words(&code, &mut linked),
            piece => {
                match &piece {
                    Piece::Open(mark) => marks.push(matches!(mark, Mark::Link(_))),
                    Piece::Close => marks.truncate(marks.len().saturating_sub(1)),
                    _ => {}
                }
                emphasis::push(piece, &mut linked);
            }
        }
    }
    linked
}

fn link_text(text: &str, linked: &mut Vec<Piece>) {
    let mut rest = text;
    while let Some((at, end)) = find(rest) {
        push_text(&rest[..at], linked);
        let address = &rest[at..end];
        match web_address(address).filter(|_| !is_template(address)) {
            Some(target) => {
                linked.extend([Piece::Open(Mark::Link(target)), Piece::Text(address.to_owned()), Piece::Close])
            }
            None => emphasis::push(Piece::Code(address.to_owned()), linked),
        }
        rest = &rest[end..];
    }
    push_text(rest, linked);
}

fn push_text(text: &str, linked: &mut Vec<Piece>) {
    if !text.is_empty() {
        emphasis::push(Piece::Text(text.to_owned()), linked);
    }
}

fn push_words(text: &str, linked: &mut Vec<Piece>) {
    for (index, word) in text.split(' ').enumerate() {
        linked.extend((index > 0).then_some(Piece::Space));
        push_text(word, linked);
    }
}

/// Returns the address of a link if it is a web address, with characters that would end it early percent-encoded.
pub(super) fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if !is_web || !rest.starts_with(|it: char| it.is_alphanumeric() || it == '[') {
        return None;
    }
    let mut written = format!("{}://", scheme.to_ascii_lowercase());
    for (at, character) in rest.char_indices() {
        match character {
            '&' if entity::may_be_reference(&rest[at..], true) => written.push_str("&amp;"),
            _ if is_plain_character(character) => written.push(character),
            _ => {
                let mut bytes = [0; 4];
                written.extend(character.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
            }
        }
    }
    Some(written)
}

/// Returns `true` if a text is the address of its link, so that it need not be repeated.
pub(super) fn leads_to(text: &str, address: &str) -> bool {
    !is_template(text) && !address.contains("&amp;") && web_address(text).is_some_and(|of_text| of_text == address)
}

/// Returns `true` if an address has placeholders, or characters that are not allowed between `<` and `>`.
fn is_template(address: &str) -> bool {
    address.contains(['<', '>', '{', '}', '[', ']', '|', '\\', '^', '`'])
}

/// Returns `true` if a character needs no encoding in an address in Markdown.
fn is_plain_character(character: char) -> bool {
    !character.is_whitespace() && !character.is_control() && !"()<>[]{}|\\^`\"".contains(character)
}

/// Finds the start and end of the first address in a text without white space.
fn find(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find("http")?;
        let scheme = ["http://", "https://"].into_iter().find(|scheme| text[at..].starts_with(scheme));
        from = at + scheme.unwrap_or("http").len();
        if scheme.is_some() && has_domain(&text[from..]) {
            let length = text[from..].find('"').unwrap_or(text.len() - from);
            return Some((at, from + trim(&text[from..from + length]).len()));
        }
    }
}

/// Returns `true` if rustdoc, or a reader who fills in the placeholders, may read the text after `https://` as an
/// address.
fn has_domain(rest: &str) -> bool {
    let is_part = |it: char| it.is_ascii_alphanumeric() || "-@:%._+~#=<>{}[]".contains(it);
    let host = &rest[..rest.find(|it| !is_part(it)).unwrap_or(rest.len())];
    let begins = |it: char| it.is_ascii_alphabetic() || "<{[".contains(it);
    host.split('.').skip(1).any(|label| label.starts_with(begins))
}

/// Removes characters at the end that belong to the sentence rather than the address: punctuation, and brackets that
/// were opened before it.
fn trim(address: &str) -> &str {
    let count = |it: char| address.matches(it).count();
    let mut unopened = BRACKETS.map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    let mut trimmed = address;
    while let Some(last) = trimmed.chars().next_back() {
        match unopened.iter_mut().find(|(close, count)| *close == last && *count > 0) {
            Some((_, count)) => *count -= 1,
            None if ".,;:!?'’”".contains(last) => {}
            None => break,
        }
        trimmed = &trimmed[..trimmed.len() - last.len_utf8()];
    }
    trimmed
}
