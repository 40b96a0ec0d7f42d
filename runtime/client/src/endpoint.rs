//! Where a service is reached: the parameters that its rules take, and the endpoint or error that they give.
//!
//! The rules themselves are generated. Invariant: an endpoint that needs no special signing costs one allocation, its
//! URL.

mod context;
#[doc(hidden)]
pub mod functions;
mod parameter;
mod partitions;

use std::borrow::Cow;
use std::fmt;

pub use context::ContextParameter;
pub use parameter::{EndpointParameter, ParameterValue};
pub use partitions::Partition;

/// What the rules of a service decide by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameters {
    /// The region, such as `eu-west-1`; the rules know it as `AWS::Region`.
    pub region: Option<String>,
    /// Whether the cryptography must be validated by FIPS 140; the rules know it as `AWS::UseFIPS`.
    pub use_fips: bool,
    /// Whether the host must have an IPv6 address, too; the rules know it as `AWS::UseDualStack`.
    pub use_dual_stack: bool,
    /// A URL that takes the place of the service's own; the rules know it as `SDK::Endpoint`.
    pub endpoint: Option<String>,
    /// The parameters that only some services have.
    pub(crate) others: Vec<(Cow<'static, str>, ParameterValue)>,
}

impl Parameters {
    /// Nothing is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the region.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Sets whether the cryptography must be validated by FIPS 140.
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.use_fips = use_fips;
        self
    }

    /// Sets whether the host must have an IPv6 address, too.
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.use_dual_stack = use_dual_stack;
        self
    }

    /// Sets the URL that takes the place of the service's own.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Sets a parameter that only some services have, by its name in the rules; it replaces an earlier value.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<ParameterValue>) -> Self {
        let name = name.into();
        self.others.retain(|(known, _)| *known != name);
        self.others.push((name, value.into()));
        self
    }

    /// Returns the text that such a parameter is set to.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.other(name)? {
            ParameterValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the boolean that such a parameter is set to.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.other(name)? {
            ParameterValue::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Returns the list of texts that such a parameter is set to.
    pub fn texts(&self, name: &str) -> Option<&[String]> {
        match self.other(name)? {
            ParameterValue::Texts(texts) => Some(texts),
            _ => None,
        }
    }

    fn other(&self, name: &str) -> Option<&ParameterValue> {
        self.others.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// Where requests go, and how they are signed there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The scheme, the host, and the port and first part of the path where there are any.
    pub url: String,
    /// Headers that requests carry, each with its values.
    pub headers: Vec<(String, Vec<String>)>,
    /// The region to sign for, where it is not the client's.
    pub signing_region: Option<String>,
    /// The name to sign for, where it is not the service's.
    pub signing_name: Option<String>,
    /// Whether the path is signed as it is sent, not encoded once more.
    pub disable_double_encoding: bool,
    /// The authentication schemes that the endpoint demands, where the client knows none of them.
    pub unsupported_schemes: Option<String>,
}

impl Endpoint {
    /// An endpoint without headers, signed for as the service is.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }

    /// Adds a header.
    pub fn header<T: Into<String>>(mut self, name: impl Into<String>, values: impl IntoIterator<Item = T>) -> Self {
        self.headers.push((name.into(), values.into_iter().map(Into::into).collect()));
        self
    }

    /// Sets the region to sign for.
    pub fn signing_region(mut self, region: impl Into<String>) -> Self {
        self.signing_region = Some(region.into());
        self
    }

    /// Sets the name to sign for.
    pub fn signing_name(mut self, name: impl Into<String>) -> Self {
        self.signing_name = Some(name.into());
        self
    }

    /// Has the path signed as it is sent.
    pub fn disable_double_encoding(mut self) -> Self {
        self.disable_double_encoding = true;
        self
    }

    /// Names the authentication schemes that the endpoint demands and the client does not know.
    pub fn unsupported_schemes(mut self, names: impl Into<String>) -> Self {
        self.unsupported_schemes = Some(names.into());
        self
    }
}

impl From<&str> for Endpoint {
    fn from(url: &str) -> Self {
        Self::new(url)
    }
}

/// Why a service's rules have no endpoint for some parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError {
    message: Cow<'static, str>,
}

impl EndpointError {
    /// An error in the words of the rules.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self { message: message.into() }
    }

    /// No rule gives an endpoint or an error.
    pub fn exhausted() -> Self {
        Self::new("the rules of the service have no endpoint for these parameters")
    }

    /// What the rules say.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for EndpointError {}
