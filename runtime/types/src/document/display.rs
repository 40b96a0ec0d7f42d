//! Displays untrusted text from a document: truncated, and without characters that control a terminal.

use std::borrow::Cow;
use std::fmt;

/// The maximum length of a displayed name, in characters; the keys of most maps are shorter.
const LONGEST: usize = 128;

/// Returns the name, truncated and followed by `…` if it is too long.
pub fn shorten(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(LONGEST) {
        None => name.into(),
        Some((end, _)) => format!("{}…", name.split_at(end).0).into(),
    }
}

/// Displays text with control and bidirectional-formatting characters escaped.
pub struct Visible<'a>(pub &'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut start = 0;
        for (offset, character) in self.0.char_indices().filter(|(_, character)| steers(*character)) {
            formatter.write_str(self.0.get(start..offset).unwrap_or_default())?;
            write!(formatter, "{}", character.escape_unicode())?;
            start = offset + character.len_utf8();
        }
        formatter.write_str(self.0.get(start..).unwrap_or_default())
    }
}

/// Displays untrusted text on one line: each character that ends a line or controls a terminal becomes a space.
pub struct OneLine<'a>(pub &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.split(steers).enumerate() {
            formatter.write_str(if index == 0 { "" } else { " " })?;
            formatter.write_str(part)?;
        }
        Ok(())
    }
}

/// Returns `true` for a character that ends a line, controls a terminal, or changes the direction of writing.
pub fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

/// The prefix of a message about a place in the document: `3:7: /path: `.
pub struct At<'a> {
    pub line: usize,
    pub column: usize,
    pub path: &'a str,
}

impl fmt::Display for At<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, path } = self;
        write!(formatter, "{line}:{column}: ")?;
        if path.is_empty() { Ok(()) } else { write!(formatter, "{}: ", Visible(path)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_at_a_character() {
        assert_eq!(shorten(&"é".repeat(128)), "é".repeat(128));
        assert_eq!(shorten(&"é".repeat(129)), "é".repeat(128) + "…");
        assert_eq!(shorten(""), "");
    }

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(Visible("a\u{1b}[31mé\n\u{202e}z").to_string(), "a\\u{1b}[31mé\\u{a}\\u{202e}z");
        assert_eq!(Visible("").to_string(), "");
        assert_eq!(OneLine("a\u{1b}[31m\r\né\u{202e}\u{2028}\u{2029}\u{2066}z").to_string(), "a [31m  é    z");
        assert_eq!(OneLine("").to_string(), "");
        assert_eq!(Visible("oAuthRequest").to_string(), "oAuthRequest");
    }
}
