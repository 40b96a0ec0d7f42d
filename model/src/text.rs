//! Characters that change how the surrounding text is displayed.
//!
//! A document may contain line breaks, terminal escapes and marks that reverse the direction of writing. Every message
//! that quotes a document escapes such characters, so that a message is one line and displays as it is written.

/// Returns `true` for a character that is not displayed as itself: a control, a direction mark, a line separator, or
/// one without a glyph.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns the text with each hidden character replaced by an escape such as `
/// ` or `\u{202e}`.
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            visible.extend(character.escape_default());
        } else {
            visible.push(character);
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_escapes() {
        assert_eq!(visible("a\r\n\t\u{1b}[31m\u{7f}\u{85}"), r"a\r\n\t\u{1b}[31m\u{7f}\u{85}");
        assert_eq!(visible("\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}"), r"\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}");
    }

    #[test]
    fn other_text_is_unchanged() {
        for text in ["", "a b", "é–✗", "\u{1d11e}", "名前", "`a|b`\\n"] {
            assert_eq!(visible(text), text);
        }
    }
}
