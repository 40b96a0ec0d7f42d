//! Deterministic finite automata as tables.
//!
//! Invariant: a malformed table rejects the text; it does not panic.

use super::ascii;
use super::class::Class;

/// A deterministic finite automaton as a table.
pub struct Dfa {
    /// The symbol of each ASCII character.
    ascii: [u8; 128],
    /// The symbols of the other characters, in ascending order, except those whose symbol is 0.
    other: &'static [(char, char, u8)],
    /// The transitions, by state and then by symbol: the offset in this table at which the next state begins.
    next: &'static [u16],
    start: usize,
    /// The offset at which the first state that does not accept begins.
    accepting: usize,
    /// The two states that the fewest ASCII characters leave, each with the characters that loop back to it.
    loops: [(usize, Class); 2],
}

impl Dfa {
    /// Creates an automaton from the ASCII characters of each symbol but the first, the other characters of these
    /// symbols in ascending order, a [`table`] or [`wide_table`], the first state, and the number of accepting states,
    /// which come first.
    ///
    /// The first symbol stands for all characters that have no other symbol.
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
            let mut characters = self::ascii(ascii[index]);
            index += 1;
            while characters != 0 {
                symbols[characters.trailing_zeros() as usize] = index as u8;
                characters &= characters - 1;
            }
        }
        Self {
            ascii: symbols,
            other,
            next,
            start: start * width,
            accepting: accepting * width,
            loops: loops(ascii, next),
        }
    }

    /// Returns `true` if the automaton accepts the rest of a text.
    pub(super) fn accepts(&self, text: &str, mut rest: &[u8]) -> bool {
        let mut row = self.start;
        loop {
            if let Some((_, class)) = self.loops.iter().find(|(state, _)| *state == row) {
                rest = class.after_looked_up(rest);
            }
            let Some((byte, after)) = rest.split_first() else { return row < self.accepting };
            let (symbol, after) = match self.ascii.get(usize::from(*byte)) {
                Some(symbol) => (*symbol, after),
                None => self.other(text, rest),
            };
            match self.next.get(row + usize::from(symbol)) {
                Some(&ACCEPT) => return true,
                Some(&REJECT) | None => return false,
                Some(&next) => row = usize::from(next),
            }
            rest = after;
        }
    }

    /// Returns the symbol of the first character of the rest, which is not ASCII, and the text after it.
    #[inline(never)]
    fn other<'t>(&self, text: &str, rest: &'t [u8]) -> (u8, &'t [u8]) {
        let Some(c) = super::first(text, rest) else { return (0, &[]) };
        let index = self.other.partition_point(|&(_, last, _)| last < c);
        let symbol = match self.other.get(index) {
            Some(&(first, _, symbol)) if first <= c => symbol,
            _ => 0,
        };
        (symbol, rest.get(c.len_utf8()..).unwrap_or_default())
    }
}

/// Returns the two states of a table with the most ASCII characters that loop back to them, with these characters.
const fn loops(ascii: &[&str], next: &[u16]) -> [(usize, Class); 2] {
    let width = ascii.len() + 1;
    let mut most = [(usize::MAX, 0u128); 2];
    let mut row = 0;
    while row + width <= next.len() {
        let mut others = u128::MAX;
        let mut stays = 0;
        let mut symbol = 1;
        while symbol < width {
            let characters = self::ascii(ascii[symbol - 1]);
            others &= !characters;
            if next[row + symbol] as usize == row {
                stays |= characters;
            }
            symbol += 1;
        }
        if next[row] as usize == row {
            stays |= others;
        }
        if stays.count_ones() > most[0].1.count_ones() {
            most = [(row, stays), most[0]];
        } else if stays.count_ones() > most[1].1.count_ones() {
            most[1] = (row, stays);
        }
        row += width;
    }
    [(most[0].0, Class::new(most[0].1)), (most[1].0, Class::new(most[1].1))]
}

/// A target in a table: the text is rejected.
pub const REJECT: u16 = u16::MAX;
/// A target in a table: the text is accepted, whatever follows.
pub const ACCEPT: u16 = u16::MAX - 1;

/// Parses the table of an automaton with `symbols` symbols: by state and then by symbol, the offset of the next state.
///
/// The text has one character per target: `0` and on are states, `.` rejects, and `/` accepts whatever follows.
pub const fn table<const LENGTH: usize>(symbols: usize, text: &[u8; LENGTH]) -> [u16; LENGTH] {
    let mut table = [REJECT; LENGTH];
    let mut index = 0;
    while index < LENGTH {
        table[index] = target(symbols, b'0', text[index]);
        index += 1;
    }
    table
}

/// Parses a table with two characters per target, the first of which is worth 64 times the second.
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
