//! Service-specific parameters of endpoint rules, and their values.

use std::fmt;
use std::marker::PhantomData;

/// The value of a parameter of endpoint rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterValue {
    /// A string.
    Text(String),
    /// A boolean.
    Flag(bool),
    /// A list of strings.
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

/// A service-specific parameter, of type `T`, that a client can be built with.
///
/// The generated crate of a service with such parameters has a constant for each, to be passed to
/// [`Builder::endpoint_parameter`](crate::Builder::endpoint_parameter).
pub struct EndpointParameter<T> {
    name: &'static str,
    value: PhantomData<fn(T)>,
}

impl<T> EndpointParameter<T> {
    /// Creates the parameter with this name in the rules.
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
