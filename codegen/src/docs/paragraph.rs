//! The pieces of a paragraph as they come in: text, code, and marks that are opened and closed.
//!
//! Invariant: the pieces that come out are well nested and closed, no mark is empty, and no space is doubled, at an
//! end, or at the inner side of a mark.

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word or a part of one, as it is to be read, so not escaped.
    Text(String),
    /// What stands in a code span.
    Code(String),
    Space,
    /// The line ends here.
    Break,
    Open(Mark),
    /// The latest mark that is open ends.
    Close,
}

/// What is open over a part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// With this on both sides.
    Emphasis(&'static str),
    /// To this web address.
    Link(String),
}

/// Which marks, since one mark of each kind can be open at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Emphasis,
    Link,
}

impl Mark {
    fn kind(&self) -> Kind {
        match self {
            Self::Emphasis(_) => Kind::Emphasis,
            Self::Link(_) => Kind::Link,
        }
    }
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pieces: Vec<Piece>,
    /// The marks that are open and have text, the outermost first.
    open: Vec<Kind>,
    /// The marks that wait for text.
    waiting: Vec<Mark>,
    /// How often each kind is open; only the outermost counts.
    depths: [usize; 2],
    /// The space or break that waits for text.
    gap: Option<Piece>,
}

impl Paragraph {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether the text so far ends with this.
    pub(super) fn ends_with(&self, end: char) -> bool {
        let last = self.pieces.iter().rfind(|piece| **piece != Piece::Close);
        matches!(last, Some(Piece::Text(text)) if text.ends_with(end))
    }

    /// Adds text, whose white space means no more than that words are apart.
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

    /// Adds a code span. It is one with the code span right before it.
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

    /// What comes next follows without a space.
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

    /// Ends the mark of a kind, and with it those that were opened inside it and are still open.
    pub(super) fn close(&mut self, kind: Kind) {
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

    /// Ends the paragraph.
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

/// Whether a character is to be seen, or parts words. What is neither can change how a line reads unnoticed: what
/// changes the direction of text is an error in a comment, by the lint `text_direction_codepoint_in_comment`.
pub(super) fn is_kept(character: char) -> bool {
    let invisible = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(character, '\u{2060}'..='\u{206f}' | '\u{feff}');
    character.is_whitespace() || !(character.is_control() || invisible)
}
