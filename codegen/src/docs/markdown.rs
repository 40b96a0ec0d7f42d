//! Reads CommonMark into a document.
//!
//! Thematic breaks and titles of links are left out. Extensions of CommonMark, such as tables, are text. Invariant:
//! nothing but web addresses becomes a link, and HTML is read as in documentation that is HTML.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::document::Document;
use super::paragraph::{Mark, MarkKind};
use super::{address, html};

/// The supported languages of code blocks. Others become text, because rustdoc would compile and run such a block.
const LANGUAGES: [&str; 10] = ["bash", "console", "http", "ini", "json", "sh", "sql", "toml", "xml", "yaml"];

/// The maximum number of quotations inside each other.
const MAX_QUOTATIONS: usize = 100;

/// Parses CommonMark into the document.
pub(super) fn read(markdown: &str, document: &mut Document) {
    let Some(events) = parse(markdown) else { return document.text(markdown) };
    let mut reader = Reader { document, links: Vec::new(), raw: None };
    for event in events {
        reader.event(event);
    }
}

/// Returns the HTML in CommonMark. Indented text is included, because HTML is often indented.
pub(super) fn html(markdown: &str) -> impl Iterator<Item = CowStr<'_>> {
    let mut is_indented = false;
    parse(markdown).into_iter().flatten().filter_map(move |event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html),
        Event::Text(text) if is_indented => Some(text),
        Event::Start(Tag::CodeBlock(kind)) => {
            is_indented = kind == CodeBlockKind::Indented;
            None
        }
        Event::End(TagEnd::CodeBlock) => {
            is_indented = false;
            None
        }
        _ => None,
    })
}

/// Returns the events, unless a line is in too many quotations: the parser compares each line of a paragraph with all.
fn parse(markdown: &str) -> Option<Parser<'_>> {
    let depth = |line: &str| line.matches('>').take(MAX_QUOTATIONS + 1).count();
    let is_prefix = |it: char| it.is_ascii_digit() || "> \t-+*.)".contains(it);
    let prefix = |line: &str| line.len() - line.trim_start_matches(is_prefix).len();
    let is_bounded = markdown.lines().all(|line| depth(&line[..prefix(line)]) <= MAX_QUOTATIONS);
    is_bounded.then(|| Parser::new(markdown))
}

struct Reader<'a> {
    document: &'a mut Document,
    /// The text that ends each open link.
    links: Vec<LinkEnd>,
    /// The text of the open block of code or HTML.
    raw: Option<String>,
}

#[derive(Clone, Copy)]
enum LinkEnd {
    Mark,
    Text(&'static str),
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::Html(text) => match &mut self.raw {
                Some(raw) => raw.push_str(&text),
                None => self.document.text(&text),
            },
            Event::Code(code) => self.document.code(code.trim()),
            Event::InlineHtml(html) => html::read(&html, self.document),
            Event::SoftBreak => self.document.text("\n"),
            Event::HardBreak => self.document.line_break(),
            Event::Rule => self.document.end_paragraph(),
            // These are extensions, which are not enabled.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.document.open_quotation(None),
            Tag::List(number) => self.document.open_list(number.map(|it| u32::try_from(it).unwrap_or(u32::MAX))),
            Tag::Item => self.document.open_item(),
            Tag::CodeBlock(kind) => self.raw = Some(opening(&kind)),
            Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::Emphasis => self.document.mark(Mark::Emphasis("*")),
            Tag::Strong => self.document.mark(Mark::Emphasis("**")),
            Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. } => {
                self.open_link(link_type, &dest_url);
            }
            // In a list without empty lines, the text before another block is in no paragraph.
            _ => self.document.end_paragraph(),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(level) => self.document.end_heading(level as usize),
            TagEnd::BlockQuote(_) => self.document.close_quotation(),
            TagEnd::List(_) => self.document.close_list(),
            TagEnd::CodeBlock => {
                let raw = self.raw.take().unwrap_or_default();
                let (language, code) = raw.split_once('\n').unwrap_or_default();
                self.document.code_block(language, code);
            }
            TagEnd::HtmlBlock => {
                self.document.end_paragraph();
                html::read(&self.raw.take().unwrap_or_default(), self.document);
                self.document.end_paragraph();
            }
            TagEnd::Emphasis | TagEnd::Strong => self.document.end_mark(MarkKind::Emphasis),
            TagEnd::Link | TagEnd::Image => match self.links.pop() {
                Some(LinkEnd::Text(text)) => self.document.text(text),
                _ => self.document.end_mark(MarkKind::Link),
            },
            _ => self.document.end_paragraph(),
        }
    }

    /// Starts a link. Of one that is not to a web address, only the text is kept, as it was written.
    fn open_link(&mut self, kind: LinkType, address: &str) {
        let is_automatic = matches!(kind, LinkType::Autolink | LinkType::Email);
        self.links.push(match address::web_address(address) {
            Some(address) => {
                self.document.mark(Mark::Link(address));
                LinkEnd::Mark
            }
            None if is_automatic => {
                self.document.text("<");
                LinkEnd::Text(">")
            }
            None => LinkEnd::Text(""),
        });
    }
}

/// Returns the first line of a code block: its language.
fn opening(kind: &CodeBlockKind<'_>) -> String {
    let language = match kind {
        CodeBlockKind::Fenced(info) => LANGUAGES.into_iter().find(|it| *it == &**info),
        CodeBlockKind::Indented => None,
    };
    format!("{}\n", language.unwrap_or("text"))
}
