//! A document under construction, from text, elements and blocks in their order.
//!
//! Invariant: elements may come in any order and number. An unclosed element ends with its parent, and closing an
//! element that is not open has no effect.

use super::element::Element;
use super::html::Tag;
use super::paragraph::{self, Mark, MarkKind, Paragraph};
use super::writer::Writer;
use super::{address, render, summary};

/// A document under construction.
#[derive(Debug, Default)]
pub(super) struct Document {
    writer: Writer,
    paragraph: Paragraph,
    summary: Option<String>,
    code: Code,
    /// The open anchors.
    anchors: Vec<Anchor>,
    /// The open code block.
    preformatted: Option<String>,
    /// The level of the heading that the paragraph becomes.
    heading: Option<usize>,
    /// The label at the start of the paragraph, as long as no text follows.
    label: Option<Label>,
    /// The term or cell in which paragraph breaks do not end the text.
    joined: Option<Element>,
}

/// A code span under construction.
#[derive(Debug, Default)]
struct Code {
    text: String,
    depth: usize,
}

/// A label before a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// A word that names the kind of aside. It is left out without a text.
    Aside,
    /// A term that the text describes.
    Term,
}

/// The effect of an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    Link,
    /// An anchor without attributes, which names a shape.
    Name,
    Text,
}

/// The result of parsing.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) text: String,
    pub(super) summary: String,
}

impl Document {
    /// Adds text. In a code block, white space is kept.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.preformatted {
            code.push_str(text);
        } else if self.code.depth > 0 {
            self.code.text.push_str(text);
        } else if text.trim().is_empty() {
            self.paragraph.text(text);
        } else {
            self.end_label();
            self.paragraph.text(text);
        }
    }

    /// Adds a code span.
    pub(super) fn code(&mut self, code: &str) {
        self.end_label();
        self.paragraph.code(code);
    }

    /// Starts or ends an element.
    pub(super) fn tag(&mut self, tag: &Tag<'_>) {
        if self.preformatted.is_some() {
            match tag.element {
                Element::Preformatted if tag.closing => self.end_preformatted(),
                Element::Break => self.text("\n"),
                _ => {}
            }
        } else if tag.closing {
            self.close(tag.element);
        } else if tag.element == Element::Anchor && !tag.empty {
            self.open_anchor(tag);
        } else if !tag.empty || matches!(tag.element, Element::Break | Element::Paragraph) {
            self.open(tag.element);
        }
    }

    /// Starts a list, which is numbered from `number` on if it is set.
    pub(super) fn open_list(&mut self, number: Option<u32>) {
        self.end_paragraph();
        self.writer.open_list(number);
    }

    pub(super) fn close_list(&mut self) {
        self.end_paragraph();
        self.writer.close_list();
    }

    pub(super) fn open_item(&mut self) {
        self.end_paragraph();
        self.writer.open_item();
    }

    /// Starts a quotation, with a label.
    pub(super) fn open_quotation(&mut self, label: Option<&str>) {
        self.end_paragraph();
        self.writer.open_quotation();
        if let Some(label) = label {
            self.paragraph.open(Mark::Emphasis("**"));
            self.paragraph.text(label);
            self.paragraph.close(MarkKind::Emphasis);
            self.label = Some(Label::Aside);
        }
    }

    pub(super) fn close_quotation(&mut self) {
        if self.label == Some(Label::Aside) {
            self.paragraph.take();
        }
        self.end_paragraph();
        self.writer.close_quotation();
    }

    /// Starts emphasis or a link.
    pub(super) fn mark(&mut self, mark: Mark) {
        self.end_label();
        self.paragraph.open(mark);
    }

    pub(super) fn end_mark(&mut self, kind: MarkKind) {
        self.paragraph.close(kind);
    }

    pub(super) fn line_break(&mut self) {
        self.paragraph.line_break();
    }

    /// Writes the text since the last block as a heading.
    pub(super) fn end_heading(&mut self, level: usize) {
        self.heading = Some(level);
        self.end_paragraph();
    }

    /// Writes the text since the last block as a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.end_code();
        self.anchors.clear();
        self.label = None;
        self.joined = None;
        let heading = self.heading.take();
        let pieces = self.paragraph.take();
        if pieces.is_empty() {
            return;
        }
        if self.summary.is_none() {
            self.summary = Some(render::line(render::words(summary::first_sentence(&pieces))));
        }
        let words = render::words(pieces);
        match heading {
            Some(level) => self.write_heading(level, words),
            None => self.write_words(words),
        }
    }

    /// Writes a code block, without leading and trailing empty lines.
    pub(super) fn code_block(&mut self, language: &str, code: &str) {
        let code: String = code.chars().filter_map(code_character).collect();
        let code = code.replace('\t', "    ");
        let is_blank = |line: &&str| line.trim().is_empty();
        let leading: usize = code.split_inclusive('\n').take_while(is_blank).map(str::len).sum();
        let code = code[leading..].trim_end();
        if !code.is_empty() {
            self.end_paragraph();
            self.writer.code_block(language, code);
        }
    }

    pub(super) fn finish(mut self) -> Finished {
        self.end_preformatted();
        self.end_paragraph();
        Finished { text: self.writer.finish(), summary: self.summary.unwrap_or_default() }
    }

    fn open(&mut self, element: Element) {
        match element {
            Element::Paragraph => self.end_joined_paragraph(),
            Element::Heading(level) => {
                self.end_paragraph();
                self.heading = Some(level);
            }
            Element::List { ordered } => self.open_list(ordered.then_some(1)),
            Element::Item | Element::Row => self.open_item(),
            Element::Term => {
                self.open_item();
                self.paragraph.open(Mark::Emphasis("**"));
                self.joined = Some(Element::Term);
            }
            Element::Description => self.end_term(),
            Element::Cell => self.open_cell(),
            Element::Aside(label) => self.open_quotation(label),
            Element::Preformatted => {
                self.end_paragraph();
                self.preformatted = Some(String::new());
            }
            Element::Break if self.code.depth > 0 => self.code.text.push(' '),
            Element::Break => self.paragraph.line_break(),
            Element::Code => self.code.depth += 1,
            Element::Emphasis(mark) if self.code.depth == 0 => self.mark(Mark::Emphasis(mark)),
            Element::Emphasis(_) | Element::Anchor | Element::Transparent => {}
        }
    }

    fn close(&mut self, element: Element) {
        match element {
            Element::Paragraph => self.end_joined_paragraph(),
            Element::Heading(_) => self.end_paragraph(),
            Element::List { .. } => self.close_list(),
            Element::Item | Element::Row => {
                self.end_paragraph();
                self.writer.close_item();
            }
            Element::Term => self.end_term(),
            Element::Description => self.end_paragraph(),
            Element::Cell => self.joined = None,
            Element::Aside(_) => self.close_quotation(),
            Element::Code => self.close_code(),
            Element::Anchor => self.close_anchor(),
            Element::Emphasis(_) if self.code.depth == 0 => self.paragraph.close(MarkKind::Emphasis),
            Element::Emphasis(_) | Element::Preformatted | Element::Break | Element::Transparent => {}
        }
    }

    /// Writes a heading, which is one line; longer text becomes a paragraph.
    fn write_heading(&mut self, level: usize, words: Vec<render::Word>) {
        let mut title = render::line(words.clone());
        if let Some((before, last)) = title.rsplit_once(' ')
            && last.bytes().all(|it| it == b'#')
        {
            // Without the backslash, Markdown would drop it as the closing sequence of the heading.
            title = format!("{before} \\{last}");
        }
        let heading = format!("{} {title}", "#".repeat(level));
        match heading.chars().count() <= self.writer.begin() {
            true => self.writer.block([heading.as_str()]),
            false => self.write_words(words),
        }
    }

    fn write_words(&mut self, words: Vec<render::Word>) {
        let lines = render::lines(words, self.writer.begin());
        self.writer.block(lines.iter().map(String::as_str));
    }

    /// Adds the separator between a label and its text.
    fn end_label(&mut self) {
        if self.label.take().is_some() {
            self.paragraph.join();
            if !self.paragraph.ends_with(':') {
                self.paragraph.text(":");
            }
            self.paragraph.space();
        }
    }

    /// Handles a paragraph break that does not separate a label from its text.
    fn end_joined_paragraph(&mut self) {
        match self.label.is_some() || self.joined.is_some() {
            true => self.paragraph.space(),
            false => self.end_paragraph(),
        }
    }

    fn end_term(&mut self) {
        if self.joined.take_if(|element| *element == Element::Term).is_some() {
            self.end_code();
            self.paragraph.close(MarkKind::Emphasis);
            self.label = (!self.paragraph.is_empty()).then_some(Label::Term);
        }
    }

    fn open_cell(&mut self) {
        self.end_code();
        if !self.paragraph.is_empty() {
            self.paragraph.text(" | ");
        }
        self.joined = Some(Element::Cell);
    }

    fn end_preformatted(&mut self) {
        if let Some(code) = self.preformatted.take() {
            self.code_block("text", &code);
        }
    }

    fn open_anchor(&mut self, tag: &Tag<'_>) {
        let anchor = match tag.address().as_deref().map(address::web_address) {
            Some(Some(address)) => {
                self.flush_code();
                self.mark(Mark::Link(address));
                Anchor::Link
            }
            Some(None) => Anchor::Text,
            None if tag.has_attributes() => Anchor::Text,
            None => {
                self.code.depth += 1;
                Anchor::Name
            }
        };
        self.anchors.push(anchor);
    }

    fn close_anchor(&mut self) {
        match self.anchors.pop() {
            Some(Anchor::Link) => {
                self.flush_code();
                self.paragraph.close(MarkKind::Link);
            }
            Some(Anchor::Name) if self.code.depth == 1 && self.code.text.trim().contains(char::is_whitespace) => {
                // A name is a single word.
                self.code.depth = 0;
                let text = std::mem::take(&mut self.code.text);
                self.text(&text);
            }
            Some(Anchor::Name) => self.close_code(),
            Some(Anchor::Text) | None => {}
        }
    }

    fn close_code(&mut self) {
        self.code.depth = self.code.depth.saturating_sub(1);
        if self.code.depth == 0 {
            self.flush_code();
        }
    }

    fn end_code(&mut self) {
        self.code.depth = 0;
        self.flush_code();
    }

    /// Ends a code span with the text read so far.
    fn flush_code(&mut self) {
        let text = std::mem::take(&mut self.code.text);
        match text.trim().is_empty() {
            true => self.paragraph.text(&text),
            false => self.code(&text),
        }
    }
}

/// Converts a character for a code block: white space other than tabs and line breaks becomes a space.
fn code_character(character: char) -> Option<char> {
    match character {
        '\n' | '\t' => Some(character),
        '\r' => None,
        _ if character.is_whitespace() => Some(' '),
        _ => paragraph::is_kept(character).then_some(character),
    }
}
