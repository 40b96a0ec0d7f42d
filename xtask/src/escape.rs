//! Escapes text of models for each output format: one function per format.
//!
//! Names, values and messages come from untrusted documents. Whatever they contain, each format shows it as text: it
//! can't end its line, cell or property, and it can't become markup, a mention, a command of GitHub's runner or a
//! terminal command.

mod markdown;

#[cfg(test)]
mod tests;

use model::text::is_hidden;

pub use self::markdown::{code, prose};

/// Replaces a character that is not displayed as itself.
const REPLACEMENT: char = '\u{fffd}';

/// Escapes a line for a terminal, which may be the log of GitHub's runner.
///
/// The runner reads a line as a command if it begins with `::`, after spaces, or if `##[` is anywhere in it.
pub fn line(text: &str) -> String {
    let shown: String = text.chars().map(|character| if character == '\t' { '\t' } else { shown(character) }).collect();
    let shown = shown.replace("##[", "## [");
    match shown.trim_start().strip_prefix("::") {
        Some(rest) => format!("{}: :{rest}", &shown[..shown.len() - rest.len() - 2]),
        None => shown,
    }
}

/// Escapes every line of a text.
pub fn lines(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|part| match part.strip_suffix('\n') {
            Some(text) => line(text) + "\n",
            None => line(part),
        })
        .collect()
}

/// Escapes the text of a workflow command of GitHub's runner. It may have several lines, which the runner restores.
pub fn data(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|character| if matches!(character, '\n' | '\r') { character } else { shown(character) })
        .collect();
    shown.replace("##[", "## [").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of such a command.
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Escapes a JSON document without changing its value: characters that a terminal or the runner would interpret.
pub fn json(document: &str) -> String {
    let mut out = String::with_capacity(document.len());
    for character in document.chars() {
        if is_hidden(character) && character != '\n' {
            character.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(character);
        }
    }
    out.replace("##[", "\\u0023#[")
}

/// Escapes a message of the Static Analysis Results Interchange Format, which may have several lines.
///
/// `[text](target)` would be a link, and a comment that shows the message might mention someone.
pub fn message(text: &str) -> String {
    let shown: String = text.chars().map(|character| if character == '\n' { '\n' } else { shown(character) }).collect();
    shown.replace("](", "] (").replace('@', "@\u{2060}")
}

fn shown(character: char) -> char {
    if is_hidden(character) { REPLACEMENT } else { character }
}
