//! Views of a text: with percent-encoding or JSON escapes decoded, once and twice.
//!
//! Each byte of a view records its position in the text, so that a copy found in a view is redacted in the text.

use zeroize::Zeroizing;

/// A decoded text. It may contain a secret, so its memory is overwritten.
pub struct View {
    pub bytes: Zeroizing<Vec<u8>>,
    /// The position of each byte in the text, followed by the end of the last one.
    pub starts: Vec<usize>,
}

/// Decodes one byte: reads the encoded bytes at the start, and returns the bytes that they encode and the number of
/// bytes read.
type Decode = fn(&[u8]) -> Option<([u8; 4], usize, usize)>;

/// Returns all views that differ from the text itself.
pub fn views(text: &str) -> Vec<View> {
    let mut views: Vec<View> =
        [percent as Decode, escape].into_iter().filter_map(|decode| read(text, decode)).collect();
    let once = views.len();
    for index in 0..once {
        for decode in [percent as Decode, escape] {
            let View { bytes, starts } = &views[index];
            views.extend(decoded(bytes, Some(starts), decode));
        }
    }
    views.extend(text.contains('+').then(|| read(text, form)).flatten());
    views
}

fn read(text: &str, decode: Decode) -> Option<View> {
    decoded(text.as_bytes(), None, decode)
}

/// Decodes a text; `None` if there is nothing to decode.
fn decoded(bytes: &[u8], starts: Option<&[usize]>, decode: Decode) -> Option<View> {
    let origin = |index: usize| starts.map_or(index, |starts| starts[index]);
    if !bytes.iter().any(|byte| b"%+\\".contains(byte)) {
        return None;
    }
    let mut is_changed = false;
    // No encoding is shorter than the bytes that it encodes, so the buffer does not grow.
    let mut view = View { bytes: Zeroizing::new(Vec::with_capacity(bytes.len())), starts: Vec::new() };
    let mut at = 0;
    while at < bytes.len() {
        let found = decode(&bytes[at..]);
        is_changed |= found.is_some();
        let (unit, length, read) = found.unwrap_or(([bytes[at], 0, 0, 0], 1, 1));
        for byte in &unit[..length] {
            view.bytes.push(*byte);
            view.starts.push(origin(at));
        }
        at += read;
    }
    view.starts.push(origin(at));
    is_changed.then_some(view)
}

fn percent(bytes: &[u8]) -> Option<([u8; 4], usize, usize)> {
    match bytes {
        [b'%', digits @ ..] => Some(([u8::try_from(hex(digits.get(..2)?)?).ok()?, 0, 0, 0], 1, 3)),
        _ => None,
    }
}

/// Decodes a plus sign, which is a space in a form.
fn form(bytes: &[u8]) -> Option<([u8; 4], usize, usize)> {
    match bytes {
        [b'+', ..] => Some(([b' ', 0, 0, 0], 1, 1)),
        _ => percent(bytes),
    }
}

fn escape(bytes: &[u8]) -> Option<([u8; 4], usize, usize)> {
    let [b'\\', kind, rest @ ..] = bytes else { return None };
    let byte = match kind {
        b'"' | b'\\' | b'/' => *kind,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'u' => return unicode(rest),
        _ => return None,
    };
    Some(([byte, 0, 0, 0], 1, 2))
}

/// Decodes the four digits after `\u`, or two such escapes that are a surrogate pair.
fn unicode(digits: &[u8]) -> Option<([u8; 4], usize, usize)> {
    let first = hex(digits.get(..4)?)?;
    let (code, read) = match (first, digits.get(4..10)) {
        (0xd800..=0xdbff, Some([b'\\', b'u', second @ ..])) => match hex(second)? {
            second @ 0xdc00..=0xdfff => (0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00), 12),
            _ => return None,
        },
        _ => (first, 6),
    };
    let mut unit = [0; 4];
    let length = char::from_u32(code)?.encode_utf8(&mut unit).len();
    Some((unit, length, read))
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| Some(value << 4 | char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, decode: Decode, expected: Option<(&str, &[usize])>) {
        let view = decoded(text.as_bytes(), None, decode);
        let found = view.as_ref().map(|view| (std::str::from_utf8(&view.bytes).unwrap(), view.starts.as_slice()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn percent_encoding() {
        check("ab", percent, None);
        check("a%2Fb", percent, Some(("a/b", &[0, 1, 4, 5])));
        check("%c3%A9+", percent, Some(("é+", &[0, 3, 6, 7])));
        check("a+b", form, Some(("a b", &[0, 1, 2, 3])));
        for text in ["%", "%2", "%2g", "%+2", "%%"] {
            check(text, percent, None);
        }
    }

    #[test]
    fn escapes() {
        check(r#"a\"\\\n"#, escape, Some(("a\"\\\n", &[0, 1, 3, 5, 7])));
        check(r"\u00e9x", escape, Some(("éx", &[0, 0, 6, 7])));
        check(r"\uD83D\ude00", escape, Some(("😀", &[0, 0, 0, 0, 12])));
        for text in [r"\", r"\x", r"\u12", r"\ud83d", r"\ud83dxxxxxx", r"\ude00"] {
            check(text, escape, None);
        }
    }

    #[test]
    fn encodings_within_encodings() {
        let found = |text: &str, decoded: &str| views(text).iter().any(|view| *view.bytes == decoded.as_bytes());
        assert!(found("%252F", "/"));
        assert!(found(r#"\\\"a"#, "\"a"));
        assert!(found(r"\u00252F", "/"));
        assert!(views("plain text").is_empty());
    }
}
