//! How what a document has written itself is shown: shortened, and without characters that steer a terminal.

use std::borrow::Cow;
use std::fmt;

/// As long as the longest keys of maps usually are.
const LONGEST: usize = 128;

/// The name, or its beginning and `…`.
pub fn shorten(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(LONGEST) {
        None => name.into(),
        Some((end, _)) => format!("{}…", name.split_at(end).0).into(),
    }
}

/// A text, with escapes in place of control characters and of those that turn the direction of writing.
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

/// A text from outside on one line: a space stands for each character that would end the line or steer a terminal.
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

/// Whether a character ends a line, steers a terminal, or turns the direction of writing.
pub fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

/// Something at a place in the document: `3:7: /path: message`.
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
