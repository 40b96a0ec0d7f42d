//! JMESPath: the text of an expression to a tree.
//!
//! Smithy uses it in two traits, for endpoint parameters and for waiters. Invariant: no text makes it fail otherwise than
//! by an error that names the problem, and no tree is deeper than `MAX_DEPTH`.

mod parse;
#[cfg(test)]
mod tests;
mod tokens;

pub use parse::parse;

/// The greatest depth of a tree.
const MAX_DEPTH: usize = 64;
/// The greatest length of an expression, in bytes.
const MAX_LENGTH: usize = 4096;

/// An expression. What it is applied to is the current value.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// `@`
    Current,
    /// A literal.
    Literal(Literal),
    /// The member of this name.
    Field(String),
    /// An element of a list; a negative index counts from the end.
    Index(i32),
    /// The second expression applied to the value of the first.
    Sequence(Box<Expression>, Box<Expression>),
    /// The list of the values of an object.
    Values(Box<Expression>),
    /// A list with its inner lists replaced by their elements.
    Flatten(Box<Expression>),
    /// The elements of the first for which the second is true.
    Filter(Box<Expression>, Box<Expression>),
    /// The second applied to each element of the first, without nulls.
    Projection(Box<Expression>, Box<Expression>),
    /// A list of the values of several expressions.
    List(Vec<Expression>),
    /// An object of the values of several expressions.
    Object(Vec<(String, Expression)>),
    /// The first unless it is false, and else the second.
    Or(Box<Expression>, Box<Expression>),
    /// The first if it is false, and else the second.
    And(Box<Expression>, Box<Expression>),
    /// The opposite.
    Not(Box<Expression>),
    /// A comparison of two values.
    Comparison(Comparator, Box<Expression>, Box<Expression>),
    /// The value of a function.
    Call(Function, Vec<Expression>),
}

/// A value that is written in an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// A function that is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `contains(list or text, value)`
    Contains,
    /// `ends_with(text, end)`
    EndsWith,
    /// `keys(object)`
    Keys,
    /// `length(list, object or text)`
    Length,
    /// `not_null(value, …)`
    NotNull,
    /// `starts_with(text, start)`
    StartsWith,
    /// `values(object)`
    Values,
}

/// The supported functions, each with its name and the number of its arguments, `None` for one or more.
const FUNCTIONS: [(&str, Function, Option<usize>); 7] = [
    ("contains", Function::Contains, Some(2)),
    ("ends_with", Function::EndsWith, Some(2)),
    ("keys", Function::Keys, Some(1)),
    ("length", Function::Length, Some(1)),
    ("not_null", Function::NotNull, None),
    ("starts_with", Function::StartsWith, Some(2)),
    ("values", Function::Values, Some(1)),
];

/// Why a text is no expression, or none that is supported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is not JMESPath.
    #[error("expected {expected} at byte {at}")]
    Syntax {
        /// The place, in bytes from the start.
        at: usize,
        /// The syntax that was expected.
        expected: &'static str,
    },
    /// A part of JMESPath that is not supported.
    #[error("{what} is not supported, at byte {at}")]
    Unsupported {
        /// The place, in bytes from the start.
        at: usize,
        /// The part.
        what: String,
    },
    /// A function with another number of arguments than it takes.
    #[error("`{name}` with {found} arguments, at byte {at}")]
    Arguments {
        /// The place, in bytes from the start.
        at: usize,
        /// The function's name.
        name: &'static str,
        /// The number of arguments.
        found: usize,
    },
    /// An expression that is too long or nested too deep.
    #[error("longer than {MAX_LENGTH} bytes, or nested more than {MAX_DEPTH} times")]
    TooLarge,
}

impl Expression {
    /// The expressions in it.
    pub fn parts(&self) -> Vec<&Expression> {
        match self {
            Self::Current | Self::Literal(_) | Self::Field(_) | Self::Index(_) => Vec::new(),
            Self::Values(one) | Self::Flatten(one) | Self::Not(one) => vec![one],
            Self::Sequence(one, two)
            | Self::Filter(one, two)
            | Self::Projection(one, two)
            | Self::Or(one, two)
            | Self::And(one, two)
            | Self::Comparison(_, one, two) => vec![one, two],
            Self::List(parts) | Self::Call(_, parts) => parts.iter().collect(),
            Self::Object(entries) => entries.iter().map(|(_, part)| part).collect(),
        }
    }
}
