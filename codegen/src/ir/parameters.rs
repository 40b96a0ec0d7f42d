//! The endpoint parameters that operations and clients set.

use super::endpoints;
use crate::jmespath::Expression;

/// An endpoint parameter that an operation sets.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextParameter {
    /// Its name in the rules.
    pub name: String,
    /// The source of its value.
    pub source: ContextSource,
}

/// The source of an endpoint parameter's value.
#[derive(Clone, Debug, PartialEq)]
pub enum ContextSource {
    /// A constant in the model.
    Fixed(endpoints::Value),
    /// The member of the input with this name in the model.
    Member(String),
    /// The result of a JMESPath expression over the input.
    Path(Expression),
}

/// An endpoint parameter that is set on a client.
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
