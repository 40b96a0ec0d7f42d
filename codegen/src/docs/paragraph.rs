//! The pieces of a paragraph: text, code, and opened and closed marks.
//!
//! Invariant: the resulting pieces are properly nested and closed; no mark is empty, and there are no double spaces,
//! and none at the ends of the paragraph or just inside a mark.

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word or part of one, not escaped.
    Text(String),
    /// The content of a code span.
    Code(String),
    Space,
    /// A line break.
    Break,
    Open(Mark),
    /// The end of the innermost open mark.
    Close,
}

/// A mark over a part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Emphasis, with this delimiter.
    Emphasis(&'static str),
    /// A link to this web address.
    Link(String),
}

/// The kind of a mark; at most one mark of each kind is open at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    Emphasis,
    Link,
}

impl Mark {
    fn kind(&self) -> MarkKind {
        match self {
            Self::Emphasis(_) => MarkKind::Emphasis,
            Self::Link(_) => MarkKind::Link,
        }
    }
}

/// A paragraph under construction.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pieces: Vec<Piece>,
    /// The open marks that have text, outermost first.
    open: Vec<MarkKind>,
    /// The open marks without text so far.
    waiting: Vec<Mark>,
    /// The nesting depth of each kind; only the outermost counts.
    depths: [usize; 2],
    /// A space or break before the next text.
    gap: Option<Piece>,
}

impl Paragraph {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Returns `true` if the text so far ends with this character.
    pub(super) fn ends_with(&self, end: char) -> bool {
        let last = self.pieces.iter().rfind(|piece| **piece != Piece::Close);
        matches!(last, Some(Piece::Text(text)) if text.ends_with(end))
    }

    /// Adds text, whose white space only separates words.
    pub(super) fn text(&mut self, text: &str) {
        let text: String = text.chars().filter(|it| is_kept(*it)).collect();
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        for (index, word) in text.split_whitespace().enumerate() {
            if index > 0 {
                self.space();
            }
            self.fill_gap();
            match self.pieces.last_mut() {
                Some(Piece::Text(text)) => text.push_str(word),
                _ => self.pieces.push(Piece::Text(word.to_owned())),
            }
        }
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    /// Adds a code span, or extends one directly before it.
    pub(super) fn code(&mut self, code: &str) {
        let code: String = code.chars().filter(|it| is_kept(*it)).collect();
        let content: Vec<&str> = code.split_whitespace().collect();
        if code.starts_with(char::is_whitespace) {
            self.space();
        }
        if !content.is_empty() {
            let content = content.join(" ");
            self.fill_gap();
            match self.pieces.last_mut() {
                Some(Piece::Code(code)) => code.push_str(&content),
                _ => self.pieces.push(Piece::Code(content)),
            }
        }
        if code.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    pub(super) fn space(&mut self) {
        if !self.is_empty() && self.gap.is_none() {
            self.gap = Some(Piece::Space);
        }
    }

    /// Joins the next text without a space.
    pub(super) fn join(&mut self) {
        self.gap = None;
    }

    pub(super) fn line_break(&mut self) {
        if !self.is_empty() {
            self.gap = Some(Piece::Break);
        }
    }

    pub(super) fn open(&mut self, mark: Mark) {
        let depth = &mut self.depths[mark.kind() as usize];
        *depth += 1;
        if *depth == 1 {
            self.waiting.push(mark);
        }
    }

    /// Closes the mark of a kind, and the marks inside it that are still open.
    pub(super) fn close(&mut self, kind: MarkKind) {
        let depth = &mut self.depths[kind as usize];
        *depth = depth.saturating_sub(1);
        if *depth > 0 {
            return;
        }
        self.waiting.retain(|mark| mark.kind() != kind);
        if self.open.contains(&kind) {
            while let Some(closed) = self.open.pop() {
                self.pieces.push(Piece::Close);
                self.depths[closed as usize] = 0;
                if closed == kind {
                    break;
                }
            }
        }
    }

    /// Ends the paragraph and returns its pieces.
    pub(super) fn take(&mut self) -> Vec<Piece> {
        let mut paragraph = std::mem::take(self);
        paragraph.pieces.extend(paragraph.open.iter().map(|_| Piece::Close));
        paragraph.pieces
    }

    fn fill_gap(&mut self) {
        self.pieces.extend(self.gap.take());
        for mark in self.waiting.drain(..) {
            self.open.push(mark.kind());
            self.pieces.push(Piece::Open(mark));
        }
    }
}

/// Returns `true` if a character is visible or separates words. Others can change how a line reads unnoticed:
/// characters that change the direction of text are an error in a comment by the lint
/// `text_direction_codepoint_in_comment`.
pub(super) fn is_kept(character: char) -> bool {
    let invisible = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(character, '\u{2060}'..='\u{206f}' | '\u{feff}');
    character.is_whitespace() || !(character.is_control() || invisible)
}
