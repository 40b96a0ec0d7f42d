//! The members of requests in words: their kind, their bounds, and a sentence of documentation.

use appflow_client::dynamic::SUMMARIES;
use tinsmith_types::codegen::{Kind, Member, Range, Schema, TimestampFormat};

/// The width of texts in the help.
const WIDTH: usize = 104;
/// The width of summaries in the list of commands.
const SUMMARY_WIDTH: usize = 80;

/// The members of a request as a part of a command's help; an operation without any has none.
pub fn help(input: &Schema) -> String {
    let members: String =
        input.members().iter().map(|member| entry(member.json, &description(input, member))).collect();
    if members.is_empty() { members } else { format!("Members of the request:\n{members}\n") }
}

/// The name of a member, and its description in lines below it.
fn entry(name: &str, description: &str) -> String {
    let lines = wrapped(description, WIDTH);
    format!("  {name}\n{}", lines.lines().map(|line| format!("      {line}\n")).collect::<String>())
}

/// The summary of an operation as plain text.
pub fn about(summary: &str) -> String {
    wrapped(&plain(summary), SUMMARY_WIDTH)
}

/// The words in lines of a width, unless a word is longer.
fn wrapped(text: &str, width: usize) -> String {
    let (mut lines, mut columns) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        let is_new = columns > 0 && columns + 1 + length > width;
        lines.push_str(if is_new {
            "\n"
        } else if columns > 0 {
            " "
        } else {
            ""
        });
        lines.push_str(word);
        columns = if is_new || columns == 0 { length } else { columns + 1 + length };
    }
    lines
}

/// Describes a member: its type and bounds, and the first sentence of its documentation.
pub fn description(of: &Schema, member: &Member) -> String {
    let required = member.required.then(|| "required".to_owned());
    let token = member.idempotency_token.then(|| "the client sets it if absent".to_owned());
    let notes: Vec<String> = [required, bounds(member.schema), token].into_iter().flatten().collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    let text = kind(member.schema) + &notes;
    match summary(of.name, member.name) {
        Some(summary) => format!("{text}. {}", plain(summary)),
        None => text,
    }
}

/// Finds the documentation of a member.
fn summary(structure: &str, member: &str) -> Option<&'static str> {
    let of_member =
        |line: &'static str| line.strip_prefix(structure)?.strip_prefix('$')?.strip_prefix(member)?.strip_prefix(' ');
    SUMMARIES.lines().find_map(of_member)
}

/// Markdown without the backslashes that escape punctuation.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut characters = markdown.chars().peekable();
    while let Some(character) = characters.next() {
        let is_escape = character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        text.extend((!is_escape).then_some(character).or_else(|| characters.next()));
    }
    text
}

fn kind(schema: &Schema) -> String {
    let secret = if schema.sensitive { "secret " } else { "" };
    let kind = match &schema.kind {
        Kind::Boolean => "true or false".to_owned(),
        Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::BigInteger => "whole number".to_owned(),
        Kind::Float | Kind::Double | Kind::BigDecimal => "number".to_owned(),
        Kind::Blob => "bytes in base64".to_owned(),
        Kind::Timestamp(TimestampFormat::EpochSeconds) => "time in seconds since 1970".to_owned(),
        Kind::Timestamp(_) => "date and time".to_owned(),
        Kind::Document => "any JSON".to_owned(),
        Kind::Enum(words) => format!("one of {}", words.join(", ")),
        Kind::IntEnum(numbers) => {
            format!("one of {}", numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        Kind::List { member, .. } => format!("list of {}", plural(member)),
        Kind::Map { value, .. } => format!("map of {}", plural(value)),
        Kind::Structure(_) => "object".to_owned(),
        Kind::Union(_) => "object with one member".to_owned(),
        _ => "text".to_owned(),
    };
    secret.to_owned() + &kind
}

fn plural(entry: &Schema) -> String {
    match &entry.kind {
        Kind::Structure(_) | Kind::Union(_) => "objects".to_owned(),
        Kind::String | Kind::MediaType(_) => format!("{}s", kind(entry)),
        Kind::Enum(words) => format!("words of {}", words.join(", ")),
        _ => format!("entries, each {}", kind(entry)),
    }
}

fn bounds(schema: &Schema) -> Option<String> {
    if let Some(length) = schema.length {
        let what = match schema.kind {
            Kind::List { .. } | Kind::Map { .. } => "entries",
            Kind::Blob => "bytes",
            _ => "characters",
        };
        return range(length.min.filter(|min| *min > 0), length.max).map(|range| format!("{range} {what}"));
    }
    match schema.range? {
        Range::Integer { min, max } => range(min, max),
        Range::Float { min, max } => range(min, max),
        Range::Decimal { min, max } => range(min, max),
    }
}

fn range<T: std::fmt::Display + PartialEq>(min: Option<T>, max: Option<T>) -> Option<String> {
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(format!("exactly {min}")),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("at least {min}")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_a_width() {
        for (text, width, expected) in [
            ("", 3, ""),
            ("a b c", 3, "a b\nc"),
            ("a b c", 4, "a b\nc"),
            ("a b c", 5, "a b c"),
            ("long é", 3, "long\né"),
        ] {
            assert_eq!(wrapped(text, width), expected);
        }
    }

    #[test]
    fn markdown_is_plain() {
        for (markdown, expected) in [("a\\_b `c`", "a_b `c`"), ("\\\\", "\\"), ("\\d\\", "\\d\\"), ("", "")] {
            assert_eq!(plain(markdown), expected);
        }
    }
}
