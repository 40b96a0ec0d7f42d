//! URI patterns: labels become segments of the path, with all characters encoded except RFC 3986's unreserved ones.
//!
//! A label can't escape its segment: it is never empty, never a dot segment, and only a greedy label contains a slash.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::EncodeError;

/// The characters to encode in a label or a part of the query string.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The characters to encode in a greedy label.
const RESERVED_BUT_SLASH: &AsciiSet = &RESERVED.remove(b'/');

/// The values of labels, by the names of their members.
pub type Labels = Vec<(&'static str, String)>;

/// Sets the text of a label that is absent or empty.
pub fn set_default(labels: &mut Labels, member: &'static str, text: &'static str) {
    if find(member, labels).is_err() {
        labels.retain(|(name, _)| *name != member);
        labels.push((member, text.to_owned()));
    }
}

/// Writes the path of a pattern; a pattern without labels is returned unchanged.
pub fn path(pattern: &'static str, labels: &Labels) -> Result<Cow<'static, str>, EncodeError> {
    if !pattern.contains('{') {
        return Ok(Cow::Borrowed(pattern));
    }
    let path = fill(pattern, |name, path| {
        let (name, greedy) = name.strip_suffix('+').map_or((name, false), |name| (name, true));
        let text = find(name, labels)?;
        let mut segments = text.split(|character| greedy && character == '/');
        if segments.any(|segment| matches!(segment, "." | "..")) {
            return Err(EncodeError::new(name, "a dot segment would lead to another path"));
        }
        path.extend(utf8_percent_encode(text, if greedy { RESERVED_BUT_SLASH } else { RESERVED }));
        Ok(())
    });
    path.map(Cow::Owned)
}

/// Writes the prefix of a host name.
pub fn host_prefix(pattern: &'static str, labels: &Labels) -> Result<String, EncodeError> {
    fill(pattern, |name, prefix| {
        let text = find(name, labels)?;
        if text.len() > 63 || !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Err(EncodeError::new(name, "expected up to 63 letters, digits and hyphens, for a host name"));
        }
        prefix.push_str(text);
        Ok(())
    })
}

/// Writes the query string: the literal part of the pattern, the explicit parameters, and then those of maps unless one
/// of the same name exists already. It starts with a question mark unless it is empty.
pub fn query(literal: &str, explicit: &[(&str, String)], maps: &[(String, String)]) -> String {
    let mut query = String::new();
    for part in literal.split('&').filter(|part| !part.is_empty()) {
        push(&mut query, part, None);
    }
    for (name, value) in explicit {
        push(&mut query, &encode(name), Some(value));
    }
    let literal = |name: &str| literal.split('&').any(|part| part.split('=').next() == Some(name));
    for (name, value) in maps {
        if !explicit.iter().any(|(explicit, _)| explicit == name) && !literal(name) {
            push(&mut query, &encode(name), Some(value));
        }
    }
    query
}

fn push(query: &mut String, name: &str, value: Option<&String>) {
    query.push(if query.is_empty() { '?' } else { '&' });
    query.push_str(name);
    if let Some(value) = value {
        query.push('=');
        query.push_str(&encode(value));
    }
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Copies a pattern, replacing each name in braces.
fn fill(
    pattern: &'static str,
    mut label: impl FnMut(&'static str, &mut String) -> Result<(), EncodeError>,
) -> Result<String, EncodeError> {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(literal);
        label(name, &mut filled)?;
        rest = tail;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn find<'a>(name: &'static str, labels: &'a Labels) -> Result<&'a str, EncodeError> {
    match labels.iter().find(|(member, _)| *member == name) {
        Some((_, text)) if !text.is_empty() => Ok(text),
        _ => Err(EncodeError::new(name, "expected a text that is not empty, because it is a part of the URI")),
    }
}
