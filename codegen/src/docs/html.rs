//! Splits HTML into tags and text.
//!
//! There are no errors: anything that is not a tag is text. Invariant: a tag ends before the next `<`, so each byte is
//! read a fixed number of times.

use super::document::Document;
use super::element::Element;
use super::{entity, markdown};

const COMMENT: &str = "<!--";

/// A tag of a known element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) element: Element,
    pub(super) closing: bool,
    /// Whether it is self-closing: `<name/>`.
    pub(super) empty: bool,
    attributes: &'a str,
}

/// The kinds of markup that can start with `<`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup<'a> {
    Tag(Tag<'a>),
    Comment,
}

/// Returns `true` if documentation is HTML rather than CommonMark: it starts with a tag, or has a block tag outside of
/// code.
pub(super) fn is_html(documentation: &str) -> bool {
    let documentation = documentation.trim_start();
    let starts_with_tag = documentation.starts_with('<') && markup(documentation).is_some();
    starts_with_tag || (documentation.contains('<') && markdown::html(documentation).any(|html| has_block(&html)))
}

fn has_block(html: &str) -> bool {
    let mut tags = html.match_indices('<').map(|(at, _)| &html[at..]);
    tags.any(|tag| {
        let is_comment = tag.starts_with(COMMENT);
        !is_comment && matches!(markup(tag), Some((Markup::Tag(tag), _)) if !tag.element.is_inline())
    })
}

/// Parses HTML into the document.
pub(super) fn read(html: &str, document: &mut Document) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        document.text(&entity::decode(&rest[..at]));
        rest = &rest[at..];
        let length = match markup(rest) {
            Some((Markup::Tag(tag), length)) => {
                document.tag(&tag);
                length
            }
            Some((Markup::Comment, length)) => length,
            None => {
                document.text("<");
                1
            }
        };
        rest = &rest[length..];
    }
    document.text(&entity::decode(rest));
}

/// Parses a tag or comment at the start of a text, and returns it with its length. An unclosed comment extends to the
/// end.
pub(super) fn markup(text: &str) -> Option<(Markup<'_>, usize)> {
    if let Some(comment) = text.strip_prefix(COMMENT) {
        let length = comment.find("-->").map_or(text.len(), |end| end + "<!---->".len());
        return Some((Markup::Comment, length));
    }
    let inside = text.strip_prefix('<')?;
    let inside = &inside[..inside.find(['<', '>']).filter(|end| inside[*end..].starts_with('>'))?];
    let length = inside.len() + "<>".len();
    let (inside, closing) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
    let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
    let end = inside.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    if !attributes.is_empty() && !attributes.starts_with(char::is_whitespace) {
        return None;
    }
    let element = Element::named(&name.to_ascii_lowercase())?;
    Some((Markup::Tag(Tag { element, closing, empty, attributes }), length))
}

impl Tag<'_> {
    /// Returns `true` if it has any attribute.
    pub(super) fn has_attributes(&self) -> bool {
        !self.attributes.trim().is_empty()
    }

    /// Returns the target of an anchor.
    pub(super) fn address(&self) -> Option<String> {
        let mut rest = self.attributes;
        while let Some((name, after)) = rest.split_once('=') {
            let (value, after) = value(after.trim_start());
            let name = name.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
            if name.eq_ignore_ascii_case("href") || name.eq_ignore_ascii_case("url") {
                return Some(entity::decode(value).into_owned());
            }
            rest = after;
        }
        None
    }
}

/// Parses an attribute value, quoted or not, and returns it with the rest of the text.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}
