//! Parses the blocks of CommonMark: paragraphs, headings, lists, quotations and code blocks.
//!
//! Thematic breaks are left out. Extensions of CommonMark, such as tables, are text. Invariant: each line is compared
//! with a bounded number of containers.

use super::document::Document;
use super::inline;
use super::writer::MAX_DEPTH;

/// The supported languages of code blocks. Others become text, because rustdoc would compile and run such a block.
const LANGUAGES: [&str; 10] = ["bash", "console", "http", "ini", "json", "sh", "sql", "toml", "xml", "yaml"];

/// Parses CommonMark into the document.
pub(super) fn read(markdown: &str, document: &mut Document) {
    let mut reader = Reader { document, containers: Vec::new(), paragraph: String::new(), code: None };
    for line in markdown.replace('\t', "    ").lines() {
        reader.line(line);
    }
    reader.close_to(0);
    reader.end_leaf();
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Quotation,
    Item {
        /// The indentation of its content.
        indent: usize,
        /// The marker, without the number.
        marker: char,
    },
}

/// An open code block.
struct Code {
    /// The fence, or `None` if it is indented code.
    fence: Option<String>,
    indent: usize,
    language: &'static str,
    text: String,
}

/// The marker of an item.
struct Marker {
    marker: char,
    number: Option<u32>,
    /// Its length, with the spaces before and after it.
    width: usize,
}

struct Reader<'a> {
    document: &'a mut Document,
    containers: Vec<Container>,
    paragraph: String,
    code: Option<Code>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) {
        let (matched, rest) = self.matched(line);
        let is_inside = matched == self.containers.len();
        if is_inside && self.code.is_some() && self.code_line(rest) {
            return;
        }
        if !is_inside && !self.paragraph.is_empty() && self.is_continuation(rest, matched) {
            return self.push_text(rest);
        }
        if !is_inside {
            self.end_leaf();
        }
        let rest = self.open_containers(rest, matched);
        self.leaf(rest);
    }

    /// Returns the number of open containers to which the line belongs, and the rest of the line.
    fn matched<'l>(&self, line: &'l str) -> (usize, &'l str) {
        let mut rest = line;
        for (index, container) in self.containers.iter().enumerate() {
            let inside = match container {
                Container::Quotation => quotation(rest),
                Container::Item { .. } if rest.trim().is_empty() => Some(""),
                Container::Item { indent, .. } => (indentation(rest) >= *indent).then(|| &rest[*indent..]),
            };
            match inside {
                Some(inside) => rest = inside,
                None => return (index, rest),
            }
        }
        (self.containers.len(), rest)
    }

    /// Returns `true` if a line outside of the paragraph's containers still continues the paragraph.
    fn is_continuation(&self, rest: &str, matched: usize) -> bool {
        let is_sibling = matches!(self.containers.get(matched), Some(Container::Item { .. })) && marker(rest).is_some();
        let begins = quotation(rest).is_some() || self.interrupting_marker(rest).is_some() || is_sibling;
        !rest.trim().is_empty() && !begins && heading(rest).is_none() && fence(rest).is_none() && !is_rule(rest)
    }

    fn interrupting_marker(&self, rest: &str) -> Option<Marker> {
        let found = marker(rest)?;
        let is_empty = rest.len() <= found.width;
        let interrupts = !is_empty && found.number.is_none_or(|number| number == 1);
        (self.paragraph.is_empty() || interrupts).then_some(found)
    }

    /// Opens the containers that the line starts, and returns the rest of the line.
    fn open_containers<'l>(&mut self, line: &'l str, matched: usize) -> &'l str {
        let mut rest = line;
        let mut matched = matched;
        loop {
            let has_room = matched < MAX_DEPTH / 2;
            if let Some(inside) = quotation(rest).filter(|_| has_room) {
                self.end_leaf();
                self.close_to(matched);
                self.document.open_quotation(None);
                self.containers.push(Container::Quotation);
                rest = inside;
            } else if let Some((inside, found)) = self.item(rest, matched).filter(|_| has_room) {
                self.open_item(&found, matched);
                let is_empty = inside.trim().is_empty();
                let spaces = if is_empty { 0 } else { indentation(inside) };
                let indent = found.width + if spaces > 4 { 0 } else { spaces };
                self.containers.push(Container::Item { indent, marker: found.marker });
                rest = if spaces > 4 { inside } else { inside.trim_start_matches(' ') };
            } else {
                self.close_to(matched);
                return rest;
            }
            matched += 1;
        }
    }

    /// Returns the item that the line starts, with the rest of the line.
    fn item<'l>(&self, rest: &'l str, matched: usize) -> Option<(&'l str, Marker)> {
        if is_rule(rest) || (!self.paragraph.is_empty() && underline(rest).is_some()) {
            return None;
        }
        let found = match self.containers.get(matched) {
            Some(Container::Item { .. }) => marker(rest),
            _ => self.interrupting_marker(rest),
        }?;
        Some((rest.get(found.width..).unwrap_or_default(), found))
    }

    fn open_item(&mut self, found: &Marker, matched: usize) {
        self.end_leaf();
        match self.containers.get(matched) {
            Some(Container::Item { marker, .. }) if *marker == found.marker => {
                self.close_to(matched + 1);
                self.containers.truncate(matched);
            }
            _ => {
                self.close_to(matched);
                self.document.open_list(found.number);
            }
        }
        self.document.open_item();
    }

    fn close_to(&mut self, depth: usize) {
        if self.containers.len() > depth {
            self.end_leaf();
        }
        for container in self.containers.drain(depth.min(self.containers.len())..).rev() {
            match container {
                Container::Quotation => self.document.close_quotation(),
                Container::Item { .. } => self.document.close_list(),
            }
        }
    }

    /// Parses the rest of a line after its containers.
    fn leaf(&mut self, rest: &str) {
        if rest.trim().is_empty() {
            self.end_leaf();
        } else if self.paragraph.is_empty() && indentation(rest) >= 4 {
            self.end_leaf();
            self.code = Some(Code { fence: None, indent: 4, language: "text", text: format!("{}\n", &rest[4..]) });
        } else if let Some(code) = fence(rest) {
            self.end_leaf();
            self.code = Some(code);
        } else if let Some((level, text)) = heading(rest) {
            self.end_leaf();
            inline::read(text, self.document);
            self.document.end_heading(level);
        } else if let Some(level) = underline(rest).filter(|_| !self.paragraph.is_empty()) {
            inline::read(&std::mem::take(&mut self.paragraph), self.document);
            self.document.end_heading(level);
        } else if is_rule(rest) {
            self.end_leaf();
        } else {
            self.push_text(rest);
        }
    }

    fn push_text(&mut self, rest: &str) {
        if !self.paragraph.is_empty() {
            self.paragraph.push('\n');
        }
        self.paragraph.push_str(rest.trim_start());
    }

    /// Adds a line to the open code block, unless it ends the block.
    fn code_line(&mut self, rest: &str) -> bool {
        let Some(code) = &mut self.code else { return false };
        let is_blank = rest.trim().is_empty();
        match &code.fence {
            Some(fence) if indentation(rest) < 4 && is_end(rest.trim(), fence) => self.end_leaf(),
            None if !is_blank && indentation(rest) < code.indent => {
                self.end_leaf();
                return false;
            }
            _ => {
                let indented = rest.get(code.indent.min(indentation(rest))..).unwrap_or_default();
                code.text.extend([indented, "\n"]);
            }
        }
        true
    }

    /// Ends the open paragraph or code block.
    fn end_leaf(&mut self) {
        if let Some(code) = self.code.take() {
            self.document.code_block(code.language, &code.text);
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.is_empty() {
            inline::read(paragraph.trim_end(), self.document);
            self.document.end_paragraph();
        }
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Returns the content of a line of a quotation.
fn quotation(line: &str) -> Option<&str> {
    let inside = line.trim_start_matches(' ').strip_prefix('>').filter(|_| indentation(line) < 4)?;
    Some(inside.strip_prefix(' ').unwrap_or(inside))
}

fn marker(line: &str) -> Option<Marker> {
    let indent = indentation(line);
    let rest = &line[indent..];
    let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let (marker, number) = match digits {
        0 => (rest.chars().next().filter(|it| "-+*".contains(*it))?, None),
        1..=9 => (rest[digits..].chars().next().filter(|it| ".)".contains(*it))?, Some(rest[..digits].parse().ok()?)),
        _ => return None,
    };
    let after = &rest[digits + 1..];
    let ends = after.is_empty() || after.starts_with(' ');
    (indent < 4 && ends).then_some(Marker { marker, number, width: indent + digits + 2 })
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches(' ');
    let level = run(rest, '#');
    let text = &rest[level..];
    if indentation(line) > 3 || !(1..=6).contains(&level) || !(text.is_empty() || text.starts_with(' ')) {
        return None;
    }
    let text = text.trim();
    let title = text.trim_end_matches('#');
    let is_closed = title.is_empty() || title.ends_with(' ');
    Some((level, if is_closed { title.trim_end() } else { text }))
}

/// Returns the level of the heading, if the line underlines one.
fn underline(line: &str) -> Option<usize> {
    let rest = line.trim();
    let is_all = |it: char| !rest.is_empty() && indentation(line) < 4 && run(rest, it) == rest.len();
    if is_all('=') {
        return Some(1);
    }
    is_all('-').then_some(2)
}

/// Returns `true` if a line is a thematic break.
fn is_rule(line: &str) -> bool {
    let is_all = |it: char| line.chars().all(|other| other == it || other == ' ') && line.matches(it).count() >= 3;
    indentation(line) < 4 && ['*', '-', '_'].into_iter().any(is_all)
}

/// Returns the code block that a line starts.
fn fence(line: &str) -> Option<Code> {
    let indent = indentation(line);
    let (fence, info) = opening_fence(&line[indent..]).filter(|_| indent < 4)?;
    let language = LANGUAGES.into_iter().find(|language| *language == info).unwrap_or("text");
    Some(Code { fence: Some(fence.to_owned()), indent, language, text: String::new() })
}

/// Returns the fence at the start of a code block, with its info string.
pub(super) fn opening_fence(line: &str) -> Option<(&str, &str)> {
    let character = line.chars().next().filter(|it| "`~".contains(*it))?;
    let (fence, info) = line.split_at(run(line, character));
    let is_fence = fence.len() >= 3 && !(character == '`' && info.contains('`'));
    is_fence.then(|| (fence, info.trim()))
}

/// Returns `true` if a line ends the code block with this fence.
pub(super) fn is_end(line: &str, fence: &str) -> bool {
    line.starts_with(fence) && fence.chars().next().is_some_and(|it| run(line, it) == line.len())
}

/// Returns the length of the run of an ASCII character at the start of a text.
pub(super) fn run(text: &str, character: char) -> usize {
    text.len() - text.trim_start_matches(character).len()
}
