//! Parses the text of a pattern to a tree.
//!
//! Invariant: the position only moves forward, by whole characters, and all recursion goes through `group`, which
//! limits its depth.

use super::dialect::Flags;
use super::{Assertion, Error, Node, Set, sets};

/// The maximum nesting depth of groups.
pub const MAX_DEPTH: usize = 100;
/// The maximum length of a pattern, in bytes.
pub const MAX_LENGTH: usize = 20_000;
/// The maximum number of parts of a pattern after its repetitions are expanded.
pub const MAX_WEIGHT: u64 = 50_000;

/// A parsed pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The root of the tree. The pattern matches a text if the root matches anywhere in it.
    pub root: Node,
    /// Whether it has syntax that ECMA 262 reads differently, or not at all.
    pub is_foreign: bool,
}

impl Parsed {
    /// Returns the number of parts of the pattern with its repetitions expanded.
    pub fn weight(&self) -> u64 {
        self.root.weight()
    }
}

/// Parses a pattern.
///
/// # Errors
///
/// Returns an error if it is not a regular expression, uses an unsupported feature, or is too large.
pub fn parse(text: &str) -> Result<Parsed, Error> {
    if text.len() > MAX_LENGTH {
        return Err(Error::TooLarge { what: format!("more than {MAX_LENGTH} bytes") });
    }
    let mut parser = Parser::new(text);
    let root = parser.alternatives()?;
    if parser.peek().is_some() {
        return Err(syntax(parser.at, "a group is closed that was not opened"));
    }
    if root.weight() > MAX_WEIGHT {
        return Err(Error::TooLarge { what: format!("more than {MAX_WEIGHT} parts, repetitions written out") });
    }
    Ok(Parsed { root, is_foreign: parser.is_foreign })
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) flags: Flags,
    pub(super) is_foreign: bool,
    depth: usize,
    within: Within,
}

/// The look-around of which the current part is a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    LookAhead,
    LookBehind,
}

/// The kinds of groups; captures are ignored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Plain,
    /// An atomic group, which does not backtrack.
    Atomic,
    /// A look-ahead, or else a look-behind.
    Look {
        ahead: bool,
        negated: bool,
    },
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, flags: Flags::default(), is_foreign: false, depth: 0, within: Within::Nothing }
    }

    pub(super) fn is_in_look_behind(&self) -> bool {
        self.within == Within::LookBehind
    }

    fn alternatives(&mut self) -> Result<Node, Error> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Alternate(branches) })
    }

    fn sequence(&mut self) -> Result<Node, Error> {
        let mut nodes = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            nodes.push(self.term()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Concat(nodes) })
    }

    /// Parses a part with its quantifier.
    fn term(&mut self) -> Result<Node, Error> {
        // Annex B allows a look-ahead to be repeated, but no other zero-width part.
        let has_no_width =
            ["^", "$", r"\b", r"\B", "(?<=", "(?<!"].iter().any(|mark| self.text[self.at..].starts_with(mark));
        let node = self.atom()?;
        let offset = self.at;
        let Some((min, max)) = self.quantifier() else { return Ok(node) };
        if max.is_some_and(|max| max < min) {
            return Err(syntax(offset, "the numbers of a quantifier are out of order"));
        }
        if has_no_width {
            return Err(unsupported(offset, REPEATS_NOTHING));
        }
        // A lazy quantifier accepts the same texts; a possessive one does not.
        if !self.eat("?") && self.eat("+") {
            return self.possessive(offset, node, min, max);
        }
        Ok(Node::Repeat { node: Box::new(node), min, max })
    }

    fn atom(&mut self) -> Result<Node, Error> {
        let start = self.at;
        match self.next() {
            Some('^') => Ok(Node::Assert(Assertion::Start)),
            Some('$') => self.assert(start, Assertion::End),
            Some('.') if self.flags.dot_all => Ok(Node::Set(sets::all())),
            Some('.') => Ok(Node::Set(sets::dot())),
            Some('(') => self.group(start),
            Some('[') => self.class(start).map(Node::Set),
            Some('\\') if self.eat("b") => self.assert(start, Assertion::WordBoundary),
            Some('\\') if self.eat("B") => self.assert(start, Assertion::NotWordBoundary),
            Some('\\') if self.eat("A") => self.foreign(Node::Assert(Assertion::Start)),
            Some('\\') if self.eat("z") => {
                let end = self.assert(start, Assertion::End)?;
                self.foreign(end)
            }
            Some('\\') => self.escape(start).map(|atom| Node::Set(self.in_case(atom.into_set()))),
            Some('*' | '+' | '?') => Err(syntax(start, NOTHING_TO_REPEAT)),
            Some('{') if self.counts().is_some() => Err(unsupported(start, REPEATS_NOTHING)),
            Some(c) => Ok(Node::Set(self.in_case(sets::of(&[(c, c)])))),
            None => Ok(Node::EMPTY),
        }
    }

    fn foreign(&mut self, node: Node) -> Result<Node, Error> {
        self.is_foreign = true;
        Ok(node)
    }

    fn assert(&self, start: usize, assertion: Assertion) -> Result<Node, Error> {
        if self.within == Within::LookBehind {
            return Err(unsupported(start, "a condition on what follows, inside a look-behind"));
        }
        Ok(Node::Assert(assertion))
    }

    /// Parses a group, after its `(`.
    fn group(&mut self, start: usize) -> Result<Node, Error> {
        if self.depth == MAX_DEPTH {
            return Err(Error::TooLarge { what: format!("groups nested more than {MAX_DEPTH} deep") });
        }
        let (outer_flags, before) = (self.flags, self.at);
        if let Some(nothing) = self.inline(start)? {
            return Ok(nothing);
        }
        let kind = if self.at > before { Group::Plain } else { self.group_kind(start)? };
        let outside = self.within;
        self.within = match kind {
            Group::Plain | Group::Atomic => outside,
            Group::Look { ahead: true, .. } => Within::LookAhead,
            Group::Look { ahead: false, .. } => Within::LookBehind,
        };
        self.depth += 1;
        let node = self.alternatives()?;
        self.depth -= 1;
        (self.within, self.flags) = (outside, outer_flags);
        if !self.eat(")") {
            return Err(syntax(start, "a group is not closed"));
        }
        match kind {
            Group::Plain => Ok(node),
            Group::Atomic => self.atomic(start, node),
            Group::Look { ahead, negated } => Ok(Node::Look { node: Box::new(node), ahead, negated }),
        }
    }

    fn group_kind(&mut self, start: usize) -> Result<Group, Error> {
        if !self.eat("?") || self.eat(":") {
            return Ok(Group::Plain);
        }
        for (mark, ahead, negated) in [("=", true, false), ("!", true, true), ("<=", false, false), ("<!", false, true)]
        {
            if !self.eat(mark) {
                continue;
            }
            return match (self.within, ahead) {
                (Within::LookBehind, true) => Err(unsupported(start, "a look-ahead inside a look-behind")),
                (Within::LookAhead, false) => Err(unsupported(start, "a look-behind inside a look-ahead")),
                _ => Ok(Group::Look { ahead, negated }),
            };
        }
        match self.next() {
            Some('<') => self.group_name(start),
            Some('>') => Ok(Group::Atomic),
            Some('P') if self.eat("<") => {
                self.is_foreign = true;
                self.group_name(start)
            }
            Some('P') => Err(unsupported(start, "Python's reference to a group")),
            Some(c) if c.is_ascii_alphabetic() || c == '-' => Err(unsupported(start, "a flag inside the pattern")),
            _ => Err(syntax(start, "a group is of no known kind")),
        }
    }

    fn group_name(&mut self, start: usize) -> Result<Group, Error> {
        let name_start = self.at;
        while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            self.next();
        }
        let name = &self.text[name_start..self.at];
        if name.is_empty() || name.starts_with(|c: char| c.is_numeric()) || !self.eat(">") {
            return Err(syntax(start, "the name of a group is malformed"));
        }
        Ok(Group::Plain)
    }

    /// Parses the minimum and maximum of a quantifier, if one is next.
    fn quantifier(&mut self) -> Option<(u32, Option<u32>)> {
        let start = self.at;
        let counts = match self.next() {
            Some('*') => Some((0, None)),
            Some('+') => Some((1, None)),
            Some('?') => Some((0, Some(1))),
            Some('{') => self.counts(),
            _ => None,
        };
        if counts.is_none() {
            self.at = start;
        }
        counts
    }

    /// Parses the counts after a `{` if it is a quantifier; otherwise consumes nothing.
    fn counts(&mut self) -> Option<(u32, Option<u32>)> {
        let rest = &self.text[self.at..];
        let (inner, _) = rest.split_once('}')?;
        let (min, max) = match inner.split_once(',') {
            None => (number(inner)?, Some(number(inner)?)),
            Some((min, "")) => (number(min)?, None),
            Some((min, max)) => (number(min)?, Some(number(max)?)),
        };
        self.at += inner.len() + 1;
        Some((min, max))
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.text[self.at..].starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }
}

/// An error in Java as well.
const NOTHING_TO_REPEAT: &str = "a quantifier has nothing to repeat";
/// An error in ECMA 262 only: Java accepts `^*`, `{2,64}` at the start, and `a{11}{0,9}`, and published models have
/// them.
const REPEATS_NOTHING: &str = "a quantifier that repeats nothing";

pub(super) fn syntax(offset: usize, problem: &str) -> Error {
    Error::Syntax { offset, problem: problem.to_owned() }
}

pub(super) fn unsupported(offset: usize, what: &str) -> Error {
    Error::Unsupported { offset, what: what.to_owned() }
}

/// Parses a decimal number; one that is too large becomes the maximum.
fn number(digits: &str) -> Option<u32> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(u32::MAX))
}

/// The meaning of an element of a class, or of an escape.
pub(super) enum Atom {
    Set(Set),
    /// A code point, possibly half a surrogate pair.
    Code(u32),
}

impl Atom {
    pub(super) fn into_set(self) -> Set {
        match self {
            Self::Set(set) => set,
            Self::Code(code) => code_points(code, code),
        }
    }
}

/// Returns the characters between two code points, inclusive. Half a surrogate pair is not a character.
pub(super) fn code_points(first: u32, last: u32) -> Set {
    let first = char::from_u32(first).unwrap_or('\u{e000}');
    let last = char::from_u32(last).unwrap_or('\u{d7ff}');
    if first <= last { sets::of(&[(first, last)]) } else { Set::empty() }
}
