//! Patterns of strings, made into matchers when the code was generated.
//!
//! Invariant: a match reads each character of the text at most once, allocates nothing and does not panic.

use std::fmt;

/// A regular expression with ECMA 262's meaning, and the matcher that was made of it.
pub struct Pattern {
    /// The pattern as the service's model has it.
    pub text: &'static str,
    matcher: Matcher,
}

/// How to tell whether a text matches.
pub enum Matcher {
    /// Every text matches.
    Always,
    /// The steps, one after the other, take the whole text.
    Steps(&'static [Step]),
}

/// What takes a part of a text.
pub enum Step {
    /// Takes this text.
    Text(&'static str),
    /// Takes as many characters of a set as there are.
    Run(Run),
    /// Takes all that is left.
    Rest,
    /// Takes all that is left if the automaton accepts it.
    Dfa(Dfa),
}

/// A run of characters of a set: as many as there are, but no more than `max`, and no fewer than `min`.
pub struct Run {
    min: usize,
    max: usize,
    /// Whether each byte is an ASCII character of the set.
    ascii: [bool; 256],
    ranges: Ranges,
    other: &'static [(char, char)],
}

/// The ASCII characters of a set, or those outside of it, as ranges: each its first byte and its length less one.
struct Ranges {
    outside: bool,
    ranges: [(u8, u8); MOST_RANGES],
}

/// How many ranges of ASCII characters are compared at once; a set with more is looked up a character at a time.
const MOST_RANGES: usize = 8;
/// How many bytes are compared at once.
const BLOCK: usize = 16;

/// A deterministic automaton as a table.
pub struct Dfa {
    /// The symbol of each ASCII character.
    ascii: [u8; 128],
    /// The symbols of the others, in order, except those whose symbol is 0.
    other: &'static [(char, char, u8)],
    /// Where in this the next state begins, by state and then by symbol.
    next: &'static [u16],
    start: usize,
    /// The text may end in the states that begin before this.
    accepting: usize,
}

/// The characters of `\s` that are not ASCII.
pub const SPACES: &[(char, char)] = &[
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{feff}', '\u{feff}'),
];

/// The characters of `\S` that are not ASCII.
pub const NOT_SPACES: &[(char, char)] = &[
    ('\u{80}', '\u{9f}'),
    ('\u{a1}', '\u{167f}'),
    ('\u{1681}', '\u{1fff}'),
    ('\u{200b}', '\u{2027}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2030}', '\u{205e}'),
    ('\u{2060}', '\u{2fff}'),
    ('\u{3001}', '\u{fefe}'),
    ('\u{ff00}', '\u{10ffff}'),
];

impl Pattern {
    /// A pattern and its matcher.
    pub const fn new(text: &'static str, matcher: Matcher) -> Self {
        Self { text, matcher }
    }

    /// Whether the pattern matches somewhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        match self.matcher {
            Matcher::Always => true,
            Matcher::Steps(steps) => take(steps, text),
        }
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Pattern").field(&self.text).finish()
    }
}

impl Step {
    /// At least one character that is no white space, `\S+`, which is what most texts of AWS's models must be.
    pub const SOLID: Self = Self::some("\0-\u{8}\u{e}-\u{1f}!-\u{7f}", NOT_SPACES);

    /// Any number of characters of a set: ASCII ones as in `"-0-9a-z"`, and ranges of others, in order.
    pub const fn any(ascii: &str, other: &'static [(char, char)]) -> Self {
        Self::between(0, u32::MAX, ascii, other)
    }

    /// At least one character of a set.
    pub const fn some(ascii: &str, other: &'static [(char, char)]) -> Self {
        Self::between(1, u32::MAX, ascii, other)
    }

    /// At least `min` and at most `max` characters of a set; of [`u32::MAX`], any number.
    pub const fn between(min: u32, max: u32, ascii: &str, other: &'static [(char, char)]) -> Self {
        let max = if max == u32::MAX { usize::MAX } else { max as usize };
        let mut marks = [0; 128];
        mark(&mut marks, ascii, 1);
        let mut members = [false; 256];
        let mut index = 0;
        while index < marks.len() {
            members[index] = marks[index] == 1;
            index += 1;
        }
        Self::Run(Run { min: min as usize, max, ranges: Ranges::new(&members), ascii: members, other })
    }
}

fn take(steps: &[Step], text: &str) -> bool {
    let mut rest = text;
    for step in steps {
        let left = match step {
            Step::Text(text) => rest.strip_prefix(text),
            Step::Run(run) => run.strip(rest),
            Step::Rest => return true,
            Step::Dfa(dfa) => return dfa.accepts(rest),
        };
        match left {
            Some(left) => rest = left,
            None => return false,
        }
    }
    rest.is_empty()
}

impl Run {
    /// What is left of a text after the run, if it has one.
    fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut rest = text;
        let mut taken = 0;
        loop {
            let ascii = self.ascii_length(rest, self.max - taken);
            taken += ascii;
            rest = rest.get(ascii..)?;
            // What stopped it is the end, the limit, or a character that is not an ASCII one of the set.
            match rest.chars().next() {
                Some(c) if taken < self.max && self.has_other(c) => rest = rest.get(c.len_utf8()..)?,
                _ if taken < self.min => return None,
                _ => return Some(rest),
            }
            taken += 1;
        }
    }

    /// How many ASCII characters of the set a text starts with, up to a limit.
    fn ascii_length(&self, text: &str, limit: usize) -> usize {
        let bytes = text.as_bytes();
        let bytes = bytes.get(..limit).unwrap_or(bytes);
        let mut length = 0;
        let (blocks, _) = bytes.as_chunks::<BLOCK>();
        for block in blocks {
            if !self.ranges.have_all(block) {
                break;
            }
            length += BLOCK;
        }
        let rest = bytes.get(length..).unwrap_or_default();
        let has = |byte: &u8| matches!(self.ascii.get(usize::from(*byte)), Some(true));
        length + rest.iter().position(|byte| !has(byte)).unwrap_or(rest.len())
    }

    fn has_other(&self, c: char) -> bool {
        let index = self.other.partition_point(|&(_, last)| last < c);
        matches!(self.other.get(index), Some(&(first, _)) if first <= c)
    }
}

impl Ranges {
    const fn new(members: &[bool; 256]) -> Self {
        match (Self::of(members, true), Self::of(members, false)) {
            (Some((inside, few)), Some((_, many))) if few <= many => Self { outside: false, ranges: inside },
            (_, Some((outside, _))) => Self { outside: true, ranges: outside },
            (Some((inside, _)), None) => Self { outside: false, ranges: inside },
            (None, None) => Self { outside: false, ranges: [(0xff, 0); MOST_RANGES] },
        }
    }

    /// The ranges of the characters that are members, or are not, and how many there are; none where they are too many.
    /// A range that is not needed has a byte that is not ASCII.
    const fn of(members: &[bool; 256], member: bool) -> Option<([(u8, u8); MOST_RANGES], usize)> {
        let mut ranges = [(0xff, 0); MOST_RANGES];
        let mut count = 0;
        let mut index = 0;
        while index < 128 {
            let first = index;
            while index < 128 && members[index] == member {
                index += 1;
            }
            if index > first {
                if count == MOST_RANGES {
                    return None;
                }
                ranges[count] = (first as u8, (index - first - 1) as u8);
                count += 1;
            }
            index += 1;
        }
        Some((ranges, count))
    }

    /// Whether all of these bytes are ASCII characters of the set; where the ranges were too many, none is.
    ///
    /// Each range is compared with all bytes before the next one, which compilers turn into a few instructions.
    fn have_all(&self, block: &[u8; BLOCK]) -> bool {
        let mut found = [0; BLOCK];
        for &(first, length) in self.ranges.iter().take_while(|(first, _)| *first != 0xff) {
            for (found, byte) in found.iter_mut().zip(block) {
                *found |= u8::from(byte.wrapping_sub(first) <= length);
            }
        }
        if self.outside {
            found.iter().zip(block).fold(0, |any, (found, byte)| any | found | byte >> 7) == 0
        } else {
            found.iter().fold(1, |all, found| all & found) == 1
        }
    }
}

impl Dfa {
    /// An automaton from the ASCII characters of each symbol but the first, the others of these symbols in order, a
    /// [`table`] or [`wide_table`], the first state, and how many states accept, which are the lowest.
    ///
    /// The first symbol has all characters that no other has.
    pub const fn new(
        ascii: &[&str],
        other: &'static [(char, char, u8)],
        next: &'static [u16],
        start: usize,
        accepting: usize,
    ) -> Self {
        let width = ascii.len() + 1;
        let mut symbols = [0; 128];
        let mut index = 0;
        while index < ascii.len() {
            mark(&mut symbols, ascii[index], index as u8 + 1);
            index += 1;
        }
        Self { ascii: symbols, other, next, start: start * width, accepting: accepting * width }
    }

    fn accepts(&self, text: &str) -> bool {
        let mut row = self.start;
        let mut rest = text.as_bytes().iter();
        while let Some(&byte) = rest.as_slice().first() {
            let symbol = match self.ascii.get(usize::from(byte)) {
                Some(&symbol) => {
                    rest.next();
                    symbol
                }
                None => {
                    let at = text.len() - rest.as_slice().len();
                    let Some(c) = text.get(at..).and_then(|text| text.chars().next()) else { return false };
                    rest = text.as_bytes().get(at + c.len_utf8()..).unwrap_or_default().iter();
                    self.other_symbol(c)
                }
            };
            match self.next.get(row + usize::from(symbol)) {
                Some(&ACCEPT) => return true,
                Some(&REJECT) | None => return false,
                Some(&next) => row = usize::from(next),
            }
        }
        row < self.accepting
    }

    fn other_symbol(&self, c: char) -> u8 {
        let index = self.other.partition_point(|&(_, last, _)| last < c);
        match self.other.get(index) {
            Some(&(first, _, symbol)) if first <= c => symbol,
            _ => 0,
        }
    }
}

/// In a table, what rejects.
pub const REJECT: u16 = u16::MAX;
/// In a table, what accepts whatever follows.
pub const ACCEPT: u16 = u16::MAX - 1;

/// Reads the table of an automaton with so many symbols: by state and then by symbol, where the next state begins.
///
/// The text has a character a target: `0` and on are the states, `.` rejects and `/` accepts whatever follows.
pub const fn table<const LENGTH: usize>(symbols: usize, text: &[u8; LENGTH]) -> [u16; LENGTH] {
    let mut table = [REJECT; LENGTH];
    let mut index = 0;
    while index < LENGTH {
        table[index] = target(symbols, b'0', text[index]);
        index += 1;
    }
    table
}

/// The same from a text with two characters a target, the first of which counts 64 times as much.
pub const fn wide_table<const LENGTH: usize>(symbols: usize, text: &[u8]) -> [u16; LENGTH] {
    let mut table = [REJECT; LENGTH];
    let mut index = 0;
    while index < LENGTH {
        table[index] = target(symbols, text[index * 2], text[index * 2 + 1]);
        index += 1;
    }
    table
}

const fn target(symbols: usize, high: u8, low: u8) -> u16 {
    match low {
        b'.' => REJECT,
        b'/' => ACCEPT,
        _ => {
            let state = high.wrapping_sub(b'0') as usize * 64 + low.wrapping_sub(b'0') as usize;
            (state * symbols) as u16
        }
    }
}

/// Writes a mark at each character of a set: `a-z` stands for a range, and a hyphen is itself where it comes first.
const fn mark(marks: &mut [u8; 128], set: &str, with: u8) {
    let set = set.as_bytes();
    let mut index = 0;
    while index < set.len() {
        let is_range = index + 2 < set.len() && set[index + 1] == b'-';
        let (last, length) = if is_range { (set[index + 2], 3) } else { (set[index], 1) };
        let mut character = set[index];
        while character <= last {
            marks[character as usize] = with;
            character += 1;
        }
        index += length;
    }
}
