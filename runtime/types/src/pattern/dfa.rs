//! Automata as tables.
//!
//! Invariant: a table that is not one rejects; it does not panic.

use super::ascii;
use super::class::Class;

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
    /// The states that are left for few characters, and the ASCII ones for which they are not.
    loops: [(usize, Class); 2],
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

    /// Whether the automaton accepts the rest of a text.
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

    /// The symbol of the character that the rest of a text starts with, which is not ASCII, and what is left after it.
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

/// The two states of a table that the most ASCII characters do not leave, with these characters.
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
