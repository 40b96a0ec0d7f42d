//! Text of models in each form of output: one function for each form.
//!
//! Names, values and messages come from documents that anybody may have written. Whatever they contain, a form shows it
//! as text: it neither ends the line, cell or property that it is in, nor becomes markup, a mention, a command of
//! GitHub's runner or a command of a terminal.

mod markdown;

#[cfg(test)]
mod tests;

use model::text::is_hidden;

pub use self::markdown::{code, prose};

/// Shown in the place of a character that is not shown as itself.
const REPLACEMENT: char = '\u{fffd}';

/// A line for a terminal, which may be the log of GitHub's runner.
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

/// The same for every line of a text.
pub fn lines(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|part| match part.strip_suffix('\n') {
            Some(text) => line(text) + "\n",
            None => line(part),
        })
        .collect()
}

/// The text of a workflow command of GitHub's runner. It may have several lines, which the runner restores.
pub fn data(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|character| if matches!(character, '\n' | '\r') { character } else { shown(character) })
        .collect();
    shown.replace("##[", "## [").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of such a command.
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The text of a JSON document, which stands for the same value: what a terminal or the runner would interpret is escaped.
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

/// A message of the Static Analysis Results Interchange Format, which may have several lines.
///
/// `[text](target)` would be a link, and a comment that shows the message might mention somebody.
pub fn message(text: &str) -> String {
    let shown: String = text.chars().map(|character| if character == '\n' { '\n' } else { shown(character) }).collect();
    shown.replace("](", "] (").replace('@', "@\u{2060}")
}

fn shown(character: char) -> char {
    if is_hidden(character) { REPLACEMENT } else { character }
}
