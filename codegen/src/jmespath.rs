//! Parses JMESPath expressions.
//!
//! Smithy uses JMESPath in two traits, for endpoint parameters and for waiters.
//!
//! Invariant: parsing any text either succeeds or returns an error that names the problem, and no tree is deeper than
//! `MAX_DEPTH`.

mod parse;
#[cfg(test)]
mod tests;
mod tokens;

pub use parse::parse;

/// The maximum depth of a tree.
const MAX_DEPTH: usize = 64;
/// The maximum length of an expression, in bytes.
const MAX_LENGTH: usize = 4096;

/// An expression, which is evaluated for the current value.
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
    /// The second expression, evaluated for the result of the first.
    Sequence(Box<Expression>, Box<Expression>),
    /// The list of the values of an object.
    Values(Box<Expression>),
    /// A list in which inner lists are replaced by their elements.
    Flatten(Box<Expression>),
    /// The elements of the first expression's list for which the second expression is true.
    Filter(Box<Expression>, Box<Expression>),
    /// The results of the second expression for each element of the first, without nulls.
    Projection(Box<Expression>, Box<Expression>),
    /// A list of the values of several expressions.
    List(Vec<Expression>),
    /// An object of the values of several expressions.
    Object(Vec<(String, Expression)>),
    /// The elements of a list from the first place to the second one, with this step.
    Slice(Box<Expression>, Option<i32>, Option<i32>, i32),
    /// The first unless it is false, and else the second.
    Or(Box<Expression>, Box<Expression>),
    /// The first value if it is false, otherwise the second.
    And(Box<Expression>, Box<Expression>),
    /// The negation of a value.
    Not(Box<Expression>),
    /// A comparison of two values.
    Comparison(Comparator, Box<Expression>, Box<Expression>),
    /// A function call.
    Call(Function, Vec<Expression>),
}

/// A literal in an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
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

/// A supported function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `abs(number)`
    Abs,
    /// `avg(numbers)`
    Avg,
    /// `ceil(number)`
    Ceil,
    /// `contains(list or text, value)`
    Contains,
    /// `ends_with(text, end)`
    EndsWith,
    /// `floor(number)`
    Floor,
    /// `keys(object)`
    Keys,
    /// `length(list, object or text)`
    Length,
    /// `max(numbers or texts)`
    Max,
    /// `merge(object, …)`
    Merge,
    /// `min(numbers or texts)`
    Min,
    /// `not_null(value, …)`
    NotNull,
    /// `sort(numbers or texts)`
    Sort,
    /// `starts_with(text, start)`
    StartsWith,
    /// `sum(numbers)`
    Sum,
    /// `to_array(value)`
    ToArray,
    /// `to_number(value)`
    ToNumber,
    /// `type(value)`
    Type,
    /// `values(object)`
    Values,
}

/// The supported functions, each with its name and the number of its arguments, `None` for one or more.
///
/// Those that make a text are not among them, because a text that is made of a secret would have to be overwritten, and
/// neither are those that apply an expression.
pub const FUNCTIONS: [(&str, Function, Option<usize>); 19] = [
    ("abs", Function::Abs, Some(1)),
    ("avg", Function::Avg, Some(1)),
    ("ceil", Function::Ceil, Some(1)),
    ("contains", Function::Contains, Some(2)),
    ("ends_with", Function::EndsWith, Some(2)),
    ("floor", Function::Floor, Some(1)),
    ("keys", Function::Keys, Some(1)),
    ("length", Function::Length, Some(1)),
    ("max", Function::Max, Some(1)),
    ("merge", Function::Merge, None),
    ("min", Function::Min, Some(1)),
    ("not_null", Function::NotNull, None),
    ("sort", Function::Sort, Some(1)),
    ("starts_with", Function::StartsWith, Some(2)),
    ("sum", Function::Sum, Some(1)),
    ("to_array", Function::ToArray, Some(1)),
    ("to_number", Function::ToNumber, Some(1)),
    ("type", Function::Type, Some(1)),
    ("values", Function::Values, Some(1)),
];

/// The reason why a text is not a supported expression.
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
    /// A feature of JMESPath that is not supported.
    #[error("{what} is not supported, at byte {at}")]
    Unsupported {
        /// The place, in bytes from the start.
        at: usize,
        /// The feature.
        what: String,
    },
    /// A function call with a wrong number of arguments.
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

impl Function {
    /// The name in expressions.
    pub fn name(self) -> &'static str {
        FUNCTIONS.into_iter().find(|(_, function, _)| *function == self).map_or("", |(name, ..)| name)
    }
}

impl Expression {
    /// Returns the direct subexpressions.
    pub fn parts(&self) -> Vec<&Expression> {
        match self {
            Self::Current | Self::Literal(_) | Self::Field(_) | Self::Index(_) => Vec::new(),
            Self::Values(one) | Self::Flatten(one) | Self::Not(one) | Self::Slice(one, ..) => vec![one],
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
