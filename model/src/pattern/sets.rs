//! The named sets of characters.
//!
//! Invariant: each has the definition of the first of ECMA 262, Java and Unicode that has the name.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::Set;

/// Builds a set of inclusive ranges.
pub(super) fn of(ranges: &[(char, char)]) -> Set {
    ClassUnicode::new(ranges.iter().map(|&(first, last)| ClassUnicodeRange::new(first, last)))
}

/// Returns the union of several sets with as few ranges as possible: no character lies between U+D7FF and U+E000, so
/// ranges on both sides are merged.
pub fn union<'s>(sets: impl IntoIterator<Item = &'s Set>) -> Set {
    let mut set = ClassUnicode::new(sets.into_iter().flat_map(|set| set.ranges().iter().copied()));
    let gap = set.ranges().windows(2).find(|pair| pair[0].end() == '\u{d7ff}' && pair[1].start() == '\u{e000}');
    if let Some(gap) = gap {
        set.push(ClassUnicodeRange::new(gap[0].start(), gap[1].end()));
    }
    set
}

/// Returns every character that is not in `set`.
pub(super) fn not(mut set: Set) -> Set {
    set.negate();
    set
}

/// Returns the set of all characters.
pub(super) fn all() -> Set {
    of(&[('\0', char::MAX)])
}

/// `\d`.
pub(super) fn digit() -> Set {
    of(&[('0', '9')])
}

/// `\w`.
pub(super) fn word() -> Set {
    of(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')])
}

/// `\s`: ECMA's WhiteSpace and LineTerminator, which include U+FEFF and exclude U+0085.
pub fn space() -> Set {
    of(&[
        ('\t', '\r'),
        (' ', ' '),
        ('\u{a0}', '\u{a0}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{2000}', '\u{200a}'),
        ('\u{2028}', '\u{2029}'),
        ('\u{202f}', '\u{202f}'),
        ('\u{205f}', '\u{205f}'),
        ('\u{3000}', '\u{3000}'),
        ('\u{feff}', '\u{feff}'),
    ])
}

/// `\h` of Java and Perl.
pub(super) fn horizontal_space() -> Set {
    of(&[
        ('\t', '\t'),
        (' ', ' '),
        ('\u{a0}', '\u{a0}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{180e}', '\u{180e}'),
        ('\u{2000}', '\u{200a}'),
        ('\u{202f}', '\u{202f}'),
        ('\u{205f}', '\u{205f}'),
        ('\u{3000}', '\u{3000}'),
    ])
}

/// `[:name:]`.
pub(super) fn posix(name: &str) -> Option<Set> {
    Some(match name {
        "alnum" => of(&[('0', '9'), ('A', 'Z'), ('a', 'z')]),
        "alpha" => of(&[('A', 'Z'), ('a', 'z')]),
        "ascii" => of(&[('\0', '\x7f')]),
        "blank" => of(&[('\t', '\t'), (' ', ' ')]),
        "cntrl" => of(&[('\0', '\u{1f}'), ('\u{7f}', '\u{7f}')]),
        "digit" => digit(),
        "graph" => of(&[('!', '~')]),
        "lower" => of(&[('a', 'z')]),
        "print" => of(&[(' ', '~')]),
        "punct" => of(&[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
        "space" => of(&[('\t', '\r'), (' ', ' ')]),
        "upper" => of(&[('A', 'Z')]),
        "word" => word(),
        "xdigit" => of(&[('0', '9'), ('A', 'F'), ('a', 'f')]),
        _ => return None,
    })
}

/// `.`: anything but ECMA's LineTerminator.
pub(super) fn dot() -> Set {
    not(of(&[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')]))
}

/// `\p{name}`.
///
/// `Alpha`, `Lower` and `Upper` have ECMA's definitions, which are Unicode's. Java's other POSIX names are ASCII, as in
/// Java.
pub(super) fn property(name: &str) -> Option<Set> {
    java(name).or_else(|| unicode(name)).or_else(|| name.strip_prefix("Is").and_then(unicode))
}

fn java(name: &str) -> Option<Set> {
    Some(match name {
        "all" => all(),
        "L1" => of(&[('\0', '\u{ff}')]),
        "ASCII" => return posix("ascii"),
        "Alnum" | "Blank" | "Cntrl" | "Digit" | "Graph" | "Print" | "Punct" | "Space" | "XDigit" => {
            return posix(&name.to_ascii_lowercase());
        }
        _ => return None,
    })
}

fn unicode(name: &str) -> Option<Set> {
    let well_formed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '=';
    if name.is_empty() || !name.chars().all(well_formed) {
        return None;
    }
    let hir = regex_syntax::parse(&format!(r"\p{{{name}}}")).ok()?;
    match hir.into_kind() {
        HirKind::Class(Class::Unicode(set)) => Some(set),
        // The library simplifies a property with one character to a literal.
        HirKind::Literal(text) => {
            let c = std::str::from_utf8(&text.0).ok()?.chars().next()?;
            Some(of(&[(c, c)]))
        }
        _ => None,
    }
}
