//! Writes blocks of Markdown in sequence, inside lists, items and quotations.
//!
//! Invariant: each line of a block has the prefixes of all its containers, and blocks that could be read as one are
//! separated by an empty line or another marker.

use super::escape;
use super::render::WIDTH;

/// The maximum nesting depth of lists, items and quotations. Deeper ones are merged into the deepest.
const MAX_DEPTH: usize = 12;

/// The maximum number that CommonMark allows for an item.
const MAX_NUMBER: u32 = 999_999_999;

#[derive(Debug, PartialEq, Eq)]
enum Container {
    Quotation,
    List {
        /// The number of the next item, if items are numbered.
        number: Option<u32>,
        marker: char,
        /// Whether any of its blocks has been written.
        written: bool,
    },
    Item {
        /// The marker, until it is written.
        marker: Option<String>,
        width: usize,
    },
}

/// Writes blocks.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    containers: Vec<Container>,
    /// The number of lists and quotations that were not opened because of their depth.
    too_deep: usize,
    /// The number of containers that have been open since the last block.
    shared: usize,
    /// If the last block is in a closed list: its depth, whether it was numbered, and its marker.
    closed_list: Option<(usize, bool, char)>,
}

impl Writer {
    pub(super) fn open_quotation(&mut self) {
        self.open(Container::Quotation);
    }

    pub(super) fn close_quotation(&mut self) {
        self.close(|container| *container == Container::Quotation);
    }

    /// Starts a list, which is numbered from `number` on if it is set.
    pub(super) fn open_list(&mut self, number: Option<u32>) {
        let (usual, other) = if number.is_some() { ('.', ')') } else { ('-', '*') };
        let touches = self.closed_list == Some((self.containers.len(), number.is_some(), usual));
        self.open(Container::List { number, marker: if touches { other } else { usual }, written: false });
    }

    pub(super) fn close_list(&mut self) {
        self.close(|container| matches!(container, Container::List { .. }));
    }

    /// Starts an item of the innermost list, and ends the previous one. Without a list, it starts one.
    pub(super) fn open_item(&mut self) {
        let is_list = |container: &Container| matches!(container, Container::List { .. });
        match self.containers.iter().rposition(is_list) {
            Some(list) => self.truncate(list + 1),
            None if self.containers.len() + 1 < MAX_DEPTH => self.open_list(None),
            None => return,
        }
        // A list in the previous item is not adjacent to one in this item.
        self.closed_list.take_if(|(depth, ..)| *depth >= self.containers.len());
        let Some(Container::List { number, marker, .. }) = self.containers.last_mut() else { return };
        let marker = match number {
            None => format!("{marker} "),
            Some(next) => {
                let item = format!("{next}{marker} ");
                *next = (*next + 1).min(MAX_NUMBER);
                item
            }
        };
        self.containers.push(Container::Item { width: marker.len(), marker: Some(marker) });
    }

    pub(super) fn close_item(&mut self) {
        let is_item = |container: &Container| matches!(container, Container::Item { .. });
        if let Some(item) = self.containers.iter().rposition(is_item) {
            self.truncate(item);
        }
    }

    /// Starts an item if text is directly in a list, and returns the width of the lines of a block.
    pub(super) fn begin(&mut self) -> usize {
        if let Some(Container::List { .. }) = self.containers.last() {
            self.open_item();
        }
        WIDTH - self.prefix(self.containers.len()).len()
    }

    /// Writes a block.
    pub(super) fn block<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        self.begin();
        if !self.text.is_empty() && self.needs_empty_line() {
            self.push_line(&self.prefix(self.shared), "");
        }
        let mut prefix = self.first_prefix();
        for line in lines {
            self.push_line(&prefix, line);
            prefix = self.prefix(self.containers.len());
        }
        self.shared = self.containers.len();
        self.closed_list = None;
    }

    /// Writes a block of code.
    pub(super) fn code_block(&mut self, language: &str, code: &str) {
        let fence = "`".repeat(escape::longest_run(code, '`').max(2) + 1);
        let opening = format!("{fence}{language}");
        self.block([opening.as_str()].into_iter().chain(code.lines()).chain([fence.as_str()]));
    }

    /// Ends the text and returns it.
    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    /// Opens a container. An item counts together with its list.
    fn open(&mut self, container: Container) {
        let room = if container == Container::Quotation { 1 } else { 2 };
        match self.containers.len() + room <= MAX_DEPTH {
            true => {
                self.begin();
                self.containers.push(container);
            }
            false => self.too_deep += 1,
        }
    }

    fn close(&mut self, is_closed: impl Fn(&Container) -> bool) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(depth) = self.containers.iter().rposition(is_closed) {
            self.truncate(depth);
        }
    }

    fn truncate(&mut self, depth: usize) {
        while self.containers.len() > depth {
            let closed = self.containers.pop();
            match (closed, self.containers.last_mut()) {
                (Some(Container::List { number, marker, written: true }), _) => {
                    self.closed_list = Some((self.containers.len(), number.is_some(), marker));
                }
                // An empty item is left out.
                (Some(Container::Item { marker: Some(_), .. }), Some(Container::List { number: Some(number), .. })) => {
                    *number -= 1;
                }
                _ => {}
            }
        }
        self.shared = self.shared.min(depth);
    }

    /// Returns `true` if an empty line must precede the next block. Items need none, nor does a list in an item after
    /// its text, unless its first number is not 1: CommonMark then reads it as text.
    fn needs_empty_line(&self) -> bool {
        let parent = self.shared.checked_sub(1).and_then(|parent| self.containers.get(parent));
        match (parent, self.containers.get(self.shared)) {
            (_, Some(Container::Item { .. })) => false,
            (Some(Container::Item { .. }), Some(Container::List { number, .. })) => number.is_some_and(|it| it != 2),
            _ => true,
        }
    }

    /// Returns the prefix of a line after the first one of an item.
    fn prefix(&self, depth: usize) -> String {
        let mut prefix = String::new();
        for container in &self.containers[..depth] {
            match container {
                Container::Quotation => prefix.push_str("> "),
                Container::List { .. } => {}
                Container::Item { width, .. } => prefix.extend(std::iter::repeat_n(' ', *width)),
            }
        }
        prefix
    }

    /// Returns the prefix of the first line of a block, with the markers not yet written.
    fn first_prefix(&mut self) -> String {
        let mut prefix = String::new();
        for container in &mut self.containers {
            match container {
                Container::Quotation => prefix.push_str("> "),
                Container::List { written, .. } => *written = true,
                Container::Item { marker, width } => match marker.take() {
                    Some(marker) => prefix.push_str(&marker),
                    None => prefix.extend(std::iter::repeat_n(' ', *width)),
                },
            }
        }
        prefix
    }

    fn push_line(&mut self, prefix: &str, line: &str) {
        self.text.push_str(prefix);
        self.text.push_str(line);
        self.text.truncate(self.text.trim_end_matches([' ', '\t']).len());
        self.text.push('\n');
    }
}
