//! Escapes text for a Markdown comment on GitHub.

use super::shown;

/// The maximum number of characters of code.
const WIDTH: usize = 200;

/// Formats text as code. In a code span, only backquotes and, in a table, bars have a meaning.
pub fn code(text: &str) -> String {
    let text = shortened(text, WIDTH);
    if text.is_empty() || text.contains(['`', '|', '\\']) || text.trim() != text {
        return format!("<code>{}</code>", escaped(&text));
    }
    format!("`{text}`")
}

/// Formats text on one line of at most `width` characters; its parts in backquotes become code.
pub fn prose(text: &str, width: usize) -> String {
    let text = shortened(text, width);
    let parts: Vec<_> = text.split('`').collect();
    if parts.len() % 2 == 0 {
        return escaped(&text);
    }
    let is_code = [false, true].into_iter().cycle();
    parts.into_iter().zip(is_code).map(|(part, is_code)| if is_code { code(part) } else { escaped(part) }).collect()
}

/// Returns one line, truncated after `width` characters.
fn shortened(text: &str, width: usize) -> String {
    let mut short: String = text.chars().take(width).map(shown).collect();
    if text.chars().nth(width).is_some() {
        short.push('…');
    }
    short
}

/// Escapes possible markup with character references.
///
/// GitHub searches for mentions and issues after it resolves references, so an invisible word joiner is inserted after
/// `@`, `#` and `GH-`.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut before = '\0';
    for character in text.chars() {
        let is_harmless = match character {
            ' ' | ',' | ';' | '"' | '\'' | '(' | '/' | '?' | '%' => true,
            // At the start of a line, these begin a list or underline a heading.
            '=' | '+' => before != '\0',
            '-' => before != '\0' && !out.as_bytes().ends_with(b"GH") && !out.as_bytes().ends_with(b"gh"),
            ')' => !is_number(&out),
            // These could be addresses, formulas, emphasis or numbered lists.
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

/// Returns `true` if the next character makes a line an item of a numbered list.
fn is_number(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}
