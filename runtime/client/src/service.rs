//! The description of a service, from its model.
//!
//! The generated marker type of a service implements [`Service`]; everything else about the client is the same for
//! all services.

use std::fmt;

use tinsmith_types::ModeledError;

use crate::endpoint::{Endpoint, EndpointError, Parameters};
use crate::handle::Handle;
use crate::protocol::Protocol;

/// A service that a [`Client`](crate::handle::Handle) can call.
pub trait Service: fmt::Debug + Sized + 'static {
    /// The service id, as in AWS's SDKs.
    const ID: &'static str;
    /// The signing name.
    const SIGNING_NAME: &'static str;
    /// The version of the service's API.
    const VERSION: &'static str;
    /// The environment variable that sets a custom endpoint.
    const ENDPOINT_URL_VARIABLE: &'static str;
    /// Whether some of its operations use bearer tokens.
    const TAKES_TOKENS: bool = false;
    /// Whether some of its operations set parameters of the endpoint rules, without which the rules may have no
    /// endpoint.
    const HAS_CONTEXT: bool = false;

    /// All errors that its model declares.
    type Error: ModeledError;
    /// The protocol of its messages.
    type Protocol: Protocol;
    /// The generated client, which has a method for each operation.
    type Client;

    /// Resolves the endpoint by the rules of its model.
    ///
    /// # Errors
    ///
    /// Returns an error if the rules have no endpoint for the parameters.
    fn endpoint(parameters: &Parameters) -> Result<Endpoint, EndpointError>;

    /// Wraps the handle in the generated client.
    ///
    /// `From` would do as well, but the compiler would then load the implementations of all dependencies.
    fn client(handle: Handle<Self>) -> Self::Client;
}
