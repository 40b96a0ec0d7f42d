//! Requests of malformed cases: assigns each part of the message to a member of the input.
//!
//! Nothing is decoded to a type here, because decoding is tested.

use super::header_list;
use model::uri::{Segment, UriPattern};
use model::{Member, Shape, ShapeKind, traits};

use crate::ir::MalformedRequest;
use crate::lower::context::Context;

/// Returns the values of each member, or the reason why only a server could find them.
pub fn lower(
    context: &Context<'_>,
    operation: &Shape,
    input: &Shape,
    request: &traits::MalformedRequest,
) -> Result<MalformedRequest, &'static str> {
    let body = request.body.clone().filter(|body| !body.is_empty());
    if context.protocol.name.is_rpc() {
        return Ok(MalformedRequest { texts: Vec::new(), entries: Vec::new(), body });
    }
    let uri = operation.traits.get::<traits::Http>().map(|http| http.uri).unwrap_or_default();
    let labels = labels(&uri, &request.uri).ok_or("its path is not that of the operation")?;
    let query: Vec<_> = request.query_params.iter().map(|parameter| pair(parameter)).collect();
    let named = |name: &str| query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect();
    let (mut texts, mut entries) = (Vec::new(), Vec::new());
    for member in input.members() {
        let name = member.name.clone();
        let (text, map) = if member.traits.has::<traits::HttpLabel>() {
            (labels.iter().filter(|(label, _)| *label == name).map(|(_, text)| text.clone()).collect(), Vec::new())
        } else if let Some(key) = member.traits.get::<traits::HttpQuery>() {
            (named(&key.0), Vec::new())
        } else if member.traits.has::<traits::HttpQueryParams>() {
            (Vec::new(), unbound(input, &query))
        } else if let Some(header) = member.traits.get::<traits::HttpHeader>() {
            (header_texts(context, member, &header.0, request)?, Vec::new())
        } else if let Some(prefix) = member.traits.get::<traits::HttpPrefixHeaders>() {
            (Vec::new(), prefixed(&prefix.0, request))
        } else {
            continue;
        };
        texts.extend((!text.is_empty()).then(|| (name.clone(), text)));
        entries.extend((!map.is_empty()).then_some((name, map)));
    }
    Ok(MalformedRequest { texts, entries, body })
}

/// Returns the labels of a path by the names of their members, or `None` if the path does not match the pattern.
fn labels(pattern: &str, path: &str) -> Option<Vec<(String, String)>> {
    let pattern = UriPattern::parse(pattern).ok()?;
    let path = path.split_once('?').map_or(path, |(path, _)| path).strip_prefix('/')?;
    let path = if pattern.ends_with_slash { path.strip_suffix('/').unwrap_or(path) } else { path };
    let parts: Vec<_> = if path.is_empty() { Vec::new() } else { path.split('/').collect() };
    let mut rest = parts.as_slice();
    let mut labels = Vec::new();
    for segment in &pattern.segments {
        let length = match segment {
            Segment::Greedy(_) => (parts.len() + 1).checked_sub(pattern.segments.len())?,
            Segment::Literal(_) | Segment::Label(_) => 1,
        };
        let (part, after) = rest.split_at_checked(length)?;
        let part = part.join("/");
        match segment {
            Segment::Literal(text) if *text != part => return None,
            Segment::Literal(_) => {}
            Segment::Label(name) | Segment::Greedy(name) => labels.push((name.clone(), decoded(&part))),
        }
        rest = after;
    }
    rest.is_empty().then_some(labels)
}

/// Returns the values of a header as strings.
fn header_texts(
    context: &Context<'_>,
    member: &Member,
    header: &str,
    request: &traits::MalformedRequest,
) -> Result<Vec<String>, &'static str> {
    let given = request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(header));
    let texts: Vec<_> = given.map(|(_, text)| text.clone()).collect();
    match context.target(member).map(|list| &list.kind) {
        Some(ShapeKind::List(entry) | ShapeKind::Set(entry)) => {
            let parts = texts.iter().map(|text| header_list::entries(context, entry, text));
            Ok(parts.collect::<Option<Vec<_>>>().ok_or("a quotation in a header has no end")?.concat())
        }
        _ => Ok(texts),
    }
}

fn prefixed(prefix: &str, request: &traits::MalformedRequest) -> Vec<(String, String)> {
    let prefix = prefix.to_ascii_lowercase();
    let entry = |(name, text): (&String, &String)| {
        Some((name.to_ascii_lowercase().strip_prefix(&prefix)?.to_owned(), text.clone()))
    };
    request.headers.iter().filter_map(entry).collect()
}

/// Returns the query parameters that no other member is bound to.
fn unbound(input: &Shape, query: &[(String, String)]) -> Vec<(String, String)> {
    let bound: Vec<_> = input.members().into_iter().filter_map(|it| it.traits.get::<traits::HttpQuery>()).collect();
    query.iter().filter(|(key, _)| !bound.iter().any(|bound| bound.0 == *key)).cloned().collect()
}

/// Splits a query parameter into its name and its value, which may be empty.
fn pair(parameter: &str) -> (String, String) {
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    (decoded(name), decoded(value))
}

/// Decodes percent-encoded text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()).filter(|_| *first == b'%');
        let byte = hex.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, path: &str, expect: Option<&[(&str, &str)]>) {
        let labels = labels(pattern, path);
        let labels: Option<Vec<_>> =
            labels.as_ref().map(|labels| labels.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect());
        assert_eq!(labels.as_deref(), expect, "{pattern} {path}");
    }

    #[test]
    fn paths() {
        check("/", "/", Some(&[]));
        check("/", "/a", None);
        check("/a/{b}?c", "/a/x%2Fy%", Some(&[("b", "x/y%")]));
        check("/a/{b}", "/a", None);
        check("/a/{b}", "/b/x", None);
        check("/a/{b}", "/a/x/y", None);
        check("/a/{b+}/c/{d+}", "/a/x/c/y", None);
        check("/a/{b+}/c", "/a/x/y/c", Some(&[("b", "x/y")]));
        check("/a/{b+}/c", "/a", None);
        check("/a/", "/a/", Some(&[]));
        check("/{a}", "no path", None);
    }

    #[test]
    fn parameters() {
        let pair = |text| pair(text);
        assert_eq!(pair("a"), ("a".to_owned(), String::new()));
        assert_eq!(pair("a%20b=c%3D=%é%ff"), ("a b".to_owned(), "c==%é\u{fffd}".to_owned()));
    }
}
