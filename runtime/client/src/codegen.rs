//! The items that only generated code uses; they may change in any version.

pub use crate::call::{RequestBody, ResponseBody};
pub use crate::checksums::Algorithm;
pub use crate::endpoint::ContextParameter;
pub use crate::handle::Handle;
pub use crate::operation::{Auth, Operation};
pub use crate::pagination::next_page;
pub use crate::protocol::{
    AwsJson1_0, AwsJson1_1, DecodeError, EncodeError, Message, Protocol, QueryCompatible, RestJson1,
};
pub use crate::service::Service;
pub use crate::waiter::{Acceptor, Expected, State, Waiter};
pub use crate::{__operations as operations, __waiters as waiters};

/// The types and functions used by endpoint rules.
pub mod endpoint {
    pub use crate::endpoint::{Endpoint, EndpointError, Parameters, Partition, functions};
}

/// The expressions over requests and responses.
pub mod jmespath {
    pub use crate::jmespath::Expression::{self, *};
    pub use crate::jmespath::Slice as Part;
    pub use crate::jmespath::{Comparator, Function};
}

/// The types of an operation that is called by its name.
#[cfg(feature = "dynamic")]
pub mod dynamic {
    pub use crate::dynamic::{BoxFuture, BoxRequest, DynOperation, DynPages, DynRequest, Entry};
}
