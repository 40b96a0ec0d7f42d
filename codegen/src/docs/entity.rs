//! Decodes character references: `&amp;`, `&#233;` and `&#xe9;`.
//!
//! Invariant: text that is not a reference is unchanged; an invalid number becomes U+FFFD, as in HTML.

use std::borrow::Cow;

/// The maximum number of characters between `&` and `;`.
const MAX_LENGTH: usize = 32;

/// The names used in documentation. HTML has 2,231; the others are left unchanged.
const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("bull", '•'),
    ("cent", '¢'),
    ("copy", '©'),
    ("deg", '°'),
    ("divide", '÷'),
    ("eacute", 'é'),
    ("euro", '€'),
    ("ge", '≥'),
    ("gt", '>'),
    ("hellip", '…'),
    ("infin", '∞'),
    ("larr", '←'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("le", '≤'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("micro", 'µ'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("ne", '≠'),
    ("para", '¶'),
    ("plusmn", '±'),
    ("pound", '£'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsquo", '’'),
    ("sect", '§'),
    ("times", '×'),
    ("trade", '™'),
    ("yen", '¥'),
];

/// Replaces references by the characters.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut decoded = text[..first].to_owned();
    let mut rest = &text[first..];
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = reference(rest).unwrap_or(('&', 1));
        decoded.push(character);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Decodes a reference at the start of the text, and returns the character with the length of the reference in bytes.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    let end = body_end(text)?;
    let body = &text[1..end];
    let character = match body.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMES.iter().find(|(name, _)| *name == body)?.1,
    };
    Some((character, end + 1))
}

/// Returns `true` if a Markdown parser may read the start of the text as a reference, even with a name that is unknown
/// here, or together with the following text unless that is known to be separate.
pub(super) fn may_be_reference(text: &str, free_after: bool) -> bool {
    let is_whole = || text.len() <= MAX_LENGTH && text[1..].bytes().all(|byte| is_part(&byte));
    body_end(text).is_some() || (!free_after && is_whole())
}

/// Finds the semicolon of a possible reference that starts with `&`.
fn body_end(text: &str) -> Option<usize> {
    let body = text.strip_prefix('&')?;
    let length = body.bytes().take(MAX_LENGTH + 1).take_while(is_part).count();
    let closed = body.as_bytes().get(length) == Some(&b';');
    (closed && (1..=MAX_LENGTH).contains(&length)).then_some(length + 1)
}

fn is_part(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'#'
}

fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    Some(char::from_u32(code).filter(|character| *character != '\0').unwrap_or(char::REPLACEMENT_CHARACTER))
}
