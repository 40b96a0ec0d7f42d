//! The meaning of the elements of HTML, and of DocBook, from which some models were converted.
//!
//! Invariant: an unknown name is text, because models write placeholders as `<region>`.

/// The effect of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph,
    Heading(usize),
    List {
        ordered: bool,
    },
    Item,
    Term,
    Description,
    /// Separated from the surrounding text, with a label that names the reason.
    Aside(Option<&'static str>),
    Row,
    Cell,
    Preformatted,
    Break,
    Code,
    Anchor,
    /// Delimited by this on both sides.
    Emphasis(&'static str),
    /// Ignored, except for its content.
    Transparent,
}

impl Element {
    /// Returns the element of this name in lower case.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "p" | "para" | "div" | "fullname" | "caption" | "hr" => Self::Paragraph,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "ul" | "dl" | "itemizedlist" | "table" => Self::List { ordered: false },
            "ol" | "orderedlist" => Self::List { ordered: true },
            "li" | "listitem" => Self::Item,
            "dt" => Self::Term,
            "dd" => Self::Description,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "pre" | "programlisting" => Self::Preformatted,
            "br" => Self::Break,
            "code" | "literal" | "tt" | "kbd" | "samp" => Self::Code,
            "a" | "ulink" => Self::Anchor,
            "b" | "strong" => Self::Emphasis("**"),
            "i" | "em" | "emphasis" | "var" | "replaceable" => Self::Emphasis("*"),
            "link" | "span" | "sup" | "sub" | "u" | "small" | "thead" | "tbody" | "tfoot" => Self::Transparent,
            _ => return Self::aside(name),
        })
    }

    fn aside(name: &str) -> Option<Self> {
        Some(Self::Aside(Some(match name {
            "note" => "Note",
            "important" => "Important",
            "warning" => "Warning",
            "caution" => "Caution",
            "tip" => "Tip",
            "blockquote" => return Some(Self::Aside(None)),
            _ => return None,
        })))
    }

    /// Returns `true` for an inline element, which CommonMark may contain.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Code | Self::Anchor | Self::Emphasis(_) | Self::Transparent)
    }
}
