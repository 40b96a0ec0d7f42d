//! What the client has to know about a service, as its model says it.
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
    /// The name that AWS's SDKs have for it.
    const ID: &'static str;
    /// The name for which requests are signed.
    const SIGNING_NAME: &'static str;
    /// The version of its interface.
    const VERSION: &'static str;
    /// The environment variable that holds its endpoint, if the user wants another one than AWS's.
    const ENDPOINT_URL_VARIABLE: &'static str;
    /// Whether some of its operations take a bearer token.
    const TAKES_TOKENS: bool = false;
    /// Whether some of its operations bring parameters of the endpoint rules, which may have no endpoint without them.
    const HAS_CONTEXT: bool = false;

    /// All errors that its model declares.
    type Error: ModeledError;
    /// The protocol of its messages.
    type Protocol: Protocol;
    /// The generated client, which has a method for each operation.
    type Client;

    /// Finds the endpoint by the rules of its model.
    ///
    /// # Errors
    ///
    /// Parameters for which the rules have no endpoint.
    fn endpoint(parameters: &Parameters) -> Result<Endpoint, EndpointError>;

    /// Wraps the handle in the generated client.
    ///
    /// An implementation of `From` would do as well, but makes the compiler load the implementations of all dependencies.
    fn client(handle: Handle<Self>) -> Self::Client;
}
