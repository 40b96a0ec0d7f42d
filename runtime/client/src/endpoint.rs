//! Endpoints: the parameters of a service's endpoint rules, and their result.
//!
//! The rules themselves are generated. Invariant: an endpoint without special signing costs one allocation, its URL.

mod context;
#[doc(hidden)]
pub mod functions;
mod parameter;
mod partitions;

use std::borrow::Cow;
use std::fmt;

pub use context::ContextParameter;
pub(crate) use context::text_of_member;
pub use parameter::{EndpointParameter, ParameterValue};
pub use partitions::Partition;

/// The parameters of a service's endpoint rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameters {
    /// The region, such as `eu-west-1`; the rules know it as `AWS::Region`.
    pub region: Option<String>,
    /// Whether to use the FIPS endpoint; the rules call it `AWS::UseFIPS`.
    pub use_fips: bool,
    /// Whether to use the dual-stack endpoint; the rules call it `AWS::UseDualStack`.
    pub use_dual_stack: bool,
    /// A URL that replaces the service's own; the rules call it `SDK::Endpoint`.
    pub endpoint: Option<String>,
    /// The parameters that are specific to some services.
    pub(crate) others: Vec<(Cow<'static, str>, ParameterValue)>,
}

impl Parameters {
    /// Creates parameters of which none is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the region.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Sets whether to use the FIPS endpoint.
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.use_fips = use_fips;
        self
    }

    /// Sets whether to use the dual-stack endpoint.
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.use_dual_stack = use_dual_stack;
        self
    }

    /// Sets the URL that replaces the service's own.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Sets a service-specific parameter, by its name in the rules; it replaces an earlier value.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<ParameterValue>) -> Self {
        let name = name.into();
        self.others.retain(|(known, _)| *known != name);
        self.others.push((name, value.into()));
        self
    }

    /// Returns a service-specific parameter that is a string.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.other(name)? {
            ParameterValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns a service-specific parameter that is a boolean.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.other(name)? {
            ParameterValue::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Returns a service-specific parameter that is a list of strings.
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

/// An endpoint, with the way in which requests to it are signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The scheme and the host, with the port and a path prefix if there are any.
    pub url: String,
    /// Headers to add to requests, each with its values.
    pub headers: Vec<(String, Vec<String>)>,
    /// The signing region, if it is not the client's.
    pub signing_region: Option<String>,
    /// The signing name, if it is not the service's.
    pub signing_name: Option<String>,
    /// Whether the path is signed without a second percent-encoding.
    pub disable_double_encoding: bool,
    /// The authentication schemes that the endpoint requires, if the client supports none of them.
    pub unsupported_schemes: Option<String>,
}

impl Endpoint {
    /// Creates an endpoint without headers and with the service's default signing.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }

    /// Adds a header.
    pub fn header<T: Into<String>>(mut self, name: impl Into<String>, values: impl IntoIterator<Item = T>) -> Self {
        self.headers.push((name.into(), values.into_iter().map(Into::into).collect()));
        self
    }

    /// Sets the signing region.
    pub fn signing_region(mut self, region: impl Into<String>) -> Self {
        self.signing_region = Some(region.into());
        self
    }

    /// Sets the signing name.
    pub fn signing_name(mut self, name: impl Into<String>) -> Self {
        self.signing_name = Some(name.into());
        self
    }

    /// Signs the path without a second percent-encoding.
    pub fn disable_double_encoding(mut self) -> Self {
        self.disable_double_encoding = true;
        self
    }

    /// Sets the authentication schemes that the endpoint requires and the client does not support.
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

/// The error of a service's endpoint rules for some parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError {
    message: Cow<'static, str>,
}

impl EndpointError {
    /// Creates an error with the message of the rules.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self { message: message.into() }
    }

    /// Creates the error for parameters that no rule matches.
    pub fn exhausted() -> Self {
        Self::new("the rules of the service have no endpoint for these parameters")
    }

    /// Returns the message of the rules.
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
