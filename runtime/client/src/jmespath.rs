//! Expressions of the model over requests and responses: a subset of JMESPath, as data of the generated code.
//!
//! The generator parses the text of an expression and refuses what is not supported, so that no text is parsed here.
//! Invariant: an evaluation copies no text, and returns nothing where JMESPath has an error, such as the length of null.

mod evaluate;
mod functions;
mod item;
#[cfg(test)]
mod tests;

pub(crate) use item::Item;

/// An expression. It is applied to a value, the current one.
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
    /// The second expression applied to the value of the first.
    Sequence(&'static Expression, &'static Expression),
    /// The list of the values of an object.
    Values(&'static Expression),
    /// A list with its inner lists replaced by their elements.
    Flatten(&'static Expression),
    /// The elements of the first for which the second is true.
    Filter(&'static Expression, &'static Expression),
    /// The second applied to each element of the first, without nulls.
    Projection(&'static Expression, &'static Expression),
    /// A list of the values of several expressions.
    List(&'static [Expression]),
    /// An object of the values of several expressions.
    Object(&'static [(&'static str, Expression)]),
    /// The first unless it is false, and else the second.
    Or(&'static Expression, &'static Expression),
    /// The first if it is false, and else the second.
    And(&'static Expression, &'static Expression),
    /// The opposite.
    Not(&'static Expression),
    /// A comparison of two values.
    Comparison(Comparator, &'static Expression, &'static Expression),
    /// The value of a function.
    Call(Function, &'static [Expression]),
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

impl Expression {
    /// Whether the member of this name of the current value, a structure, is looked at. It may be `true` of one that is not.
    pub(crate) fn reads(&self, name: &str) -> bool {
        match self {
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::Text(_) | Self::Index(_) => false,
            Self::Current => true,
            Self::Field(field) => *field == name,
            // The others apply their last expression to something else than the current value.
            Self::Sequence(first, _) | Self::Filter(first, _) | Self::Projection(first, _) => first.reads(name),
            Self::Values(inner) | Self::Flatten(inner) | Self::Not(inner) => inner.reads(name),
            Self::Or(one, two) | Self::And(one, two) | Self::Comparison(_, one, two) => {
                one.reads(name) || two.reads(name)
            }
            Self::List(parts) | Self::Call(_, parts) => parts.iter().any(|part| part.reads(name)),
            Self::Object(entries) => entries.iter().any(|(_, part)| part.reads(name)),
        }
    }
}
