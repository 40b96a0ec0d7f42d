//! Classes and escapes: `[a-z\d]`, `\n`, `\p{L}`.
//!
//! Invariant: half a surrogate pair may bound a range, but is in no set, because no text contains one.

use super::parse::{Atom, Parser, code_points, syntax, unsupported};
use super::{Error, Set, sets};

impl Parser<'_> {
    /// Parses a class, after its `[`.
    pub(super) fn class(&mut self, start: usize) -> Result<Set, Error> {
        let negated = self.eat("^");
        let mut ranges = Vec::new();
        let mut common = sets::all();
        while !self.eat("]") {
            let offset = self.at;
            if let Some(set) = self.intersection(start, negated)? {
                common.intersect(&set);
                continue;
            }
            let first = self.class_atom(start)?;
            let hyphen = self.text[self.at..].starts_with('-') && !self.text[self.at..].starts_with("-]");
            if !hyphen {
                ranges.extend_from_slice(first.into_set().ranges());
                continue;
            }
            self.next();
            let last = self.class_atom(start)?;
            match (first, last) {
                (Atom::Code(first), Atom::Code(last)) if first > last => {
                    return Err(syntax(offset, "a range of a class is out of order"));
                }
                (Atom::Code(first), Atom::Code(last)) => {
                    ranges.extend_from_slice(code_points(first, last).ranges());
                }
                // Annex B: a hyphen beside a set is literal.
                (first, last) => {
                    ranges.extend_from_slice(first.into_set().ranges());
                    ranges.extend_from_slice(last.into_set().ranges());
                    ranges.extend_from_slice(code_points('-'.into(), '-'.into()).ranges());
                }
            }
        }
        let mut set = Set::new(ranges);
        set.intersect(&common);
        let set = self.in_case(set);
        Ok(if negated { sets::not(set) } else { set })
    }

    fn class_atom(&mut self, start: usize) -> Result<Atom, Error> {
        let offset = self.at;
        if let Some(set) = self.posix(offset)? {
            return Ok(Atom::Set(set));
        }
        match self.next() {
            Some('\\') if self.eat("b") => Ok(Atom::Code(8)),
            Some('\\') => self.escape(offset),
            Some(c) => Ok(Atom::Code(c.into())),
            None => Err(syntax(start, "a class is not closed")),
        }
    }

    /// Parses an escape, after its `\`, inside or outside a class.
    pub(super) fn escape(&mut self, start: usize) -> Result<Atom, Error> {
        let Some(c) = self.next() else {
            return Err(syntax(start, "a backslash has nothing to escape"));
        };
        Ok(match c {
            'd' => Atom::Set(sets::digit()),
            'D' => Atom::Set(sets::not(sets::digit())),
            'w' => Atom::Set(sets::word()),
            'W' => Atom::Set(sets::not(sets::word())),
            's' => Atom::Set(sets::space()),
            'S' => Atom::Set(sets::not(sets::space())),
            'h' => self.foreign_atom(Atom::Set(sets::horizontal_space())),
            'H' => self.foreign_atom(Atom::Set(sets::not(sets::horizontal_space()))),
            'a' => self.foreign_atom(Atom::Code(0x07)),
            'e' => self.foreign_atom(Atom::Code(0x1b)),
            'p' => Atom::Set(self.property(start)?),
            'P' => Atom::Set(sets::not(self.property(start)?)),
            't' => Atom::Code(0x09),
            'n' => Atom::Code(0x0a),
            'v' => Atom::Code(0x0b),
            'f' => Atom::Code(0x0c),
            'r' => Atom::Code(0x0d),
            'x' => Atom::Code(self.byte(start)?),
            'u' => Atom::Code(self.code_point(start)?),
            'c' => Atom::Code(self.control(start)?),
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => Atom::Code(0),
            '0' => return Err(unsupported(start, "an octal escape")),
            '1'..='9' | 'k' => return Err(unsupported(start, "a back-reference")),
            c if c.is_ascii_alphabetic() => return Err(unsupported(start, &format!("the escape \\{c}"))),
            c => Atom::Code(c.into()),
        })
    }

    fn foreign_atom(&mut self, atom: Atom) -> Atom {
        self.is_foreign = true;
        atom
    }

    fn property(&mut self, start: usize) -> Result<Set, Error> {
        let rest = &self.text[self.at..];
        let name = match rest.strip_prefix('{') {
            Some(rest) => {
                let Some((name, _)) = rest.split_once('}') else {
                    return Err(syntax(start, "a property is not closed"));
                };
                self.at += name.len() + 2;
                name
            }
            None => {
                let name_start = self.at;
                self.next();
                &self.text[name_start..self.at]
            }
        };
        sets::property(name).ok_or_else(|| unsupported(start, &format!("the property `{name}`")))
    }

    fn byte(&mut self, start: usize) -> Result<u32, Error> {
        if self.eat("{") {
            self.is_foreign = true;
            return self.braced(start, "\\x{…} holds no code point");
        }
        self.hexadecimal(2).ok_or_else(|| syntax(start, "\\x is not followed by two hexadecimal digits"))
    }

    fn code_point(&mut self, start: usize) -> Result<u32, Error> {
        if self.eat("{") {
            return self.braced(start, "\\u{…} holds no code point");
        }
        let code =
            self.hexadecimal(4).ok_or_else(|| syntax(start, "\\u is not followed by four hexadecimal digits"))?;
        Ok(self.trail_surrogate(code).unwrap_or(code))
    }

    /// Parses a code point in braces, after the opening one.
    fn braced(&mut self, start: usize, problem: &str) -> Result<u32, Error> {
        let digits = self.text[self.at..].split_once('}').map_or("", |(digits, _)| digits);
        let code = Some(digits)
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .filter(|&code| code <= char::MAX.into())
            .ok_or_else(|| syntax(start, problem))?;
        self.at += digits.len() + 1;
        Ok(code)
    }

    /// Returns the code point if `lead` and the next escape are a surrogate pair.
    fn trail_surrogate(&mut self, lead: u32) -> Option<u32> {
        let before = self.at;
        if (0xd800..0xdc00).contains(&lead)
            && self.eat("\\u")
            && let Some(trail @ 0xdc00..0xe000) = self.hexadecimal(4)
        {
            return Some(0x1_0000 + ((lead - 0xd800) << 10) + (trail - 0xdc00));
        }
        self.at = before;
        None
    }

    fn hexadecimal(&mut self, length: usize) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + length)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        self.at += length;
        u32::from_str_radix(digits, 16).ok()
    }

    fn control(&mut self, start: usize) -> Result<u32, Error> {
        match self.next() {
            Some(c) if c.is_ascii_alphabetic() => Ok(u32::from(c) % 32),
            _ => Err(unsupported(start, "\\c that is not followed by a letter")),
        }
    }
}
