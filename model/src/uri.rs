//! URI patterns of operations, and patterns of host prefixes.
//!
//! The grammar is that of the `http` and `endpoint` traits. Labels of a pattern are distinct, without regard to case.

use std::collections::BTreeSet;

use crate::error::quote;
use crate::load::is_identifier;

/// A path with labels, and required query parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UriPattern {
    /// The parts between the slashes of the path.
    pub segments: Vec<Segment>,
    /// Whether the path ends with a slash after a segment. Servers ignore it, clients send it.
    pub ends_with_slash: bool,
    /// Literal query parameters; the value is `None` without a `=`.
    pub query: Vec<(String, Option<String>)>,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
    /// Literal text.
    Literal(String),
    /// A label for one segment, with the name of its member.
    Label(String),
    /// A label for one or more segments, with the name of its member.
    Greedy(String),
}

/// The error of a malformed pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}, expected {expected}")]
pub struct Malformed {
    /// The problem.
    pub problem: String,
    /// The expected form.
    pub expected: &'static str,
}

impl UriPattern {
    /// Parses the `uri` of an `http` trait.
    pub fn parse(uri: &str) -> Result<Self, Malformed> {
        if let Some(other) = uri.chars().find(|character| !character.is_ascii_graphic()) {
            return malformed(format!("has the character {}", quote(&other.to_string())), "visible ASCII characters");
        }
        if uri.contains('#') {
            return malformed("has a fragment", "no `#`");
        }
        let (path, query) = match uri.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (uri, None),
        };
        let Some(path) = path.strip_prefix('/') else {
            return malformed("does not begin with `/`", "`/`");
        };
        let (path, ends_with_slash) = match path.strip_suffix('/') {
            Some(path) => (path, true),
            None => (path, false),
        };
        let is_root = path.is_empty() && !ends_with_slash;
        let segments = if is_root { Vec::new() } else { segments(path)? };
        check_labels(&segments)?;
        Ok(Self { segments, ends_with_slash, query: query.map(query_literals).transpose()?.unwrap_or_default() })
    }

    /// Returns the names of the labels, in order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(Segment::label)
    }
}

impl Segment {
    /// Returns the name, if this is a label.
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Literal(_) => None,
            Self::Label(name) | Self::Greedy(name) => Some(name),
        }
    }
}

/// Parses the `hostPrefix` of an `endpoint` trait; text in braces is a label.
pub fn parse_host_prefix(prefix: &str) -> Result<Vec<Segment>, Malformed> {
    let mut segments = Vec::new();
    let mut rest = prefix;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return malformed("has a label without end", "`}` after `{`");
        };
        if !literal.is_empty() {
            segments.push(host_literal(literal)?);
        }
        segments.push(Segment::Label(label_name(name)?));
        rest = after;
    }
    if !rest.is_empty() {
        segments.push(host_literal(rest)?);
    }
    check_labels(&segments)?;
    Ok(segments)
}

fn host_literal(text: &str) -> Result<Segment, Malformed> {
    match text.chars().find(|character| !(character.is_ascii_alphanumeric() || matches!(character, '.' | '-'))) {
        Some(other) => {
            let problem = format!("has the character {}", quote(&other.to_string()));
            malformed(problem, "letters, digits, `.`, `-` and labels in braces")
        }
        None => Ok(Segment::Literal(text.to_string())),
    }
}

fn segments(path: &str) -> Result<Vec<Segment>, Malformed> {
    path.split('/').map(segment).collect()
}

fn segment(text: &str) -> Result<Segment, Malformed> {
    match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        Some(label) => match label.strip_suffix('+') {
            Some(name) => Ok(Segment::Greedy(label_name(name)?)),
            None => Ok(Segment::Label(label_name(label)?)),
        },
        None if text.is_empty() => malformed("has an empty segment", "text between two slashes"),
        None if text.contains(['{', '}']) => {
            malformed(format!("has a brace in the segment {}", quote(text)), "a label that is a whole segment")
        }
        None if matches!(text, "." | "..") => malformed(format!("has the segment {}", quote(text)), "no dot segments"),
        None => Ok(Segment::Literal(text.to_string())),
    }
}

fn label_name(name: &str) -> Result<String, Malformed> {
    match is_identifier(name) {
        true => Ok(name.to_string()),
        false => malformed(format!("has the label {}", quote(name)), "the name of a member as label"),
    }
}

fn check_labels(segments: &[Segment]) -> Result<(), Malformed> {
    let mut names = BTreeSet::new();
    let mut greedy = None;
    for segment in segments {
        let Some(name) = segment.label() else { continue };
        if !names.insert(name.to_ascii_lowercase()) {
            return malformed(format!("has the label {} twice", quote(name)), "each label once");
        }
        if let Some(greedy) = greedy {
            return malformed(format!("has a label after the greedy label {}", quote(greedy)), "the greedy label last");
        }
        if matches!(segment, Segment::Greedy(_)) {
            greedy = Some(name);
        }
    }
    Ok(())
}

fn query_literals(query: &str) -> Result<Vec<(String, Option<String>)>, Malformed> {
    if query.contains(['{', '}']) {
        return malformed("has a label in the query", "labels in the path");
    }
    let mut keys = BTreeSet::new();
    let mut literals = Vec::new();
    for literal in query.split('&') {
        let (key, value) = match literal.split_once('=') {
            Some((key, value)) => (key, Some(value.to_string())),
            None => (literal, None),
        };
        if key.is_empty() {
            return malformed("has an empty query parameter", "a name");
        }
        if !keys.insert(key) {
            return malformed(format!("has the query parameter {} twice", quote(key)), "each parameter once");
        }
        literals.push((key.to_string(), value));
    }
    Ok(literals)
}

fn malformed<T>(problem: impl Into<String>, expected: &'static str) -> Result<T, Malformed> {
    Err(Malformed { problem: problem.into(), expected })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(uri: &str, expect: &str) {
        let result = match UriPattern::parse(uri) {
            Ok(UriPattern { segments, ends_with_slash, query }) => {
                let slash = if ends_with_slash { " and a slash" } else { "" };
                format!("{segments:?}{slash} {query:?}").replace("\"", "")
            }
            Err(error) => error.to_string(),
        };
        assert_eq!(result, expect);
    }

    #[test]
    fn patterns() {
        check("/", "[] []");
        check("/a/{b}/{c+}/d", "[Literal(a), Label(b), Greedy(c), Literal(d)] []");
        check("/a/", "[Literal(a)] and a slash []");
        check("/{a}?b&c=&d=e=f", "[Label(a)] [(b, None), (c, Some()), (d, Some(e=f))]");
        check("/a:b*{", "has a brace in the segment `a:b*{`, expected a label that is a whole segment");
    }

    #[test]
    fn malformed_patterns() {
        check("", "does not begin with `/`, expected `/`");
        check("a/b", "does not begin with `/`, expected `/`");
        check("?a", "does not begin with `/`, expected `/`");
        check("//", "has an empty segment, expected text between two slashes");
        check("/a//b", "has an empty segment, expected text between two slashes");
        check("/a#b", "has a fragment, expected no `#`");
        check("/a?", "has an empty query parameter, expected a name");
        check("/a?b&&c", "has an empty query parameter, expected a name");
        check("/a?b=1&b=2", "has the query parameter `b` twice, expected each parameter once");
        check("/a?b={c}", "has a label in the query, expected labels in the path");
        check("/a/../b", "has the segment `..`, expected no dot segments");
        check("/.", "has the segment `.`, expected no dot segments");
        check("/{a}b", "has a brace in the segment `{a}b`, expected a label that is a whole segment");
        check("/{}", "has the label `` , expected the name of a member as label".replace(" ,", ",").as_str());
        check("/{+}", "has the label ``, expected the name of a member as label");
        check("/{a-b}", "has the label `a-b`, expected the name of a member as label");
        check("/{a}/{A}", "has the label `A` twice, expected each label once");
        check("/{a+}/{b}", "has a label after the greedy label `a`, expected the greedy label last");
        check("/{a+}/{b+}", "has a label after the greedy label `a`, expected the greedy label last");
        check("/é", "has the character `é`, expected visible ASCII characters");
        check("/a b", "has the character ` `, expected visible ASCII characters");
    }

    #[test]
    fn host_prefixes() {
        let parse = |prefix| parse_host_prefix(prefix).map_err(|error| error.to_string());
        assert_eq!(
            parse("a.{b}-c."),
            Ok(vec![Segment::Literal("a.".into()), Segment::Label("b".into()), Segment::Literal("-c.".into()),])
        );
        assert_eq!(parse("{a").unwrap_err(), "has a label without end, expected `}` after `{`");
        assert_eq!(parse("{a+}.").unwrap_err(), "has the label `a+`, expected the name of a member as label");
        assert_eq!(parse("{a}.{a}.").unwrap_err(), "has the label `a` twice, expected each label once");
        let characters = "letters, digits, `.`, `-` and labels in braces";
        assert_eq!(parse("a/").unwrap_err(), format!("has the character `/`, expected {characters}"));
        assert_eq!(parse("a}").unwrap_err(), format!("has the character `}}`, expected {characters}"));
    }
}
