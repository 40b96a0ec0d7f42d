//! Converts the pieces of a paragraph to words of Markdown, and words to lines.
//!
//! Invariant: a line ends only at a space of the text, and its start does not begin a block.

use super::escape::{self, Sides};
use super::paragraph::{Mark, Piece};
use super::{address, emphasis};

/// The width of a line, in columns.
pub(super) const WIDTH: usize = 110;

/// A unit that is not split across lines.
#[derive(Clone, Debug)]
pub(super) struct Word {
    text: String,
    /// Whether the line must end after it.
    last: bool,
}

/// Returns the words of a paragraph.
pub(super) fn words(pieces: Vec<Piece>) -> Vec<Word> {
    // The remaining text of removed emphasis may form an address.
    let pieces = address::link(emphasis::settle(address::link(pieces)));
    let mut words = Words::default();
    let mut at = 0;
    while at < pieces.len() {
        at += words.push(&pieces, at);
    }
    words.end(false);
    words.done
}

/// Fills the words into lines of a width, without trailing white space.
pub(super) fn lines(words: Vec<Word>, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut columns = 0;
    let mut fresh = true;
    for word in words {
        let length = word.text.chars().count() + usize::from(word.last);
        match lines.last_mut() {
            Some(line) if !fresh && columns + 1 + length <= width => {
                line.extend([" ", &word.text]);
                columns += 1 + length;
            }
            _ => {
                let text = escape::at_line_start(&word.text).unwrap_or(word.text);
                columns = text.chars().count() + usize::from(word.last);
                lines.push(text);
            }
        }
        fresh = word.last;
        if let (true, Some(line)) = (word.last, lines.last_mut()) {
            line.push('\\');
        }
    }
    lines
}

/// Joins the words on one line. Line breaks become spaces.
pub(super) fn line(mut words: Vec<Word>) -> String {
    words.iter_mut().for_each(|word| word.last = false);
    lines(words, usize::MAX).concat()
}

#[derive(Default)]
struct Words {
    done: Vec<Word>,
    word: String,
    /// The closing delimiters of the open marks.
    open: Vec<String>,
}

impl Words {
    /// Adds the piece at an index, and returns the number of pieces processed.
    fn push(&mut self, pieces: &[Piece], at: usize) -> usize {
        match &pieces[at] {
            Piece::Text(text) => {
                let before = at.checked_sub(1).and_then(|before| pieces.get(before));
                let sides = Sides {
                    free_before: matches!(before, None | Some(Piece::Space | Piece::Break)),
                    // A break is written as a backslash.
                    free_after: matches!(pieces.get(at + 1), None | Some(Piece::Space)),
                };
                escape::push(text, sides, &mut self.word);
            }
            Piece::Code(code) => self.push_code(code),
            Piece::Space => self.end(false),
            Piece::Break => self.end(true),
            Piece::Open(Mark::Link(address)) => {
                if let [Piece::Text(text), Piece::Close, ..] = &pieces[at + 1..]
                    && address::leads_to(text, address)
                {
                    self.word.extend(["<", text, ">"]);
                    return 3;
                }
                self.open_link(address);
            }
            Piece::Open(Mark::Emphasis(mark)) => {
                self.word.push_str(mark);
                self.open.push((*mark).to_owned());
            }
            Piece::Close => self.word.push_str(&self.open.pop().unwrap_or_default()),
        }
        1
    }

    fn end(&mut self, last: bool) {
        if !self.word.is_empty() {
            self.done.push(Word { text: std::mem::take(&mut self.word), last });
        }
    }

    /// Adds a code span. It is kept whole if it fits on a line; otherwise it is split where the next word can't start a
    /// block.
    fn push_code(&mut self, code: &str) {
        let mut span = String::new();
        escape::push_code(code, &mut span);
        if span.chars().count() <= WIDTH || span.starts_with("```") {
            self.word.push_str(&span);
            return;
        }
        for (index, part) in span.split(' ').enumerate() {
            let breaks = part.starts_with(char::is_alphabetic);
            match index {
                0 => {}
                _ if breaks => self.end(false),
                _ => self.word.push(' '),
            }
            self.word.push_str(part);
        }
    }

    fn open_link(&mut self, address: &str) {
        if self.word.ends_with('!') {
            // Without the backslash, this would be an image.
            self.word.insert(self.word.len() - 1, '\\');
        }
        self.word.push('[');
        self.open.push(format!("]({address})"));
    }
}
