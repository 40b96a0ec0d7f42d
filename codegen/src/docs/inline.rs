//! Parses the text of a CommonMark paragraph: code spans, emphasis, links, and inline HTML.
//!
//! Reference links are text, and titles of links are left out. Invariant: each character is read a fixed number of
//! times.

use std::collections::HashMap;

use super::document::Document;
use super::html::{self, Markup, Tag};
use super::markdown::run;
use super::paragraph::{Mark, MarkKind};
use super::{address, entity};

#[derive(Debug)]
enum Token<'a> {
    Text(String),
    Code(&'a str),
    Tag(Tag<'a>),
    Break,
    /// One or two `*` or `_`, with their role.
    Delimiter {
        text: &'a str,
        opens: bool,
        closes: bool,
        role: Role,
    },
    /// `[`, with the address if it starts a link.
    Open(Option<String>),
    /// `]`, with the address and title in the parentheses after it.
    Close(Option<&'a str>),
    LinkEnd,
}

/// The role of a delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Text,
    Opens,
    Closes,
}

/// Parses a paragraph into the document.
pub(super) fn read(text: &str, document: &mut Document) {
    let mut tokens = Scanner::new(text).tokens();
    match_links(&mut tokens);
    match_emphasis(&mut tokens);
    for token in tokens {
        match token {
            Token::Text(text) => document.text(&text),
            Token::Code(code) => document.code(code),
            Token::Tag(tag) => document.tag(&tag),
            Token::Break => document.line_break(),
            Token::Delimiter { text, role, .. } => match role {
                Role::Text => document.text(text),
                Role::Opens => document.mark(Mark::Emphasis(if text.len() == 1 { "*" } else { "**" })),
                Role::Closes => document.end_mark(MarkKind::Emphasis),
            },
            Token::Open(Some(address)) => document.mark(Mark::Link(address)),
            Token::Open(None) => document.text("["),
            Token::Close(None) => document.text("]"),
            Token::Close(Some(target)) => document.text(&format!("]({target})")),
            Token::LinkEnd => document.end_mark(MarkKind::Link),
        }
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token<'a>>,
    /// The position of the last run of each number of backticks.
    last_fences: HashMap<usize, usize>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        let mut last_fences = HashMap::new();
        let mut at = 0;
        while let Some(start) = text[at..].find('`').map(|start| at + start) {
            let length = run(&text[start..], '`');
            last_fences.insert(length, start);
            at = start + length;
        }
        Self { text, at: 0, tokens: Vec::new(), last_fences }
    }

    fn tokens(mut self) -> Vec<Token<'a>> {
        while let Some(character) = self.text[self.at..].chars().next() {
            let rest = &self.text[self.at..];
            let length = match character {
                '\\' => self.escape(rest),
                '`' => self.code(rest),
                '<' => self.markup(rest),
                '&' => self.reference(rest),
                '*' | '_' => self.delimiter(rest, character),
                '!' if rest.starts_with("![") => self.push(Token::Open(None), 2),
                '[' => self.push(Token::Open(None), 1),
                ']' => self.close(rest),
                ' ' if rest.trim_start_matches(' ').starts_with('\n') => self.line_end(rest),
                _ => self.plain(rest),
            };
            self.at += length;
        }
        self.tokens
    }

    fn push(&mut self, token: Token<'a>, length: usize) -> usize {
        self.tokens.push(token);
        length
    }

    fn push_text(&mut self, text: &str) -> usize {
        match self.tokens.last_mut() {
            Some(Token::Text(before)) => before.push_str(text),
            _ => self.tokens.push(Token::Text(text.to_owned())),
        }
        text.len()
    }

    /// Reads text up to a possible markup character.
    fn plain(&mut self, rest: &str) -> usize {
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let special = |it: char| "\\`<&*_![] ".contains(it);
        let end = rest[first..].find(special).map_or(rest.len(), |end| first + end);
        self.push_text(&rest[..end])
    }

    fn escape(&mut self, rest: &str) -> usize {
        match rest[1..].chars().next() {
            Some('\n') => self.push(Token::Break, 2),
            Some(escaped) if escaped.is_ascii_punctuation() => 1 + self.push_text(&rest[1..2]),
            _ => self.push_text("\\"),
        }
    }

    fn code(&mut self, rest: &'a str) -> usize {
        let fence = run(rest, '`');
        if self.last_fences.get(&fence).is_none_or(|last| *last <= self.at) {
            return self.push_text(&rest[..fence]);
        }
        let mut end = fence;
        while let Some(start) = rest[end..].find('`').map(|start| end + start) {
            let length = run(&rest[start..], '`');
            end = start + length;
            if length == fence {
                return self.push(Token::Code(rest[fence..start].trim()), end);
            }
        }
        self.push_text(&rest[..fence])
    }

    fn markup(&mut self, rest: &'a str) -> usize {
        match html::markup(rest) {
            Some((Markup::Tag(tag), length)) => return self.push(Token::Tag(tag), length),
            Some((Markup::Comment, length)) => return length,
            None => {}
        }
        let inside = &rest[1..rest[1..].find(['<', '>', ' ', '\n']).map_or(rest.len(), |end| end + 1)];
        let is_closed = rest[1 + inside.len()..].starts_with('>');
        match address::web_address(inside) {
            Some(address) if is_closed => {
                self.tokens.push(Token::Open(Some(address)));
                self.tokens.push(Token::Text(inside.to_owned()));
                self.push(Token::LinkEnd, inside.len() + 2)
            }
            _ => self.push_text("<"),
        }
    }

    fn reference(&mut self, rest: &str) -> usize {
        match entity::reference(rest) {
            Some((character, length)) => {
                self.push_text(character.encode_utf8(&mut [0; 4]));
                length
            }
            None => self.push_text("&"),
        }
    }

    /// Reads a delimiter, by CommonMark's rules about the characters on both sides of it.
    fn delimiter(&mut self, rest: &'a str, character: char) -> usize {
        let length = run(rest, character);
        let before = self.text[..self.at].chars().next_back().unwrap_or(' ');
        let after = rest[length..].chars().next().unwrap_or(' ');
        let is_punctuation = |it: char| !it.is_alphanumeric() && !it.is_whitespace();
        let is_left =
            !after.is_whitespace() && (!is_punctuation(after) || before.is_whitespace() || is_punctuation(before));
        let is_right =
            !before.is_whitespace() && (!is_punctuation(before) || after.is_whitespace() || is_punctuation(after));
        let inside_word = character == '_' && is_left && is_right;
        if length > 2 {
            return self.push_text(&rest[..length]);
        }
        let token = Token::Delimiter {
            text: &rest[..length],
            opens: is_left && (!inside_word || is_punctuation(before)),
            closes: is_right && (!inside_word || is_punctuation(after)),
            role: Role::Text,
        };
        self.push(token, length)
    }

    fn close(&mut self, rest: &'a str) -> usize {
        let target = rest[1..].strip_prefix('(').and_then(target);
        let length = target.map_or(1, |target| target.len() + "]()".len());
        self.push(Token::Close(target), length)
    }

    /// Reads a line break: two or more spaces at the end of a line.
    fn line_end(&mut self, rest: &str) -> usize {
        let spaces = run(rest, ' ');
        match spaces {
            1 => self.push_text(" "),
            _ => self.push(Token::Break, spaces + 1),
        }
    }
}

/// Returns the address and title of a link, up to its parenthesis. The address may have balanced parentheses.
fn target(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(&text[..at]),
            ')' => depth -= 1,
            '[' | ']' | '<' | '`' | '\\' => return None,
            _ if character.is_whitespace() => {
                let end = at + title_length(&text[at..])?;
                return text[end..].starts_with(')').then_some(&text[..end]);
            }
            _ => {}
        }
    }
    None
}

/// Returns the length of a quoted title at the start of the text, including surrounding white space.
fn title_length(text: &str) -> Option<usize> {
    let title = text.trim_start();
    let quote = title.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let (_, after) = title[1..].split_once(quote)?;
    Some(text.len() - after.trim_start().len())
}

/// Finds which brackets are links. For links that are not web addresses, only the text is kept.
fn match_links(tokens: &mut [Token<'_>]) {
    let mut open = Vec::new();
    for at in 0..tokens.len() {
        match tokens[at] {
            Token::Open(None) => open.push(at),
            Token::Close(target) => {
                let (Some(start), Some(target)) = (open.pop(), target) else { continue };
                let address = target.split_whitespace().next().unwrap_or_default();
                let (begin, end) = match address::web_address(&entity::decode(address)) {
                    Some(address) => (Token::Open(Some(address)), Token::LinkEnd),
                    None => (Token::Text(String::new()), Token::Text(String::new())),
                };
                tokens[start] = begin;
                tokens[at] = end;
                // A link can't contain another link.
                open.clear();
            }
            _ => {}
        }
    }
}

/// Finds which delimiters are emphasis: each closing one matches the nearest opening one of the same kind.
fn match_emphasis(tokens: &mut [Token<'_>]) {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for at in 0..tokens.len() {
        let Token::Delimiter { text, opens, closes, .. } = tokens[at] else { continue };
        if closes && counts.get(text).is_some_and(|count| *count > 0) {
            while let Some((start, opening)) = open.pop() {
                counts.entry(opening).and_modify(|count| *count -= 1);
                if opening == text {
                    set_role(&mut tokens[start], Role::Opens);
                    set_role(&mut tokens[at], Role::Closes);
                    break;
                }
            }
        } else if opens {
            open.push((at, text));
            *counts.entry(text).or_default() += 1;
        }
    }
}

fn set_role(token: &mut Token<'_>, new: Role) {
    if let Token::Delimiter { role, .. } = token {
        *role = new;
    }
}
