//! Parameters of endpoint rules that only some services have, and their values.

use std::fmt;
use std::marker::PhantomData;

/// The value of a parameter of endpoint rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterValue {
    /// A text.
    Text(String),
    /// True or false.
    Flag(bool),
    /// A list of texts.
    Texts(Vec<String>),
}

impl From<&str> for ParameterValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for ParameterValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for ParameterValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Vec<String>> for ParameterValue {
    fn from(texts: Vec<String>) -> Self {
        Self::Texts(texts)
    }
}

impl<const N: usize> From<[&str; N]> for ParameterValue {
    fn from(texts: [&str; N]) -> Self {
        Self::Texts(texts.map(str::to_owned).to_vec())
    }
}

/// A parameter that a client is built with, of type `T`.
///
/// The generated crate of a service that has such parameters has a constant for each, which
/// [`Builder::endpoint_parameter`](crate::Builder::endpoint_parameter) takes.
pub struct EndpointParameter<T> {
    name: &'static str,
    value: PhantomData<fn(T)>,
}

impl<T> EndpointParameter<T> {
    /// The parameter with this name in the rules.
    pub const fn new(name: &'static str) -> Self {
        Self { name, value: PhantomData }
    }

    /// Returns the name in the rules.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T> fmt::Debug for EndpointParameter<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("EndpointParameter").field(&self.name).finish()
    }
}
