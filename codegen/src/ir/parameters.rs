//! The parameters of endpoint rules that operations and clients set.

use super::endpoints;
use crate::jmespath::Expression;

/// A parameter of the endpoint rules that an operation brings.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextParameter {
    /// Its name in the rules.
    pub name: String,
    /// The source of its value.
    pub source: ContextSource,
}

/// Where the value of an operation's endpoint parameter is from.
#[derive(Clone, Debug, PartialEq)]
pub enum ContextSource {
    /// A value in the model.
    Fixed(endpoints::Value),
    /// The member of the input with this name in the model.
    Member(String),
    /// The result of a JMESPath expression over the input.
    Path(Expression),
}

/// A parameter of the endpoint rules that a client is built with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientParameter {
    /// Its name in the rules.
    pub name: String,
    /// The constant's name.
    pub constant: String,
    /// The type.
    pub ty: endpoints::Type,
    /// Rustdoc.
    pub docs: String,
}
