//! JMESPath expressions over requests and responses, as constants of the generated code. Only the subset that the
//! generator supports exists here.
//!
//! The generator parses the text of an expression and reports unsupported features, so nothing is parsed here.
//!
//! Invariant: evaluation copies no strings, and returns `None` where JMESPath has an error, such as the length of null.

mod evaluate;
mod functions;
mod item;
mod slice;
#[cfg(test)]
mod tests;

pub(crate) use item::Item;

/// An expression, which is evaluated for the current value.
#[derive(Debug)]
pub enum Expression {
    /// The current value.
    Current,
    /// Null.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(&'static str),
    /// The member of this name.
    Field(&'static str),
    /// An element of a list; a negative index counts from the end.
    Index(i32),
    /// The second expression, evaluated for the result of the first.
    Sequence(&'static Expression, &'static Expression),
    /// The list of the values of an object.
    Values(&'static Expression),
    /// A list in which inner lists are replaced by their elements.
    Flatten(&'static Expression),
    /// The elements of the first expression's list for which the second expression is true.
    Filter(&'static Expression, &'static Expression),
    /// The results of the second expression for each element of the first, without nulls.
    Projection(&'static Expression, &'static Expression),
    /// A list of the values of several expressions.
    List(&'static [Expression]),
    /// An object of the values of several expressions.
    Object(&'static [(&'static str, Expression)]),
    /// Elements of a list.
    Slice(&'static Expression, Slice),
    /// The first unless it is false, and else the second.
    Or(&'static Expression, &'static Expression),
    /// The first value if it is false, otherwise the second.
    And(&'static Expression, &'static Expression),
    /// The opposite.
    Not(&'static Expression),
    /// A comparison of two values.
    Comparison(Comparator, &'static Expression, &'static Expression),
    /// The value of a function.
    Call(Function, &'static [Expression]),
}

/// The elements from `start` up to and without `stop`, each `step` after the one before. Negative places count from the
/// end, and a negative step goes backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The place of the first element; by default that where the step begins.
    pub start: Option<i32>,
    /// The place after the last element; by default that where the step ends.
    pub stop: Option<i32>,
    /// The distance, which is not 0.
    pub step: i32,
}

/// A comparison of two values.
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

/// A function.
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

impl Expression {
    /// Returns `false` only if the expression ignores the member of this name of the current value, a structure.
    pub(crate) fn reads(&self, name: &str) -> bool {
        match self {
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::Text(_) | Self::Index(_) => false,
            Self::Current => true,
            Self::Field(field) => *field == name,
            // The other expressions evaluate their last part for a value other than the current one.
            Self::Sequence(first, _) | Self::Filter(first, _) | Self::Projection(first, _) => first.reads(name),
            Self::Values(inner) | Self::Flatten(inner) | Self::Not(inner) | Self::Slice(inner, _) => inner.reads(name),
            Self::Or(one, two) | Self::And(one, two) | Self::Comparison(_, one, two) => {
                one.reads(name) || two.reads(name)
            }
            Self::List(parts) | Self::Call(_, parts) => parts.iter().any(|part| part.reads(name)),
            Self::Object(entries) => entries.iter().any(|(_, part)| part.reads(name)),
        }
    }
}
