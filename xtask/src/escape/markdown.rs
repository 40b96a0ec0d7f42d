//! Text in a Markdown comment on GitHub.

use super::shown;

/// The number of characters after which code is cut off.
const WIDTH: usize = 200;

/// Text as code. In a span of backquotes nothing means anything but backquotes and, in a table, bars.
pub fn code(text: &str) -> String {
    let text = shortened(text, WIDTH);
    if text.is_empty() || text.contains(['`', '|', '\\']) || text.trim() != text {
        return format!("<code>{}</code>", escaped(&text));
    }
    format!("`{text}`")
}

/// Text on one line of at most `width` characters; its parts in backquotes become code.
pub fn prose(text: &str, width: usize) -> String {
    let text = shortened(text, width);
    let parts: Vec<_> = text.split('`').collect();
    if parts.len() % 2 == 0 {
        return escaped(&text);
    }
    let is_code = [false, true].into_iter().cycle();
    parts.into_iter().zip(is_code).map(|(part, is_code)| if is_code { code(part) } else { escaped(part) }).collect()
}

/// One line, cut off after `width` characters.
fn shortened(text: &str, width: usize) -> String {
    let mut short: String = text.chars().take(width).map(shown).collect();
    if text.chars().nth(width).is_some() {
        short.push('…');
    }
    short
}

/// Character references for everything that might be markup.
///
/// GitHub looks for mentions and issues in the text that is left when references are resolved, so that an invisible
/// word joiner stands after `@`, `#` and `GH-` as well.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut before = '\0';
    for character in text.chars() {
        let is_harmless = match character {
            ' ' | ',' | ';' | '"' | '\'' | '(' | '/' | '?' | '%' => true,
            // At the start of a line, a list or the underline of a heading.
            '=' | '+' => before != '\0',
            '-' => before != '\0' && !out.as_bytes().ends_with(b"GH") && !out.as_bytes().ends_with(b"gh"),
            ')' => !is_number(&out),
            // Neither an address, nor a formula, nor emphasis, nor a numbered list.
            '.' => !before.eq_ignore_ascii_case(&'w') && !is_number(&out),
            ':' => !before.eq_ignore_ascii_case(&'p') && !before.eq_ignore_ascii_case(&'s'),
            '$' | '_' => before.is_alphanumeric(),
            // An arrow, not a quotation.
            '>' => before == '-',
            _ => character.is_alphanumeric() || !character.is_ascii(),
        };
        match character {
            _ if is_harmless => out.push(character),
            '@' | '#' | '-' => out.push_str(&format!("&#{};\u{2060}", u32::from(character))),
            _ => out.push_str(&format!("&#{};", u32::from(character))),
        }
        before = character;
    }
    out
}

/// Whether a line that begins so becomes an item of a numbered list with the next character.
fn is_number(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}
