//! Patterns of strings: parsing the regular expression of a `pattern` trait, and the automaton that decides it.
//!
//! Smithy specifies ECMA 262 with its unicode flag, but published models use much that the flag forbids. A pattern is
//! therefore read by these rules, of which the first that applies counts:
//!
//! 1. ECMA 262 with the unicode flag: code points, ASCII `\w` and `\d`, no match of half a surrogate pair;
//!    `\uD800\uDC00` is one code point even as the bound of a range.
//! 2. Its Annex B for syntax that the flag forbids: `\-` and `\#` are the character itself, and so are a lone `]`, `{`
//!    or `}` and the `-` of `[\w-.]`.
//! 3. Java's properties that ECMA lacks, such as `\p{Cntrl}`, `\p{IsAlphabetic}` and `\pL`. The services are written
//!    in Java, and so is Smithy's own tool, which compiles each pattern with it.
//!
//! 4. Syntax on which Java, Perl and related dialects agree and that Annex B reads as nonsense: `(?s)`, `(?i)`, `\A`,
//!    `\z`, `\x{41}`, `\h`, `[[:alpha:]]`, `[a-z&&[^b]]`, `a++`, `(?P<name>a)`. See [`Parsed::is_foreign`].
//!
//! Syntax on which they disagree, or without a meaning (`\Z`, `a{11}{0,9}`, `{2,64}` on nothing), is refused by name.
//!
//! Invariant: any text has a result in bounded time and memory, and recursion is no deeper than [`MAX_DEPTH`].

mod alphabet;
mod ast;
mod automata;
mod automaton;
mod class;
mod determinize;
mod dialect;
mod effort;
mod inclusion;
mod minimize;
mod nfa;
mod parse;
mod sets;

pub use ast::{Assertion, Node, Set};
pub(crate) use automata::Automata;
pub use automaton::Automaton;
pub use effort::Effort;
pub use inclusion::{Bounds, difference};
pub use parse::{MAX_DEPTH, MAX_LENGTH, MAX_WEIGHT, Parsed, parse};
pub use sets::{space, union};

/// The reason why a pattern has no automaton.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is not a regular expression.
    #[error("not a regular expression: {problem}, at byte {offset}")]
    Syntax {
        /// The offset in the pattern, in bytes.
        offset: usize,
        /// The problem.
        problem: String,
    },
    /// It may be a regular expression, but uses an unsupported feature.
    #[error("{what} is not supported, at byte {offset}")]
    Unsupported {
        /// The offset in the pattern, in bytes.
        offset: usize,
        /// The name of the feature.
        what: String,
    },
    /// It is a regular expression that exceeds a limit.
    #[error("too large: it has {what}")]
    TooLarge {
        /// The quantity that is exceeded, with the limit.
        what: String,
    },
}
