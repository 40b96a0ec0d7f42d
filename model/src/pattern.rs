//! Patterns of strings: what a `pattern` trait's regular expression means, and the automaton that decides it.
//!
//! Smithy gives patterns the semantics of ECMA 262 with its unicode flag, except that published models write
//! much that the flag forbids. So a pattern is read in this order, and each character means the first that fits:
//!
//! 1. What ECMA 262 says with the unicode flag: code points, ASCII `\w` and `\d`, no match of half a surrogate
//!    pair; `\uD800\uDC00` is one code point even as the bound of a range.
//! 2. What its Annex B says where the flag forbids: `\-` and `\#` are the character itself, a lone `]`, `{` or `}`
//!    is one too, and so is the `-` of `[\w-.]`.
//! 3. What Java says of a property that ECMA lacks, for the services are written in Java, and so is Smithy's own
//!    tool, which compiles each pattern with it: `\p{Cntrl}`, `\p{IsAlphabetic}`, `\pL`.
//!
//! 4. What Java, Perl and their kin agree on where Annex B reads nonsense: `(?s)`, `(?i)`, `\A`, `\z`, `\x{41}`, `\h`,
//!    `[[:alpha:]]`, `[a-z&&[^b]]`, `a++`, `(?P<name>a)`. See [`Parsed::is_foreign`].
//!
//! Syntax on which they disagree, or that has no meaning (`\Z`, `a{11}{0,9}`, `{2,64}` on nothing), is refused by name.
//!
//! Invariant: any text gives a result, in bounded time and memory, and no recursion is deeper than [`MAX_DEPTH`].

mod alphabet;
mod ast;
mod automaton;
mod class;
mod determinize;
mod dialect;
mod inclusion;
mod minimize;
mod nfa;
mod parse;
mod sets;

pub use ast::{Assertion, Node, Set};
pub use automaton::Automaton;
pub use inclusion::{Bounds, difference};
pub use parse::{MAX_DEPTH, MAX_LENGTH, MAX_WEIGHT, Parsed, parse};
pub use sets::{space, union};

/// Why a pattern has no automaton.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is no regular expression.
    #[error("not a regular expression: {problem}, at byte {offset}")]
    Syntax {
        /// Where in the pattern, in bytes.
        offset: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// It may be a regular expression, but uses what is not supported.
    #[error("{what} is not supported, at byte {offset}")]
    Unsupported {
        /// Where in the pattern, in bytes.
        offset: usize,
        /// The name of what it uses.
        what: String,
    },
    /// It is a regular expression that needs too much.
    #[error("too large: it has {what}")]
    TooLarge {
        /// What it needs too much of, with the limit.
        what: String,
    },
}
