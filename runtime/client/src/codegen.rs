//! The items that only generated code uses; they may change in any version.

pub use crate::call::{RequestBody, ResponseBody};
pub use crate::handle::Handle;
pub use crate::operation::Operation;
pub use crate::protocol::{DecodeError, EncodeError, Message, Protocol, RestJson1};
pub use crate::service::Service;

/// The types and functions that endpoint rules are made of.
pub mod endpoint {
    pub use crate::endpoint::{Endpoint, EndpointError, Parameters, Partition, functions};
}
