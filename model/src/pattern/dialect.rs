//! Syntax of Java, Perl and related dialects that ECMA 262 lacks and on whose meaning all of them agree.
//!
//! Invariant: such syntax is marked as foreign, because ECMA reads it differently or not at all.

use super::parse::{Parser, syntax, unsupported};
use super::{Error, Node, Set, sets};

/// The current flags, which apply up to the end of the enclosing group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    /// `s`: a dot also matches line terminators.
    pub(super) dot_all: bool,
    /// `i`: ASCII letters match in either case, as in Java.
    pub(super) ignore_case: bool,
}

impl Parser<'_> {
    /// Reads a comment, or flags for the rest of the enclosing group, after `(?`.
    ///
    /// The flags of `(?s:a)` are set, and the group is read by the caller.
    pub(super) fn inline(&mut self, start: usize) -> Result<Option<Node>, Error> {
        if self.eat("?#") {
            let Some((comment, _)) = self.text[self.at..].split_once(')') else {
                return Err(syntax(start, "a comment is not closed"));
            };
            self.at += comment.len() + 1;
            self.is_foreign = true;
            return Ok(Some(Node::EMPTY));
        }
        let rest = &self.text[self.at..];
        let letters = |text: &str| text.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(text.len());
        let Some(flags) = rest.strip_prefix('?').map(|rest| &rest[..letters(rest)]).filter(|flags| !flags.is_empty())
        else {
            return Ok(None);
        };
        let end = rest[1 + flags.len()..].chars().next();
        if flags == "P" || !matches!(end, Some(')' | ':')) {
            return Ok(None);
        }
        self.set_flags(start, flags)?;
        self.is_foreign = true;
        self.at += 1 + flags.len();
        if end == Some(')') {
            self.at += 1;
            return Ok(Some(Node::EMPTY));
        }
        // The caller parses a group that begins like this one without its flags.
        self.at += 1;
        Ok(None)
    }

    fn set_flags(&mut self, start: usize, flags: &str) -> Result<(), Error> {
        let (on, off) = flags.split_once('-').unwrap_or((flags, ""));
        let is_known = on.chars().all(|flag| matches!(flag, 's' | 'i'))
            && off.chars().all(|flag| matches!(flag, 's' | 'i' | 'm' | 'x'));
        if !is_known {
            return Err(unsupported(start, "a flag inside the pattern"));
        }
        self.flags.dot_all = (self.flags.dot_all || on.contains('s')) && !off.contains('s');
        self.flags.ignore_case = (self.flags.ignore_case || on.contains('i')) && !off.contains('i');
        Ok(())
    }

    /// Returns a set with the letters of the other case added, if the flag `i` is set.
    pub(super) fn in_case(&self, set: Set) -> Set {
        if !self.flags.ignore_case {
            return set;
        }
        let has = |letter: char| set.ranges().iter().any(|range| (range.start()..=range.end()).contains(&letter));
        let letters = ('a'..='z').filter(|&letter| has(letter) || has(letter.to_ascii_uppercase()));
        let both: Vec<_> = letters.flat_map(|letter| [letter, letter.to_ascii_uppercase()]).map(|c| (c, c)).collect();
        sets::union([&set, &sets::of(&both)])
    }

    /// Parses `[:alpha:]` or `[:^alpha:]` inside a class: ASCII characters, as in POSIX.
    pub(super) fn posix(&mut self, start: usize) -> Result<Option<Set>, Error> {
        let rest = &self.text[self.at..];
        let Some((inner, _)) = rest.strip_prefix("[:").and_then(|rest| rest.split_once(":]")) else { return Ok(None) };
        let (name, negated) = inner.strip_prefix('^').map_or((inner, false), |name| (name, true));
        if !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Ok(None);
        }
        let set = sets::posix(name).ok_or_else(|| unsupported(start, &format!("the POSIX class `{name}`")))?;
        self.at += inner.len() + 4;
        self.is_foreign = true;
        Ok(Some(if negated { sets::not(set) } else { set }))
    }

    /// Parses Java's `&&[…]` inside a class: the intersection with another class.
    pub(super) fn intersection(&mut self, start: usize, negated: bool) -> Result<Option<Set>, Error> {
        if !self.text[self.at..].starts_with("&&") {
            return Ok(None);
        }
        let offset = self.at;
        self.at += 2;
        // Versions of Java disagree about the scope of `^` here, and `&&` without a class may be two ampersands.
        if negated || !self.eat("[") {
            return Err(unsupported(offset, "an intersection of classes in this form"));
        }
        self.is_foreign = true;
        self.class(start).map(Some)
    }

    /// Returns a possessive repetition, which does not backtrack: `a++`, `(?>a+)`.
    ///
    /// A possessive repetition of single characters is followed by another character, or has its maximum length.
    pub(super) fn possessive(&mut self, start: usize, node: Node, min: u32, max: Option<u32>) -> Result<Node, Error> {
        let Node::Set(set) = &node else {
            return Err(unsupported(start, "a repetition of more than a character that gives nothing back"));
        };
        if self.is_in_look_behind() {
            return Err(unsupported(start, "a repetition that gives nothing back, inside a look-behind"));
        }
        self.is_foreign = true;
        let end = Node::Look { node: Box::new(Node::Set(set.clone())), ahead: true, negated: true };
        let times = |min, max| Node::Repeat { node: Box::new(node.clone()), min, max };
        Ok(match max {
            None => Node::Concat(vec![times(min, None), end]),
            Some(max) if max <= min => times(min, Some(max)),
            Some(max) => {
                Node::Alternate(vec![times(max, Some(max)), Node::Concat(vec![times(min, Some(max - 1)), end])])
            }
        })
    }

    /// Parses `(?>…)`, if it is a repetition of single characters or can't backtrack.
    pub(super) fn atomic(&mut self, start: usize, node: Node) -> Result<Node, Error> {
        self.is_foreign = true;
        match node {
            Node::Set(_) => Ok(node),
            Node::Repeat { node, min, max } => self.possessive(start, *node, min, max),
            _ => Err(unsupported(start, "an atomic group of more than a repeated character")),
        }
    }
}
