//! What an element of HTML, or of the DocBook that some models were made from, means for a document.
//!
//! Invariant: a name that is not here is no element but text, since models write placeholders as `<region>`.

/// What an element does.
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
    /// Set off from the text around it, with a word in front that says why.
    Aside(Option<&'static str>),
    Row,
    Cell,
    Preformatted,
    Break,
    Code,
    Anchor,
    /// Marked by this on both sides.
    Emphasis(&'static str),
    /// Means nothing; what it holds does.
    Transparent,
}

impl Element {
    /// The element of this name in small letters.
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

    /// Whether it is a part of a line of text, so that CommonMark may well hold it.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Code | Self::Anchor | Self::Emphasis(_) | Self::Transparent)
    }
}
