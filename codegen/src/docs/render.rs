//! The pieces of a paragraph to words of Markdown, and words to lines.
//!
//! Invariant: a line ends only where the text has a space, and what it begins with is not taken for a block.

use super::escape::{self, Sides};
use super::paragraph::{Mark, Piece};
use super::{address, emphasis};

/// How many columns a line has.
pub(super) const WIDTH: usize = 110;

/// What is not broken.
#[derive(Clone, Debug)]
pub(super) struct Word {
    text: String,
    /// Whether the line has to end after it.
    last: bool,
}

/// The words of a paragraph.
pub(super) fn words(pieces: Vec<Piece>) -> Vec<Word> {
    // What is left of emphasis can put an address together.
    let pieces = address::link(emphasis::settle(address::link(pieces)));
    let mut words = Words::default();
    let mut at = 0;
    while at < pieces.len() {
        at += words.push(&pieces, at);
    }
    words.end(false);
    words.done
}

/// The words as lines of a width, each without white space at its end.
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

/// The words on one line. What should end a line is no more than a space.
pub(super) fn line(mut words: Vec<Word>) -> String {
    words.iter_mut().for_each(|word| word.last = false);
    lines(words, usize::MAX).concat()
}

#[derive(Default)]
struct Words {
    done: Vec<Word>,
    word: String,
    /// What the marks that are open end with.
    open: Vec<String>,
}

impl Words {
    /// Adds the piece at an index, and returns how many pieces were dealt with.
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

    /// A code span stays whole if a line has room for it. If not, it is broken before what no line takes for the
    /// beginning of a block.
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
            // Without the backslash it would be an image.
            self.word.insert(self.word.len() - 1, '\\');
        }
        self.word.push('[');
        self.open.push(format!("]({address})"));
    }
}
