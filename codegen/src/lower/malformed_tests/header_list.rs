//! Parses a list in a header, as a service does.

use model::{Member, ShapeKind, traits};

use crate::lower::context::Context;

/// Splits a header into the entries of a list; `None` if a quoted string has no end.
pub fn entries(context: &Context<'_>, member: &Member, line: &str) -> Option<Vec<String>> {
    let target = context.target(member)?;
    let entries = match &target.kind {
        ShapeKind::String | ShapeKind::Enum(_) => return quoted(line),
        ShapeKind::Timestamp => {
            let format = member.traits.get::<traits::TimestampFormat>().or_else(|| target.traits.get());
            // A date of HTTP has a comma of its own.
            every(if format.is_none_or(|format| format == traits::TimestampFormat::HttpDate) { 2 } else { 1 }, line)
        }
        _ => every(1, line),
    };
    Some(entries.into_iter().filter(|entry| !entry.is_empty()).collect())
}

/// Splits a line after each group of `commas` commas.
fn every(commas: usize, line: &str) -> Vec<String> {
    let parts: Vec<_> = line.split(',').collect();
    parts.chunks(commas).map(|parts| parts.join(",").trim().to_owned()).collect()
}

/// Texts that may be in quotes, in which a comma is part of the text.
fn quoted(line: &str) -> Option<Vec<String>> {
    let mut entries = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let after = match rest.strip_prefix('"') {
            Some(text) => {
                let (entry, after) = unquoted(text)?;
                entries.push(entry);
                after.trim_start()
            }
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                entries.extend(Some(rest[..end].trim_end()).filter(|entry| !entry.is_empty()).map(str::to_owned));
                &rest[end..]
            }
        };
        rest = match after.strip_prefix(',') {
            Some(after) => after.trim_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    Some(entries)
}

/// Returns the text up to the next quotation mark, and the text after that.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut entry = String::new();
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return Some((entry, &text[index + 1..])),
            '\\' => entry.push(characters.next()?.1),
            character => entry.push(character),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_texts() {
        let found = |line| quoted(line).map(|entries| entries.join("|"));
        assert_eq!(found("").as_deref(), Some(""));
        assert_eq!(found(" a , b,,\"c, \\\"d\\\\\" ,e").as_deref(), Some("a|b|c, \"d\\|e"));
        for malformed in ["\"a", "\"a\\", "\"a\"b", "\"a\" b, c"] {
            assert_eq!(found(malformed), None, "{malformed}");
        }
    }

    #[test]
    fn lists_of_others() {
        assert_eq!(every(1, "1, 2 ,x"), ["1", "2", "x"]);
        assert_eq!(every(2, "Mon, 16 Dec, Tue, 17 Dec, x"), ["Mon, 16 Dec", "Tue, 17 Dec", "x"]);
    }
}
